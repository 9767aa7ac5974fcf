#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/life.hpp"

/// Key account stages: what being in a stage does to a client beside its law.
///
/// Stages early -> mid -> partnership -> synergistic -> uncoupling: Millman & Wilson 1995, 1996. Progress is not
/// automatic, and a relation can founder at any time (McDonald & Rogers); no source gives rates. So a chance to move
/// may grow with the part s of the hours it needs that a client gets,
///     chance x s  (service)   or   chance x (1 - s)  (neglect)        [1/month], 0 <= s <= 1
/// and what switching would cost the client, c by stage, holds it: h_rel = h_rel(today) exp(-(c - c0)), c0 that of the
/// stage in which the client is today, so that at today's stages the observed loss comes out. Form: proportional
/// hazards (Cox 1972).
namespace clientele::replication {

namespace {

/// Switching cost that the observed loss of the client contains.
double switching_cost_today(const Life& life, std::uint32_t i) {
    const std::uint8_t today = life.firm.clients.stage[i];
    const bool ties = life.firm.kinds[today] == scenario::StageKind::client && !life.firm.ties[today].states_loss;
    return ties ? life.terms->switching_cost[today] : 0;
}

}  // namespace

void tie(Life& life, std::uint32_t i) {
    ClientState& c = life.clients;
    const std::uint8_t stage = c.stage[i];
    if (life.firm.uses_stage_effort) {
        c.within_reach[i] = life.terms->at_unlimited_effort[stage];
    }
    if (life.firm.uses_switching_cost && life.uses_pivot && !life.firm.ties[stage].states_loss) {
        c.relational[i] *= random::exp(switching_cost_today(life, i) - life.terms->switching_cost[stage]);
    }
    if (life.uses_profit) {
        c.profit_before[i] = c.account[i].margin - c.account[i].cost;
    }
}

void enter(Life& life, std::uint32_t i, std::uint8_t stage, Entry entry) {
    ClientState& c = life.clients;
    const model::Firm& firm = life.firm;
    const std::uint16_t which = firm.law(stage, firm.clients.segment[i]);
    const LawTerms& law = life.terms->laws[which];
    if (entry == Entry::by_move) {
        settle_stage_cost(life, i);
        --life.in_stage[c.stage[i]];
        c.moved[i] = 1;
        life.moved_ids[life.moved_count] = i;
        life.moved_needs[life.moved_count++] = law.decisions & ~life.terms->laws[c.law[i]].decisions;
    }
    ++life.in_stage[stage];
    c.stage[i] = stage;
    c.law[i] = which;
    c.account[i].entered = entry == Entry::at_start ? -1 : static_cast<std::int32_t>(life.month);
    c.account[i].orders = 0;
    c.revenue_here[i] = 0;
    c.streak[i] = 0;
    const std::uint8_t bought = c.buys[i];
    c.buys[i] = firm.kinds[stage] == scenario::StageKind::client ? 1 : 0;
    if (firm.contacts.acts && bought < c.buys[i]) {
        life.ties.contacts[i] = static_cast<std::uint8_t>(law.contacts.people);  // whoever is won brings them all
    }
    c.courted[i] = firm.effort && firm.effort->from.has(stage) ? 1 : 0;
    c.order_threshold[i] = law.order_threshold;
    c.loss_threshold[i] = law.losing == model::Losing::written ? life.law_threshold[chance_place(life, i)] : 0;
    if (life.uses_pivot) {
        c.pivoted[i] = law.losing == model::Losing::pivoted ? 1 : 0;
        c.external[i] = law.pivot.external;
        c.relational[i] = law.pivot.relational;
    }
    if (life.uses_own_laws) {
        take_own_laws(life, i);
    }
    tie(life, i);
    if (c.buys[i] == 0) {
        c.shock_left[i] = {};
        c.shock_times[i] = 1;
        loosen_ties(life, i);
    } else if (!c.shock_left[i].none()) {
        feel_strongest(life, i, which);  // what a change of owner costs is a fact of the stage
    }
    for (std::size_t m = 0; m < firm.chances.size(); ++m) {
        life.move_threshold[m][i] = firm.chances[m].from.has(stage) ? life.terms->move_threshold[m] : 0;
    }
}

void take_own_laws(Life& life, std::uint32_t i) {
    ClientState& c = life.clients;
    const LawTerms& law = life.terms->laws[c.law[i]];
    if (life.firm.differ_in_activity && law.ordering == model::Ordering::poisson) {
        c.order_threshold[i] = random::threshold(1 - random::exp(-own_rate(law, life.population->activity[i])));
    }
    if (life.firm.differ_in_frailty && law.losing == model::Losing::pivoted) {
        c.external[i] = law.pivot.external * life.population->frailty[i];
        c.relational[i] = law.pivot.relational * life.population->frailty[i];
    }
}

void settle_stage_cost(Life& life, std::uint32_t i) {
    Account& account = life.clients.account[i];
    const double cost = life.terms->laws[life.clients.law[i]].cost;
    account.cost += cost * static_cast<double>(static_cast<std::int32_t>(life.month) - account.entered);
}

double move_chance(const Life& life, std::size_t m, std::uint32_t i) {
    const double chance = life.terms->move_chance[m];
    const auto& grows_with = life.firm.chances[m].grows_with;
    if (!grows_with) {
        return chance;
    }
    const double served = served_as_felt(life)[i];
    return chance * (*grows_with == scenario::GrowsWith::service ? served : 1 - served);
}

void answer_to_service(Life& life) {
    const std::size_t n = life.client_count();
    for (std::size_t m = 0; m < life.firm.chances.size(); ++m) {
        const model::ChanceMove& move = life.firm.chances[m];
        if (!move.grows_with) {
            continue;
        }
        behaviour::mark_stages(life.clients.stage.data(), move.from.bits, n, life.clients.mark.data());
        const std::size_t count = behaviour::list_marked(life.clients.mark.data(), n, life.ids.data());
        for (std::size_t k = 0; k < count; ++k) {
            life.move_threshold[m][life.ids[k]] = random::threshold(move_chance(life, m, life.ids[k]));
        }
    }
}

double profit_here(const Life& life, std::size_t i) {
    const ClientState& c = life.clients;
    const Account& account = c.account[i];
    const auto months = static_cast<double>(static_cast<std::int32_t>(life.month) - account.entered);
    return account.margin - account.cost - c.profit_before[i] - life.terms->laws[c.law[i]].cost * months;
}

void mark_profit_below(const Life& life, double limit, std::size_t first, std::size_t n, std::uint8_t* mark) {
    for (std::size_t k = 0; k < n; ++k) {
        mark[k] = profit_here(life, first + k) < limit ? 1 : 0;
    }
}

}  // namespace clientele::replication
