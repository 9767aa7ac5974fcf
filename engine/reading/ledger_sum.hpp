#pragma once

#include <string_view>

namespace clientele::reading {

/// Is a cell the label of a sum, and nothing else? "Total", "Grand total:", "Summe 2024", "Итого за год", "Sous-total
/// (12 lignes)": words for sums, at least one, with numbers and words that count or date. "Total Energies" is none.
bool is_label_of_sum(std::string_view cell);

}  // namespace clientele::reading
