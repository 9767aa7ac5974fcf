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

/// The numbers come as a copy and the columns apart: where the compiler must fear that a written share is one of them,
/// the loop stays scalar.
/// \param power_of what x becomes; reach_of what is within reach of a client
template <class Power, class Reach>
[[gnu::always_inline]] inline void move(WalletResponse r, std::size_t n, const unsigned char* served,
                                        const double* hours, const double* hours_today, const double* today,
                                        double* __restrict share, Power power_of, Reach reach_of) {
    for (std::size_t i = 0; i < n; ++i) {
        const double x = hours_today[i] > 0 ? hours[i] / hours_today[i] : 1.0;
        const double moved = r.memory * share[i] + (1 - r.memory) * target(r, reach_of(i), today[i], power_of(x));
        share[i] = served[i] != 0 ? moved : share[i];
    }
}

CLIENTELE_KERNEL double curved(double x, double steepness) {
    const double power = random::pow(x > 0 ? x : 1.0, steepness);
    return x > 0 ? power : 0.0;
}

CLIENTELE_CLONES
void move_straight(const WalletResponse& r, std::size_t n, const unsigned char* served, const double* hours,
                   const double* hours_today, const double* today, double* share) {
    move(
        r, n, served, hours, hours_today, today, share, [](double x) { return x; },
        [reach = r.at_unlimited_effort](std::size_t) { return reach; });
}

CLIENTELE_CLONES
void move_curved(const WalletResponse& r, std::size_t n, const unsigned char* served, const double* hours,
                 const double* hours_today, const double* today, double* share) {
    move(
        r, n, served, hours, hours_today, today, share, [c = r.steepness](double x) { return curved(x, c); },
        [reach = r.at_unlimited_effort](std::size_t) { return reach; });
}

/// Clients differ in what is within reach.
CLIENTELE_CLONES
void move_straight_within(const WalletResponse& r, std::size_t n, const unsigned char* served, const double* hours,
                          const double* hours_today, const double* reach, const double* today, double* share) {
    move(
        r, n, served, hours, hours_today, today, share, [](double x) { return x; },
        [reach](std::size_t i) { return reach[i]; });
}

CLIENTELE_CLONES
void move_curved_within(const WalletResponse& r, std::size_t n, const unsigned char* served, const double* hours,
                        const double* hours_today, const double* reach, const double* today, double* share) {
    move(
        r, n, served, hours, hours_today, today, share, [c = r.steepness](double x) { return curved(x, c); },
        [reach](std::size_t i) { return reach[i]; });
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
    // x^1 is x to the last bit, without the power.
    if (response.steepness == 1) {
        move_straight_within(response, n, served, hours, hours_today, within_reach, today, share);
    } else {
        move_curved_within(response, n, served, hours, hours_today, within_reach, today, share);
    }
}

}  // namespace clientele::behaviour
