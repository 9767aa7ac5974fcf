/// Where the time of a client-month goes: each phase of a month, and each kernel alone. Built and run by
/// `./tools/bench --kernels`. Google Benchmark prints nanoseconds a client-month (phases) or an element (kernels) under
/// `per_item`: the time of an iteration over its items.

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/loss.hpp"
#include "engine/behaviour/wallet.hpp"
#include "engine/random/batch.hpp"
#include "engine/random/packing.hpp"
#include "engine/replication/life.hpp"
#include "tests/support/study.hpp"

namespace {

using namespace clientele;
using benchmark::Counter;

/// `per_item`: seconds of an iteration over its items.
void count_items(benchmark::State& state, double items) {
    state.counters["per_item"] = Counter(items, Counter::kIsIterationInvariantRate | Counter::kInvert);
}

/// A life of the baseline, whose phases are timed one by one.
struct Subject {
    explicit Subject(const std::string& scenario)
        : models(tests::scenario_named(scenario)),
          population(*models.firm),
          market(*models.firm, memory),
          life(models, memory),
          figures(*models.firm, models.structures[baseline()]) {
        terms.bind(*models.firm, 0);
        life.turn_to(models.structures[baseline()], figures);
    }

    std::size_t baseline() const { return models.baseline == model::Models::no_baseline ? 0 : models.baseline; }

    model::Models models;
    replication::Terms terms;
    replication::Population population;
    base::ColumnMemory memory;
    replication::Market market;
    replication::Life life;
    replication::Figures figures;
};

/// Seconds that one phase takes over a life.
double seconds_in(Subject& subject, std::size_t phase, std::uint32_t replication) {
    using clock = std::chrono::steady_clock;
    replication::Life& life = subject.life;
    subject.population.draw(subject.terms, replication);
    subject.market.begin(subject.terms, subject.population, replication);
    life.market = &subject.market;
    life.terms = &subject.terms;
    life.population = &subject.population;
    life.replication = replication;
    replication::begin_life(life);
    clock::duration spent{};
    for (life.month = 0; life.month < life.firm.months; ++life.month) {
        for (std::size_t p = 0; p < std::size(replication::phases_of_a_month); ++p) {
            const auto began = clock::now();
            replication::phases_of_a_month[p].happens(life);
            spent += p == phase ? clock::now() - began : clock::duration{};
        }
    }
    return std::chrono::duration<double>(spent).count();
}

void time_phase(benchmark::State& state, const std::string& scenario, std::size_t phase) {
    Subject subject(scenario);
    std::uint32_t replication = 0;
    for (auto iteration : state) {
        (void)iteration;
        state.SetIterationTime(seconds_in(subject, phase, replication++ % 2));
    }
    count_items(state, static_cast<double>(subject.life.client_count()) * subject.models.firm->months);
}

constexpr std::size_t n = 1000;
constexpr std::size_t wide = 1088;

std::vector<std::uint32_t> words(std::uint64_t salt) {
    std::vector<std::uint32_t> some(wide);
    for (std::size_t i = 0; i < n; ++i) {
        some[i] = static_cast<std::uint32_t>(random::mix(salt * wide + i));
    }
    return some;
}

void time_philox(benchmark::State& state) {
    random::Lanes lanes{};
    for (auto iteration : state) {
        (void)iteration;
        random::philox_lanes(lanes, random::Lanes::count, {1, 2, {3, 4}});
        benchmark::DoNotOptimize(lanes.word[0][0]);
    }
    count_items(state, random::Lanes::count);
}

/// Four months' words of one decision, a share of the clients in per cent taking it.
void time_month_words(benchmark::State& state) {
    const auto low = words(1);
    const auto high = words(2);
    std::vector<std::uint8_t> mark(wide);
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = random::mix(i) % 100 < static_cast<std::uint64_t>(state.range(0)) ? 1 : 0;
    }
    std::vector<std::vector<std::uint32_t>> plane(4, std::vector<std::uint32_t>(wide));
    const random::Drawing drawing{random::stream(1, "order"),
                                  {plane[0].data(), plane[1].data(), plane[2].data(), plane[3].data()}};
    for (auto iteration : state) {
        (void)iteration;
        random::month_words({&drawing, 1}, {low.data(), high.data()}, mark.data(), n, 1, 2);
        benchmark::DoNotOptimize(plane[0].data());
    }
    count_items(state, n);
}

