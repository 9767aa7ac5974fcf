#include "engine/behaviour/marginal_return.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/behaviour/attention.hpp"
#include "engine/random/math.hpp"

namespace clientele::behaviour {

namespace {

/// The logarithm of the level is found to so much of itself, which is below the rounding of the hours.
constexpr double nearest = 0x1p-50;
/// Newton's steps in log x; they come from the right and never overshoot, and the tenth is beyond rounding.
constexpr int effort_steps = 10;
/// Stands for the entry of those who are in at any level.
constexpr double always_in = std::numeric_limits<double>::infinity();

bool answers(const Returns& r, std::size_t i) {
    return r.height[i] > 0 && r.half[i] > 0 && r.today[i] > 0 && r.most[i] > 0;
}

double raised(double x, double c) { return c == 1 ? x : x > 0 ? random::pow(x, c) : 0; }

/// gain'(h) at x. [currency/h] \pre x > 0
double slope(const Returns& r, std::size_t i, double c, double x) {
    const double y = raised(x, c);
    const double sum = r.half[i] + y;
    return r.height[i] * c * r.half[i] * (y / x) / (sum * sum * r.today[i]);
}

/// x > 0 on the falling branch of gain' where gain' = level; may be negative where c = 1 and the level is above all.
///
/// For c other than 1: log gain' = k + (c - 1) u - 2 log(half + e^(c u)) in u = log x is concave, and lies below its
/// asymptote k - (c + 1) u; from where that meets the level Newton's steps fall to the root from the right.
double effort_at(const Returns& r, std::size_t i, double c, double level) {
    if (c == 1) {
        return std::sqrt(r.height[i] * r.half[i] / (level * r.today[i])) - r.half[i];
    }
    const double target = random::log(level * r.today[i] / (r.height[i] * c * r.half[i]));
    double u = -target / (c + 1);
    for (int step = 0; step < effort_steps; ++step) {
        const double y = random::exp(c * u);
        const double value = (c - 1) * u - 2 * random::log(r.half[i] + y);
        const double derivative = (c - 1) - 2 * c * y / (r.half[i] + y);
        u += derivative < 0 ? (target - value) / derivative : 0;
    }
    return random::exp(u);
}

/// Hours of a client who is in, at this level. [h/month]
double hours_in(const Returns& r, std::size_t i, double c, double level) {
    return std::clamp(effort_at(r, i, c, level) * r.today[i], r.at_least[i], r.most[i]);
}

double demand(const Returns& r, std::size_t n, double c, double level) {
    double hours = 0;
    for (std::size_t i = 0; i < n; ++i) {
        hours += r.in[i] != 0 && level <= r.entry[i] ? hours_in(r, i, c, level) : 0;
    }
    return hours;
}

struct Bracket {
    double low = always_in;  ///< a level at which everybody has `most`
    double high = 0;         ///< a level at which the hours suffice
};

Bracket bracket(const Returns& r, std::size_t n, double c, double available) {
    Bracket levels;
    const double even = available / static_cast<double>(n);
    for (std::size_t i = 0; i < n; ++i) {
        if (r.in[i] != 0) {
            const double first = r.at_least[i] > 0 ? r.at_least[i] : even;
            levels.low = std::min({levels.low, slope(r, i, c, r.most[i] / r.today[i]), r.entry[i]});
            levels.high = std::max(levels.high, slope(r, i, c, first / r.today[i]));
            levels.high = r.entry[i] < always_in ? std::max(levels.high, r.entry[i]) : levels.high;
        }
    }
    levels.low *= 1 - 0x1p-40;
    levels.high *= 1 + 0x1p-40;
    return levels;
}

/// The lowest level at which those who are in ask for no more than there is: by false position in its logarithm, where
/// an end that stays counts half (the Illinois method; Dowell & Jarratt 1971). Every third step halves the bracket, so
/// that demand may jump.
Bracket find_level(const Returns& r, std::size_t n, double c, double available) {
    Bracket levels = bracket(r, n, c, available);
    // Above 0 where they ask for more; never 0, so that the lowest of several levels is found.
    const auto missing = [&](double level) {
        const double more = demand(r, n, c, level) - available;
        return more > 0 ? more : std::min(more, -std::numeric_limits<double>::min());
    };
    double at_low = missing(levels.low);
    double at_high = missing(levels.high);
    if (at_low < 0 || at_high > 0) {
        return at_low < 0 ? Bracket{levels.low, levels.low} : Bracket{levels.high, levels.high};
    }
    double low = random::log(levels.low);
    double high = random::log(levels.high);
    const double width = nearest * (1 + std::max(std::fabs(low), std::fabs(high)));
    bool stayed_low = false;
    bool stayed_high = false;
    for (int step = 1; high - low > width; ++step) {
        const double straight = high - at_high * (high - low) / (at_high - at_low);
        const double next =
            step % 3 == 0 ? 0.5 * (low + high) : std::clamp(straight, low + 0.25 * width, high - 0.25 * width);
        const double level = random::exp(next);
        const double more = missing(level);
        if (more > 0) {
            levels.low = level;
            low = next;
            at_low = more;
            at_high *= stayed_high ? 0.5 : 1.0;
        } else {
            levels.high = level;
            high = next;
            at_high = more;
            at_low *= stayed_low ? 0.5 : 1.0;
        }
        stayed_high = more > 0;
        stayed_low = !stayed_high;
    }
    return levels;
}

/// Everybody who answers; where the response is S-shaped, the hours below which nobody is served, and the return per
/// hour that they bring. \returns hours they can take
double list_answering(const Returns& r, std::size_t n, double c) {
    double most = 0;
    for (std::size_t i = 0; i < n; ++i) {
        r.in[i] = answers(r, i) ? 1 : 0;
        r.at_least[i] = 0;
        r.entry[i] = always_in;
        if (r.in[i] != 0 && c > 1) {
            r.at_least[i] = std::min(r.most[i], r.today[i] * random::pow((c - 1) * r.half[i], 1 / c));
            r.entry[i] = gain_of(c, r.height[i], r.half[i], r.at_least[i] / r.today[i]) / r.at_least[i];
        }
        most += r.in[i] != 0 ? r.most[i] : 0;
    }
    return most;
}

/// Of S-shaped clients those stay in who come in above the level, and of those at the level as many as hours last.
/// \returns hours all who are in can take
double admit(const Returns& r, std::size_t n, double c, double available) {
    const Bracket levels = find_level(r, n, c, available);
    double left = available - demand(r, n, c, levels.high);
    double most = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (r.in[i] != 0 && levels.high > r.entry[i]) {
            const bool fits = levels.low <= r.entry[i] && r.at_least[i] <= left;
            left -= fits ? r.at_least[i] : 0;
            r.in[i] = fits ? 1 : 0;
        }
        r.entry[i] = always_in;
        most += r.in[i] != 0 ? r.most[i] : 0;
    }
    return most;
}

/// Who is in has all it can take; the others share what is left, by need.
double divide_rest(double available, std::size_t n, const Returns& r, double* hours) {
    double left = available;
    double* const need = r.at_least;
    for (std::size_t i = 0; i < n; ++i) {
        left -= r.in[i] != 0 ? r.most[i] : 0;
        need[i] = r.in[i] != 0 ? 0 : r.most[i];
    }
    const double rest = divide_hours(std::max(left, 0.0), 1, n, need, need, hours);
    for (std::size_t i = 0; i < n; ++i) {
        hours[i] = r.in[i] != 0 ? r.most[i] : hours[i];
    }
    return available - left + rest;
}

}  // namespace

double gain_of(double c, double height, double half, double x) {
    const double y = raised(x, c);
    return y > 0 ? height * (y / (half + y)) : 0;
}

double weight_by_return(double c, double height, double half) {
    const bool served = height > 0 && half > 0 && (c - 1) * half <= 1;
    return served ? height * c * half / ((1 + half) * (1 + half)) : 0;
}

double divide_by_return(double available, double c, std::size_t n, const Returns& r, double* hours) {
    if (available <= 0) {
        std::fill_n(hours, n, 0.0);
        return 0;
    }
    double most = list_answering(r, n, c);
    if (most > available && c > 1) {
        most = admit(r, n, c, available);
    }
    if (most <= available) {
        return divide_rest(available, n, r, hours);
    }
    const double level = find_level(r, n, c, available).high;
    double used = 0;
    for (std::size_t i = 0; i < n; ++i) {
        hours[i] = r.in[i] != 0 ? hours_in(r, i, c, level) : 0;
        used += hours[i];
    }
    return used;
}

}  // namespace clientele::behaviour
