#include "engine/random/batch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/random/lognormal_lanes.hpp"
#include "engine/random/math.hpp"
#include "engine/random/normal_quantile.hpp"
#include "engine/random/packing.hpp"
#include "engine/random/philox_lanes.hpp"
#include "engine/random/samplers.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::random;
namespace luck = clientele::random;

namespace {

constexpr std::uint32_t untouched = 0xDEADBEEFU;
const Stream decision = stream(99, "order");
const std::vector<std::size_t> sizes{0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 128, 129, 1000, 1100};

Entity client(std::size_t i) { return Entity{mix(i + 1)}; }

/// n clients, and room for their words.
struct Portfolio {
    explicit Portfolio(std::size_t n) : low(n), high(n), planes(4, std::vector<std::uint32_t>(n, untouched)) {
        for (std::size_t i = 0; i < n; ++i) {
            low[i] = client(i).low();
            high[i] = client(i).high();
        }
    }
    [[nodiscard]] Addresses addresses() const { return {low.data(), high.data()}; }
    [[nodiscard]] Planes targets() { return {planes[0].data(), planes[1].data(), planes[2].data(), planes[3].data()}; }

    std::vector<std::uint32_t> low;
    std::vector<std::uint32_t> high;
    std::vector<std::vector<std::uint32_t>> planes;
};

std::vector<std::uint32_t> ids_of(std::size_t n, std::uint32_t step) {
    std::vector<std::uint32_t> ids(n);
    for (std::uint32_t i = 0; i < n; ++i) {
        ids[i] = i * step;
    }
    return ids;
}

/// Cells in which the planes differ from words drawn one by one for the listed clients, and from `untouched` elsewhere.
std::size_t differences(const Portfolio& portfolio, const std::vector<std::uint32_t>& ids, std::uint32_t replication,
                        std::uint32_t period) {
    std::size_t count = 0;
    for (std::uint32_t month = 0; month < 4; ++month) {
        std::vector<std::uint32_t> expected(portfolio.low.size(), untouched);
        for (const std::uint32_t id : ids) {
            expected[id] = word(decision, client(id), replication, 4 * period + month);
        }
        for (std::size_t i = 0; i < expected.size(); ++i) {
            count += expected[i] != portfolio.planes[month][i];
        }
    }
    return count;
}

}  // namespace

TEST_CASE(
    "Lanes of Philox equal one block after the other, for every number of lanes and every level of this machine") {
    for (const LaneKernel kernel : lane_kernels()) {
        for (std::size_t used = 0; used <= Lanes::count; ++used) {
            Lanes lanes{};
            for (std::uint32_t i = 0; i < Lanes::count; ++i) {
                lanes.low[i] = static_cast<std::uint32_t>(mix(i * 2));
                lanes.high[i] = static_cast<std::uint32_t>(mix(i * 2 + 1));
            }
            kernel(lanes, used, {7, 0xABCD1234U, decision.key});
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < used; ++i) {
                const Words out{lanes.word[0][i], lanes.word[1][i], lanes.word[2][i], lanes.word[3][i]};
                wrong += out != philox({lanes.low[i], lanes.high[i], 7, 0xABCD1234U}, decision.key);
            }
            REQUIRE(wrong == 0);
        }
    }
}

TEST_CASE("Monthly words in a batch equal words drawn one by one, and touch no other client") {
    for (const std::size_t n : sizes) {
        for (const std::uint32_t step : {1U, 2U, 3U}) {
            Portfolio portfolio(n * step);
            auto ids = ids_of(n, step);
            month_words(decision, portfolio.addresses(), ids.data(), n, 5, 9, portfolio.targets());
            REQUIRE(differences(portfolio, ids, 5, 9) == 0);
        }
    }
}

TEST_CASE("Words of a decision taken many times a month equal words drawn one by one") {
    for (const std::size_t n : sizes) {
        Portfolio portfolio(n * 2);
        const auto ids = ids_of(n, 2);
        for (const std::uint32_t occurrence : {0U, 1U, 65535U}) {
            ordinal_words(decision, portfolio.addresses(), ids.data(), n, 5, 38, occurrence, portfolio.targets());
            for (const std::uint32_t i : ids) {
                for (std::uint32_t k = 0; k < 4; ++k) {
                    REQUIRE(portfolio.planes[k][i] == word_of(decision, client(i), 5, 38, 4 * occurrence + k));
                }
            }
        }
    }
}

