#include "engine/ledger/maximise.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>

#include <nlopt.h>

#include "engine/base/contract.hpp"

namespace clientele::ledger {
namespace {

constexpr double log_limit = 10;
constexpr double at_the_edge = 0.05;
constexpr int most_evaluations = 2000;

struct Search {
    const Objective* objective;
    std::vector<double> point;     // natural parameters
    std::vector<double> gradient;  // in them
};

double very_small() { return -1e300; }

/// The objective and its gradient in the logarithms.
double in_logarithms(Search& search, std::span<const double> logs, double* gradient) {
    for (std::size_t i = 0; i < logs.size(); ++i) search.point[i] = std::exp(logs[i]);
    const double value = (*search.objective)(search.point, search.gradient);
    bool fine = std::isfinite(value);
    for (const double slope : search.gradient) fine = fine && std::isfinite(slope);
    if (gradient != nullptr) {
        for (std::size_t i = 0; i < logs.size(); ++i) gradient[i] = fine ? search.gradient[i] * search.point[i] : 0;
    }
    return fine ? value : very_small();
}

double objective_for_nlopt(unsigned n, const double* logs, double* gradient, void* data) {
    return in_logarithms(*static_cast<Search*>(data), {logs, n}, gradient);
}

struct Destroy {
    void operator()(nlopt_opt optimiser) const { nlopt_destroy(optimiser); }
};

using Square = std::vector<std::vector<double>>;

/// Lower triangular L with L L' = matrix; empty where the matrix is not positive definite.
Square cholesky(const Square& matrix) {
    const std::size_t n = matrix.size();
    Square lower(n, std::vector<double>(n, 0.0));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = matrix[i][j];
            for (std::size_t k = 0; k < j; ++k) sum -= lower[i][k] * lower[j][k];
            if (i != j) {
                lower[i][j] = sum / lower[j][j];
                continue;
            }
            if (!(sum > 1e-10 * std::abs(matrix[i][i]))) return {};
            lower[i][i] = std::sqrt(sum);
        }
    }
    return lower;
}

/// Inverse of L L'.
Square inverse_of(const Square& lower) {
    const std::size_t n = lower.size();
    Square inverse(n, std::vector<double>(n, 0.0));
    for (std::size_t column = 0; column < n; ++column) {
        std::vector<double> x(n, 0.0);
        for (std::size_t i = 0; i < n; ++i) {
            x[i] = i == column ? 1 : 0;
            for (std::size_t k = 0; k < i; ++k) x[i] -= lower[i][k] * x[k];
            x[i] /= lower[i][i];
        }
        for (std::size_t i = n; i-- > 0;) {
            for (std::size_t k = i + 1; k < n; ++k) x[i] -= lower[k][i] * x[k];
            x[i] /= lower[i][i];
        }
        for (std::size_t i = 0; i < n; ++i) inverse[i][column] = x[i];
    }
    return inverse;
}

}  // namespace

Maximum maximise(const Objective& objective, const std::vector<std::vector<double>>& starts) {
    base::expects(!starts.empty(), "a start");
    const std::size_t n = starts.front().size();
    Maximum best;
    best.value = -std::numeric_limits<double>::infinity();
    for (const std::vector<double>& start : starts) {
        Search search{&objective, std::vector<double>(n), std::vector<double>(n)};
        const std::unique_ptr<nlopt_opt_s, Destroy> optimiser(nlopt_create(NLOPT_LD_LBFGS, static_cast<unsigned>(n)));
        nlopt_set_max_objective(optimiser.get(), objective_for_nlopt, &search);
        nlopt_set_lower_bounds1(optimiser.get(), -log_limit);
        nlopt_set_upper_bounds1(optimiser.get(), log_limit);
        nlopt_set_ftol_rel(optimiser.get(), 1e-13);
        nlopt_set_xtol_rel(optimiser.get(), 1e-9);
        nlopt_set_maxeval(optimiser.get(), most_evaluations);
        std::vector<double> logs;
        for (const double parameter : start)
            logs.push_back(std::clamp(std::log(parameter), 1 - log_limit, log_limit - 1));
        double value = very_small();
        // A negative result (rounding errors stop the search) leaves the best point so far; it is judged by its value.
        nlopt_optimize(optimiser.get(), logs.data(), &value);
        value = in_logarithms(search, logs, nullptr);
        if (value <= best.value) continue;
        best.value = value;
        best.point = search.point;
        best.at_limit = std::ranges::any_of(logs, [](double l) { return std::abs(l) > log_limit - at_the_edge; });
    }
    return best;
}

std::vector<std::vector<double>> normal_draws(const Maximum& maximum, int draws, std::uint64_t seed) {
    const Square lower = cholesky(maximum.covariance);
    base::expects(!lower.empty(), "a covariance that is positive definite");
    std::mt19937_64 generator(seed);
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> result;
    for (int draw = 0; draw < draws; ++draw) {
        std::vector<double> words;
        std::vector<double> point = maximum.point;
        for (std::size_t i = 0; i < point.size(); ++i) words.push_back(normal(generator));
        for (std::size_t i = 0; i < point.size(); ++i) {
            double moved = 0;
            for (std::size_t k = 0; k <= i; ++k) moved += lower[i][k] * words[k];
            point[i] *= std::exp(moved);
        }
        result.push_back(std::move(point));
    }
    return result;
}

void add_standard_errors(Maximum& maximum, const Objective& objective) {
    constexpr double step = 1e-4;  // relative, in the logarithms
    const std::size_t n = maximum.point.size();
    Search search{&objective, std::vector<double>(n), std::vector<double>(n)};
    std::vector<double> logs;
    for (const double parameter : maximum.point) logs.push_back(std::log(parameter));
    Square information(n, std::vector<double>(n));
    std::vector<double> up(n), down(n);
    for (std::size_t i = 0; i < n; ++i) {
        std::vector<double> moved = logs;
        moved[i] = logs[i] + step;
        in_logarithms(search, moved, up.data());
        moved[i] = logs[i] - step;
        in_logarithms(search, moved, down.data());
        for (std::size_t j = 0; j < n; ++j) information[i][j] = -(up[j] - down[j]) / (2 * step);
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            information[i][j] = information[j][i] = (information[i][j] + information[j][i]) / 2;
        }
    }
    maximum.standard_errors.clear();
    maximum.covariance.clear();
    const Square lower = cholesky(information);
    if (lower.empty() || maximum.at_limit) return;
    maximum.covariance = inverse_of(lower);
    for (std::size_t i = 0; i < n; ++i) {
        maximum.standard_errors.push_back(maximum.point[i] * std::sqrt(maximum.covariance[i][i]));
    }
}

}  // namespace clientele::ledger
