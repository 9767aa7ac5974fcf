#include <algorithm>

#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

const char* word_of_cause(Cause cause) {
    switch (cause) {
        case Cause::effort:
            return "won";
        case Cause::external:
            return "lost, external";
        case Cause::relational:
            return "lost, relational";
        case Cause::stated:
            return "lost";
        case Cause::chance:
            return "moved by chance to ";
        case Cause::rule:
            return "moved by rule to ";
    }
    return "";
}

void tell_move(Life& life, const Move& move) {
    const bool named = move.cause == Cause::chance || move.cause == Cause::rule;
    const char* phase = move.cause == Cause::effort ? "pipeline" : move.cause == Cause::rule ? "ownership" : "loss";
    life.events->push_back({life.month, phase, life.firm.clients.names[move.client],
                            word_of_cause(move.cause) + (named ? life.firm.stages[move.to] : std::string()),
                            move.chance, random::uniform(move.word), 0});
}

/// A written move into the lost stage is a loss whose cause the scenario does not split.
void count_move(Life& life, const Move& move) {
    Books& books = life.books;
    const bool lost_by_chance = move.cause == Cause::chance && life.firm.lost_stage == move.to;
    const Cause cause = lost_by_chance ? Cause::stated : move.cause;
    books.wins += cause == Cause::effort ? 1 : 0;
    books.external_losses += cause == Cause::external ? 1 : 0;
    books.relational_losses += cause == Cause::relational ? 1 : 0;
    books.stated_losses += cause == Cause::stated ? 1 : 0;
}

/// Nobody serves a client who belongs to nobody.
void neglect(Life& life, std::uint32_t i) {
    if (life.uses_hours) {
        life.clients.hours[i] = 0;
        life.clients.served[i] = 0;
    }
}

void leave_owner(Life& life, std::uint32_t i) {
    const std::int16_t owner = life.clients.owner[i];
    if (owner >= 0) {
        const std::int16_t seat = seat_held(life, i);
        const model::Seat& left = life.organisation->seats[static_cast<std::size_t>(seat)];
        life.seats.taken.remove(static_cast<std::uint32_t>(seat), left.team);
        life.clients.owner[i] = -1;
        life.seats.stale = true;
    }
    neglect(life, i);
}

/// The seat that the team's rule names. \returns one past the last seat where room is needed and nobody has any
std::uint32_t choose_seat(Life& life, std::size_t t, Room room) {
    const model::TeamTerms& team = life.organisation->teams[t];
    Seating& taken = life.seats.taken;
    if (team.first_seat == team.last_seat) {
        return team.last_seat;
    }
    if (team.assigns == scenario::Assigns::lowest_numbered) {
        const std::uint32_t seat = taken.lowest_with_room(t);
        if (seat < team.last_seat || room == Room::needed) {
            return seat;
        }
    }
    const std::uint32_t seat = taken.least_loaded(t);
    const bool full = team.span > 0 && taken.load(seat) >= team.span;
    return full && room == Room::needed ? team.last_seat : seat;
}

}  // namespace

void transfer(Life& life, std::uint32_t i, std::int16_t from, std::uint8_t stage) {
    ++life.books.transfers;
    const std::uint16_t law = life.firm.law(stage, life.firm.clients.segment[i]);
    const LawTerms& terms = life.terms->laws[law];
    const bool overlap = begin_overlap(life, i, from);
    shock(life, i, life.firm.transfer_shock, overlap ? terms.overlap_times : terms.transfer_times);
    if (life.events != nullptr) {
        const auto& people = life.firm.people;
        life.events->push_back({life.month, "ownership", life.firm.clients.names[i],
                                "handed from " + people[static_cast<std::size_t>(from)].name + " to " +
                                    people[static_cast<std::size_t>(life.clients.owner[i])].name +
                                    (overlap ? ", who overlap" : ""),
                                std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(), 0});
    }
}

