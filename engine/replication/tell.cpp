#include "engine/replication/tell.hpp"

#include <cmath>
#include <limits>

#include <fmt/core.h>

#include "engine/random/math.hpp"

namespace clientele::replication {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr const char* a_month = "1/month";
constexpr const char* a_month_of = "/month";

const std::string& name_of(const Life& life, std::uint32_t client) { return life.firm.clients.names[client]; }

std::string owner_name(const Life& life, std::int16_t person) {
    return person < 0 ? std::string() : life.firm.people[static_cast<std::size_t>(person)].name;
}

Event& add(Life& life, const char* phase, std::string who, std::string what, double chance = none,
           double drawn = none) {
    return life.events->emplace_back(
        Event{life.month, phase, std::move(who), std::move(what), chance, drawn, 0, {}, {}, {}, {}});
}

const char* word_of_cause(Cause cause) {
    switch (cause) {
        case Cause::effort:
            return "won";
        case Cause::external:
            return "lost, external";
        case Cause::relational:
            return "lost, relational";
        case Cause::carried:
            return "lost, taken along by its owner";
        case Cause::stated:
            return "lost";
        case Cause::chance:
            return "moved by chance to ";
        case Cause::rule:
            return "moved by rule to ";
    }
    return "";
}

/// An organisation that begins gives clients new owners before anything else happens; later they change with their
/// stage.
const char* phase_of_owner(const Life& life, std::uint32_t i, std::uint8_t stage) {
    return life.clients.moved[i] == 0 && life.clients.stage[i] == stage ? "reseating" : "ownership";
}

/// What the month's chance of loss is made of: h = external + relational x factors, or the written chance x factors.
std::vector<Reason> loss_reasons(const Life& life, std::uint32_t i) {
    const ClientState& c = life.clients;
    const LawTerms& law = life.terms->laws[c.law[i]];
    std::vector<Reason> reasons;
    if (law.contract_months > 0) {
        return {{"external", c.external[i], a_month}, {"saved up under contract, due now", life.ties.due[i], a_month}};
    }
    if (law.losing == model::Losing::written) {
        reasons.push_back({"written", law.written_chance, a_month});
        if (life.law_chance[chance_place(life, i)] != law.written_chance) {
            reasons.push_back({"overload", life.law_chance[chance_place(life, i)] / law.written_chance, "times"});
        }
    } else {
        const behaviour::LossPivot own{c.external[i], c.relational[i]};
        reasons.push_back({"external", own.external, a_month});
        reasons.push_back({"relational", own.relational, a_month});
        const double h = behaviour::hazard(own, life.terms->neglect_beta, 1, life.population->served_today[i],
                                           served_as_felt(life)[i], 0);
        if (own.relational > 0 && h != own.external + own.relational) {
            reasons.push_back({"attention", (h - own.external) / own.relational, "times"});
        }
    }
    if (life.uses_strain && law.losing == model::Losing::pivoted && c.strain[i] != 0) {
        reasons.push_back({"ties", random::exp(c.strain[i]), "times"});
    }
    if (c.shock_times[i] != 1) {
        reasons.push_back({"change of owner", c.shock_times[i], "times"});
    }
    return reasons;
}

struct Asked {
    const char* name;
    double value;
    std::string unit;
};

/// Where a client stands by a criterion. \pre not of smallest_order, whose months are not kept by client
Asked counted(const Life& life, std::uint32_t i, const model::CriterionTerms& criterion) {
    const ClientState& c = life.clients;
    switch (criterion.counter) {
        case model::Counter::orders:
            return {"orders", static_cast<double>(c.account[i].orders), "orders"};
        case model::Counter::revenue:
            return {"revenue", c.revenue_here[i], life.firm.currency};
        case model::Counter::order_streak:
            return {"months in a row with an order", static_cast<double>(c.streak[i]), "months"};
        case model::Counter::potential:
            return {"potential", life.potential[i], life.firm.currency + a_month_of};
        case model::Counter::months:
            return {"months here", static_cast<double>(static_cast<std::int32_t>(life.month) - c.account[i].entered),
                    "months"};
        case model::Counter::profit_below:
            return {"profit here", profit_here(life, i), life.firm.currency};
        case model::Counter::smallest_order:
            break;
    }
    double smallest = no_order_yet;
    for (std::uint32_t back = 0; back < criterion.window && back <= life.month; ++back) {
        smallest = std::min(smallest, life.month_smallest[(life.month - back) % life.smallest_window][i]);
    }
    return {"smallest order", smallest < no_order_yet ? smallest : 0, life.firm.currency};
}

void add_criteria(const Life& life, std::uint32_t i, const std::vector<model::CriterionTerms>& criteria,
                  std::vector<Reason>& reasons) {
    for (const model::CriterionTerms& criterion : criteria) {
        const Asked asked = counted(life, i, criterion);
        const double at_least = life.terms->values[criterion.at_least.index()];
        const bool met =
            criterion.counter == model::Counter::profit_below ? asked.value < at_least : asked.value >= at_least;
        if (met) {
            reasons.push_back({asked.name, asked.value, asked.unit, at_least});
        }
    }
}

std::uint32_t order_word(const Life& life, std::uint32_t i) {
    return life.words[order_decision * 4 + life.month % 4][i];
}

double order_chance(const Life& life, std::uint32_t i) {
    const LawTerms& law = life.terms->laws[life.clients.law[i]];
    const double rate = own_rate(law, life.population->activity_of(i));
    return law.ordering == model::Ordering::bernoulli ? rate : 1 - random::exp(-rate);
}

}  // namespace

