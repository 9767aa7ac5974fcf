#include "engine/ledger/fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
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
        } else if (model == Model::exponential_nbd) {
            starts.push_back({r, r / rate, 0.2 / age});
            starts.push_back({r, r / rate, 1 / age});
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
    const std::vector<double> times = times_drawn(clients.size(), generator);
    for (std::size_t i = 0; i < drawn.size(); ++i) drawn[i].weight *= times[i];
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

/// Of q and v, with p known.
Objective spending_objective_given(double p, std::span<const Spending> clients) {
    return [p, clients](std::span<const double> point, std::span<double> gradient) {
        std::array<double, 3> slopes{};
        const double value = spending_log_likelihood(std::array{p, point[0], point[1]}, clients, slopes);
        std::copy_n(slopes.begin() + 1, gradient.size(), gradient.begin());
        return value;
    };
}

/// The mean of the model is p v / (q - 1), and the data have mean 1: starts lie on it.
std::vector<std::vector<double>> spending_starts() { return {{5, 4, 3.0 / 5}, {1.5, 2, 1 / 1.5}, {20, 10, 9.0 / 20}}; }

/// The estimate; where it stands at the limit, from which no slope leads away, others beside it.
std::vector<std::vector<double>> starts_from(const Fit& fit, const std::vector<double>& estimate,
                                             std::vector<std::vector<double>> others) {
    if (!fit.maximum.at_limit) others.clear();
    others.insert(others.begin(), estimate);
    return others;
}

/// The fit is searched where the data have mean 1, so that neither currency nor unit of time reaches its limits.
double unit_or_one(double total, double weight) {
    const double mean = weight > 0 ? total / weight : 1;
    return std::isfinite(mean) && mean > 0 ? mean : 1;
}

double time_unit_of(std::span<const Purchases> clients) {
    const Scale scale = scale_of(clients);
    return unit_or_one(scale.age, scale.weight);
}

double money_unit_of(std::span<const Spending> clients) {
    double total = 0, weight = 0;
    for (const Spending& client : clients) {
        total += client.weight * client.mean;
        weight += client.weight;
    }
    return unit_or_one(total, weight);
}

std::vector<Purchases> measured_in(std::span<const Purchases> clients, double unit) {
    std::vector<Purchases> measured(clients.begin(), clients.end());
    for (Purchases& client : measured) {
        client.recency /= unit;
        client.age /= unit;
    }
    return measured;
}

std::vector<Spending> measured_in(std::span<const Spending> clients, double unit) {
    std::vector<Spending> measured(clients.begin(), clients.end());
    for (Spending& client : measured) client.mean /= unit;
    return measured;
}

/// A parameter measured in units that are so many times as long: alpha and beta are times, mu is a rate, v is money;
/// all others are plain numbers.
double in_units(double value, Model model, std::size_t parameter, double unit) {
    if (model == Model::gamma_gamma) return parameter == 2 ? value * unit : value;
    if (model == Model::exponential_nbd && parameter == 2) return value / unit;
    return parameter == 1 || (model == Model::pareto_nbd && parameter == 3) ? value * unit : value;
}

std::vector<double> scaled(std::vector<double> parameters, Model model, double unit) {
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i] = in_units(parameters[i], model, i, unit);
    return parameters;
}

void scale(Maximum& maximum, Model model, double unit) {
    maximum.point = scaled(maximum.point, model, unit);
    maximum.standard_errors = scaled(maximum.standard_errors, model, unit);
}

}  // namespace

Fit fit(Model model, std::span<const Purchases> given) {
    const double unit = time_unit_of(given);
    const std::vector<Purchases> clients = measured_in(given, unit);
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
    scale(result.maximum, model, unit);
    // A purchase is a density in time: each carries the unit once.
    result.maximum.value -= scale_of(clients).repeats * std::log(unit);
    return result;
}

Fit fit_spending(std::span<const Spending> given) {
    const double unit = money_unit_of(given);
    const std::vector<Spending> clients = measured_in(given, unit);
    const Objective objective = spending_objective(clients);
    double weight = 0;
    for (const Spending& client : clients) weight += client.weight;
    Fit result{Model::gamma_gamma, maximise(objective, spending_starts()), weight};
    add_standard_errors(result.maximum, objective);
    scale(result.maximum, Model::gamma_gamma, unit);
    result.maximum.value -= weight * std::log(unit);
    return result;
}