bool give_owner(Life& life, std::uint32_t i, std::uint8_t stage, Room room) {
    ClientState& c = life.clients;
    const model::Organisation& organisation = *life.organisation;
    const std::int16_t t = owning_team(life, i, stage);
    if (t < 0) {
        leave_owner(life, i);
        return true;
    }
    const std::int16_t before = c.owner[i];
    const bool stays =
        before >= 0 &&
        organisation.seats[static_cast<std::size_t>(seat_held(life, i))].team == t;
    if (stays) {
        return true;
    }
    const auto team = static_cast<std::size_t>(t);
    const std::uint32_t seat = choose_seat(life, team, room);
    if (seat == organisation.teams[team].last_seat) {
        return false;
    }
    leave_owner(life, i);
    c.owner[i] = static_cast<std::int16_t>(life.seats.person[seat]);
    if (life.uses_hours) {
        c.served[i] = 1;  // until hours are divided, which a job without stated hours never asks for
    }
    life.seats.taken.add(seat);
    life.seats.stale = true;
    if (before >= 0 && before != c.owner[i]) {
        transfer(life, i, before, stage);
    }
    return true;
}

void apply_moves(Life& life) {
    for (const Move& move : life.moves) {
        // Effort comes before loss, loss before chance: a client changes its stage once a month.
        if (life.clients.moved[move.client] != 0) {
            continue;
        }
        if (life.events != nullptr) {
            tell_move(life, move);
        }
        count_move(life, move);
        digest_in(life, (std::uint64_t{move.client} << 8U) | move.to);
        enter(life, move.client, move.to, Entry::by_move);
        give_owner(life, move.client, move.to, Room::not_needed);
    }
}