void tell_regime(Life& life) { add(life, "calendar", life.organisation->structure, "is in force"); }

void tell_start(Life& life, std::uint32_t i) {
    const ClientState& c = life.clients;
    Event& event = add(life, "calendar", name_of(life, i), "is " + life.firm.stages[c.stage[i]]);
    event.to = owner_name(life, c.owner[i]);
    event.reasons = {{"potential", life.potential[i], life.firm.currency + a_month_of},
                     {"share of wallet", c.wallet[i], "1"},
                     {"complexity", life.population->complexity[i], "1"}};
}

void tell_departure(Life& life, std::size_t person, double chance, std::uint32_t word) {
    Event& event = add(life, "people", life.firm.people[person].name, "left", chance, random::uniform(word));
    std::uint32_t clients = 0;
    for (std::size_t i = 0; i < life.client_count(); ++i) {
        clients += life.clients.owner[i] == static_cast<std::int16_t>(person) ? 1U : 0U;
    }
    event.reasons.push_back({"clients", static_cast<double>(clients), "clients"});
    if (!life.people.load.empty()) {
        event.reasons.push_back({"load", life.people.load[person], "1"});
    }
}

void tell_release(Life& life, std::size_t person, double severance) {
    add(life, "people", life.firm.people[person].name, "released").value = severance;
}

void tell_seat(Life& life, std::size_t s) {
    const std::size_t person = life.seats.person[s];
    const model::Organisation& organisation = *life.organisation;
    Event& event = add(life, "people", life.firm.people[person].name,
                       "sits in team " + organisation.teams[organisation.seats[s].team].name);
    event.reasons.push_back({"skill", life.people.skill[person], "1"});
}

void tell_hire(Life& life, std::size_t person, const RoleNumbers& role) {
    Event& event = add(life, "people", life.firm.people[person].name, "hired");
    event.value = role.hire_cost;
    if (role.ramp > 0) {
        event.reasons.push_back({"ramp", role.ramp, "months"});
    }
}

void tell_shock(Life& life, std::uint32_t i, const std::string& why) {
    const ClientState& c = life.clients;
    if (!life.telling.small || c.shock_left[i].none()) {
        return;
    }
    Event& event = add(life, "shocks", name_of(life, i), "loss is likelier");
    event.why = why;
    event.reasons.push_back({"change of owner", c.shock_times[i], "times"});
    event.reasons.push_back({"for", static_cast<double>(c.shock_left[i].most()), "months"});
}

void tell_attention(Life& life, std::uint32_t i) {
    const ClientState& c = life.clients;
    if (c.buys[i] == 0) {
        return;
    }
    Event& event = add(life, "attention", name_of(life, i),
                       c.owner[i] < 0 ? "served by nobody" : "served by " + owner_name(life, c.owner[i]));
    event.to = owner_name(life, c.owner[i]);
    event.reasons = {{"received", c.hours[i], "h"}, {"of need", c.served[i], "1"}};
    if (life.terms->laws[c.law[i]].worth == model::Worth::wallet) {
        event.reasons.push_back({"share of wallet", c.wallet[i], "1"});
    }
}

