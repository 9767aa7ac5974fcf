#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/ledger/figure.hpp"

namespace clientele::ledger {

enum class Abc : char { a = 'A', b = 'B', c = 'C' };

/// Classes of values that descend: A while the running share of the total, the client itself included, is at most
/// `a`, B while it is at most `b`, C the rest. The client that crosses a threshold is in the lower class. Values of
/// zero or less are C. \pre values descend, 0 < a <= b <= 1
std::vector<Abc> abc_classes(std::span<const double> values, double a, double b);

/// Gini coefficient without small-sample correction: sum over i of (2i - n - 1) x_i / (n sum x), x ascending, i from 1.
/// Negative values count as 0. \pre values descend
Figure gini(std::span<const double> values);

/// Herfindahl-Hirschman index: sum of squared shares, 1/n for equal clients, 1 for a single one. Negative values count
/// as 0.
Figure herfindahl(std::span<const double> values);

/// How many clients the top `share` of n are: rounded up, at least one.
std::size_t top_count(std::size_t n, double share);

/// Share of the total that the first `count` values hold. \pre values descend
Figure top_share(std::span<const double> values, std::size_t count);

}  // namespace clientele::ledger
