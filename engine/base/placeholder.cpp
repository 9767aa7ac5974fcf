#include "engine/base/placeholder.hpp"

#include <algorithm>
#include <array>

#include "engine/base/text.hpp"

namespace clientele::base {

bool is_placeholder(std::string_view text) {
    static constexpr std::array<std::string_view, 24> words{
        "null",    "none",        "nil",     "nan",     "n/a",   "#n/a",       "na",        "n.a.",
        "unknown", "undefined",   "(blank)", "(empty)", "blank", "empty",      "unbekannt", "keine",
        "inconnu", "desconocido", "нет",     "НЕТ",     "Нет",   "неизвестно", "не указан", "Не указан"};
    if (text.find_first_not_of("-_.?#* ") == std::string_view::npos || text == "—" || text == "–") return true;
    return std::ranges::find(words, to_lower(text)) != words.end();
}

}  // namespace clientele::base
