#include "reports/assumptions.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "engine/base/text.hpp"

namespace clientele::reports {
namespace {

using scenario::MaybeQuantity;
using scenario::Quantity;

/// Where the value that starts here ends: at its closing quote, else before the next comma or brace.
std::size_t end_of_value(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '"') {
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\') ++at;
        }
        return std::min(at + 1, text.size());
    }
    return std::min(text.find_first_of(",}", at), text.size());
}

/// "{believed: 5 % to 25 %, source: x}" -> "believed: 5 % to 25 %"; "{value: 8, source: x}" -> "8"
std::string without_source(std::string_view written) {
    constexpr std::string_view key = "source: ";
    constexpr std::string_view plain = "value: ";
    if (!written.starts_with('{') || !written.ends_with('}')) return std::string(written);
    std::string text(written.substr(1, written.size() - 2));
    const std::size_t begin = text.starts_with(key) ? 0 : text.find(", source: ");
    if (begin != std::string::npos) {
        const std::size_t end = end_of_value(text, text.find(key, begin) + key.size());
        text.erase(begin, (begin == 0 ? std::min(end + 2, text.size()) : end) - begin);
    }
    return text.starts_with(plain) ? text.substr(plain.size()) : text;
}

/// Walks through the described fields of a scenario and collects its numbers.
class Walk {
public:
    template <class T>
    void visit(const std::string& path, const T& value) {
        if constexpr (std::is_same_v<T, Quantity>) {
            found.push_back({path, without_source(value.written), value.source, value.kind == scenario::Kind::belief,
                             value.central(), value.where.file.text(), value.where.line});
        } else if constexpr (scenario::Described<T>) {
            std::apply([&](const auto&... field) { (visit(below(path, field.key), value.*field.member), ...); },
                       scenario::Description<T>::fields);
        }
    }

    template <class T>
    void visit(const std::string& path, const std::optional<T>& value) {
        if (value) visit(path, *value);
    }

    template <class T>
    void visit(const std::string& path, const std::map<std::string, T>& values) {
        for (const auto& [key, value] : values) visit(below(path, key), value);
    }

    template <class T>
    void visit(const std::string& path, const std::vector<T>& values) {
        for (std::size_t i = 0; i < values.size(); ++i) visit(path + "[" + std::to_string(i) + "]", values[i]);
    }

    std::vector<Assumption> found;

private:
    static std::string below(const std::string& path, std::string_view key) {
        return path.empty() ? std::string(key) : path + "." + std::string(key);
    }
};

/// Numbers that say how the study is made, not what the world is like.
bool is_about_the_world(const Assumption& assumption) {
    for (const std::string_view key : {"clientele", "seed", "worlds", "lives", "horizon", "judge.better_in"}) {
        if (assumption.path == key) return false;
    }
    return true;
}

}  // namespace

bool Assumption::is_evidence() const { return !source.empty() && !base::to_lower(source).starts_with("assum"); }

std::vector<Assumption> register_assumptions(const scenario::Scenario& scenario) {
    Walk walk;
    walk.visit("", scenario);
    std::erase_if(walk.found, [](const Assumption& assumption) { return !is_about_the_world(assumption); });
    return std::move(walk.found);
}

}  // namespace clientele::reports
