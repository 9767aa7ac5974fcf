#include "engine/reading/format.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/base/contract.hpp"
#include "engine/scenario/scenario.hpp"

namespace clientele::reading {
namespace {

using Holds = FormatType::Holds;
using Times = FormatType::Times;

/// Collects sections depth first, each once.
class Collector {
public:
    template <scenario::Described T>
    void collect() {
        using Table = scenario::Description<T>;
        if (std::ranges::find(sections_, Table::name, &FormatSection::name) != sections_.end()) return;
        const std::size_t own = sections_.size();
        sections_.push_back({Table::name, Table::meaning, {}, {}});
        std::apply(
            [&](const auto&... field) {
                (sections_[own].fields.push_back({field.key, field.meaning, field.when_absent,
                                                  field.presence == scenario::Presence::required, type_of(field)}),
                 ...);
            },
            Table::fields);
        if constexpr (requires { Table::alternatives; })
            sections_[own].alternatives.assign(Table::alternatives.begin(), Table::alternatives.end());
        std::apply([&](const auto&... field) { (follow(field), ...); }, Table::fields);
    }

    std::vector<FormatSection> take() { return std::move(sections_); }

private:
    template <class T>
    struct Element {
        using type = T;
        static constexpr Times times = Times::one;
    };
    template <class T>
    struct Element<std::optional<T>> : Element<T> {};
    template <class T>
    struct Element<std::vector<T>> {
        using type = T;
        static constexpr Times times = Times::list;
    };
    template <class T>
    struct Element<std::map<std::string, T>> {
        using type = T;
        static constexpr Times times = Times::by_name;
    };

    template <class Struct, class Member>
    static FormatType type_of(const scenario::Field<Struct, Member>& field) {
        using T = typename Element<Member>::type;
        FormatType type;
        type.times = Element<Member>::times;
        if constexpr (std::is_same_v<T, scenario::Quantity>) {
            type.holds = Holds::quantity;
            type.shape = field.shape;
        } else if constexpr (std::is_same_v<T, scenario::StaffOf>) {
            type.holds = Holds::staff;
        } else if constexpr (scenario::Described<T>) {
            type.holds = Holds::section;
            type.section = scenario::Description<T>::name;
        } else if constexpr (std::is_enum_v<T>) {
            type.holds = Holds::word;
            for (const auto& word : scenario::Vocabulary<T>::words) type.words.push_back({word.text, word.meaning});
        }
        return type;
    }

    template <class Struct, class Member>
    void follow(const scenario::Field<Struct, Member>&) {
        using T = typename Element<Member>::type;
        if constexpr (scenario::Described<T>) collect<T>();
    }

    std::vector<FormatSection> sections_;
};

}  // namespace

const std::vector<FormatSection>& format() {
    static const std::vector<FormatSection> sections = [] {
        Collector collector;
        collector.collect<scenario::Scenario>();
        return collector.take();
    }();
    return sections;
}

const FormatField* FormatSection::find(std::string_view key) const {
    const auto found = std::ranges::find(fields, key, &FormatField::key);
    return found == fields.end() ? nullptr : &*found;
}

const FormatSection& section_named(std::string_view name) {
    const auto found = std::ranges::find(format(), name, &FormatSection::name);
    base::expects(found != format().end(), "a section of the language");
    return *found;
}

Level Level::below(std::string_view key) const {
    if (section == nullptr || by_name) return {section, false};
    const FormatField* field = section->find(key);
    if (field == nullptr || field->type.holds != Holds::section || field->type.times == Times::list) return {};
    return {&section_named(field->type.section), field->type.times == Times::by_name};
}

}  // namespace clientele::reading
