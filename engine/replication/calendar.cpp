#include <algorithm>

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

/// Stages whose clients need a word of this decision.
std::uint32_t stages_using(const Life& life, std::size_t decision) {
    std::uint32_t stages = 0;
    for (std::size_t law = 0; law < life.terms->laws.size(); ++law) {
        if (((life.terms->laws[law].decisions >> decision) & 1U) != 0) {
            stages |= 1U << life.law_stage[law];
        }
    }
    return stages;
}

random::Drawing drawing_of(Life& life, std::size_t decision) {
    auto* plane = &life.words[decision * 4];
    return {stream_of(life.firm, decision), {plane[0].data(), plane[1].data(), plane[2].data(), plane[3].data()}};
}

/// One block a client and decision serves four months; clients whose stage takes no such decision cost nothing.
/// Decisions that the same stages take are drawn together.
void draw_words(Life& life) {
    const std::size_t n = life.client_count();
    const std::size_t decisions = life.words.size() / 4;
    const model::ClientTable& table = life.firm.clients;
    for (std::size_t first = 0; first < decisions; ++first) {
        const std::uint32_t stages = stages_using(life, first);
        bool drawn = stages == 0;
        for (std::size_t earlier = 0; earlier < first; ++earlier) {
            drawn |= stages_using(life, earlier) == stages;
        }
        if (drawn) {
            continue;
        }
        behaviour::mark_stages(life.clients.stage.data(), stages, n, life.clients.mark.data());
        life.drawings.clear();
        for (std::size_t decision = first; decision < decisions; ++decision) {
            if (stages_using(life, decision) == stages) {
                life.drawings.push_back(drawing_of(life, decision));
                life.tiles[decision].set_to(life.clients.mark.data(), n);
            }
        }
        random::month_words(life.drawings, {table.address_low.data(), table.address_high.data()},
                            life.clients.mark.data(), n, life.replication, life.month / 4);
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

void draw_words_of_moved(Life& life) {
    if (life.month % 4 == 3 || life.moved_count == 0) {
        return;
    }
    const model::ClientTable& table = life.firm.clients;
    for (std::size_t decision = 0; decision * 4 < life.words.size(); ++decision) {
        std::size_t count = 0;
        for (std::size_t k = 0; k < life.moved_count; ++k) {
            life.ids[count] = life.moved_ids[k];
            count += (life.moved_needs[k] >> decision) & 1U;
        }
        for (std::size_t k = 0; k < count; ++k) {
            life.tiles[decision].add(life.ids[k]);
        }
        if (count > 0) {
            const random::Drawing drawing = drawing_of(life, decision);
            random::month_words(drawing.stream, {table.address_low.data(), table.address_high.data()}, life.ids.data(),
                                count, life.replication, life.month / 4, drawing.planes);
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