TEST_CASE("The order of the list does not matter") {
    Portfolio portfolio(300);
    auto ids = ids_of(150, 2);
    std::reverse(ids.begin(), ids.end());
    std::rotate(ids.begin(), ids.begin() + 40, ids.end());
    month_words(decision, portfolio.addresses(), ids.data(), ids.size(), 1, 2, portfolio.targets());
    CHECK(differences(portfolio, ids, 1, 2) == 0);
}

TEST_CASE("Monthly words of the marked equal words drawn one by one, for several decisions at once, on every level") {
    for (const std::size_t n : sizes) {
        for (const std::uint64_t one_in : {1U, 2U, 7U}) {
            const std::size_t wide = (n + 63) / 64 * 64;
            Portfolio portfolio(wide);
            Portfolio other(wide);
            std::vector<std::uint8_t> mark(wide, 0);
            std::vector<std::uint32_t> ids;
            for (std::uint32_t i = 0; i < n; ++i) {
                mark[i] = mix(i + 77 * n) % one_in == 0 ? 1 : 0;
                if (mark[i] != 0) ids.push_back(i);
            }
            const Drawing drawings[] = {{decision, portfolio.targets()}, {stream(99, "another"), other.targets()}};
            month_words(drawings, portfolio.addresses(), mark.data(), n, 5, 9);
            REQUIRE(differences(portfolio, ids, 5, 9) == 0);
            for (const std::uint32_t i : ids) {
                REQUIRE(other.planes[3][i] == word(stream(99, "another"), client(i), 5, 39));
            }
        }
    }
}

TEST_CASE("Every way of packing gives the addresses of the marked, and lays words down at their places only") {
    constexpr std::size_t n = 200;
    Portfolio portfolio(256);
    for (const std::uint64_t one_in : {1U, 2U, 9U, 1000U}) {
        std::vector<std::uint8_t> mark(256, 0);
        for (std::size_t i = 0; i < n; ++i) mark[i] = mix(i) % one_in == 0 ? 1 : 0;
        for (const PackingKernels& way : packing_kernels()) {
            Lanes lanes;
            for (std::uint32_t i = 0; i < Lanes::count; ++i) {
                for (std::uint32_t k = 0; k < 4; ++k) lanes.word[k][i] = i * 4 + k;
            }
            const std::size_t count = way.pack(portfolio.low.data(), portfolio.high.data(), mark.data(), n, lanes);
            std::vector<std::vector<std::uint32_t>> planes(4, std::vector<std::uint32_t>(256, untouched));
            std::uint32_t* const targets[4] = {planes[0].data(), planes[1].data(), planes[2].data(), planes[3].data()};
            way.spread(lanes, mark.data(), n, targets);
            std::size_t next = 0;
            std::size_t wrong = 0;
            for (std::size_t i = 0; i < 256; ++i) {
                wrong += mark[i] != 0 && (lanes.low[next] != client(i).low() || lanes.high[next] != client(i).high());
                for (std::uint32_t k = 0; k < 4; ++k) {
                    wrong += planes[k][i] != (mark[i] != 0 ? static_cast<std::uint32_t>(next) * 4 + k : untouched);
                }
                next += mark[i];
            }
            REQUIRE(count == next);
            REQUIRE(wrong == 0);
        }
    }
}

TEST_CASE("Monthly words of everyone equal those of the full list") {
    for (const std::size_t n : sizes) {
        Portfolio portfolio(n);
        month_words(decision, portfolio.addresses(), n, 5, 9, portfolio.targets());
        REQUIRE(differences(portfolio, ids_of(n, 1), 5, 9) == 0);
    }
}