Fit fit_spending_given(double p, std::span<const Spending> given) {
    const double unit = money_unit_of(given);
    const std::vector<Spending> clients = measured_in(given, unit);
    const Objective objective = spending_objective_given(p, clients);
    Fit result{Model::gamma_gamma, maximise(objective, {{4, 3 / p}, {2, 1 / p}, {10, 9 / p}}), 0};
    add_standard_errors(result.maximum, objective);
    for (const Spending& client : clients) result.clients += client.weight;
    result.maximum.point = {p, result.maximum.point[0], result.maximum.point[1] * unit};
    result.maximum.value -= result.clients * std::log(unit);
    return result;
}

std::vector<double> times_drawn(std::size_t clients, std::mt19937_64& generator) {
    std::vector<double> times(clients, 0.0);
    for (std::size_t i = 0; i < clients; ++i) {
        // The upper half of the product of two 32-bit numbers: uniform below the size, the same on every machine.
        const std::uint64_t word = generator() >> 32U;
        times[static_cast<std::size_t>((word * clients) >> 32U)] += 1;
    }
    return times;
}

std::vector<std::vector<double>> bootstrap_given(const Fit& fit, std::span<const Spending> given, int draws,
                                                 std::uint64_t seed,
                                                 const std::function<double(std::span<const double>)>& p_of) {
    std::mt19937_64 generator(seed);
    const double unit = money_unit_of(given);
    const std::vector<Spending> clients = measured_in(given, unit);
    const std::span<const double> point = fit.parameters();
    std::vector<std::vector<double>> result;
    for (int draw = 0; draw < draws; ++draw) {
        const std::vector<double> times = times_drawn(clients.size(), generator);
        std::vector<Spending> drawn = clients;
        for (std::size_t i = 0; i < drawn.size(); ++i) drawn[i].weight *= times[i];
        const double p = p_of(times);
        // The mean amount, p v / (q - 1), is held where it was.
        const std::vector<double> start{point[1], point[2] / unit * point[0] / p};
        const Maximum maximum = maximise(spending_objective_given(p, drawn), starts_from(fit, start, {{4, 3 / p}}));
        result.push_back({p, maximum.point[0], maximum.point[1] * unit});
    }
    return result;
}

std::vector<std::vector<double>> bootstrap(const Fit& fit, std::span<const Purchases> given, int draws,
                                           std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    const double unit = time_unit_of(given);
    const std::vector<Purchases> clients = measured_in(given, unit);
    const std::vector<double> start = scaled(fit.maximum.point, fit.model, 1 / unit);
    std::vector<std::vector<double>> result;
    for (int draw = 0; draw < draws; ++draw) {
        const std::vector<Purchases> drawn = without_weightless(resampled<Purchases>(clients, generator));
        const auto starts = starts_from(fit, start, starts_of(fit.model, drawn));
        result.push_back(scaled(maximise(objective_of(fit.model, drawn), starts).point, fit.model, unit));
    }
    return result;
}

std::vector<std::vector<double>> bootstrap(const Fit& fit, std::span<const Spending> given, int draws,
                                           std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    const double unit = money_unit_of(given);
    const std::vector<Spending> clients = measured_in(given, unit);
    const std::vector<double> start = scaled(fit.maximum.point, fit.model, 1 / unit);
    std::vector<std::vector<double>> result;
    for (int draw = 0; draw < draws; ++draw) {
        const std::vector<Spending> drawn = resampled<Spending>(clients, generator);
        const auto starts = starts_from(fit, start, spending_starts());
        result.push_back(scaled(maximise(spending_objective(drawn), starts).point, fit.model, unit));
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

bool tell_stopping_apart(const Fit& pareto, const Fit& limit) {
    if (pareto.maximum.at_limit) return false;
    const double statistic = std::max(0.0, 2 * (pareto.log_likelihood() - limit.log_likelihood()));
    return statistics::chi_squared_tail(statistic, 1) < 0.05;
}

}  // namespace clientele::ledger
