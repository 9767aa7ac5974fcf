#include "engine/behaviour/contacts.hpp"

#include "engine/behaviour/hazard.hpp"

namespace clientele::behaviour {

double ContactChain::binomial(std::uint32_t n, std::uint32_t k, double p) {
    double ways = 1;
    for (std::uint32_t i = 0; i < k; ++i) {
        ways *= static_cast<double>(n - i) / (i + 1);
    }
    return ways * whole_power(p, k) * whole_power(1 - p, n - k);
}

std::uint32_t ContactChain::count(double u, std::uint32_t n, double p) {
    if (n <= 1) {
        return n == 1 && u < p ? 1 : 0;  // what comes out below, for most clients
    }
    std::uint32_t k = n;
    for (double at_least = binomial(n, n, p); k > 0 && u >= at_least; --k) {
        at_least += binomial(n, k - 1, p);
    }
    return k;
}

double ContactChain::any(std::uint32_t n, double p) {
    double at_least = 0;
    for (std::uint32_t k = n; k > 0; --k) {
        at_least += binomial(n, k, p);
    }
    return at_least;
}

ContactYear::ContactYear(const ContactChain& chain) : chain_(chain) {
    for (std::uint32_t n = 0; n <= chain.people; ++n) {
        for (std::uint32_t left = 0; left <= n; ++left) {
            for (std::uint32_t found = 0; found <= chain.people - n; ++found) {
                const double chance = ContactChain::binomial(n, left, chain.leave) *
                                      ContactChain::binomial(chain.people - n, found, chain.found);
                (n > 0 && left == n ? leave_ : stay_)[n][n - left + found] += chance;
            }
        }
        start_[n][0] = ContactChain::binomial(chain.people, n, chain.filled());
    }
    for (std::uint32_t month = 0; month < ContactChain::months_alone && chain.found > 0; ++month) {
        start_ = later(start_);
    }
}

/// One month: a last contact that leaves begins twelve months alone, this one included.
ContactYear::Law ContactYear::later(const Law& law) const {
    Law next{};
    for (std::uint32_t n = 0; n <= chain_.people; ++n) {
        for (std::uint32_t age = 0; age < ages; ++age) {
            for (std::uint32_t to = 0; to <= chain_.people; ++to) {
                next[to][age > 0 ? age - 1 : 0] += law[n][age] * stay_[n][to];
                next[to][ages - 1] += law[n][age] * leave_[n][to];
            }
        }
    }
    return next;
}

double ContactYear::survival(double external, double relational, double alone) const {
    const double calm_stays = random::exp(-(external + relational));
    const double alone_stays = random::exp(-(external + alone));
    Law law = start_;
    double all = 0;
    for (std::uint32_t month = 0; month < 12; ++month) {
        law = later(law);
        all = 0;
        for (std::uint32_t n = 0; n <= chain_.people; ++n) {
            for (std::uint32_t age = 0; age < ages; ++age) {
                law[n][age] *= age > 0 ? alone_stays : calm_stays;
                all += law[n][age];
            }
        }
    }
    return all;
}

double ContactYear::share_alone() const {
    const Law law = later(start_);
    double alone = 0;
    for (std::uint32_t n = 0; n <= chain_.people; ++n) {
        for (std::uint32_t age = 1; age < ages; ++age) {
            alone += law[n][age];
        }
    }
    return alone;
}

AlonePivot pivot_alone(const LossPivot& mean, const ContactYear& year, double lost) {
    const double alone = hazard_of_chance(lost) / ContactChain::months_alone - mean.external;
    if (alone <= mean.relational || mean.relational <= 0) {
        return {mean.relational, 1};
    }
    const double stays = random::exp(-12 * (mean.external + mean.relational));
    const double least = alone / greatest_times;
    if (year.survival(mean.external, least, alone) <= stays) {
        return {least, greatest_times};
    }
    // The secant of a function that is all but straight: five steps leave no digit.
    double a = least;
    double b = mean.relational;
    double at_a = year.survival(mean.external, a, alone) - stays;
    double at_b = year.survival(mean.external, b, alone) - stays;
    for (int step = 0; step < 5 && at_b != at_a; ++step) {
        const double next = b - at_b * (b - a) / (at_b - at_a);
        a = b;
        at_a = at_b;
        b = next;
        at_b = year.survival(mean.external, b, alone) - stays;
    }
    return {b, alone / b};
}

}  // namespace clientele::behaviour
