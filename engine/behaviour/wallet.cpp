#include "engine/behaviour/wallet.hpp"

#include "engine/base/clones.hpp"
#include "engine/random/math.hpp"

namespace clientele::behaviour {

namespace {

/// power = x^c, so that the caller pays for it only where c is not 1.
CLIENTELE_KERNEL double target(const WalletResponse& r, double today, double power) {
    const double low = r.at_no_effort * today;
    const double high = today + r.at_unlimited_effort * (1 - today);
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
        const double moved = r.memory * share[i] + (1 - r.memory) * target(r, today[i], x);
        share[i] = served[i] != 0 ? moved : share[i];
    }
}

CLIENTELE_CLONES
void move_curved(const WalletResponse& r, std::size_t n, const unsigned char* served, const double* hours,
                 const double* hours_today, const double* today, double* share) {
    for (std::size_t i = 0; i < n; ++i) {
        const double x = hours_today[i] > 0 ? hours[i] / hours_today[i] : 1.0;
        const double power = x > 0 ? random::pow(x > 0 ? x : 1.0, r.steepness) : 0.0;
        const double moved = r.memory * share[i] + (1 - r.memory) * target(r, today[i], power);
        share[i] = served[i] != 0 ? moved : share[i];
    }
}

}  // namespace

double wallet_target(const WalletResponse& response, double today, double x) {
    return target(response, today, x > 0 ? random::pow(x, response.steepness) : 0.0);
}

void move_wallets(const WalletResponse& response, std::size_t n, const unsigned char* served, const double* hours,
                  const double* hours_today, const double* today, double* share) {
    if (response.steepness == 1) {
        move_straight(response, n, served, hours, hours_today, today, share);
    } else {
        move_curved(response, n, served, hours, hours_today, today, share);
    }
}

}  // namespace clientele::behaviour
