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

/// Walks through the described fields of a scenario and collects its numbers.
class Walk {
public:
    template <class T>
    void visit(const std::string& path, const T& value) {
        if constexpr (std::is_same_v<T, Quantity>) {
            found.push_back({path, value.written, value.source, value.kind == scenario::Kind::belief, value.central(),
                             value.where.file.text(), value.where.line});
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
