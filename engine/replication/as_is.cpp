#include <algorithm>

#include "engine/base/sums.hpp"
#include "engine/behaviour/judgement.hpp"
#include "engine/behaviour/power.hpp"
#include "engine/behaviour/response.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/population.hpp"

/// How clients are served today: what responses to attention are measured against.
namespace clientele::replication {

namespace {

constexpr auto plan_bit = static_cast<std::uint8_t>(model::Does::plan);
constexpr std::int32_t planned_long_ago = -1'000'000;

}  // namespace

void Population::remember_load(std::size_t seat, std::size_t clients) {
    const double needed = base::sum_in_lanes(clients, [&](std::size_t k) { return allocation_.need[k]; });
    seat_need_[seat] = needed;
    if (!load_today.empty()) {
        const model::Seat& sits = firm_.today->seats[seat];
        const std::vector<std::uint32_t>& owned = owned_[seat];
        const double asked = shared_.asked.empty() ? 0 : base::sum_in_lanes(owned.size(), [&](std::size_t k) {
            return shared_.asked[owned[k]];
        });
        const double full = full_hours_[seat] * skill[sits.person];
        load_today[sits.person] = std::max(1.0, full > 0 ? (needed + asked) / full : 1.0);
    }
}

void Population::remember_excess(std::uint32_t client, double need) {
    if (!excess_today.empty()) {
        excess_today[client] = need > 0 ? std::max(0.0, hours_today[client] / need - 1) : 0;
    }
}

/// Who serves today and owns nobody has no overload. Who does not serve today is measured against the mean of those who
/// own clients, else against no overload.
void Population::fill_loads() {
    double sum = 0;
    double count = 0;
    for (const double load : load_today) {
        sum += load;
        count += load > 0 ? 1 : 0;
    }
    for (const model::Seat& seat : load_today.empty() ? std::vector<model::Seat>{} : firm_.today->seats) {
        const bool serves = (firm_.today->teams[seat.team].does & ~static_cast<std::uint8_t>(model::Does::win)) != 0;
        if (serves && load_today[seat.person] <= 0) {
            load_today[seat.person] = 1;
        }
    }
    for (double& load : load_today) {
        load = load > 0 ? load : count > 0 ? sum / count : 1;
    }
}

/// Expected requests and help at today: what they leave for owners to divide.
void Population::share_as_today(const Terms& terms) {
    const model::Organisation& today = *firm_.today;
    std::vector<double> effect;
    serving_.clear();
    rate_.clear();
    for (const model::Seat& seat : today.seats) {
        const RoleNumbers& role = terms.roles[seat.role];
        serving_.push_back(role.hours * (1 - today.teams[seat.team].win_share));
        rate_.push_back(role.rate);
    }
    full_hours_ = serving_;
    if (shared_.seat.empty()) {
        return;
    }
    shared_.begin_month();
    std::fill(help_.begin(), help_.end(), 0.0);
    for (std::size_t s = 0; s < today.seats.size(); ++s) {
        effect.push_back(skill[today.seats[s].person]);
        for (const std::uint32_t i : owned_[s]) {
            const std::size_t segment = firm_.clients.segment[i];
            shared_.seat[i] = static_cast<std::int16_t>(s);
            if (expected_urgent(terms, segment) > 0) {
                shared_.ask(i, expected_urgent(terms, segment));
            }
            help_[i] = support_need(terms.laws[law_[i]], today.teams[today.seats[s].team], complexity[i]);
        }
    }
    shared_.answer_urgent(today, rate_.data(), effect.data(), serving_.data());
    shared_.support(today, help_.data(), rate_.data(), effect.data(), serving_.data());
}

/// Served by owner, in haste and by support, of all that is needed.
void Population::add_shared_work(std::uint32_t i, double need) {
    if (!shared_.seat.empty() && served_today[i] >= 0 && need + shared_.need[i] > 0) {
        served_today[i] = std::min(1.0, (served_today[i] * need + shared_.given[i]) / (need + shared_.need[i]));
    }
}

void Population::serve_as_today(const Terms& terms) {
    const model::Organisation& today = *firm_.today;
    const View view{terms,
                    *this,
                    law_.data(),
                    share_of_wallet.data(),
                    nullptr,
                    planned_since.empty() ? nullptr : planned_since.data(),
                    potential.data(),
                    nullptr};
    share_as_today(terms);
    seat_need_.assign(today.seats.size(), 0);
    seat_hours_.assign(today.seats.size(), 0);
    for (std::size_t seat = 0; seat < today.seats.size(); ++seat) {
        const model::TeamTerms& team = today.teams[today.seats[seat].team];
        const std::vector<std::uint32_t>& clients = owned_[seat];
        const RoleNumbers& role = terms.roles[today.seats[seat].role];
        const double available = serving_[seat] * skill[today.seats[seat].person];
        seat_hours_[seat] = available;
        if (clients.empty() || available <= 0) {
            continue;
        }
        if (team.allocates == scenario::Allocates::intuition && terms.judgement_spread > 0) {
            serve_by_intuition(view, team, role, available, clients);
            remember_load(seat, clients.size());
            for (std::size_t k = 0; k < clients.size(); ++k) {
                add_shared_work(clients[k], allocation_.need[k]);
            }
            continue;
        }
        allocation_.divide_as_today(view, team, role, available, clients.data(), clients.size());
        remember_load(seat, clients.size());
        for (std::size_t k = 0; k < clients.size(); ++k) {
            const double hours = allocation_.hours[k];
            hours_today[clients[k]] = hours;
            served_today[clients[k]] = hours > 0 ? std::min(1.0, hours / allocation_.need[k]) : no_reference;
            add_shared_work(clients[k], allocation_.need[k]);
            remember_excess(clients[k], allocation_.need[k]);
        }
    }
}

/// Hours that come and go with judgement were in the observed figures too: the reference is the steady service that
/// clients would answer alike.
void Population::serve_by_intuition(const View& view, const model::TeamTerms& team, const RoleNumbers& role,
                                    double available, const std::vector<std::uint32_t>& clients) {
    const std::size_t n = clients.size();
    for (std::size_t round = 0; round < behaviour::judgements; ++round) {
        for (std::size_t k = 0; k < n; ++k) {
            const random::Entity entity = entity_of(clients[k]);
            judged_[clients[k]] = random::exp(view.terms.judgement_spread * behaviour::judgement(entity.low(), round));
        }
        View judging = view;
        judging.judgement = judged_.data();
        allocation_.divide(judging, team, role, available, clients.data(), n);
        for (std::size_t k = 0; k < n; ++k) {
            judged_hours_[k * behaviour::judgements + round] = allocation_.hours[k];
        }
    }
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t i = clients[k];
        const double* hours = judged_hours_.data() + k * behaviour::judgements;
        const behaviour::WalletResponse answer =
            firm_.wallet.responds ? view.terms.wallet : behaviour::WalletResponse{};
        hours_today[i] = behaviour::steady_hours(answer, share_of_wallet[i], hours);
        served_today[i] = hours_today[i] > 0
                              ? behaviour::steady_service(view.terms.neglect_beta, allocation_.need[k], hours)
                              : no_reference;
        remember_excess(i, allocation_.need[k]);
    }
}

