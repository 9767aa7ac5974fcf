#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/firm.hpp"

namespace clientele::replication {

struct Life;

/// Quotas of the current quarter. Sized where some role has one.
struct QuotaState {
    std::vector<double> sold;           ///< [client] in the quarter so far, before discounts [currency]
    std::vector<std::int16_t> seller;   ///< [client] who owned it at its latest order of the quarter, -1: nobody
    std::vector<double> times;          ///< [client] factor on this month's order values
    std::vector<double> discount;       ///< [client] granted this month to reach a quota, beside what is habit [1]
    std::vector<double> target;         ///< [person] quota of the quarter so far, as strong as the seat was [currency]
    std::vector<double> whole;          ///< [person] the same at full strength [currency]
    std::vector<double> made;           ///< [person] scratch: sales of the quarter
    std::vector<double> charged;        ///< [person] scratch: bonus for each unit of sales
    bool shifts = false;                ///< some factor in `times` is not 1
    bool grants = false;                ///< some client has a `discount`
    std::uint64_t met = 0, missed = 0;  ///< quarters of people, over the life

    void reserve(const model::Firm& firm, std::size_t wide);
};

void begin_quotas(Life& life);
/// Orders just booked count for who owns the client.
void count_sales(Life& life, const std::uint32_t* who, std::size_t n);

}  // namespace clientele::replication
