#include "engine/ledger/concentration.hpp"

#include <algorithm>

namespace clientele::ledger {
namespace {

double positive_total(std::span<const double> values) {
    double total = 0;
    for (const double value : values) total += std::max(value, 0.0);
    return total;
}

// A share that misses its threshold by rounding alone has not crossed it.
constexpr double share_rounding = 1e-12;

}  // namespace

std::vector<Abc> abc_classes(std::span<const double> values, double a, double b) {
    const double total = positive_total(values);
    std::vector<Abc> classes;
    double running = 0;
    for (const double value : values) {
        running += std::max(value, 0.0);
        const double share = total > 0 ? running / total : 1;
        if (value <= 0) {
            classes.push_back(Abc::c);
        } else {
            classes.push_back(share <= a + share_rounding ? Abc::a : share <= b + share_rounding ? Abc::b : Abc::c);
        }
    }
    return classes;
}

Figure gini(std::span<const double> values) {
    const double total = positive_total(values);
    if (values.size() < 2) return Figure::none("fewer than two clients");
    if (total <= 0) return Figure::none("no revenue");
    const double n = static_cast<double>(values.size());
    double weighted = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        // values[0] is the largest: its rank from below is n
        weighted += (n - 1 - 2 * static_cast<double>(i)) * std::max(values[i], 0.0);
    }
    return weighted / (n * total);
}

Figure herfindahl(std::span<const double> values) {
    const double total = positive_total(values);
    if (total <= 0) return Figure::none("no revenue");
    double sum = 0;
    for (const double value : values) sum += std::max(value, 0.0) / total * (std::max(value, 0.0) / total);
    return sum;
}

std::size_t top_count(std::size_t n, double share) {
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(share * static_cast<double>(n) - 1e-9)));
}

Figure top_share(std::span<const double> values, std::size_t count) {
    const double total = positive_total(values);
    if (total <= 0 || values.empty()) return Figure::none("no revenue");
    return positive_total(values.subspan(0, std::min(count, values.size()))) / total;
}

}  // namespace clientele::ledger