/// How long requests take today, in the queue of the owner or of its team.
void Population::wait_as_today() {
    if (!firm_.delay.acts) {
        return;
    }
    const model::Organisation& today = *firm_.today;
    for (const model::TeamTerms& team : today.teams) {
        double need = 0;
        double hours = 0;
        for (std::uint32_t seat = team.first_seat; seat < team.last_seat; ++seat) {
            need += seat_need_[seat];
            hours += seat_hours_[seat];
        }
        for (std::uint32_t seat = team.first_seat; seat < team.last_seat; ++seat) {
            const bool pooled = firm_.delay.by_team;
            const double there = pooled ? hours : seat_hours_[seat];
            const double load = there > 0 ? (pooled ? need : seat_need_[seat]) / there : 0;
            for (const std::uint32_t i : owned_[seat]) {
                request_today[i] = there > 0 ? behaviour::request_time(pooled ? team.seats() : 1, load) : 0;
            }
        }
    }
}

/// What clients of today weigh; who does not buy yet weighs nothing.
void Population::weigh_power(const Terms& terms) {
    if (!firm_.power.acts) {
        return;
    }
    double all = 0;
    for (std::size_t i = 0; i < firm_.clients.size(); ++i) {
        const std::uint8_t stage = firm_.clients.stage[i];
        const LawTerms& law = terms.laws[firm_.law(stage, firm_.clients.segment[i])];
        const bool buys = firm_.kinds[stage] == scenario::StageKind::client;
        sales_today[i] = buys ? expected_revenue(law, activity_of(i), potential[i], share_of_wallet[i]) : 0;
        all += sales_today[i];
    }
    for (std::size_t i = 0; i < firm_.clients.size() && all > 0; ++i) {
        const bool buys = firm_.kinds[firm_.clients.stage[i]] == scenario::StageKind::client;
        power_today[i] = buys ? behaviour::power_of(sales_today[i] / all, terms.power.response.half_at, excess_today[i],
                                                    terms.power.response.weight)
                              : 0;
    }
}

