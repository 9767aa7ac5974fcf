#include "engine/reading/quantity.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "engine/base/text.hpp"

namespace clientele::reading {
namespace {

using scenario::Allows;
using scenario::Kind;
using scenario::Quantity;
using scenario::Shape;

class QuantityReader {
public:
    QuantityReader(const Tree& value, const Shape& shape, const Place& place, Context& context)
        : value_(value), shape_(shape), place_(place), context_(context) {}

    std::optional<Quantity> read() {
        quantity_.where = value_.where;
        quantity_.written = words();
        if (value_.is(Tree::Kind::scalar)) {
            return is_range(value_) ? read_bare_range() : read_known(value_);
        }
        if (value_.is(Tree::Kind::map)) return read_map();
        fault("wrong-shape", value_.where,
              fmt::format("needs {}; here stands {}", expectation(shape_.dimension), description_of(value_)));
        return std::nullopt;
    }

private:
    void fault(std::string code, const base::Location& where, const std::string& message, std::string help = "") {
        context_.report.fault(std::move(code), where, fmt::format("{} {}", place_.name(), message), std::move(help));
    }

    /// "5 %" of 5 % and of {value: 5 %, source: x}; "believed: 5 % to 25 %" of {believed: 5 % to 25 %, source: x}
    std::string words() const {
        if (value_.is(Tree::Kind::scalar)) return std::string(base::trim(value_.text));
        if (!value_.is(Tree::Kind::map)) return flow_text(value_);
        const Tree tree = without_source();
        if (tree.entries.size() == 1 && tree.entries[0].key == "value") return flow_text(tree.entries[0].value);
        const std::string text = flow_text(tree);
        return text.substr(1, text.size() - 2);
    }

    std::optional<Quantity> read_known(const Tree& value) {
        const auto measure = read_measure(value, shape_, place_, context_);
        if (!measure || !check_range(measure->value, shape_, place_, value, context_)) return std::nullopt;
        return finish(Spread{{scenario::Family::constant, measure->value, 0, 0}, measure->yearly_chance},
                      Kind::constant);
    }

    std::optional<Quantity> finish(const std::optional<Spread>& spread, Kind kind) {
        if (!spread) return std::nullopt;
        quantity_.kind = kind;
        quantity_.distribution = spread->distribution;
        if (spread->yearly_chance) quantity_.conversion.form = scenario::Conversion::Form::yearly_chance;
        return std::move(quantity_);
    }

    std::optional<Quantity> read_bare_range() {
        if (!check_spread(value_.where, fmt::format("{{believed: {}}}", base::trim(value_.text)))) return std::nullopt;
        return finish(read_range(value_, nullptr, shape_, place_, context_), kind_of_spread());
    }

    Kind kind_of_spread() const { return shape_.allows == Allows::luck ? Kind::luck : Kind::heterogeneity; }

    /// A distribution that is no belief: only where clients differ or luck falls.
    bool check_spread(const base::Location& where, const std::string& as_belief) {
        if (shape_.allows == Allows::heterogeneity || shape_.allows == Allows::luck) return true;
        if (shape_.allows == Allows::constant_only) return refuse_chance(where);
        fault("wrong-kind-of-chance", where,
              "takes one number: a distribution here would say that it differs from one to the next, and it does not",
              fmt::format("if nobody knows the number, write {}", as_belief));
        return false;
    }

    bool check_belief(const base::Location& where) {
        if (shape_.allows == Allows::constant_only) return refuse_chance(where);
        if (shape_.allows != Allows::luck) return true;
        fault("wrong-kind-of-chance", where, "is drawn anew each time; a belief cannot stand here",
              "write a number or a distribution, such as {lognormal: {median: ..., sigma: ...}}");
        return false;
    }

    bool refuse_chance(const base::Location& where) {
        fault("wrong-kind-of-chance", where, "must be one known number",
              fmt::format("write {}", expectation(shape_.dimension)));
        return false;
    }

