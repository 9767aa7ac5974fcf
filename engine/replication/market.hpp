#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/behaviour/potential.hpp"
#include "engine/model/firm.hpp"

namespace clientele::replication {

struct Life;

/// A level that all clients of a market or a segment share, and its variance as seen from the first month.
struct Level {
    double value = 0;
    double variance = 0;
};

/// What moves outside the firm. Sized where potentials move.
struct MarketState {
    std::vector<double> potential;                    ///< [client], now [currency/month]
    std::vector<double> deviation;                    ///< [client], of the logarithm, beside market and segment
    std::vector<double> normal;                       ///< [client], scratch
    std::array<std::vector<std::uint32_t>, 4> words;  ///< [month of four] -> word by client
    Level market;
    std::vector<Level> segments;
    std::vector<double> own_variance;           ///< [segment], of deviation
    std::vector<behaviour::SharedMove> shared;  ///< [segment]

    void reserve(const model::Firm& firm, std::size_t wide);
};

/// The market as it is today.
void begin_market(Life& life);

}  // namespace clientele::replication
