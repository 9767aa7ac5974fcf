#include <algorithm>
#include <bit>

#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/life.hpp"

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
        default:
            return firm.chances[decision - first_move_decision].stream;
    }
}

/// Where the words of a group's decisions go, into life.drawings.
void prepare_drawings(Life& life, const DecisionGroup& group) {
    life.drawings.clear();
    for (std::uint32_t left = group.decisions; left != 0; left &= left - 1) {
        const auto decision = static_cast<std::size_t>(std::countr_zero(left));
        auto* plane = &life.words[decision * 4];
        life.drawings.push_back(
            {stream_of(life.firm, decision), {plane[0].data(), plane[1].data(), plane[2].data(), plane[3].data()}});
    }
}

random::Addresses addresses_of(const Life& life) {
    return {life.firm.clients.address_low.data(), life.firm.clients.address_high.data()};
}

/// One block a client and decision serves four months; clients whose stage takes no such decision cost nothing.
void draw_words(Life& life) {
    const std::size_t n = life.client_count();
    for (DecisionGroup& group : life.groups) {
        behaviour::mark_stages(life.clients.stage.data(), group.stages, n, life.clients.mark.data());
        group.tiles.set_to(life.clients.mark.data(), n);
        prepare_drawings(life, group);
        random::month_words(life.drawings, addresses_of(life), life.clients.mark.data(), n, life.replication,
                            life.month / 4);
    }
}

/// Owners under the organisation that begins now: who may stay stays; the others move by descending potential, ties in
/// canonical order.
void reseat(Life& life) {
    ClientState& c = life.clients;
    const model::Organisation& organisation = *life.organisation;
    life.seats.stale = true;
    std::size_t homeless = 0;
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        const std::int16_t team = organisation.owner_team[c.stage[i]];
        const std::int16_t seat =
            c.owner[i] >= 0 ? organisation.seat_of[static_cast<std::size_t>(c.owner[i])] : std::int16_t{-1};
        if (team >= 0 && seat >= 0 && organisation.seats[static_cast<std::size_t>(seat)].team == team) {
            life.seats.taken.add(static_cast<std::uint32_t>(seat));
        } else if (team >= 0) {
            life.ids[homeless++] = i;
        } else {
            c.owner[i] = -1;
            c.hours[i] = 0;
            c.served[i] = life.uses_hours ? 0 : 1;
        }
    }
    const std::vector<double>& potential = life.population->potential;
    std::stable_sort(life.ids.begin(), life.ids.begin() + static_cast<std::ptrdiff_t>(homeless),
                     [&](std::uint32_t a, std::uint32_t b) { return potential[a] > potential[b]; });
    for (std::size_t k = 0; k < homeless; ++k) {
        // A seat of the old organisation holds no place in the new one.
        const std::uint32_t i = life.ids[k];
        const std::int16_t before = c.owner[i];
        c.owner[i] = -1;
        give_owner(life, i, c.stage[i], Room::not_needed);
        if (before >= 0 && c.owner[i] >= 0) {
            transfer(life, i, before, c.stage[i]);
        }
    }
}

}  // namespace

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
            prepare_drawings(life, group);
            random::month_words(life.drawings, addresses_of(life), life.ids.data(), count, life.replication,
                                life.month / 4);
        }
    }
}

void calendar(Life& life) {
    life.month_books = {};
    for (const model::Regime& regime : life.model.regimes) {
        if (regime.first_month == life.month) {
            life.organisation = &regime.organisation;
            life.regime_month = life.month;
            std::fill(life.teams.attempts_carried.begin(), life.teams.attempts_carried.end(), 0.0);
            std::fill(life.teams.hours_used.begin(), life.teams.hours_used.end(), 0.0);
            std::fill(life.teams.hours_available.begin(), life.teams.hours_available.end(), 0.0);
            begin_seats(life);
            reseat(life);
        }
    }
    if (life.month % 4 == 0) {
        draw_words(life);
    }
}

}  // namespace clientele::replication
