#include "engine/ledger/fit.hpp"

#include <algorithm>
#include <random>

#include "engine/statistics/gamma_functions.hpp"

namespace clientele::ledger {
namespace {

constexpr std::size_t enough_for_a_start = 2000;  // clients

/// Sums that place the starts on the scale of the data.
struct Scale {
    double weight = 0, repeats = 0, age = 0;
};

Scale scale_of(std::span<const Purchases> clients) {
    Scale scale;
    for (const Purchases& client : clients) {
        scale.weight += client.weight;
        scale.repeats += client.weight * client.repeats;
        scale.age += client.weight * client.age;
    }
    return scale;
}

std::vector<std::vector<double>> starts_of(Model model, std::span<const Purchases> clients) {
    const Scale scale = scale_of(clients);
    const double rate = std::max(scale.repeats, 0.5) / std::max(scale.age, 1e-6);
    const double age = std::max(scale.age / std::max(scale.weight, 1.0), 1e-6);
    std::vector<std::vector<double>> starts;
    for (const double r : {0.3, 1.0, 3.0}) {
        if (model == Model::nbd) {
            starts.push_back({r, r / rate});
        } else if (model == Model::bg_nbd) {
            starts.push_back({r, r / rate, 0.5, 2});
            starts.push_back({r, r / rate, 1, 20});
        } else {
            starts.push_back({r, r / rate, 0.5, age / 2});
            starts.push_back({r, r / rate, 2, 10 * age});
        }
    }
    return starts;
}

/// Clients drawn with replacement, as weights.
template <class Client>
std::vector<Client> resampled(std::span<const Client> clients, std::mt19937_64& generator) {
    std::vector<Client> drawn(clients.begin(), clients.end());
    for (Client& client : drawn) client.weight = 0;
    for (std::size_t i = 0; i < clients.size(); ++i) {
        // The upper half of the product of two 32-bit numbers: uniform below the size, the same on every machine.
        const std::uint64_t word = generator() >> 32U;
        const std::size_t at = static_cast<std::size_t>((word * clients.size()) >> 32U);
        drawn[at].weight += clients[at].weight;
    }
    return drawn;
}

std::vector<Purchases> without_weightless(std::span<const Purchases> clients) {
    std::vector<Purchases> kept;
    std::ranges::copy_if(clients, std::back_inserter(kept), [](const Purchases& c) { return c.weight > 0; });
    std::vector<std::size_t> ignored;
    return merged(kept, ignored);
}

Objective objective_of(Model model, std::span<const Purchases> clients) {
    return [model, clients](std::span<const double> point, std::span<double> gradient) {
        return log_likelihood(model, point, clients, gradient);
    };
}

Objective spending_objective(std::span<const Spending> clients) {
    return [clients](std::span<const double> point, std::span<double> gradient) {
        return spending_log_likelihood(point, clients, gradient);
    };
}

}  // namespace

Fit fit(Model model, std::span<const Purchases> clients) {
    const Objective objective = objective_of(model, clients);
    std::vector<std::vector<double>> starts = starts_of(model, clients);
    if (clients.size() > enough_for_a_start) {
        // Which of the starts leads to the top shows on a part of the clients; only the last climb needs all.
        std::vector<Purchases> part;
        const std::size_t stride = clients.size() / enough_for_a_start + 1;
        for (std::size_t i = 0; i < clients.size(); i += stride) part.push_back(clients[i]);
        starts = {maximise(objective_of(model, part), starts).point};
    }
    Fit result{model, maximise(objective, starts), scale_of(clients).weight};
    add_standard_errors(result.maximum, objective);
    return result;
}

Fit fit_spending(std::span<const Spending> clients) {
    double total = 0;
    double weight = 0;
    for (const Spending& client : clients) {
        total += client.weight * client.mean;
        weight += client.weight;
    }
    const double mean = weight > 0 ? total / weight : 1;
    const Objective objective = spending_objective(clients);
    // The mean of the model is p v / (q - 1): starts lie on it.
    const std::vector<std::vector<double>> starts{{5, 4, 3 * mean / 5}, {1.5, 2, mean / 1.5}, {20, 10, 9 * mean / 20}};
    Fit result{Model::gamma_gamma, maximise(objective, starts), weight};
    add_standard_errors(result.maximum, objective);
    return result;
}

std::vector<std::vector<double>> bootstrap(const Fit& fit, std::span<const Purchases> clients, int draws,
                                           std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    std::vector<std::vector<double>> result;
    for (int draw = 0; draw < draws; ++draw) {
        const std::vector<Purchases> drawn = without_weightless(resampled(clients, generator));
        result.push_back(maximise(objective_of(fit.model, drawn), {fit.maximum.point}).point);
    }
    return result;
}

std::vector<std::vector<double>> bootstrap(const Fit& fit, std::span<const Spending> clients, int draws,
                                           std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    std::vector<std::vector<double>> result;
    for (int draw = 0; draw < draws; ++draw) {
        const std::vector<Spending> drawn = resampled(clients, generator);
        result.push_back(maximise(spending_objective(drawn), {fit.maximum.point}).point);
    }
    return result;
}

DropoutTest test_dropout(const Fit& with, const Fit& without) {
    DropoutTest test;
    test.statistic = std::max(0.0, 2 * (with.log_likelihood() - without.log_likelihood()));
    test.p_value = statistics::chi_squared_tail(test.statistic, 2);
    test.identified = test.p_value < 0.05 && with.aic() < without.aic();
    return test;
}

}  // namespace clientele::ledger