namespace {

constexpr std::size_t tile = behaviour::Tiles::clients;

/// The smallest order of the window is large enough, there was one, and the client has been here that long.
void mark_smallest(Life& life, std::uint32_t window, double at_least, std::size_t first, std::uint8_t* mark) {
    double smallest[tile];
    std::fill_n(smallest, tile, no_order_yet);
    for (std::uint32_t back = 0; back < window && back <= life.month; ++back) {
        const double* const row = &life.month_smallest[(life.month - back) % life.smallest_window][first];
        for (std::size_t k = 0; k < tile; ++k) {
            smallest[k] = row[k] < smallest[k] ? row[k] : smallest[k];
        }
    }
    const auto latest = static_cast<std::int32_t>(life.month) - static_cast<std::int32_t>(window);
    for (std::size_t k = 0; k < tile; ++k) {
        mark[k] =
            smallest[k] >= at_least && smallest[k] < no_order_yet && life.clients.account[first + k].entered <= latest
                ? 1
                : 0;
    }
}

/// mark[k] = 1 where client first + k of the tile meets the criterion.
void mark_criterion(Life& life, const model::CriterionTerms& criterion, std::size_t first, std::uint8_t* mark) {
    ClientState& c = life.clients;
    const double at_least = life.terms->values[criterion.at_least.index()];
    switch (criterion.counter) {
        case model::Counter::orders:
            for (std::size_t k = 0; k < tile; ++k) {
                mark[k] = c.account[first + k].orders >= at_least ? 1 : 0;
            }
            break;
        case model::Counter::revenue:
            behaviour::mark_at_least(&c.revenue_here[first], at_least, tile, mark);
            break;
        case model::Counter::order_streak:
            behaviour::mark_at_least(&c.streak[first], at_least, tile, mark);
            break;
        case model::Counter::potential:
            behaviour::mark_at_least(&life.population->potential[first], at_least, tile, mark);
            break;
        case model::Counter::months:
            for (std::size_t k = 0; k < tile; ++k) {
                const std::int32_t entered = c.account[first + k].entered;
                mark[k] = static_cast<std::int32_t>(life.month) - entered >= at_least ? 1 : 0;
            }
            break;
        case model::Counter::profit_below:
            mark_profit_below(life, at_least, first, mark);
            break;
        case model::Counter::smallest_order:
            mark_smallest(life, criterion.window, at_least, first, mark);
            break;
    }
}

/// Of the eligible of a tile, those who meet all of `all` and one of `any` stay so.
void narrow_tile(Life& life, const model::RuleMove& rule, std::size_t first) {
    std::uint8_t* const eligible = &life.clients.eligible[first];
    std::uint8_t met[tile];
    for (const model::CriterionTerms& criterion : rule.all) {
        mark_criterion(life, criterion, first, met);
        behaviour::keep_marked(met, tile, eligible);
    }
    if (rule.any.empty()) {
        return;
    }
    mark_criterion(life, rule.any.front(), first, met);
    for (std::size_t k = 1; k < rule.any.size(); ++k) {
        std::uint8_t another[tile];
        mark_criterion(life, rule.any[k], first, another);
        behaviour::add_marked(another, tile, met);
    }
    behaviour::keep_marked(met, tile, eligible);
}

/// Who may move by this rule now, in its order. \returns how many, in life.event_client
std::size_t list_candidates(Life& life, const model::RuleMove& rule) {
    ClientState& c = life.clients;
    const std::size_t n = life.client_count();
    behaviour::mark_stages(c.stage.data(), rule.from.bits, n, c.eligible.data());
    for (std::size_t i = 0; life.uses_rollout && i < n; ++i) {
        c.eligible[i] &= (c.old_way[i] != 0) == (rule.way == model::Way::as_before) ? 1U : 0U;
    }
    life.rule_tiles.set_to(c.eligible.data(), n);
    behaviour::each_tile(life.rule_tiles, [&](std::size_t first) { narrow_tile(life, rule, first); });
    const std::size_t count = behaviour::list_marked(c.eligible.data(), n, life.event_client.data());
    if (rule.order != scenario::Order::canonical) {
        const double* score =
            rule.order == scenario::Order::by_potential ? life.population->potential.data() : c.revenue_here.data();
        std::sort(
            life.event_client.begin(), life.event_client.begin() + static_cast<std::ptrdiff_t>(count),
            [score](std::uint32_t a, std::uint32_t b) { return score[a] != score[b] ? score[a] > score[b] : a < b; });
    }
    return count;
}

std::size_t places_left(const Life& life, const model::RuleMove& rule) {
    if (rule.at_most <= 0) {
        return life.client_count();
    }
    std::size_t buying = 0;
    for (std::size_t stage = 0; stage < life.in_stage.size(); ++stage) {
        buying += life.firm.kinds[stage] == scenario::StageKind::client ? life.in_stage[stage] : 0;
    }
    const auto places = static_cast<std::size_t>(rule.at_most * static_cast<double>(buying));
    return places > life.in_stage[rule.to] ? places - life.in_stage[rule.to] : 0;
}

bool has_room(Life& life, const model::RuleMove& rule) {
    if (!rule.limited_by_span) {
        return true;
    }
    const auto& owner_team = rule.way == model::Way::as_before ? life.organisation->owner_team_before
                                                              : life.organisation->owner_team;
    const auto team = static_cast<std::size_t>(owner_team[rule.to]);
    return choose_seat(life, team, Room::needed) != life.organisation->teams[team].last_seat;
}

void apply_rule(Life& life, const model::RuleMove& rule) {
    std::size_t places = places_left(life, rule);
    if (places == 0 || !has_room(life, rule)) {
        return;
    }
    const std::size_t count = list_candidates(life, rule);
    for (std::size_t k = 0; k < count && places > 0; ++k) {
        const std::uint32_t i = life.event_client[k];
        if (life.clients.moved[i] != 0) {
            continue;
        }
        if (!give_owner(life, i, rule.to, rule.limited_by_span ? Room::needed : Room::not_needed)) {
            break;
        }
        const double none = std::numeric_limits<double>::quiet_NaN();
        if (life.events != nullptr) {
            tell_move(life, {i, rule.to, Cause::rule, none, 0});
        }
        digest_in(life, (std::uint64_t{i} << 8U) | rule.to);
        enter(life, i, rule.to, Entry::by_move);
        --places;
    }
}

}  // namespace

void apply_rules(Life& life) {
    for (const model::RuleMove& rule : life.organisation->rules) {
        if ((life.month - life.regime_month) % rule.review == 0) {
            apply_rule(life, rule);
        }
    }
    draw_words_of_moved(life);
    for (std::size_t k = 0; k < life.moved_count; ++k) {
        life.clients.moved[life.moved_ids[k]] = 0;
    }
    life.moved_count = 0;
}

}  // namespace clientele::replication
