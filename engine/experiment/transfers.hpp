#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/experiment/record.hpp"

namespace clientele::experiment {

/// A client who changes owner when an organisation begins.
struct Transfer {
    std::string client;
    std::string from, to;   ///< the owners of the commonest change
    std::string why;        ///< in words, of the commonest change
    double share = 0;       ///< of lives in which the client changes owner; 1 where luck has no part in it
    double same_share = 0;  ///< of lives in which it goes from this owner to that one
    double potential = 0;   ///< mean over those lives [currency/month]
};

/// Who changes owner in the month in which a structure's own organisation begins, admissions of that month included.
struct TransferList {
    std::size_t structure = 0;
    std::uint32_t month = 0;          ///< 0 is the first month
    std::uint32_t lives = 0;          ///< the first replications, which shares are of
    std::vector<Transfer> transfers;  ///< certain ones first, then by potential, ties by name

    /// Clients who change owner, mean over lives.
    double mean_count() const;
};

/// Lives at most so many replications up to that month.
inline constexpr std::uint32_t transfer_lives = 100;

/// One list for each declared structure but the baseline that begins within the horizon. Lives the first replications
/// of the plan up to that month again: at most `transfer_lives`, fewer of large portfolios.
std::vector<TransferList> transfers_at_start(const model::Models& models, const Plan& plan);

}  // namespace clientele::experiment
