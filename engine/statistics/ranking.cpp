#include "engine/statistics/ranking.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "engine/base/contract.hpp"
#include "engine/statistics/moments.hpp"

namespace clientele::statistics {

std::vector<double> shares_best(std::span<const std::span<const double>> candidates) {
    base::expects(!candidates.empty(), "at least one candidate");
    const std::size_t rows = candidates.front().size();
    for (const auto column : candidates) {
        base::expects(column.size() == rows, "columns of one length");
    }
    std::vector<double> shares(candidates.size());
    for (std::size_t row = 0; row < rows; ++row) {
        double best = candidates.front()[row];
        for (const auto column : candidates) {
            best = std::max(best, column[row]);
        }
        const auto is_best = [&](const auto& column) { return column[row] == best; };
        const auto winners = std::count_if(candidates.begin(), candidates.end(), is_best);
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            shares[i] += is_best(candidates[i]) ? 1.0 / static_cast<double>(winners) : 0.0;
        }
    }
    for (double& share : shares) {
        share /= static_cast<double>(rows);
    }
    return shares;
}

std::vector<double> mid_ranks(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) {
            ++last;
        }
        for (std::size_t i = first; i <= last; ++i) {
            ranks[order[i]] = 1 + static_cast<double>(first + last) / 2;
        }
        first = last + 1;
    }
    return ranks;
}

double rank_correlation(std::span<const double> a, std::span<const double> b) {
    return correlation(mid_ranks(a), mid_ranks(b));
}

}  // namespace clientele::statistics
