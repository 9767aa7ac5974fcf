/// Peer "careful": ref-lifecycle as careful scalar C++.
///
/// One replication is a plain loop over clients held as a structure of arrays: xoshiro256++, one 64-bit draw split into
/// two 32-bit thresholds, a 256-layer ziggurat for normals, libm exp; oneTBB over replications. No SIMD by hand, no
/// keyed draws. It is the yardstick for what good ordinary C++ reaches on this model.

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/version.h>

#ifdef __clang__
#define COMPILER __VERSION__
#else
#define COMPILER "g++ " __VERSION__
#endif

namespace {

constexpr std::size_t clients = 1000, active_at_start = 400, kams = 18;
constexpr int months = 60, attempts_a_month = 40, farmers = 8, farmer_span = 40, kam_span = 10;
constexpr int streak_to_promote = 3, months_disrupted = 3;
constexpr double revenue_to_promote = 80000;
constexpr double win_chance = 0.20, base_churn = 0.015, neglect_slope = 2.0, return_chance = 0.01;
constexpr double active_order_chance = 0.20, active_mu = 8.5, active_sigma = 0.8;
constexpr double key_order_chance = 0.60, key_mu = 9.0, key_sigma = 0.6, key_churn = 0.004, disruption = 5.0;
constexpr double kam_leaves = 0.02, margin = 0.35, cost_of_attempt = 250, cost_of_service = 600;
constexpr double fixed_cost = 4 * 6000.0 + farmers * 6000.0 + static_cast<double>(kams) * 8000.0;

/// A chance as a threshold on 32 random bits; 2^32 means "always".
constexpr std::uint64_t threshold(double chance) { return static_cast<std::uint64_t>(chance * 4294967296.0 + 0.5); }

std::uint64_t splitmix(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// xoshiro256++ 1.0 (Blackman and Vigna 2019), one stream a replication.
class Xoshiro {
public:
    Xoshiro(std::uint64_t seed, std::uint64_t replication) {
        std::uint64_t state = seed;
        state = splitmix(state) + replication * 0xd1342543de82ef95ULL;
        for (auto& word : s_) word = splitmix(state);
    }

    std::uint64_t operator()() {
        const std::uint64_t result = rotate(s_[0] + s_[3], 23) + s_[0];
        const std::uint64_t t = s_[1] << 17;
        s_[2] ^= s_[0];
        s_[3] ^= s_[1];
        s_[1] ^= s_[2];
        s_[0] ^= s_[3];
        s_[2] ^= t;
        s_[3] = rotate(s_[3], 45);
        return result;
    }

    /// Uniform on (0, 1).
    double uniform() { return (static_cast<double>((*this)() >> 12) + 0.5) * 0x1p-52; }

private:
    static std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    std::uint64_t s_[4];
};

/// Ziggurat of 256 layers for the standard normal (Marsaglia and Tsang 2000, with all bits of one 64-bit word:
/// 8 for the layer, 1 for the sign, 53 for the abscissa, so that layer and value are independent).
class Ziggurat {
public:
    Ziggurat() {
        const double area = 0.00492867323399;
        double x = tail_start, density = std::exp(-0.5 * x * x);
        edge_[0] = area / density;
        edge_[1] = tail_start;
        height_[0] = 0.0;
        height_[1] = density;
        for (std::size_t i = 2; i < layers; ++i) {
            x = std::sqrt(-2.0 * std::log(area / edge_[i - 1] + height_[i - 1]));
            edge_[i] = x;
            height_[i] = std::exp(-0.5 * x * x);
        }
        edge_[layers] = 0.0;
        height_[layers] = 1.0;
        for (std::size_t i = 0; i < layers; ++i) {
            scale_[i] = edge_[i] * 0x1p-53;
            inside_[i] = static_cast<std::uint64_t>(edge_[i + 1] / edge_[i] * 0x1p53);
        }
    }

    double operator()(Xoshiro& random) const {
        const std::uint64_t word = random();
        const std::uint64_t magnitude = word >> 11;
        const auto layer = static_cast<std::size_t>(word & 0xff);
        const double x = static_cast<double>(static_cast<std::int64_t>(magnitude)) * scale_[layer];
        if (__builtin_expect(magnitude < inside_[layer], 1)) return signed_by(x, word);
        return slow(random, x, layer, word);
    }

private:
    static constexpr std::size_t layers = 256;
    static constexpr double tail_start = 3.6541528853610088;

    static double signed_by(double x, std::uint64_t word) {
        std::uint64_t bits;
        std::memcpy(&bits, &x, sizeof bits);
        bits |= (word & 0x100) << 55;
        std::memcpy(&x, &bits, sizeof x);
        return x;
    }

    [[gnu::noinline]] double slow(Xoshiro& random, double x, std::size_t layer, std::uint64_t word) const {
        if (layer == 0) return signed_by(tail(random), word);
        const double y = height_[layer] + (height_[layer + 1] - height_[layer]) * random.uniform();
        return y < std::exp(-0.5 * x * x) ? signed_by(x, word) : (*this)(random);
    }

    static double tail(Xoshiro& random) {
        for (;;) {
            const double x = -std::log(random.uniform()) / tail_start;
            if (-2.0 * std::log(random.uniform()) > x * x) return tail_start + x;
        }
    }

    std::array<double, layers + 1> edge_{}, height_{};
    std::array<double, layers> scale_{};
    std::array<std::uint64_t, layers> inside_{};
};

const Ziggurat standard_normal;

enum Output : std::size_t { revenue_out, cost_out, profit_out, key_end_out, lost_end_out, orders_out, outputs };
constexpr std::array<const char*, outputs> output_names{"revenue", "cost", "profit", "key_end", "lost_end", "orders"};
using Outcome = std::array<double, outputs>;

enum class Stage : std::uint8_t { prospect, active, key, lost };

/// One life of one organisation, from month 0 to the last.
class Life {
public:
    Life(std::uint64_t seed, std::uint64_t replication) : random_(seed, replication) {
        for (std::size_t i = 0; i < active_at_start; ++i) stage_[i] = Stage::active;
    }

    Outcome run() {
        for (int month = 0; month < months; ++month) {
            const std::uint64_t churn = churn_this_month();
            turn_over();
            step_clients(churn);
            promote();
            cost_ += fixed_cost;
        }
        return {revenue_,
                cost_,
                margin * revenue_ - cost_,
                static_cast<double>(keys_),
                static_cast<double>(lost_),
                static_cast<double>(orders_)};
    }

private:
    std::uint64_t churn_this_month() const {
        const double overload = static_cast<double>(actives_) / (farmers * farmer_span) - 1.0;
        return threshold(std::fmin(1.0, base_churn * (1.0 + neglect_slope * std::fmax(0.0, overload))));
    }

    void turn_over() {
        left_ = 0;
        for (std::size_t j = 0; j < kams; ++j)
            left_ |= static_cast<std::uint32_t>((random_() >> 32) < threshold(kam_leaves)) << j;
    }

    void step_clients(std::uint64_t churn) {
        Xoshiro random = random_;
        int attempts = 0;
        waiting_ = 0;
        for (std::size_t i = 0; i < clients; ++i) {
            switch (stage_[i]) {
                case Stage::prospect:
                    if (attempts < attempts_a_month) {
                        ++attempts;
                        prospect(i, random);
                    }
                    break;
                case Stage::active:
                    active(i, churn, random);
                    break;
                case Stage::key:
                    key(i, random);
                    break;
                case Stage::lost:
                    if ((random() >> 32) < threshold(return_chance)) {
                        stage_[i] = Stage::prospect;
                        --lost_;
                    }
                    break;
            }
        }
        cost_ += cost_of_attempt * attempts;
        random_ = random;
    }

    void prospect(std::size_t i, Xoshiro& random) {
        if ((random() >> 32) >= threshold(win_chance)) return;
        stage_[i] = Stage::active;
        ++actives_;
        streak_[i] = 0;
        bought_[i] = 0.0;
    }

    void active(std::size_t i, std::uint64_t churn, Xoshiro& random) {
        const std::uint64_t word = random();
        if ((word >> 32) < threshold(active_order_chance)) {
            const double size = std::exp(active_mu + active_sigma * standard_normal(random));
            revenue_ += size;
            bought_[i] += size;
            ++orders_;
            ++streak_[i];
        } else {
            streak_[i] = 0;
        }
        if ((word & 0xffffffff) < churn) {
            stage_[i] = Stage::lost;
            --actives_;
            ++lost_;
        } else if (streak_[i] >= streak_to_promote || bought_[i] > revenue_to_promote) {
            eligible_[waiting_++] = static_cast<std::uint16_t>(i);
        }
    }

    void key(std::size_t i, Xoshiro& random) {
        cost_ += cost_of_service;
        if (left_ >> kam_[i] & 1) disrupted_[i] = months_disrupted;
        const std::uint64_t word = random();
        if ((word >> 32) < threshold(key_order_chance)) {
            revenue_ += std::exp(key_mu + key_sigma * standard_normal(random));
            ++orders_;
        }
        const bool shaken = disrupted_[i] > 0;
        if ((word & 0xffffffff) < (shaken ? threshold(key_churn * disruption) : threshold(key_churn))) {
            stage_[i] = Stage::lost;
            --load_[kam_[i]];
            --keys_;
            ++lost_;
        }
        disrupted_[i] = static_cast<std::uint8_t>(disrupted_[i] - (shaken ? 1 : 0));
    }

    /// Clients in order take the lowest-numbered KAM with a free slot.
    void promote() {
        std::size_t kam = 0;
        for (std::size_t w = 0; w < waiting_; ++w) {
            while (kam < kams && load_[kam] >= kam_span) ++kam;
            if (kam == kams) return;
            const std::size_t i = eligible_[w];
            stage_[i] = Stage::key;
            kam_[i] = static_cast<std::uint8_t>(kam);
            disrupted_[i] = 0;
            ++load_[kam];
            --actives_;
            ++keys_;
        }
    }

    Xoshiro random_;
    double revenue_ = 0.0, cost_ = 0.0;
    int orders_ = 0, actives_ = static_cast<int>(active_at_start), keys_ = 0, lost_ = 0;
    std::size_t waiting_ = 0;
    std::uint32_t left_ = 0;
    std::array<int, kams> load_{};
    std::array<Stage, clients> stage_{};
    std::array<std::uint8_t, clients> streak_{}, kam_{}, disrupted_{};
    std::array<double, clients> bought_{};
    std::array<std::uint16_t, clients> eligible_{};
};

struct Request {
    std::size_t replications = 1000;
    std::size_t threads = 1;
    std::uint64_t seed = 1;
};

Request read(int argc, char** argv) {
    Request request;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::uint64_t value = std::strtoull(argv[i + 1], nullptr, 10);
        if (std::strcmp(argv[i], "--replications") == 0) request.replications = value;
        if (std::strcmp(argv[i], "--threads") == 0) request.threads = value;
        if (std::strcmp(argv[i], "--seed") == 0) request.seed = value;
    }
    return request;
}

void run(const Request& request, std::vector<Outcome>& outcomes) {
    namespace tbb = oneapi::tbb;
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, outcomes.size(), 8), [&](const auto& range) {
        for (std::size_t r = range.begin(); r < range.end(); ++r) outcomes[r] = Life(request.seed, r).run();
    });
}

