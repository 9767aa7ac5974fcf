#include "engine/replication/population.hpp"

#include <algorithm>
#include <cmath>

#include "engine/behaviour/attention.hpp"
#include "engine/behaviour/tiles.hpp"
#include "engine/replication/seating.hpp"

namespace clientele::replication {

using model::Firm;

Population::Population(const Firm& firm) : firm_(firm) {
    const std::size_t n = firm.clients.size();
    // Whole tiles of clients, as passes go over them.
    const std::size_t wide =
        (n + behaviour::Tiles::clients - 1) / behaviour::Tiles::clients * behaviour::Tiles::clients;
    for (auto* column : {&potential, &share_of_wallet, &complexity, &hours_today, &served_today}) {
        column->assign(wide, 0.0);
    }
    for (auto* scratch : {&need_, &weight_, &hours_}) {
        scratch->assign(n, 0.0);
    }
    order_.assign(n, 0);
    owner.assign(n, -1);
    for (const auto* spreads : {&firm.potential, &firm.share_of_wallet, &firm.complexity}) {
        for (const model::Spread& spread : *spreads) {
            varies_ |= spread.varies();
        }
    }
    assign_owners();
}

/// Owners do not depend on luck: the file names them, the others go to the least loaded seat in canonical order.
void Population::assign_owners() {
    if (!firm_.today) {
        return;
    }
    const model::Organisation& today = *firm_.today;
    owned_.assign(today.seats.size(), {});
    Seating taken;
    taken.reserve(today.seats.size(), today.teams.size());
    taken.begin(today);
    const auto team_of = [&](std::size_t client) { return today.owner_team[firm_.clients.stage[client]]; };
    for (std::uint32_t i = 0; i < firm_.clients.size(); ++i) {
        const std::int32_t named = firm_.clients.owner[i];
        const std::int16_t seat = named >= 0 ? today.seat_of[static_cast<std::size_t>(named)] : std::int16_t{-1};
        if (seat >= 0 && today.seats[static_cast<std::size_t>(seat)].team == team_of(i)) {
            owner[i] = named;
            taken.add(static_cast<std::uint32_t>(seat));
            owned_[static_cast<std::size_t>(seat)].push_back(i);
        }
    }
    for (std::uint32_t i = 0; i < firm_.clients.size(); ++i) {
        if (owner[i] >= 0 || team_of(i) < 0) {
            continue;
        }
        const model::TeamTerms& team = today.teams[static_cast<std::size_t>(team_of(i))];
        if (team.seats() == 0) {
            continue;
        }
        const bool lowest = team.assigns == scenario::Assigns::lowest_numbered;
        const auto t = static_cast<std::size_t>(team_of(i));
        std::uint32_t best = lowest ? taken.lowest_with_room(t) : team.last_seat;
        best = best == team.last_seat ? taken.least_loaded(t) : best;
        taken.add(best);
        owner[i] = today.seats[best].person;
        owned_[best].push_back(i);
    }
    for (auto& clients : owned_) {
        std::sort(clients.begin(), clients.end());
    }
}

void Population::draw_property(const std::vector<model::Spread>& spreads, const std::vector<double>& given,
                               random::Stream stream, const Terms& terms, std::uint32_t replication,
                               std::vector<double>& out) {
    const model::ClientTable& clients = firm_.clients;
    for (std::size_t i = 0; i < clients.size(); ++i) {
        const model::Spread& spread = spreads[clients.segment[i]];
        if (!given.empty() && !std::isnan(given[i])) {
            out[i] = given[i];
        } else if (!spread.varies()) {
            out[i] = terms.values[spread.parameter().index()];
        } else {
            const random::Entity entity{(std::uint64_t{clients.address_high[i]} << 32U) | clients.address_low[i]};
            out[i] = spread.at(random::uniform(random::word(stream, entity, replication, 0)));
        }
    }
}

void Population::draw(const Terms& terms, std::uint32_t replication) {
    if (!varies_ && version_ == terms.version) {
        return;
    }
    version_ = terms.version;
    draw_property(firm_.potential, firm_.clients.potential, firm_.luck.potential, terms, replication, potential);
    draw_property(firm_.share_of_wallet, firm_.clients.share_of_wallet, firm_.luck.share_of_wallet, terms, replication,
                  share_of_wallet);
    draw_property(firm_.complexity, {}, firm_.luck.complexity, terms, replication, complexity);
    std::fill(hours_today.begin(), hours_today.end(), 0.0);
    std::fill(served_today.begin(), served_today.end(), no_reference);
    if (firm_.today) {
        serve_as_today(terms);
        fill_unowned();
    }
}

void Population::serve_as_today(const Terms& terms) {
    const model::Organisation& today = *firm_.today;
    for (std::size_t seat = 0; seat < today.seats.size(); ++seat) {
        const model::TeamTerms& team = today.teams[today.seats[seat].team];
        const std::vector<std::uint32_t>& clients = owned_[seat];
        const double available = terms.roles[today.seats[seat].role].hours * (1 - team.win_share);
        if (clients.empty() || available <= 0) {
            continue;
        }
        const std::size_t n = clients.size();
        for (std::size_t k = 0; k < n; ++k) {
            const std::uint32_t i = clients[k];
            const LawTerms& law = terms.laws[firm_.law(firm_.clients.stage[i], firm_.clients.segment[i])];
            need_[k] = needed_hours(law, team.does, complexity[i]);
            weight_[k] = team.allocates == scenario::Allocates::equal
                             ? 1.0
                             : expected_revenue(law, potential[i], share_of_wallet[i]);
        }
        if (team.allocates == scenario::Allocates::by_class) {
            std::copy_n(weight_.begin(), n, hours_.begin());
            behaviour::class_weights(n, hours_.data(), order_.data(), weight_.data());
        }
        behaviour::divide_hours(available, firm_.attention_cap, n, need_.data(), weight_.data(), hours_.data());
        for (std::size_t k = 0; k < n; ++k) {
            hours_today[clients[k]] = hours_[k];
            served_today[clients[k]] = hours_[k] > 0 ? std::min(1.0, hours_[k] / need_[k]) : no_reference;
        }
    }
}

/// Clients whom nobody owns today are measured against the mean of their segment.
void Population::fill_unowned() {
    const model::ClientTable& clients = firm_.clients;
    for (std::size_t segment = 0; segment < firm_.segments.size(); ++segment) {
        double hours = 0;
        double served = 0;
        double count = 0;
        for (std::size_t i = 0; i < clients.size(); ++i) {
            if (clients.segment[i] == segment && hours_today[i] > 0) {
                hours += hours_today[i];
                served += served_today[i];
                ++count;
            }
        }
        for (std::size_t i = 0; i < clients.size() && count > 0; ++i) {
            if (clients.segment[i] == segment && owner[i] < 0) {
                hours_today[i] = hours / count;
                served_today[i] = served / count;
            }
        }
    }
}

double needed_hours(const LawTerms& law, std::uint8_t does, double complexity) {
    double hours = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        hours += ((std::uint32_t{does} >> (k + 1)) & 1U) != 0 ? law.needs[k] : 0.0;
    }
    return hours * complexity;
}

double expected_revenue(const LawTerms& law, double potential, double share_of_wallet) {
    if (law.ordering == model::Ordering::never) {
        return 0;
    }
    return law.worth == model::Worth::stated ? law.order_rate * law.stated_scale * law.mean_factor
                                             : potential * share_of_wallet;
}

}  // namespace clientele::replication