    std::optional<Quantity> read_map() {
        if (!check_keys()) return std::nullopt;
        read_source();
        const Entry* believed = value_.find("believed");
        if (believed != nullptr) return read_belief(*believed);
        if (const Entry* known = value_.find("value")) {
            if (known->value.is(Tree::Kind::scalar) && !is_range(known->value)) return read_known(known->value);
            fault("wrong-shape", known->value.where,
                  fmt::format("needs {} as its 'value'; here stands {}", expectation(shape_.dimension),
                              description_of(known->value)));
            return std::nullopt;
        }
        const Entry& family = *std::ranges::find_if(value_.entries, is_family);
        if (!check_spread(family.where, fmt::format("{{believed: {}}}", flow_text(without_source()))))
            return std::nullopt;
        return finish(read_family(family, shape_, place_, context_), kind_of_spread());
    }

    Tree without_source() const {
        Tree tree = value_;
        std::erase_if(tree.entries, [](const Entry& entry) { return entry.key == "source"; });
        return tree;
    }

    static bool is_family(const Entry& entry) {
        return std::ranges::find(family_names(), entry.key) != family_names().end();
    }

    /// Exactly one of value, believed and the families; beside it source, and likely beside a believed range.
    bool check_keys() {
        bool fine = true;
        std::vector<const Entry*> main;
        for (const Entry& entry : value_.entries) {
            if (entry.key == "value" || entry.key == "believed" || is_family(entry)) {
                main.push_back(&entry);
            } else if (entry.key != "likely" && entry.key != "source") {
                report_unknown_word(entry);
                fine = false;
            }
        }
        if (!fine) return false;
        if (main.empty()) {
            fault("missing-key", place_.at, fmt::format("needs {}", expectation(shape_.dimension)),
                  "write the value, {value: ..., source: ...}, {believed: a to b} or a distribution");
            return false;
        }
        if (main.size() > 1) {
            fault("contradiction", main[1]->where,
                  fmt::format("states its value twice, by '{}' and by '{}'", main[0]->key, main[1]->key),
                  "keep one of the two");
            return false;
        }
        const Entry* likely = value_.find("likely");
        if (likely != nullptr && (main[0]->key != "believed" || !is_range(main[0]->value))) {
            fault("contradiction", likely->where, "has 'likely' without a believed range",
                  fmt::format("write {{believed: a to b, likely: {}}}", flow_text(likely->value)));
            return false;
        }
        return true;
    }

    void report_unknown_word(const Entry& entry) {
        std::vector<std::string> known{"value", "believed", "likely", "source"};
        known.insert(known.end(), family_names().begin(), family_names().end());
        fault("unknown-key", entry.where, fmt::format("is a quantity; '{}' is no word for one", entry.key),
              suggest(entry.key, known, "words for a quantity"));
    }

    void read_source() {
        const Entry* source = value_.find("source");
        if (source == nullptr) return;
        if (source->value.is(Tree::Kind::scalar)) {
            quantity_.source = source->value.text;
        } else {
            fault("wrong-shape", source->value.where, "needs a text as its 'source'");
        }
    }

    std::optional<Quantity> read_belief(const Entry& believed) {
        if (!check_belief(believed.where)) return std::nullopt;
        const Tree& belief = believed.value;
        const Entry* likely = value_.find("likely");
        if (!belief.is(Tree::Kind::map)) {
            return finish(read_range(belief, likely == nullptr ? nullptr : &likely->value, shape_, place_, context_),
                          Kind::belief);
        }
        if (belief.entries.size() != 1 || !is_family(belief.entries.front())) {
            fault("bad-distribution", believed.where, "needs one distribution under 'believed'",
                  fmt::format("families: {}", quoted_list(family_names(), "and")));
            return std::nullopt;
        }
        return finish(read_family(belief.entries.front(), shape_, place_, context_), Kind::belief);
    }

    const Tree& value_;
    const Shape& shape_;
    const Place& place_;
    Context& context_;
    Quantity quantity_;
};

}  // namespace

std::optional<Quantity> read_quantity(const Tree& value, const Shape& shape, const Place& place, Context& context) {
    return QuantityReader(value, shape, place, context).read();
}

}  // namespace clientele::reading
