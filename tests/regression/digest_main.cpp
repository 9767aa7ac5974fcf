#include <bit>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "engine/base/fault.hpp"
#include "engine/random/math.hpp"
#include "engine/random/normal_quantile.hpp"
#include "engine/random/samplers.hpp"
#include "engine/replication/lives.hpp"
#include "engine/scenario/validate.hpp"
#include "tests/support/built_scenario.hpp"

/// Prints digests of the bits that the engine's rooms compute. Every build of it must print the same: same_bits.sh
/// compares compilers, optimisation and instruction sets. Takes in numbers that are never rounded, so that one other
/// bit shows.
namespace {

using namespace clientele;

class Digest {
public:
    void add(double value) { add(std::bit_cast<std::uint64_t>(value == value ? value : 0.0)); }
    void add(std::uint64_t bits) { hash_ = random::mix(hash_ ^ bits) + 0x9E3779B97F4A7C15ULL; }
    void print(const char* what) const { std::printf("%-24s %016" PRIx64 "\n", what, hash_); }

private:
    std::uint64_t hash_ = 0;
};

void functions() {
    Digest exponentials, logarithms, powers, normals, samplers;
    for (int i = 0; i < 20'000; ++i) {
        const double u = (i + 0.5) / 20'000;
        exponentials.add(random::exp(-700 + 1400 * u));
        logarithms.add(random::log(1e-12 + 5 * u * u));
        powers.add(random::pow(0.01 + 3 * u, -2.7 + 5 * u));
        normals.add(random::normal_quantile(u));
    }
    for (int i = 0; i < 400; ++i) {
        const double u = (i + 0.5) / 400;
        samplers.add(random::beta(u, 3.2, 5.9));
        samplers.add(random::gamma(u, 1.7, 2.0));
        samplers.add(static_cast<std::uint64_t>(random::poisson(u, 3.3)));
        samplers.add(random::lognormal(u, 8.5, 0.8));
        samplers.add(random::triangular(u, 1, 2, 5));
    }
    exponentials.print("exp");
    logarithms.print("log");
    powers.print("pow");
    normals.print("normal quantile");
    samplers.print("samplers");
}

void lives() {
    const auto models =
        model::compile_structures(scenario::validate(tests::built_scenario()), model::Scope::comparison);
    replication::Lives lived(models);
    for (std::size_t s = 0; s < models.structures.size(); ++s) {
        Digest kpis, series, months, cost;
        for (std::uint32_t r = 0; r < 24; ++r) {
            if (r % models.firm->lives == 0) lived.bind(r / models.firm->lives);
            lived.live(r);
            for (const double value : lived.kpis(s)) kpis.add(value);
            for (const std::uint64_t digest : lived.digests(s)) months.add(digest);
            for (const double value : lived.beliefs()) kpis.add(value);
            for (std::size_t which = 0; which < replication::series_count; ++which) {
                for (const double value : lived.series(s, static_cast<replication::Series>(which))) series.add(value);
            }
        }
        cost.add(models.structures[s].people_cost);
        std::printf("%s\n", models.structures[s].id.c_str());
        kpis.print("  figures");
        series.print("  series");
        months.print("  months");
        cost.print("  people cost");
    }
}

}  // namespace

int main() {
    try {
        functions();
        lives();
    } catch (const base::InvalidInput& invalid) {
        std::printf("%s\n", invalid.what());
        return 1;
    }
    return 0;
}
