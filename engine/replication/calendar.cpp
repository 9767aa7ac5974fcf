#include <algorithm>
#include <bit>

#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/life.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

namespace {

random::Stream stream_of(const model::Firm& firm, std::size_t decision) {
    switch (decision) {
        case order_decision:
            return firm.luck.order;
        case value_decision:
            return firm.luck.order_value;
        case loss_decision:
            return firm.luck.loss;
        case contact_leaves_decision:
            return firm.luck.contact_leaves;
        case contact_found_decision:
            return firm.luck.contact_found;
        case asks_decision:
            return firm.luck.asks;
        default:
            return firm.chances[decision - first_move_decision].stream;
    }
}

random::Addresses addresses_of(const Life& life) {
    return {life.firm.clients.address_low.data(), life.firm.clients.address_high.data()};
}

/// One block a client and decision serves four months; clients whose stage takes no such decision cost nothing.
void draw_words(Life& life) {
    const std::size_t n = life.client_count();
    for (DecisionGroup& group : life.groups) {
        if (group.stages == 0) {
            continue;
        }
        behaviour::mark_stages(life.clients.stage.data(), group.stages, n, life.clients.mark.data());
        group.tiles.set_to(life.clients.mark.data(), n);
        random::month_words(group.drawings, addresses_of(life), life.clients.mark.data(), n, life.replication,
                            life.month / 4);
    }
}

/// Owners under the organisation that begins now: who may stay stays; the others move by descending potential, ties in
/// canonical order.
void reseat(Life& life) {
    life.seats.stale = true;
    std::size_t homeless = 0;
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        life.ids[homeless] = i;
        homeless += must_move(life, i) ? 1U : 0U;
    }
    largest_first(life.potential, life.ids.data(), homeless);
    find_owners(life, homeless);
}

/// Parts of an attempt end with the teams that began them; teams that go on as before, behind those of a rollout, keep
/// theirs.
void carry_over(const model::Organisation* before, const model::Organisation& next, std::vector<double>& carried) {
    const std::size_t kept = next.rollout && before != nullptr ? before->own_teams : 0;
    const auto from = carried.begin();
    const auto to = from + static_cast<std::ptrdiff_t>(next.own_teams);
    std::copy_backward(from, from + static_cast<std::ptrdiff_t>(kept), to + static_cast<std::ptrdiff_t>(kept));
    std::fill(from, to, 0.0);
    std::fill(to + static_cast<std::ptrdiff_t>(kept), carried.end(), 0.0);
}

}  // namespace

bool must_move(Life& life, std::uint32_t i) {
    ClientState& c = life.clients;
    const std::int16_t team = owning_team(life, i, c.stage[i]);
    const std::int16_t seat = seat_held(life, i);
    if (team >= 0 && seat >= 0 && life.organisation->seats[static_cast<std::size_t>(seat)].team == team) {
        life.seats.taken.add(static_cast<std::uint32_t>(seat));
        return false;
    }
    if (team >= 0) {
        return true;
    }
    c.owner[i] = -1;
    c.hours[i] = 0;
    c.served[i] = life.uses_hours ? 0 : 1;
    return false;
}

void find_owners(Life& life, std::size_t count) {
    ClientState& c = life.clients;
    for (std::size_t k = 0; k < count; ++k) {
        // A seat of the old organisation holds no place in the new one.
        const std::uint32_t i = life.ids[k];
        const std::int16_t before = c.owner[i];
        c.owner[i] = -1;
        give_owner(life, i, c.stage[i], Room::not_needed);
        if (before >= 0 && c.owner[i] >= 0) {
            transfer(life, i, before, c.stage[i]);
        } else if (life.events != nullptr) {
            tell_owner(life, i, before);
        }
    }
}

void group_decisions(Life& life) {
    const std::vector<LawTerms>& laws = life.terms->laws;
    life.groups.clear();
    life.group_of.assign(life.words.size() / 4, 0);
    for (std::size_t decision = 0; decision < life.group_of.size(); ++decision) {
        std::uint32_t stages = 0;
        for (std::size_t law = 0; law < laws.size(); ++law) {
            stages |= ((laws[law].decisions >> decision) & 1U) << life.law_stage[law];
        }
        std::size_t g = 0;
        while (g < life.groups.size() && life.groups[g].stages != stages) {
            ++g;
        }
        if (g == life.groups.size()) {
            life.groups.emplace_back();
            life.groups[g].stages = stages;
            life.groups[g].tiles.reserve(life.client_count());
        }
        life.groups[g].decisions |= 1U << decision;
        auto* plane = &life.words[decision * 4];
        life.groups[g].drawings.push_back(
            {stream_of(life.firm, decision), {plane[0].data(), plane[1].data(), plane[2].data(), plane[3].data()}});
        life.group_of[decision] = g;
    }
}

void draw_words_of_moved(Life& life) {
    if (life.month % 4 == 3 || life.moved_count == 0) {
        return;
    }
    for (DecisionGroup& group : life.groups) {
        std::size_t count = 0;
        for (std::size_t k = 0; k < life.moved_count; ++k) {
            life.ids[count] = life.moved_ids[k];
            count += (life.moved_needs[k] & group.decisions) != 0 ? 1U : 0U;
        }
        for (std::size_t k = 0; k < count; ++k) {
            group.tiles.add(life.ids[k]);
        }
        if (count > 0) {
            random::month_words(group.drawings, addresses_of(life), life.ids.data(), count, life.replication,
                                life.month / 4);
        }
    }
}

void calendar(Life& life) {
    life.month_books = {};
    std::fill(life.clients.strain.begin(), life.clients.strain.end(), 0.0);
    std::fill(life.clients.demand.begin(), life.clients.demand.end(), 1.0);
    life.ties.carried_count = 0;
    if (life.uses_buyers) {
        life.buyers.set_to(life.clients.buys.data(), life.client_count());
        life.buying_count = behaviour::list_marked(life.clients.buys.data(), life.client_count(), life.buying.data());
    }
    for (const model::Regime& regime : life.model->regimes) {
        if (regime.first_month == life.month) {
            carry_over(life.organisation, regime.organisation, life.teams.attempts_carried);
            carry_over(life.organisation, regime.organisation, life.teams.hours_carried);
            const model::Organisation* const before = life.organisation;
            life.organisation = &regime.organisation;
            life.regime_month = life.month;
            std::fill(life.teams.hours_used.begin(), life.teams.hours_used.end(), 0.0);
            std::fill(life.teams.hours_available.begin(), life.teams.hours_available.end(), 0.0);
            if (life.events != nullptr && life.month > 0) {
                tell_regime(life);
            }
            begin_rollout(life);
            begin_seats(life, before);
            reseat(life);
        }
    }
    if (life.events != nullptr && life.telling.watched && life.month == 0) {
        tell_start(life, *life.telling.watched);
    }
    change_clients_over(life);
    if (life.month % 4 == 0) {
        draw_words(life);
    }
}

}  // namespace clientele::replication