void tell_attempts(Life& life, std::size_t from, std::size_t to, const model::TeamTerms& team, double hours) {
    for (std::size_t k = from; k < to && life.telling.small; ++k) {
        const std::uint32_t i = life.ids[k];
        const std::uint32_t word = life.attempt_words[life.month % 4][i];
        const bool succeeds = random::happens(word, life.terms->attempt_chance);
        Event& event = add(life, "attempts", name_of(life, i), succeeds ? "attempt succeeded" : "attempt failed",
                           life.terms->attempt_chance, random::uniform(word));
        event.value = life.terms->attempt_cost + hours;
        event.why = "by " + team.name;
    }
}

void tell_orders(Life& life, const std::uint32_t* who, std::size_t n) {
    for (std::size_t k = 0; k < n && life.telling.small; ++k) {
        const std::uint32_t i = who[k];
        Event& event = add(life, "orders", name_of(life, i), "ordered", order_chance(life, i),
                           random::uniform(order_word(life, i)));
        event.value = life.event_value[k];
    }
}

void tell_no_order(Life& life, std::uint32_t i) {
    const LawTerms& law = life.terms->laws[life.clients.law[i]];
    const std::uint32_t word = order_word(life, i);
    if (law.ordering != model::Ordering::never && word >= life.clients.order_threshold[i]) {
        add(life, "orders", name_of(life, i), "did not order", order_chance(life, i), random::uniform(word));
    }
}

void remember_reasons(Life& life, std::uint32_t i) { life.reasons_of_loss[i] = loss_reasons(life, i); }

void tell_staying(Life& life, std::uint32_t i, double chance) {
    const std::uint32_t word = life.words[loss_decision * 4 + life.month % 4][i];
    if (life.terms->laws[life.clients.law[i]].losing != model::Losing::never &&
        word >= life.clients.loss_threshold[i]) {
        add(life, "loss", name_of(life, i), "stayed", chance, random::uniform(word)).reasons = loss_reasons(life, i);
    }
}

void tell_move(Life& life, const Move& move) {
    const char* phase = move.cause == Cause::effort ? "pipeline" : move.cause == Cause::rule ? "ownership" : "loss";
    const bool named = move.cause == Cause::chance || move.cause == Cause::rule;
    Event& event = add(life, phase, name_of(life, move.client),
                       word_of_cause(move.cause) + (named ? life.firm.stages[move.to] : std::string()), move.chance,
                       std::isnan(move.chance) ? none : random::uniform(move.word));
    event.from = life.firm.stages[life.clients.stage[move.client]];
    event.to = life.firm.stages[move.to];
    if (move.cause == Cause::external || move.cause == Cause::relational || move.cause == Cause::stated) {
        event.reasons = life.reasons_of_loss[move.client];
    }
}

void tell_rule(Life& life, std::uint32_t i, const model::RuleMove& rule) {
    tell_move(life, {i, rule.to, Cause::rule, none, 0});
    Event& event = life.events->back();
    event.why = rule.name;
    add_criteria(life, i, rule.all, event.reasons);
    add_criteria(life, i, rule.any, event.reasons);
}

void tell_transfer(Life& life, std::uint32_t i, std::int16_t from, std::uint8_t stage, bool overlap) {
    const std::string before = owner_name(life, from);
    const std::string after = owner_name(life, life.clients.owner[i]);
    Event& event = add(life, phase_of_owner(life, i, stage), name_of(life, i),
                       fmt::format("handed from {} to {}{}", before, after, overlap ? ", who overlap" : ""));
    event.from = before;
    event.to = after;
    const std::int16_t team = life.organisation->owner_team[stage];
    event.why = fmt::format("{} belongs to {}", life.firm.stages[stage],
                            life.organisation->teams[static_cast<std::size_t>(team)].name);
    event.reasons.push_back({"potential", life.potential[i], life.firm.currency + a_month_of});
    tell_shock(life, i, "a planned transfer");
}

void tell_owner(Life& life, std::uint32_t i, std::int16_t before) {
    const std::int16_t now = life.clients.owner[i];
    if ((before < 0) == (now < 0)) {
        return;  // nothing, or a transfer, which is told as such
    }
    Event& event = add(life, phase_of_owner(life, i, life.clients.stage[i]), name_of(life, i),
                       now >= 0 ? "given to " + owner_name(life, now) : "leaves " + owner_name(life, before));
    event.from = owner_name(life, before);
    event.to = owner_name(life, now);
}

}  // namespace clientele::replication
