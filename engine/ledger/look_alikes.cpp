#include "engine/ledger/look_alikes.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <set>

#include "engine/base/hash.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"

namespace clientele::ledger {
namespace {

constexpr std::array<std::string_view, 26> legal_forms{"ltd", "limited", "inc", "llc", "llp", "gmbh", "ag",  "kg", "sa",
                                                       "srl", "spa",     "bv",  "plc", "co",  "corp", "oy",  "ab", "as",
                                                       "ооо", "оао",     "зао", "пао", "ао",  "ип",   "тоо", "чп"};

constexpr std::size_t least_letters = 8;
constexpr std::size_t most_letters = 100;  // memory grows with the square of what is looked at

/// Letters of ASCII and Cyrillic in lower case; empty for what is no letter and no digit.
std::string name_letter(std::string_view letter) {
    if (letter.size() == 1) {
        const char c = base::to_lower(letter)[0];
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? std::string(1, c) : std::string();
    }
    if (letter.size() != 2) return letter.size() == 3 && letter[0] == '\xE2' ? std::string() : std::string(letter);
    unsigned code = static_cast<unsigned>((static_cast<unsigned char>(letter[0]) & 0x1FU) << 6U) |
                    (static_cast<unsigned char>(letter[1]) & 0x3FU);
    if (code < 0xC0) return {};
    if (code >= 0x410 && code <= 0x42F) code += 0x20;
    if (code == 0x401 || code == 0x451) code = 0x435;
    if (code >= 0xC0 && code <= 0xDE) code += 0x20;
    return {static_cast<char>(0xC0U | (code >> 6U)), static_cast<char>(0x80U | (code & 0x3FU))};
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U && c != ' '; }));
}

/// A name, as its hash, and who bears it.
struct Bearer {
    std::uint64_t hash = 0;
    std::uint32_t name = 0;
    auto operator<=>(const Bearer&) const = default;
};

/// The name and, where it is neither short nor very long, the name with each single letter left out: two names one slip
/// apart share one of these.
void add_variants(const std::string& name, std::uint32_t index, std::vector<Bearer>& bearers) {
    bearers.push_back({base::content_hash(name), index});
    const std::size_t letters = letters_in(name);
    if (letters < least_letters || letters > most_letters) return;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t bytes = std::max<std::size_t>(1, base::utf8_length(std::string_view(name).substr(at)));
        bearers.push_back({base::content_hash(name.substr(0, at) + name.substr(at + bytes)), index});
        at += bytes;
    }
}

/// Shop 1 and Shop 2 differ by one sign, but are meant to differ.
bool differ_in_digits(std::string_view a, std::string_view b) {
    const auto digits = [](std::string_view text) {
        std::string kept;
        std::ranges::copy_if(text, std::back_inserter(kept), [](char c) { return c >= '0' && c <= '9'; });
        return kept;
    };
    return digits(a) != digits(b);
}

}  // namespace

std::string bare_name(std::string_view name) {
    std::vector<std::string> words(1);
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t bytes = std::max<std::size_t>(1, base::utf8_length(name.substr(at)));
        const std::string letter = name_letter(name.substr(at, bytes));
        const bool inside_word = name.substr(at, bytes) == "." || name.substr(at, bytes) == "'";
        at += bytes;
        if (!letter.empty()) {
            words.back() += letter;
        } else if (!inside_word && !words.back().empty()) {
            words.emplace_back();
        }
    }
    std::erase_if(words, [](const std::string& word) {
        return word.empty() || std::ranges::find(legal_forms, word) != legal_forms.end();
    });
    std::ranges::sort(words);
    std::string bare;
    for (const std::string& word : words) bare += (bare.empty() ? "" : " ") + word;
    return bare;
}

std::vector<std::pair<std::size_t, std::size_t>> look_alikes(std::span<const std::string> names) {
    std::vector<std::string> bare;
    std::vector<Bearer> bearers;
    for (std::uint32_t i = 0; i < names.size(); ++i) {
        bare.push_back(bare_name(names[i]));
        if (!bare[i].empty()) add_variants(bare[i], i, bearers);
    }
    std::ranges::sort(bearers);
    bearers.erase(std::unique(bearers.begin(), bearers.end()), bearers.end());
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t from = 0, to = 0; from < bearers.size(); from = to) {
        while (to < bearers.size() && bearers[to].hash == bearers[from].hash) ++to;
        const std::size_t looked_at = std::min(to, from + 20);
        for (std::size_t a = from; a < looked_at; ++a) {
            for (std::size_t b = a + 1; b < looked_at; ++b) {
                const std::string& left = bare[bearers[a].name];
                const std::string& right = bare[bearers[b].name];
                if (left == right || (!differ_in_digits(left, right) && base::edit_distance(left, right) <= 2)) {
                    pairs.emplace(bearers[a].name, bearers[b].name);
                }
            }
        }
    }
    return {pairs.begin(), pairs.end()};
}

}  // namespace clientele::ledger
