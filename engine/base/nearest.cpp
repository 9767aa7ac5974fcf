#include "engine/base/nearest.hpp"

#include <algorithm>
#include <vector>

#include "engine/base/text.hpp"

namespace clientele::base {
namespace {

// Longer words are no slips of the hand, and the distance costs their product.
constexpr std::size_t longest_word = 100;

std::string folded(std::string_view word) {
    std::string plain = to_lower(word);
    std::replace_if(
        plain.begin(), plain.end(), [](char c) { return c == '-' || c == ' '; }, '_');
    return plain;
}

/// "stagse" and "stages": letters in another order.
bool same_letters(std::string left, std::string right) {
    std::ranges::sort(left);
    std::ranges::sort(right);
    return left == right;
}

std::size_t allowed_slips(std::size_t length) {
    if (length <= 4) return 1;
    return length <= 8 ? 2 : 3;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
    const std::string a = to_lower(left);
    const std::string b = to_lower(right);
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
    if (word.empty() || word.size() > longest_word) return std::nullopt;
    const std::string wanted = folded(word);
    const std::string* best = nullptr;
    std::size_t fewest = allowed_slips(wanted.size()) + 1;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > wanted.size() + fewest || wanted.size() > candidate.size() + fewest) continue;
        const std::size_t slips = edit_distance(wanted, folded(candidate));
        // A word of which nothing is left is no misspelling.
        if (slips >= wanted.size()) continue;
        const bool swapped = slips == fewest && best != nullptr && same_letters(wanted, folded(candidate)) &&
                             !same_letters(wanted, folded(*best));
        if (slips < fewest || swapped) {
            fewest = slips;
            best = &candidate;
        }
    }
    if (best != nullptr) return *best;
    if (wanted.size() < 3) return std::nullopt;
    const auto begun =
        std::ranges::find_if(candidates, [&](const std::string& each) { return folded(each).starts_with(wanted); });
    return begun == candidates.end() ? std::nullopt : std::optional(*begun);
}

}  // namespace clientele::base
