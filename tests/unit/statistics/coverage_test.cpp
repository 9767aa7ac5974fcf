#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/random/address.hpp"
#include "engine/random/batch.hpp"
#include "engine/statistics/interval.hpp"
#include "engine/statistics/moments.hpp"
#include "engine/statistics/paired.hpp"
#include "engine/statistics/stopping.hpp"
#include "engine/statistics/two_level.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::statistics;
namespace luck = clientele::random;

/// Do intervals keep their promise? Many synthetic studies with known truth, no engine: a baseline and alternatives,
/// each mu + A_w + e_wk with normal A and e, e of baseline and alternative correlated as common luck makes them.
namespace {

constexpr std::uint32_t studies = 4000;
constexpr double alpha = 0.05;

/// Coverage must lie within 4 standard errors of 95 %: false alarm below once in 15,000 a check.
const double tolerance = 4 * std::sqrt(alpha * (1 - alpha) / studies);

/// Standard normals of one study, drawn as asked, the same for ever.
class Normals {
public:
    explicit Normals(std::uint32_t study) : study_(study) {}

    std::vector<double> draw(std::size_t n) {
        std::vector<std::uint32_t> words(n);
        for (std::size_t i = 0; i < n; i += 4) {
            const auto block = luck::philox({drawn_++, 0, study_, 0}, luck::stream(21, "coverage").key);
            std::copy_n(block.begin(), std::min<std::size_t>(4, n - i), words.begin() + static_cast<std::ptrdiff_t>(i));
        }
        std::vector<double> values(n);
        luck::standard_normal(words.data(), n, values.data());
        return values;
    }

private:
    std::uint32_t study_;
    std::uint32_t drawn_ = 0;
};

struct Law {
    std::size_t worlds;
    std::size_t lives;
    double assumption_sd;
    double luck_sd;
};

/// Adds to every replication what is common to its world, and its own luck.
std::vector<double> record(Normals& normals, const Law& law, double mu) {
    const auto world = normals.draw(law.worlds);
    auto values = normals.draw(law.worlds * law.lives);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = mu + law.assumption_sd * world[i / law.lives] + law.luck_sd * values[i];
    }
    return values;
}

const std::vector<double> truths{0.0, 1.5, -4.0};

/// Share of studies in which ALL intervals for the differences between three alternatives and the baseline cover the
/// truth. \param interval (Paired, number of alternatives) -> Interval
template <class Method>
double simultaneous_coverage(const Law& law, Method interval) {
    std::uint32_t covered = 0;
    for (std::uint32_t study = 0; study < studies; ++study) {
        Normals normals(study);
        const auto baseline = record(normals, law, 10);
        bool all = true;
        for (const double truth : truths) {
            auto alternative = record(normals, law, truth);
            // Half of the baseline's luck is shared, 10 is its mean.
            for (std::size_t i = 0; i < alternative.size(); ++i) {
                alternative[i] += 10 + 0.5 * (baseline[i] - 10);
            }
            const Paired paired = compare_pairs({baseline, law.lives}, {alternative, law.lives});
            all = all && interval(paired, truths.size()).contains(truth);
        }
        covered += all ? 1U : 0U;
    }
    return static_cast<double>(covered) / studies;
}

Interval as_used(const Paired& paired, std::size_t m) { return interval_of(paired.difference, alpha, m); }

/// Forgets that the spread itself is estimated, from few worlds.
Interval with_z(const Paired& paired, std::size_t m) {
    const double error = paired.difference.standard_error;
    return t_interval(paired.difference.mean, error, 1000000000, alpha / static_cast<double>(m));
}

/// Takes lives of one world for independent.
Interval from_replications(const Paired& paired, std::size_t m) {
    const auto n = paired.differences.size();
    const double error = paired.difference.sd / std::sqrt(static_cast<double>(n));
    return simultaneous_interval(paired.difference.mean, error, n, alpha, m);
}

/// Forgets that three chances to err are more than one.
Interval one_at_a_time(const Paired& paired, std::size_t) { return interval_of(paired.difference, alpha, 1); }

/// Grows a sample over the looks until its interval excludes 0, as a study that stops when it knows does; the interval
/// read then. \param alpha_of (Look) -> error probability of the interval at that look
template <class Spend>
double stopped_coverage(double truth, Spend alpha_of) {
    constexpr std::size_t lives = 10;
    const auto looks = looks_up_to(8000, alpha);
    std::uint32_t covered = 0;
    for (std::uint32_t study = 0; study < studies; ++study) {
        Normals normals(study);
        std::vector<double> values;
        Interval interval{};
        for (const Look& look : looks) {
            const auto more = record(normals, {(look.replications - values.size()) / lives, lives, 1, 2}, truth);
            values.insert(values.end(), more.begin(), more.end());
            interval = interval_of(summarise({values, lives}), alpha_of(look));
            if (interval.excludes_zero()) {
                break;
            }
        }
        covered += interval.contains(truth) ? 1U : 0U;
    }
    return static_cast<double>(covered) / studies;
}

}  // namespace

TEST_CASE("Simultaneous 95 % intervals cover the truth in 95 % of 4,000 studies") {
    // Expected for Bonferroni over three contrasts with one baseline in common: 95 % and a little above.
    for (const Law& law : {Law{20, 4, 1, 3}, Law{200, 2, 2, 1}, Law{5, 8, 3, 1}, Law{30, 3, 0, 2}}) {
        const double coverage = simultaneous_coverage(law, as_used);
        INFO(law.worlds << " worlds of " << law.lives << " lives: " << coverage);
        CHECK(std::fabs(coverage - (1 - alpha)) < tolerance);
    }
}

TEST_CASE("Intervals that are too short fail the same check") {
    const auto fails = [](double coverage) { return coverage < 1 - alpha - tolerance; };
    CHECK(fails(simultaneous_coverage({5, 8, 3, 1}, with_z)));
    CHECK(fails(simultaneous_coverage({20, 4, 3, 1}, from_replications)));
    CHECK(fails(simultaneous_coverage({20, 4, 1, 3}, one_at_a_time)));
}

TEST_CASE("Intervals read when a growing study stops cover the truth in 95 % of 4,000 studies") {
    const auto as_spent = [](const Look& look) { return look.alpha; };
    // At no difference a stop is an error, so the looks' errors add up: expected 95 % and a little above, as looks
    // share data.
    const double at_zero = stopped_coverage(0, as_spent);
    INFO("at zero " << at_zero);
    CHECK(std::fabs(at_zero - (1 - alpha)) < tolerance);
    // Elsewhere the promise is kept with something to spare.
    CHECK(stopped_coverage(0.15, as_spent) > 1 - alpha - tolerance);
    CHECK(stopped_coverage(1, as_spent) > 1 - alpha - tolerance);
    // Looking four times with the full error each is the mistake this is there to avoid.
    CHECK(stopped_coverage(0, [](const Look&) { return alpha; }) < 1 - alpha - tolerance);
}