/// Today's account plans have been there long enough to work.
void Population::plan_as_today(const Terms& terms) {
    if (planned_since.empty()) {
        return;
    }
    const model::Organisation& today = *firm_.today;
    std::fill(planned_since.begin(), planned_since.end(), no_plan);
    plans_today_ = 0;
    for (const model::TeamTerms& team : today.teams) {
        std::size_t asking = 0;
        for (std::size_t s = team.first_seat; s < team.last_seat && team.does_any(plan_bit); ++s) {
            for (const std::uint32_t i : owned_[s]) {
                asking_[asking] = i;
                asking += terms.laws[law_[i]].needs[2] > 0 ? 1U : 0U;
            }
        }
        const std::size_t plans = std::min<std::size_t>(asking, team.plans_a_year);
        largest_first(potential.data(), asking_.data(), asking);
        for (std::size_t k = 0; k < plans; ++k) {
            planned_since[asking_[k]] = planned_long_ago;
        }
        plans_today_ += plans;
    }
}

/// Hours for a client with a plan count as more, today too.
void Population::count_plans(const Terms& terms) {
    if (plans_today_ == 0) {
        return;
    }
    const model::Organisation& today = *firm_.today;
    const double depth = behaviour::plan_depth(terms.plans, static_cast<double>(plans_today_));
    for (std::size_t s = 0; s < today.seats.size(); ++s) {
        const bool checks = today.teams[today.seats[s].team].checks_plans;
        const double right = checks ? terms.plan_right_if_checked : terms.plan_right;
        for (const std::uint32_t i : owned_[s]) {
            if (planned_since[i] != no_plan && hours_today[i] > 0) {
                hours_today[i] *= behaviour::effort_by_plan(terms.plans.worth, depth * right, served_today[i]);
            }
        }
    }
}

/// Clients whom nobody owns today are measured against the mean of their segment.
void Population::fill_unowned() {
    const model::ClientTable& clients = firm_.clients;
    for (std::size_t segment = 0; segment < firm_.segments.size(); ++segment) {
        double hours = 0;
        double served = 0;
        double request = 0;
        double count = 0;
        for (std::size_t i = 0; i < clients.size(); ++i) {
            if (clients.segment[i] == segment && hours_today[i] > 0) {
                hours += hours_today[i];
                served += served_today[i];
                request += firm_.delay.acts ? request_today[i] : 0;
                ++count;
            }
        }
        for (std::size_t i = 0; i < clients.size() && count > 0; ++i) {
            if (clients.segment[i] == segment && owner[i] < 0) {
                hours_today[i] = hours / count;
                served_today[i] = served / count;
                if (firm_.delay.acts) {
                    request_today[i] = request / count;
                }
            }
        }
    }
}

}  // namespace clientele::replication
