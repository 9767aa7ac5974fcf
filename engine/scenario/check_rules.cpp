#include <algorithm>
#include <cmath>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

void check_criterion(Checks& checks, const Criterion& c) {
    int keys = 0;
    for (const MaybeQuantity* key :
         {&c.orders, &c.revenue, &c.smallest_order, &c.order_streak, &c.months, &c.potential, &c.profit_below}) {
        keys += key->has_value() ? 1 : 0;
    }
    if (keys != 1) {
        checks.fault("one-of", "a criterion is exactly one condition", c.where,
                     "write a list: any: [{orders: 3}, {revenue: 50k}]; all: […] where every one must hold");
    }
    if (c.over && !c.smallest_order) {
        checks.fault("stray-key", "'over' belongs to 'smallest_order'", c.over->where, "remove it");
    }
    if (c.order_streak && c.order_streak->central() > 255) {
        checks.fault("out-of-range", "a streak of orders counts to 255 months", c.order_streak->where,
                     "take a shorter streak");
    }
    checks.whole_months(c.over, "the window of a criterion");
    checks.whole_months(c.order_streak, "a streak of orders");
    checks.whole_months(c.months, "a time in a stage");
}

void check_client_stages(Checks& checks, const std::string& name, const Transition& move) {
    std::vector<Name> stages = move.from;
    if (move.to) {
        stages.push_back(*move.to);
    }
    for (const Name& stage : stages) {
        if (checks.kind_of(stage.text) != StageKind::client) {
            checks.fault(
                "not-a-client-stage",
                name + " moves clients from one stage to another; '" + stage.text + "' is no stage of kind client",
                stage.where, "take stages of kind client");
        }
    }
}

void check_itself(Checks& checks, const std::string& name, const Transition& move) {
    for (const Name& stage : move.from) {
        if (move.to && stage.text == move.to->text) {
            checks.fault("to-itself", "transition '" + name + "' leads from stage '" + stage.text + "' to itself",
                         stage.where, "take the stage out of 'from', or let the transition lead to another stage");
        }
    }
}

bool has_criteria(const Transition& move) { return !move.any.empty() || !move.all.empty(); }

bool is_rule_of_structures(const std::string& name) { return name == "handover" || name == "admission"; }

void check_structure_rule(Checks& checks, const std::string& name, const Transition& own) {
    const Transition* below = shared_rule(checks.scenario, name);
    for (const Name& stage : own.from) {
        checks.is_stage(stage);
    }
    if (own.to) {
        checks.is_stage(*own.to);
    }
    if (own.effort || own.chance || own.grows_with) {
        checks.fault("stray-key", "a structure's " + name + " is a rule on counters, no effort and no chance",
                     own.where, "write any: [{orders: 3}], say");
    }
    Transition whole = own;
    if (below != nullptr) {
        whole.from = own.from.empty() ? below->from : own.from;
        whole.to = own.to ? own.to : below->to;
    }
    if (whole.from.empty() || !whole.to) {
        checks.fault("missing-key", name + " needs 'from' and 'to', which the lifecycle does not state", own.where,
                     "write from: [STAGE], to: STAGE");
    }
    const bool stated = has_criteria(own) || (below != nullptr && has_criteria(*below));
    if (!stated && !own.at_most && !(below != nullptr && below->at_most) && !own.effort && !own.chance) {
        checks.fault("no-cause", name + " has no criterion: it would move every client at once", own.where,
                     "add any: [{orders: 3}], say, or limit the places with at_most: 5 %");
    }
    check_client_stages(checks, name, own);
    check_itself(checks, name, whole);
    for (const auto* criteria : {&own.any, &own.all}) {
        for (const Criterion& criterion : *criteria) {
            check_criterion(checks, criterion);
        }
    }
    checks.whole_months(own.review, "the time between two looks at a rule");
}

}  // namespace

const Transition* shared_rule(const Scenario& scenario, const std::string& name) {
    const auto found = scenario.lifecycle->transitions.find(name);
    return found == scenario.lifecycle->transitions.end() ? nullptr : &found->second;
}

void check_cause(Checks& checks, const std::string& name, const Transition& move) {
    if (!move.effort && !move.chance && !has_criteria(move) && !move.at_most) {
        checks.fault("no-cause", "transition '" + name + "' has no cause: it would move everybody at once", move.where,
                     "add effort: win, chance: 2 %/month, or a rule such as any: [{orders: 3}]");
    }
    if (is_rule_of_structures(name)) {
        check_client_stages(checks, name, move);
    }
    check_itself(checks, name, move);
    for (const auto* criteria : {&move.any, &move.all}) {
        for (const Criterion& criterion : *criteria) {
            check_criterion(checks, criterion);
        }
    }
    checks.whole_months(move.review, "the time between two looks at a rule");
}

void check_rules(Checks& checks, const Structure& structure) {
    if (structure.handover) {
        check_structure_rule(checks, "handover", *structure.handover);
    }
    if (structure.admission) {
        check_structure_rule(checks, "admission", *structure.admission);
    }
}

}  // namespace clientele::scenario
