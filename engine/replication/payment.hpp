#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/model/firm.hpp"

namespace clientele::replication {

struct Life;

/// Bills on their way to becoming money. Sized where some are paid late or never. [currency]
struct PaymentState {
    std::vector<double> due;     ///< [month], what comes in then; reaches beyond the horizon
    /// [sum x segment], this month's bills that will be paid. Neighbouring orders go to different sums, so that none
    /// waits for the one before; all amounts are whole grains, so that their division over sums changes nothing.
    std::vector<double> billed;
    static constexpr std::size_t sums = 4;

    void reserve(const model::Firm& firm);
};

/// Bills that are unpaid when the first month begins.
void begin_payments(Life& life);
/// Charges n orders, their values in life.event_value, with handling and terms of payment.
void charge_terms(Life& life, const std::uint32_t* who, std::size_t n);
/// Cash of the month that ends: what comes in, less what is paid. [currency]
double cash_of_month(Life& life);
/// Bills unpaid after the last month, and what they are worth today. [currency]
struct Unpaid {
    double amount = 0;
    double discounted = 0;
};
Unpaid unpaid_at_end(const Life& life);

}  // namespace clientele::replication
