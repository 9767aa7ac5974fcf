#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace clientele::ledger {

/// A name without legal form (Ltd, GmbH, ООО …), quotes, punctuation and case, its words in alphabetical order.
std::string bare_name(std::string_view name);

/// Pairs of names that may be one client, by index: equal bare names, or one slip of the hand apart where they have 8
/// to 100 letters. They are only listed: whether to merge them is the user's decision. Of more than 20 names alike, 20
/// are paired.
std::vector<std::pair<std::size_t, std::size_t>> look_alikes(std::span<const std::string> names);

}  // namespace clientele::ledger