/// A decision for everybody, so many per mille taking it.
void time_list_below(benchmark::State& state) {
    const auto word = words(3);
    std::vector<std::uint32_t> threshold(wide);
    const auto chance = static_cast<double>(state.range(0)) / 1000;
    std::fill_n(threshold.begin(), n, random::threshold(chance));
    const std::vector<std::uint8_t> everybody(wide, 1);
    behaviour::Tiles tiles;
    tiles.reserve(n);
    tiles.set_to(everybody.data(), n);
    std::vector<std::uint32_t> ids(wide + 16);
    for (auto iteration : state) {
        (void)iteration;
        benchmark::DoNotOptimize(behaviour::list_below(word.data(), threshold.data(), tiles, nullptr, ids.data()));
    }
    count_items(state, n);
}

void time_lognormal(benchmark::State& state) {
    const auto word = words(4);
    const std::vector<double> mean(wide, 0.0), sd(wide, 0.8);
    std::vector<double> value(wide);
    for (auto iteration : state) {
        (void)iteration;
        random::lognormal(word.data(), 120, mean.data(), sd.data(), value.data());
        benchmark::DoNotOptimize(value.data());
    }
    count_items(state, 120);
}

void time_pivoted_loss(benchmark::State& state) {
    const std::vector<std::uint8_t> pivoted(wide, 1);
    const std::vector<double> hazard(wide, 0.01), zero(wide, 0.0), one(wide, 1.0), served(wide, 0.8);
    std::vector<std::uint32_t> threshold(wide);
    for (auto iteration : state) {
        (void)iteration;
        behaviour::pivoted_thresholds(0.9, n, pivoted.data(), hazard.data(), hazard.data(), one.data(), one.data(),
                                      served.data(), zero.data(), threshold.data());
        benchmark::DoNotOptimize(threshold.data());
    }
    count_items(state, n);
}

void time_wallet(benchmark::State& state) {
    const behaviour::WalletResponse response{0.6, 0.25, static_cast<double>(state.range(0)) / 10, 0.85};
    const std::vector<unsigned char> served(wide, 1);
    const std::vector<double> hours(wide, 3.0), today(wide, 2.5), share(wide, 0.35);
    std::vector<double> now(wide, 0.35);
    for (auto iteration : state) {
        (void)iteration;
        behaviour::move_wallets(response, n, served.data(), hours.data(), today.data(), share.data(), now.data());
        benchmark::DoNotOptimize(now.data());
    }
    count_items(state, n);
}

BENCHMARK(time_philox)->Name("kernel/philox block");
BENCHMARK(time_month_words)->Name("kernel/words of four months, % of clients")->Arg(0)->Arg(40)->Arg(100);
BENCHMARK(time_list_below)->Name("kernel/list below threshold, per mille")->Arg(8)->Arg(120);
BENCHMARK(time_lognormal)->Name("kernel/value of an order");
BENCHMARK(time_pivoted_loss)->Name("kernel/pivoted loss");
BENCHMARK(time_wallet)->Name("kernel/share of wallet, steepness x 10")->Arg(10)->Arg(15);

}  // namespace

int main(int argc, char** argv) {
    for (const char* scenario : {"verification/ref_lifecycle", "gallery/kam_rollout"}) {
        for (std::size_t p = 0; p < std::size(replication::phases_of_a_month); ++p) {
            const std::string name = std::string("phase/") + scenario + "/" + replication::phases_of_a_month[p].name;
            benchmark::RegisterBenchmark(name.c_str(), time_phase, scenario, p)->UseManualTime()->Iterations(60);
        }
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
