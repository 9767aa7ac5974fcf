#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

/// What ties a client to us in a stage.
void check_ties(Checks& checks, const std::string& name, const Stage& stage) {
    const MaybeQuantity& tie = stage.switching_cost ? stage.switching_cost : stage.at_unlimited_effort;
    if (tie && *stage.kind != StageKind::client) {
        checks.fault("stray-key", "stage '" + name + "' is no client stage: nobody there buys from us", tie->where,
                     "remove it, or make the stage kind: client");
    } else if (stage.switching_cost && stage.loss) {
        checks.fault("stray-key",
                     "the loss that stage '" + name + "' states contains what switching costs clients there",
                     stage.switching_cost->where, "remove one of the two");
    }
}

void check_stage(Checks& checks, const std::string& name, const Stage& stage, bool& lost_seen) {
    if (!stage.kind) {
        return;
    }
    if (*stage.kind != StageKind::client && (stage.orders || stage.loss)) {
        checks.fault("stray-key", "stage '" + name + "' is no client stage: nobody there orders or can be lost",
                     stage.orders ? stage.orders->where : stage.loss->where,
                     "remove it, or make the stage kind: client");
    }
    check_ties(checks, name, stage);
    if (*stage.kind == StageKind::lost) {
        if (lost_seen) {
            checks.fault("two-lost-stages", "a lifecycle has one stage of kind lost, and '" + name + "' is another",
                         stage.where, "let all losses lead to one stage");
        }
        lost_seen = true;
    }
    if (stage.orders) {
        check_orders(checks, *stage.orders);
    }
    if (stage.loss) {
        check_loss(checks, *stage.loss);
    }
}

void check_transition(Checks& checks, const std::string& name, const Transition& move, std::size_t& efforts) {
    for (const Name& stage : move.from) {
        checks.is_stage(stage);
    }
    if (move.to) {
        checks.is_stage(*move.to);
    }
    if (move.from.empty() || !move.to) {
        checks.fault("missing-key", "transition '" + name + "' needs 'from' and 'to'", move.where);
    }
    const bool rule = !move.any.empty() || !move.all.empty();
    if ((move.effort ? 1 : 0) + (move.chance ? 1 : 0) + (rule ? 1 : 0) > 1) {
        checks.fault("one-of", "transition '" + name + "' has more than one cause", move.where,
                     "keep one of 'effort', 'chance', and the rule 'any'/'all'");
    }
    if (move.grows_with && !move.chance) {
        checks.fault("stray-key", "transition '" + name + "' has no chance that could grow", move.where,
                     "add chance: 2 %/month, say, or remove 'grows_with'");
    }
    check_cause(checks, name, move);
    if (move.effort) {
        if (*move.effort != Activity::win) {
            checks.fault("not-an-attempt", "only 'win' is done by attempts", move.where,
                         "write effort: win, or use a rule");
        }
        if (++efforts > 1) {
            checks.fault("two-efforts", "a second transition by attempts", move.where,
                         "put all stages into one 'from'");
        }
    }
}

}  // namespace

void check_orders(Checks& checks, const Orders& orders) {
    if (orders.chance.has_value() == orders.poisson.has_value()) {
        checks.fault("one-of", "orders need exactly one of 'chance' and 'poisson'", orders.where,
                     "for example {poisson: 2/month} or {chance: 20 %/month}");
    }
    if (orders.value && orders.value_spread) {
        checks.fault("stray-key", "a stated 'value' carries its own spread", orders.value_spread->where,
                     "remove 'value_spread'");
    }
    if (orders.value && orders.value_level) {
        checks.fault("stray-key", "a stated 'value' is no mean that clients of a file bring", orders.value_level->where,
                     "remove 'value_level'");
    }
    if (orders.value && orders.value->distribution.family != Family::lognormal &&
        orders.value->distribution.family != Family::constant) {
        checks.fault("wrong-distribution", "the value of an order is a fixed amount or lognormal", orders.value->where,
                     "for example {lognormal: {median: 4k, sigma: 0.8}}");
    }
}

void check_loss(Checks& checks, const Loss& loss) {
    if (loss.chance.has_value() == loss.observed.has_value()) {
        checks.fault("one-of", "loss needs exactly one of 'chance' and 'observed'", loss.where,
                     "for example {observed: 9 %/year, of_it_external: 3 %/year} or {chance: 1 %/month}");
    }
    if (loss.overload_slope && !loss.chance) {
        checks.fault("stray-key",
                     "'overload_slope' belongs to a written 'chance'; an observed loss answers to attention",
                     loss.overload_slope->where, "remove it");
    }
    if (loss.of_it_external && !loss.observed) {
        checks.fault("stray-key", "'of_it_external' belongs to an 'observed' loss", loss.of_it_external->where,
                     "remove it");
    }
    if (loss.observed && loss.of_it_external && loss.of_it_external->high_end() > loss.observed->low_end()) {
        const bool always = loss.of_it_external->low_end() > loss.observed->high_end();
        checks.fault("part-above-whole",
                     "the external part of the loss (" + loss.of_it_external->written + ") is " +
                         (always ? "" : "in some worlds ") + "above the whole (" + loss.observed->written + ")",
                     loss.of_it_external->where,
                     always ? "it is a part of what was observed"
                            : "it is a part of what was observed: its highest value must not exceed the lowest there");
    }
    if (loss.observed && !checks.scenario.today) {
        checks.fault("no-today", "an observed loss holds under today's structure, and the scenario names none",
                     loss.where, "add today: STRUCTURE, or write the loss as a chance");
    }
}

void check_lifecycle(Checks& checks) {
    const Scenario& s = checks.scenario;
    if (!s.lifecycle || s.lifecycle->stages.empty()) {
        checks.fault("missing-key", "the scenario has no lifecycle", s.where,
                     "write lifecycle: {stages: …}, or drop defaults: none");
        return;
    }
    if (s.lifecycle->stages.size() > 32) {
        checks.fault("too-many", "a lifecycle has at most 32 stages", s.lifecycle->where, "leave some out");
    }
    bool lost_seen = false;
    for (const auto& [name, stage] : s.lifecycle->stages) {
        check_stage(checks, name, stage, lost_seen);
    }
    std::size_t efforts = 0;
    std::size_t chances = 0;
    for (const auto& [name, move] : s.lifecycle->transitions) {
        check_transition(checks, name, move, efforts);
        chances += move.chance ? 1U : 0U;
    }
    if (chances > 24) {
        checks.fault("too-many", "a lifecycle has at most 24 transitions by chance", s.lifecycle->where);
    }
    bool loses = false;
    for (const auto& [name, segment] : s.portfolio ? s.portfolio->segments : std::map<std::string, Segment>{}) {
        loses |= segment.loss.has_value();
    }
    for (const auto& [name, stage] : s.lifecycle->stages) {
        loses |= stage.loss.has_value();
    }
    if (loses && !lost_seen) {
        checks.fault("no-lost-stage", "clients can be lost, but no stage is of kind lost", s.lifecycle->where,
                     "add lost: {kind: lost}");
    }
}

}  // namespace clientele::scenario