TEST_CASE("Array functions equal the scalar functions bit for bit") {
    const double infinity = std::numeric_limits<double>::infinity();
    for (const std::size_t n : sizes) {
        std::vector<std::uint32_t> words(n);
        std::vector<double> mean(n);
        std::vector<double> sd(n);
        for (std::size_t i = 0; i < n; ++i) {
            words[i] = i == 0 ? 0U : i == 1 ? 0xFFFFFFFFU : word(decision, client(i), 0, 0);
            mean[i] = i == 5 ? infinity : i == 6 ? 0.0 : 20 * uniform(word(decision, client(i), 0, 1)) - 5;
            sd[i] = 3 * uniform(word(decision, client(i), 0, 2));
        }
        std::vector<double> each(n), all(n), normals(n), exps(n), logs(n), pows(n), roots(n);
        luck::lognormal(words.data(), n, mean.data(), sd.data(), each.data());
        luck::lognormal(words.data(), n, mean.data(), 0.8, all.data());
        standard_normal(words.data(), n, normals.data());
        luck::exp(mean.data(), n, exps.data());
        luck::log(mean.data(), n, logs.data());
        luck::pow(mean.data(), sd.data(), n, pows.data());
        luck::pow(mean.data(), n, 0.5, roots.data());
        std::size_t wrong = 0;
        const auto same = [](double a, double b) { return detail::bits(a) == detail::bits(b); };
        for (std::size_t i = 0; i < n; ++i) {
            const double u = uniform(words[i]);
            wrong += !same(each[i], luck::lognormal(u, mean[i], sd[i]));
            wrong += !same(all[i], luck::lognormal(u, mean[i], 0.8));
            wrong += !same(normals[i], normal_quantile(u));
            wrong += !same(exps[i], luck::exp(mean[i]));
            wrong += !same(logs[i], luck::log(mean[i]));
            wrong += !same(pows[i], luck::pow(mean[i], sd[i]));
            wrong += !same(roots[i], luck::pow(mean[i], 0.5));
        }
        REQUIRE(wrong == 0);
    }
}

TEST_CASE("Every way of drawing lognormal values has the scalar function's bits, near the ends of its range too") {
    const double infinity = std::numeric_limits<double>::infinity();
    for (const LognormalKernel kernel : lognormal_kernels()) {
        for (const std::size_t n : sizes) {
            std::vector<std::uint32_t> words(n);
            std::vector<double> mean(n), sd(n), expected(n + 1, -1.0);
            for (std::size_t i = 0; i < n; ++i) {
                // One in three in the tails, at either end; some at the edge of the centre.
                const std::uint32_t any = word(decision, client(i), 0, 0);
                words[i] = i % 3 == 0 ? any >> 3U : i % 7 == 1 ? ~(any >> 8U) : any;
                words[i] = i % 11 == 2 ? detail::first_central - i % 2 : words[i];
                mean[i] = i % 50 == 40 ? 712.0 : i % 50 == 41 ? -745.0 : i % 50 == 42 ? infinity : 0.01 * double(i);
                sd[i] = i % 60 == 44 ? 300.0 : 0.1 + 0.001 * double(i);
                expected[i] = luck::lognormal(uniform(words[i]), mean[i], sd[i]);
            }
            std::vector<double> out(n + 1, -1.0);
            kernel(words.data(), n, mean.data(), sd.data(), out.data());
            std::size_t wrong = 0;
            for (std::size_t i = 0; i <= n; ++i) wrong += detail::bits(out[i]) != detail::bits(expected[i]);
            REQUIRE(wrong == 0);
            kernel(words.data(), n, mean.data(), sd.data(), mean.data());
            REQUIRE(std::equal(mean.begin(), mean.end(), expected.begin()));
        }
    }
}

TEST_CASE("Lognormal values of very many words, in no order, have the scalar function's bits") {
    constexpr std::size_t n = 1000;
    const std::vector<double> mean(n, 0.25), sd(n, 1.5);
    std::vector<std::uint32_t> words(n);
    std::vector<double> out(n);
    std::size_t wrong = 0;
    for (std::size_t round = 0; round < 300; ++round) {
        for (std::size_t i = 0; i < n; ++i) words[i] = static_cast<std::uint32_t>(mix(round * n + i));
        luck::lognormal(words.data(), n, mean.data(), sd.data(), out.data());
        for (std::size_t i = 0; i < n; ++i) wrong += out[i] != luck::lognormal(uniform(words[i]), 0.25, 1.5);
    }
    CHECK(wrong == 0);
}

TEST_CASE("Array functions may write over their input") {
    std::vector<double> x{0.5, 1.5, 2.5, -3.0};
    luck::exp(x.data(), x.size(), x.data());
    CHECK(x == std::vector<double>{luck::exp(0.5), luck::exp(1.5), luck::exp(2.5), luck::exp(-3.0)});
}
