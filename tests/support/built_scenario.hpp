#pragma once

#include <string>
#include <utility>

#include "engine/scenario/scenario.hpp"

/// A scenario built in code: for programs that know no YAML. It uses every mechanism there is, small.
namespace clientele::tests {

inline scenario::Quantity spread(scenario::Family family, double a, double b) {
    scenario::Quantity q = scenario::constant(0);
    q.kind = scenario::Kind::heterogeneity;
    q.distribution = {family, a, b, 0};
    return q;
}

inline scenario::Quantity belief(double low, double likely, double high) {
    scenario::Quantity q = scenario::constant(0);
    q.kind = scenario::Kind::belief;
    q.distribution = {scenario::Family::triangular, low, high, likely};
    return q;
}

inline scenario::Quantity order_value(double log_mean, double log_sd) {
    scenario::Quantity q = spread(scenario::Family::lognormal, log_mean, log_sd);
    q.kind = scenario::Kind::luck;
    return q;
}

inline scenario::Name named(const std::string& text) { return {text, {}}; }

inline scenario::Segment segment(double clients, const std::string& stage, scenario::Orders orders,
                                 scenario::Loss loss) {
    scenario::Segment s;
    s.clients = scenario::constant(clients);
    s.stage = named(stage);
    s.potential = spread(scenario::Family::lognormal, 9.0, 1.1);
    s.share_of_wallet = spread(scenario::Family::beta, 3.2, 5.9);
    s.complexity = spread(scenario::Family::gamma, 4, 0.25);
    s.gross_margin = scenario::constant(0.31);
    if (orders.poisson) s.activity = spread(scenario::Family::gamma, 2, 0.5);
    if (loss.observed) s.frailty = spread(scenario::Family::gamma, 2, 0.5);
    s.orders = std::move(orders);
    s.loss = std::move(loss);
    return s;
}

inline scenario::Stage stage(scenario::StageKind kind, double keep = 0, double grow = 0, double plan = 0) {
    scenario::Stage s;
    s.kind = kind;
    s.needs = scenario::Needs{scenario::constant(keep), scenario::constant(grow), scenario::constant(plan), {}, {}};
    return s;
}

inline scenario::Role role(double fixed, double hours, scenario::Quantity leaves) {
    scenario::Role r;
    r.fixed = scenario::constant(fixed);
    r.employer_charges = scenario::constant(0.3);
    r.hours = scenario::constant(hours);
    r.internal = scenario::constant(0.45);
    r.travel = scenario::constant(0.15);
    r.leaves = std::move(leaves);
    r.ramp = scenario::constant(5);
    r.hire = scenario::Hire{scenario::constant(9000), scenario::constant(2), {}};
    return r;
}

inline scenario::Team team(const std::string& role_name, double seats, std::vector<scenario::Activity> does,
                           const std::vector<std::string>& owns = {}) {
    scenario::Team t;
    t.seats[role_name] = scenario::constant(seats);
    t.does = std::move(does);
    for (const std::string& name : owns) t.owns.push_back(named(name));
    return t;
}

inline scenario::Transition transition(const std::string& from, const std::string& to) {
    scenario::Transition t;
    t.from = {named(from)};
    t.to = named(to);
    return t;
}

inline void build_lifecycle(scenario::Scenario& s) {
    using scenario::StageKind;
    s.lifecycle.emplace();
    s.lifecycle->stages = {{"prospect", stage(StageKind::prospect)},
                           {"new", stage(StageKind::client, 2, 1)},
                           {"regular", stage(StageKind::client, 1.5, 1)},
                           {"key", stage(StageKind::client, 6, 4, 3)},
                           {"lost", stage(StageKind::lost)}};
    scenario::Stage& key = s.lifecycle->stages.at("key");
    key.cost = scenario::constant(120);
    key.orders = scenario::Orders{scenario::constant(0.6), {}, order_value(9.0, 0.6), {}, {}, {}, {}};
    auto& moves = s.lifecycle->transitions;
    moves["won"] = transition("prospect", "new");
    moves["won"].effort = scenario::Activity::win;
    moves["returned"] = transition("lost", "prospect");
    moves["returned"].chance = scenario::constant(0.05);
    moves["handover"] = transition("new", "regular");
    scenario::Criterion orders, streak, smallest;
    orders.orders = scenario::constant(4);
    streak.order_streak = scenario::constant(2);
    smallest.smallest_order = scenario::constant(900);
    smallest.over = scenario::constant(2);
    moves["handover"].any = {orders, streak, smallest};
    moves["admission"] = transition("regular", "key");
    scenario::Criterion potential;
    potential.potential = scenario::constant(12'000);
    moves["admission"].all = {potential};
    moves["admission"].order = scenario::Order::by_revenue;
    moves["admission"].review = scenario::constant(2);
}

inline void build_people(scenario::Scenario& s) {
    scenario::Win win;
    win.hours = belief(30, 50, 90);
    win.succeeds = belief(0.2, 0.3, 0.5);
    win.cost = scenario::constant(150);
    s.work.emplace();
    s.work->win = win;
    s.people["seller"] = role(4500, 160, belief(0.01, 0.02, 0.06));
    s.people["kam"] = role(6200, 150, scenario::constant(0.03));
    s.people["kam"].from = named("seller");
    s.staff["seller"].count = 6;
}

inline void build_relationship(scenario::Scenario& s) {
    scenario::Relationship r;
    r.owner_leaves.emplace();
    r.owner_leaves->sales_lost = belief(0.05, 0.15, 0.25);
    r.owner_leaves->over = scenario::constant(12);
    r.planned_transfer.emplace();
    r.planned_transfer->loss_times = scenario::constant(2);
    r.planned_transfer->lasts = scenario::constant(4);
    r.neglect = scenario::Neglect{belief(1.5, 2.5, 5), {}};
    r.wallet = scenario::Wallet{
        belief(0.4, 0.6, 0.8), scenario::constant(0.25), scenario::constant(1.4), scenario::constant(0.85), {}};
    r.attention_cap = scenario::constant(1.2);
    r.trust = scenario::Trust{belief(1.5, 2, 4), scenario::constant(0.1), scenario::constant(0.06), {}};
    r.bond = scenario::Bond{
        scenario::constant(1.5), scenario::constant(0.1), scenario::constant(0.4), scenario::constant(0.03), {}};
    r.contacts =
        scenario::ContactPersons{scenario::constant(0.02), scenario::constant(0.1), scenario::constant(0.3), {}};
    r.response_delay = scenario::ResponseDelay{scenario::constant(0.2), scenario::AnsweredBy::team, {}};
    r.power.emplace();
    r.power->half_at = scenario::constant(0.05);
    r.power->excess = scenario::constant(0.5);
    r.power->asks = scenario::constant(0.5);
    r.power->discount = scenario::constant(0.01);
    r.power->service = scenario::constant(0.05);
    r.power->hours_follow_sales = scenario::constant(0.5);
    s.relationship = r;
}

inline void build_structures(scenario::Scenario& s) {
    using scenario::Activity;
    scenario::Structure generalists;
    generalists.teams["sales"] = team("seller", 6, {Activity::win, Activity::keep, Activity::grow});
    generalists.teams["sales"].time = scenario::TimeSplit{scenario::constant(0.3), {}};
    generalists.teams["sales"].allocates = scenario::Allocates::by_class;
    scenario::Structure split;
    split.starts_as = named("generalists");
    split.from = scenario::constant(4);
    split.teams["hunters"] = team("seller", 2, {Activity::win, Activity::keep}, {"new"});
    split.teams["hunters"].time = scenario::TimeSplit{scenario::constant(0.7), {}};
    split.teams["farmers"] = team("seller", 2, {Activity::keep, Activity::grow}, {"regular"});
    split.teams["farmers"].allocates = scenario::Allocates::by_revenue;
    split.teams["managers"] = team("kam", 2, {Activity::keep, Activity::grow, Activity::plan}, {"key"});
    split.teams["managers"].span = scenario::constant(4);
    split.teams["managers"].assigns = scenario::Assigns::lowest_numbered;
    s.structures = {{"generalists", generalists}, {"split", split}};
}

/// 24 months, 190 clients of three kinds, two structures, the second from month 4.
inline scenario::Scenario built_scenario() {
    using scenario::constant;
    scenario::Scenario s;
    s.version = constant(1);
    s.horizon = constant(24);
    s.seed = constant(2026);
    s.worlds = constant(50);
    s.lives = constant(4);
    s.defaults = scenario::Defaults::none;
    s.today = named("generalists");
    s.judge.emplace();
    s.judge->required_return = constant(0.14);
    scenario::Loss observed, written;
    observed.observed = constant(0.02);
    observed.of_it_external = constant(0.004);
    written.chance = constant(0.015);
    written.overload_slope = constant(2);
    s.portfolio.emplace();
    s.portfolio->segments["industry"] =
        segment(60, "regular", {{}, constant(2), {}, constant(0.6), {}, constant(12), {}}, observed);
    s.portfolio->segments["trade"] =
        segment(50, "regular", {constant(0.4), {}, order_value(7.5, 0.8), {}, {}, {}, {}}, written);
    s.portfolio->segments["prospects"] =
        segment(80, "prospect", {{}, constant(1.3), {}, constant(0.4), {}, {}, {}}, observed);
    s.market.emplace();
    s.market->potential_varies = scenario::Variation{constant(0.1), constant(0.7), {}};
    scenario::Segment& industry = s.portfolio->segments["industry"];
    industry.potential_varies = scenario::Variation{constant(0.25), constant(0.9), {}};
    industry.segment_varies = scenario::Variation{constant(0.1), {}, {}};
    industry.contacts = constant(2);
    industry.payment = scenario::Payment{constant(1.4), constant(0.01), {}};
    s.portfolio->segments["prospects"].contract = scenario::Contract{constant(9), constant(0.25), constant(2), {}};
    build_lifecycle(s);
    build_people(s);
    build_relationship(s);
    build_structures(s);
    return s;
}

}  // namespace clientele::tests
