#include "engine/behaviour/trust.hpp"

#include "engine/base/clones.hpp"

namespace clientele::behaviour {

namespace {

CLIENTELE_KERNEL double fixed_point(const TrustResponse& r, double served) {
    const double up = r.gain * served;
    return up / (up + r.decay * (1 - served));
}

CLIENTELE_CLONES
void move_each(const TrustResponse& r, std::size_t n, const std::uint8_t* buys, const double* served_today,
               const double* served, double* trust, double* strain) {
    for (std::size_t i = 0; i < n; ++i) {
        const double moved = trust[i] + r.gain * served[i] * (1 - trust[i]) - r.decay * (1 - served[i]) * trust[i];
        trust[i] = buys[i] != 0 ? moved : trust[i];
        const double today = served_today[i] >= 0 ? fixed_point(r, served_today[i]) : trust[i];
        strain[i] += r.beta * (today - trust[i]);
    }
}

}  // namespace

double lasting_trust(const TrustResponse& response, double served) { return fixed_point(response, served); }

void move_trust(const TrustResponse& response, std::size_t n, const std::uint8_t* buys, const double* served_today,
                const double* served, double* trust, double* strain) {
    move_each(response, n, buys, served_today, served, trust, strain);
}

}  // namespace clientele::behaviour
