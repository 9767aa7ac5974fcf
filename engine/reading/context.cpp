#include "engine/reading/context.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "engine/base/nearest.hpp"

namespace clientele::reading {
namespace {

constexpr std::size_t most_listed = 30;

}  // namespace

std::string suggest(std::string_view word, const std::vector<std::string>& known, std::string_view introduction) {
    if (known.empty()) return {};
    if (const auto meant = base::nearest(word, known)) return fmt::format("did you mean '{}'?", *meant);
    std::string list;
    for (std::size_t i = 0; i < std::min(known.size(), most_listed); ++i) list += (i > 0 ? ", " : "") + known[i];
    return fmt::format("{}: {}{}", introduction, list, known.size() > most_listed ? ", ..." : "");
}

std::string quoted_list(const std::vector<std::string>& words, std::string_view last_link) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool last = i > 0 && i + 1 == words.size();
        text += i == 0 ? "" : last ? fmt::format(" {} ", last_link) : ", ";
        text += fmt::format("'{}'", words[i]);
    }
    return text;
}

}  // namespace clientele::reading
