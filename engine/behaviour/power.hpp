#pragma once

#include <cstddef>
#include <cstdint>

namespace clientele::behaviour {

/// Power of a client over us, 0 none ... 1 full: omega = x / (1 + x) with
///     x = share of our sales / half_at + weight max(0, hours / need - 1),
/// so that a client with the share `half_at` and no more attention than it needs has half of all power. It asks for
/// more by what stands above today's: what was granted before is in today's prices and hours already. Form: saturating
/// in dependence (Emerson 1962: power is the other's dependence); half_at is elicited.
inline double power_of(double share, double half_at, double excess, double weight) {
    const double x = share / half_at + weight * excess;
    return x / (1 + x);
}

/// What clients do with their power in a month.
struct PowerResponse {
    double half_at = 1;             ///< share of our sales with half of all power [1]
    double weight = 0;              ///< of attention beyond need
    double asks = 0;                ///< chance at full power above today's [1/month]
    double service = 0;             ///< more hours for each time that a client was granted what it asked [1]
    double hours_follow_sales = 0;  ///< elasticity of the hours needed with respect to sales
};

/// mark[i] = 1 where the client asks for more and the word lets it happen: word below asks (power now - power today).
/// \param sales of the client, all of the firm [currency/month] \pre all > 0
void mark_asking(const PowerResponse& response, double all, std::size_t n, const std::uint8_t* buys,
                 const double* sales, const double* excess, const double* power_today, const std::uint32_t* words,
                 std::uint8_t* mark);

/// Hours needed go with what we sell the client, and with what it was granted:
///     demand *= (1 + service granted) (sales / sales_today)^hours_follow_sales
/// where the power is 1 if there is nothing to compare.
void follow_sales(const PowerResponse& response, std::size_t n, const double* sales, const double* sales_today,
                  const std::uint16_t* granted, double* demand);

}  // namespace clientele::behaviour
