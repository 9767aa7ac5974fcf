#include <algorithm>
#include <cstring>

#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/replication/life.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

namespace {

/// Clients whom a rule looks at together: many enough for the calls not to matter, few enough for the first cache.
constexpr std::size_t run = 512;

/// The smallest order of the window is large enough, there was one, and the client has been here that long.
void mark_smallest(Life& life, std::uint32_t window, double at_least, std::size_t first, std::size_t n,
                   std::uint8_t* mark) {
    double smallest[run];
    std::fill_n(smallest, n, no_order_yet);
    for (std::uint32_t back = 0; back < window && back <= life.month; ++back) {
        behaviour::keep_smallest(&life.month_smallest[(life.month - back) % life.smallest_window][first], n, smallest);
    }
    const auto latest = static_cast<std::int32_t>(life.month) - static_cast<std::int32_t>(window);
    for (std::size_t k = 0; k < n; ++k) {
        mark[k] =
            smallest[k] >= at_least && smallest[k] < no_order_yet && life.clients.account[first + k].entered <= latest
                ? 1
                : 0;
    }
}

/// mark[k] = 1 where client first + k, k < n, meets the criterion.
void mark_criterion(Life& life, const model::CriterionTerms& criterion, std::size_t first, std::size_t n,
                    std::uint8_t* mark) {
    ClientState& c = life.clients;
    const double at_least = life.terms->values[criterion.at_least.index()];
    switch (criterion.counter) {
        case model::Counter::orders:
            for (std::size_t k = 0; k < n; ++k) {
                mark[k] = c.account[first + k].orders >= at_least ? 1 : 0;
            }
            break;
        case model::Counter::revenue:
            behaviour::mark_at_least(&c.revenue_here[first], at_least, n, mark);
            break;
        case model::Counter::order_streak:
            behaviour::mark_at_least(&c.streak[first], at_least, n, mark);
            break;
        case model::Counter::potential:
            behaviour::mark_at_least(&life.potential[first], at_least, n, mark);
            break;
        case model::Counter::months:
            for (std::size_t k = 0; k < n; ++k) {
                const std::int32_t entered = c.account[first + k].entered;
                mark[k] = static_cast<std::int32_t>(life.month) - entered >= at_least ? 1 : 0;
            }
            break;
        case model::Counter::profit_below:
            mark_profit_below(life, at_least, first, n, mark);
            break;
        case model::Counter::smallest_order:
            mark_smallest(life, criterion.window, at_least, first, n, mark);
            break;
    }
}

/// Of n eligible, those who meet all of `all` and one of `any` stay so.
void narrow(Life& life, const model::RuleMove& rule, std::size_t first, std::size_t n) {
    std::uint8_t* const eligible = &life.clients.eligible[first];
    std::uint8_t met[run];
    for (const model::CriterionTerms& criterion : rule.all) {
        mark_criterion(life, criterion, first, n, met);
        behaviour::keep_marked(met, n, eligible);
    }
    if (rule.any.empty()) {
        return;
    }
    mark_criterion(life, rule.any.front(), first, n, met);
    for (std::size_t k = 1; k < rule.any.size(); ++k) {
        std::uint8_t another[run];
        mark_criterion(life, rule.any[k], first, n, another);
        behaviour::add_marked(another, n, met);
    }
    behaviour::keep_marked(met, n, eligible);
}

/// Who may move by this rule now, in its order. \returns how many, in life.event_client
std::size_t list_candidates(Life& life, const model::RuleMove& rule) {
    ClientState& c = life.clients;
    const std::size_t n = life.client_count();
    for (std::size_t first = 0; first < n; first += run) {
        const std::size_t some = std::min(run, n - first);
        behaviour::mark_stages(&c.stage[first], rule.from.bits, some, &c.eligible[first]);
        for (std::size_t i = first; life.uses_rollout && i < first + some; ++i) {
            const bool served_so = (c.old_way[i] != 0) == (rule.way == model::Way::as_before);
            c.eligible[i] = served_so ? c.eligible[i] : std::uint8_t{0};
        }
        if (std::memchr(&c.eligible[first], 1, some) != nullptr) {
            narrow(life, rule, first, some);
        }
    }
    const std::size_t count = behaviour::list_marked(c.eligible.data(), n, life.event_client.data());
    if (rule.order != scenario::Order::canonical) {
        const double* score = rule.order == scenario::Order::by_potential ? life.potential : c.revenue_here.data();
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
    // 29 % of 100 are 29, not 28.999…: products of fractions are whole within 1e-9.
    const auto places = static_cast<std::size_t>(rule.at_most * static_cast<double>(buying) + 1e-9);
    return places > life.in_stage[rule.to] ? places - life.in_stage[rule.to] : 0;
}

bool has_room(Life& life, const model::RuleMove& rule) {
    if (!rule.limited_by_span) {
        return true;
    }
    const auto& owner_team =
        rule.way == model::Way::as_before ? life.organisation->owner_team_before : life.organisation->owner_team;
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
        if (life.clients.moved[i] != 0 || (life.firm.uses_holding && holds_on(life, i, rule.to))) {
            continue;
        }
        if (!give_owner(life, i, rule.to, rule.limited_by_span ? Room::needed : Room::not_needed)) {
            break;
        }
        if (life.events != nullptr) {
            tell_rule(life, i, rule);
        }
        digest_in(life, (std::uint64_t{i} << 8U) | rule.to);
        enter(life, i, rule.to, Entry::by_move);
        --places;
    }
}

}  // namespace

void apply_rules(Life& life) {
    for (const model::RuleMove& rule : life.organisation->rules) {
        if ((life.month - rule.first_look) % rule.review == 0) {
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
