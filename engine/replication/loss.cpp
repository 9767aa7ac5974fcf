#include "engine/behaviour/loss.hpp"

#include <algorithm>

#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/life.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

namespace {

/// Clients of the team that serves the stage, over its full load, less 1; at least 0. Counts are of the start of the
/// month. \param t the team, in a rollout one of the organisation that serves the client; it has all of the stage
double overload_of(const Life& life, std::int16_t t) {
    if (t < 0) {
        return 0;
    }
    const model::TeamTerms& team = life.organisation->teams[static_cast<std::size_t>(t)];
    const double full = team.seats() * team.span;
    if (full <= 0) {
        return 0;
    }
    double count = 0;
    for (std::size_t s = 0; s < life.in_stage.size(); ++s) {
        count += team.owns.has(s) ? life.in_stage[s] : 0;
    }
    return std::max(0.0, count / full - 1);
}

/// The written chance of a law under the load of a team, at this place. \returns whether it has changed
bool answer_to_load(Life& life, std::size_t law, std::int16_t team, std::size_t place) {
    const LawTerms& terms = life.terms->laws[law];
    const double chance = std::min(1.0, terms.written_chance * (1 + terms.overload_slope * overload_of(life, team)));
    if (chance == life.law_chance[place]) {
        return false;
    }
    life.law_chance[place] = chance;
    life.law_threshold[place] = random::threshold(chance);
    return true;
}

/// Written chances that answer to overload, for everybody under their law.
void update_overload(Life& life) {
    const std::vector<LawTerms>& laws = life.terms->laws;
    const model::Organisation& organisation = *life.organisation;
    ClientState& c = life.clients;
    bool any = false;
    for (std::size_t law = 0; law < laws.size(); ++law) {
        if (laws[law].overload_slope <= 0) {
            continue;
        }
        any = true;
        const std::uint8_t stage = life.law_stage[law];
        if (organisation.rollout) {
            answer_to_load(life, law, organisation.owner_team_before[stage], laws.size() + law);
        }
        if (answer_to_load(life, law, organisation.owner_team[stage], law) && !life.uses_rollout) {
            behaviour::set_where(c.law.data(), static_cast<std::uint16_t>(law), life.law_threshold[law],
                                 life.client_count(), c.loss_threshold.data());
        }
    }
    for (std::uint32_t i = 0; any && life.uses_rollout && i < life.client_count(); ++i) {
        if (laws[c.law[i]].overload_slope > 0) {
            c.loss_threshold[i] = life.law_threshold[chance_place(life, i)];
        }
    }
}

/// Written chances times the shock, for the few who live through one.
void apply_shocks(Life& life) {
    ClientState& c = life.clients;
    for (std::size_t k = 0; k < life.shocked_count; ++k) {
        const std::uint32_t i = life.shocked[k];
        if (life.terms->laws[c.law[i]].losing == model::Losing::written) {
            c.loss_threshold[i] =
                random::threshold(std::min(1.0, life.law_chance[chance_place(life, i)] * c.shock_times[i]));
        }
    }
}

/// One month of every shock is over; who has none left is as before.
void age_shocks(Life& life) {
    ClientState& c = life.clients;
    std::size_t kept = 0;
    for (std::size_t k = 0; k < life.shocked_count; ++k) {
        const std::uint32_t i = life.shocked[k];
        for (std::uint8_t& left : c.shock_left[i].left) {
            left = static_cast<std::uint8_t>(left > 0 ? left - 1 : 0);
        }
        feel_strongest(life, i, c.law[i]);
        if (!c.shock_left[i].none()) {
            life.shocked[kept++] = i;
            continue;
        }
        if (life.terms->laws[c.law[i]].losing == model::Losing::written) {
            c.loss_threshold[i] = life.law_threshold[chance_place(life, i)];
        }
    }
    life.shocked_count = kept;
}

/// Chance of the month and the part of it that is external. [1/month]
struct Chances {
    double all;
    double external;
};

Chances chances_of(const Life& life, std::uint32_t i) {
    const ClientState& c = life.clients;
    if (life.terms->laws[c.law[i]].losing == model::Losing::written) {
        return {std::min(1.0, life.law_chance[chance_place(life, i)] * c.shock_times[i]), 0};
    }
    const behaviour::LossPivot own{c.external[i], c.relational[i]};
    const double h =
        life.terms->laws[c.law[i]].contract_months > 0
            ? own.external + life.ties.due[i]
            : behaviour::hazard(own, life.terms->neglect_beta, c.shock_times[i], life.population->served_today[i],
                                served_as_felt(life)[i], life.uses_strain ? c.strain[i] : 0);
    const double all = 1 - random::exp(-h);
    return {all, h > 0 ? all * (c.external[i] / h) : 0};
}

void lose(Life& life, std::uint32_t i) {
    const std::uint32_t word = life.words[loss_decision * 4 + life.month % 4][i];
    const Chances chances = chances_of(life, i);
    const bool written = life.terms->laws[life.clients.law[i]].losing == model::Losing::written;
    const bool external = random::uniform(word) < chances.external;
    const Cause cause = written ? Cause::stated : external ? Cause::external : Cause::relational;
    life.moves.push_back({i, *life.firm.lost_stage, cause, chances.all, word});
    if (life.events != nullptr) {
        remember_reasons(life, i);
    }
}

void move_by_chance(Life& life) {
    answer_to_service(life);
    for (std::size_t m = 0; m < life.firm.chances.size(); ++m) {
        const base::Column<std::uint32_t>& words = life.words[(first_move_decision + m) * 4 + life.month % 4];
        const std::size_t moving =
            behaviour::list_below(words.data(), life.move_threshold[m].data(), life.tiles_of(first_move_decision + m),
                                  nullptr, life.ids.data());
        for (std::size_t k = 0; k < moving; ++k) {
            const std::uint32_t i = life.ids[k];
            life.moves.push_back({i, life.firm.chances[m].to, Cause::chance, move_chance(life, m, i), words[i]});
        }
    }
}

}  // namespace

void lose_clients(Life& life) {
    ClientState& c = life.clients;
    for (std::size_t k = 0; k < life.ties.carried_count; ++k) {
        life.moves.push_back({life.ties.carried[k], *life.firm.lost_stage, Cause::carried, life.terms->bond.carried_off,
                              life.ties.carried_word[k]});
    }
    if (life.uses_loss) {
        update_overload(life);
        if (life.uses_pivot) {
            const double* const served = served_as_felt(life);
            const double* const strain = (life.uses_strain ? c.strain : life.zeros).data();
            behaviour::each_tile(life.tiles_of(loss_decision), [&](std::size_t i) {
                behaviour::pivoted_thresholds(life.terms->neglect_beta, behaviour::Tiles::clients, &c.pivoted[i],
                                              &c.external[i], &c.relational[i], &c.shock_times[i],
                                              &life.population->served_today[i], &served[i], &strain[i],
                                              &c.loss_threshold[i]);
            });
            hold_contracts(life);
        }
        apply_shocks(life);
        const std::size_t lost =
            behaviour::list_below(life.words[loss_decision * 4 + life.month % 4].data(), c.loss_threshold.data(),
                                  life.tiles_of(loss_decision), nullptr, life.ids.data());
        for (std::size_t k = 0; k < lost; ++k) {
            lose(life, life.ids[k]);
        }
        if (life.events != nullptr && life.telling.watched) {
            const std::uint32_t i = *life.telling.watched;
            tell_staying(life, i, chances_of(life, i).all);
        }
        age_shocks(life);
    }
    move_by_chance(life);
}

}  // namespace clientele::replication
