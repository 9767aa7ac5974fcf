#include <algorithm>
#include <tuple>

#include "engine/model/compile.hpp"
#include "engine/model/inherited.hpp"
#include "engine/scenario/moves.hpp"

/// Changes of stage by rule: those of the lifecycle, and what a structure says of handover and admission over them.
namespace clientele::model {

namespace {

using scenario::Scenario;
using scenario::Transition;

std::vector<CriterionTerms> criteria_of(const std::vector<scenario::Criterion>& criteria, const std::string& path,
                                        ParameterTable& p) {
    std::vector<CriterionTerms> terms;
    for (std::size_t i = 0; i < criteria.size(); ++i) {
        const scenario::Criterion& c = criteria[i];
        const std::string at = path + "." + std::to_string(i + 1) + ".";
        const auto window = static_cast<std::uint32_t>(c.over ? c.over->central() : 3);
        if (c.orders) terms.push_back({Counter::orders, p.add(*c.orders, at + "orders"), 0});
        if (c.revenue) terms.push_back({Counter::revenue, p.add(*c.revenue, at + "revenue"), 0});
        if (c.smallest_order)
            terms.push_back({Counter::smallest_order, p.add(*c.smallest_order, at + "smallest_order"), window});
        if (c.order_streak) terms.push_back({Counter::order_streak, p.add(*c.order_streak, at + "order_streak"), 0});
        if (c.months) terms.push_back({Counter::months, p.add(*c.months, at + "months"), 0});
        if (c.potential) terms.push_back({Counter::potential, p.add(*c.potential, at + "potential"), 0});
        if (c.profit_below) terms.push_back({Counter::profit_below, p.add(*c.profit_below, at + "profit_below"), 0});
    }
    return terms;
}

bool same_criteria(const std::vector<scenario::Criterion>& a, const std::vector<scenario::Criterion>& b) {
    using scenario::Criterion;
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Criterion& one, const Criterion& other) {
        const scenario::MaybeQuantity Criterion::*const counters[] = {
            &Criterion::orders, &Criterion::revenue,   &Criterion::smallest_order, &Criterion::order_streak,
            &Criterion::months, &Criterion::potential, &Criterion::profit_below};
        return std::all_of(std::begin(counters), std::end(counters),
                           [&](auto counter) { return same_words(one.*counter, other.*counter); });
    });
}

/// Where the criteria of a structure's own rule are written.
std::string path_of_criteria(const Scenario& scenario, const std::string& id, const std::string& name,
                             std::optional<Transition> scenario::Structure::*rule) {
    const Transition& own = *(scenario.structures.at(id).*rule);
    if (own.any.empty() && own.all.empty()) {
        return "lifecycle.transitions." + name;
    }
    const auto same = [rule](const scenario::Structure& here, const scenario::Structure& above) {
        return above.*rule && same_criteria((here.*rule)->any, (above.*rule)->any) &&
               same_criteria((here.*rule)->all, (above.*rule)->all);
    };
    return "structures." + writer_of(scenario, id, same) + "." + name;
}

RuleMove rule_of(const std::string& name, const Transition& move, const std::string& path,
                 const Organisation& organisation, Firm& firm) {
    RuleMove rule;
    rule.name = name;
    rule.from = firm.stages_named(move.from);
    rule.to = firm.stage_named(*move.to);
    rule.any = criteria_of(move.any, path + ".any", firm.parameters);
    rule.all = criteria_of(move.all, path + ".all", firm.parameters);
    rule.review = move.review ? static_cast<std::uint32_t>(move.review->central()) : 1;
    rule.at_most = move.at_most ? move.at_most->central() : 0;
    rule.order = move.order.value_or(scenario::Order::canonical);
    const std::int16_t team = organisation.owner_team[rule.to];
    if (name == "admission" && team >= 0) {
        // Who stays with the same seats needs no place there.
        const TeamTerms& owning = organisation.teams[static_cast<std::size_t>(team)];
        rule.limited_by_span = owning.span > 0 && (rule.from.bits & ~owning.owns.bits) != 0;
    }
    return rule;
}

/// Whether a rule goes on: the places it has may be others.
bool goes_on(const RuleMove& before, const RuleMove& now) {
    const auto what = [](const RuleMove& rule) {
        return std::tie(rule.name, rule.from, rule.to, rule.any, rule.all, rule.review, rule.at_most, rule.order);
    };
    return before.way == Way::fresh && what(before) == what(now);
}

}  // namespace

void date_rules(std::uint32_t first, const Organisation* before, Organisation& organisation) {
    for (RuleMove& rule : organisation.rules) {
        rule.first_look = first;
        for (const RuleMove& other : before != nullptr ? before->rules : std::vector<RuleMove>{}) {
            rule.first_look = goes_on(other, rule) ? other.first_look : rule.first_look;
        }
    }
}

void compile_rules(const Scenario& scenario, const std::string& id, Firm& firm, Organisation& organisation) {
    const scenario::Structure& structure = scenario.structures.at(id);
    const auto& moves = scenario.lifecycle->transitions;
    const auto named = [&](const std::string& name, std::optional<Transition> scenario::Structure::*rule) {
        const std::optional<Transition>& own = structure.*rule;
        const auto shared = moves.find(name);
        if (!own && shared == moves.end()) {
            return;
        }
        const Transition below = shared == moves.end() ? Transition{} : shared->second;
        const std::string path = own ? path_of_criteria(scenario, id, name, rule) : "lifecycle.transitions." + name;
        organisation.rules.push_back(
            rule_of(name, own ? scenario::overlaid(below, *own) : below, path, organisation, firm));
    };
    named("handover", &scenario::Structure::handover);
    named("admission", &scenario::Structure::admission);
    for (const auto& [name, move] : moves) {
        if (!move.effort && !move.chance && name != "handover" && name != "admission") {
            organisation.rules.push_back(rule_of(name, move, "lifecycle.transitions." + name, organisation, firm));
        }
    }
}

}  // namespace clientele::model
