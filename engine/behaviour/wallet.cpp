#include "engine/behaviour/wallet.hpp"

#include "engine/base/clones.hpp"
#include "engine/random/math.hpp"

namespace clientele::behaviour {

namespace {

/// power = x^c, so that the caller pays for it only where c is not 1.
/// \param reach b, the part of what others sell that is won with unlimited effort
CLIENTELE_KERNEL double target(const WalletResponse& r, double reach, double today, double power) {
    const double low = r.at_no_effort * today;
    const double high = today + reach * (1 - today);
    // x^c / (d + x^c) with d = (high - today) / (today - low), multiplied out so that today = 0 and today = 1 are no
    // poles.
    const double up = (today - low) * power;
    const double down = (high - today) + up;
    return down > 0 ? low + (high - low) * (up / down) : today;
}

CLIENTELE_CLONES
void move_straight(const WalletResponse& r, std::size_t n, const unsigned char* served, const double* hours,
                   const double* hours_today, const double* today, double* share) {
    for (std::size_t i = 0; i < n; ++i) {
        const double x = hours_today[i] > 0 ? hours[i] / hours_today[i] : 1.0;
        const double moved = r.memory * share[i] + (1 - r.memory) * target(r, r.at_unlimited_effort, today[i], x);
        share[i] = served[i] != 0 ? moved : share[i];
    }
}

CLIENTELE_CLONES
void move_curved(const WalletResponse& r, std::size_t n, const unsigned char* served, const double* hours,
                 const double* hours_today, const double* today, double* share) {
    for (std::size_t i = 0; i < n; ++i) {
        const double x = hours_today[i] > 0 ? hours[i] / hours_today[i] : 1.0;
        const double power = x > 0 ? random::pow(x > 0 ? x : 1.0, r.steepness) : 0.0;
        const double moved = r.memory * share[i] + (1 - r.memory) * target(r, r.at_unlimited_effort, today[i], power);
        share[i] = served[i] != 0 ? moved : share[i];
    }
}

/// Clients differ in what is within reach.
CLIENTELE_CLONES
void move_within_reach(const WalletResponse& r, std::size_t n, const unsigned char* served, const double* hours,
                       const double* hours_today, const double* within_reach, const double* today, double* share) {
    for (std::size_t i = 0; i < n; ++i) {
        const double x = hours_today[i] > 0 ? hours[i] / hours_today[i] : 1.0;
        const double power = x > 0 ? random::pow(x > 0 ? x : 1.0, r.steepness) : 0.0;
        const double moved = r.memory * share[i] + (1 - r.memory) * target(r, within_reach[i], today[i], power);
        share[i] = served[i] != 0 ? moved : share[i];
    }
}

}  // namespace

double wallet_target(const WalletResponse& response, double today, double x) {
    return target(response, response.at_unlimited_effort, today, x > 0 ? random::pow(x, response.steepness) : 0.0);
}

void move_wallets(const WalletResponse& response, std::size_t n, const unsigned char* served, const double* hours,
                  const double* hours_today, const double* today, double* share) {
    if (response.steepness == 1) {
        move_straight(response, n, served, hours, hours_today, today, share);
    } else {
        move_curved(response, n, served, hours, hours_today, today, share);
    }
}

void move_wallets_within(const WalletResponse& response, const double* within_reach, std::size_t n,
                         const unsigned char* served, const double* hours, const double* hours_today,
                         const double* today, double* share) {
    move_within_reach(response, n, served, hours, hours_today, within_reach, today, share);
}

}  // namespace clientele::behaviour