void print_member(const char* name, const Outcome& values) {
    std::printf(", \"%s\": {", name);
    for (std::size_t k = 0; k < outputs; ++k)
        std::printf("%s\"%s\": %.17g", k == 0 ? "" : ", ", output_names[k], values[k]);
    std::printf("}");
}

void print(const Request& request, const std::vector<Outcome>& outcomes, double seconds) {
    const auto n = static_cast<double>(outcomes.size());
    Outcome mean{}, sd{};
    for (std::size_t k = 0; k < outputs; ++k) {
        for (const auto& outcome : outcomes) mean[k] += outcome[k] / n;
        for (const auto& outcome : outcomes) sd[k] += (outcome[k] - mean[k]) * (outcome[k] - mean[k]);
        sd[k] = std::sqrt(sd[k] / (n - 1.0));
    }
    std::printf("{\"name\": \"careful C++\", \"version\": \"" COMPILER ", oneTBB %d.%d\"", TBB_VERSION_MAJOR,
                TBB_VERSION_MINOR);
    std::printf(", \"replications\": %zu, \"threads\": %zu, \"seconds\": %.9g", request.replications, request.threads,
                seconds);
    print_member("means", mean);
    print_member("sds", sd);
    std::printf("}\n");
}

}  // namespace

int main(int argc, char** argv) {
    const Request request = read(argc, argv);
    const oneapi::tbb::global_control limit(oneapi::tbb::global_control::max_allowed_parallelism, request.threads);
    std::vector<Outcome> warm_up(64), outcomes(request.replications);
    run(request, warm_up);
    const auto start = std::chrono::steady_clock::now();
    run(request, outcomes);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    print(request, outcomes, seconds);
}
