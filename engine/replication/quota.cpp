#include "engine/replication/quota.hpp"

#include <algorithm>

#include "engine/base/money.hpp"
#include "engine/replication/life.hpp"

/// Quotas and quarter ends.
///
/// A quarter is months 1 to 3, 4 to 6 and so on. A person's quota grows month by month with the strength of the seat,
/// so that nobody is behind for a vacancy or a ramp. Before the orders of a quarter's last month, who has sold less
/// than the quota of the first two months grants clients a discount d; such a client buys f of a month's sales more now
/// and f less in the next month, so that over the two months sales are the same in expectation:
///     value x (1 + f), then value x (1 - f);  conceded = value x max(habit, d);  habit += kept x max(0, d - habit).
/// After those orders, who has met the quota of the quarter is paid the bonus, charged to the clients of the quarter in
/// proportion to their sales. Sales of a quarter count for who owned the client at its latest order in it.
///
/// Sources of the form: order dates and prices follow the ends of quota periods (Oyer 1998, The Quarterly Journal of
/// Economics 113; Larkin 2014, Journal of Labor Economics 32). That a quota also makes people work more is not part of
/// this: it changes hours only as far as the scenario writes other hours.
namespace clientele::replication {

namespace {

constexpr std::uint32_t quarter = 3;

void tell(Life& life, std::size_t person, const char* what, double value) {
    if (life.events != nullptr) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        life.events->push_back({life.month, "quota", life.firm.people[person].name, what, none, none, value});
    }
}

/// The numbers of a person's role, as long as the person is seated; null: no quota.
const RoleNumbers* quota_of(const Life& life, std::size_t person) {
    const std::int16_t seat = any_seat(life, person);
    if (seat < 0) {
        return nullptr;
    }
    const RoleNumbers& role = life.terms->roles[role_of_seat(life, static_cast<std::size_t>(seat))];
    return role.quota > 0 ? &role : nullptr;
}

/// Of a person who works both ways, both seats together. [1]
double strength_of(const Life& life, std::size_t person) {
    const std::int16_t own = life.seats.seat_of[person];
    const std::int16_t before = life.organisation->rollout ? life.seats.seat_before[person] : std::int16_t{-1};
    double strength = own >= 0 ? life.seats.presence[static_cast<std::size_t>(own)] : 0;
    strength += before >= 0 && before != own ? life.seats.presence[static_cast<std::size_t>(before)] : 0;
    return strength;
}

void begin_quarter(Life& life) {
    QuotaState& quota = life.quota;
    for (auto* column : {&quota.sold, &quota.target, &quota.whole}) {
        std::fill(column->begin(), column->end(), 0.0);
    }
    std::fill(quota.seller.begin(), quota.seller.end(), std::int16_t{-1});
    // What was bought early is missing now.
    for (std::size_t i = 0; quota.shifts && i < quota.times.size(); ++i) {
        quota.times[i] = 2 - quota.times[i];
    }
}

void add_to_targets(Life& life) {
    QuotaState& quota = life.quota;
    for (std::size_t p = 0; p < quota.target.size(); ++p) {
        if (const RoleNumbers* role = quota_of(life, p)) {
            quota.target[p] += role->quota * strength_of(life, p);
            quota.whole[p] += role->quota;
        }
    }
}

bool anybody_has_one(const Life& life) {
    for (std::size_t p = 0; p < life.quota.target.size(); ++p) {
        if (quota_of(life, p) != nullptr) {
            return true;
        }
    }
    return false;
}

void add_up_sales(Life& life) {
    QuotaState& quota = life.quota;
    std::fill(quota.made.begin(), quota.made.end(), 0.0);
    for (std::size_t i = 0; i < life.client_count(); ++i) {
        if (quota.seller[i] >= 0) {
            quota.made[static_cast<std::size_t>(quota.seller[i])] += quota.sold[i];
        }
    }
}

/// Who is behind grants what the clients do not have yet.
void press(Life& life) {
    QuotaState& quota = life.quota;
    add_up_sales(life);
    quota.grants = false;
    for (std::size_t p = 0; p < quota.target.size(); ++p) {
        const RoleNumbers* role = quota_of(life, p);
        const bool presses = role != nullptr && quota.made[p] < quota.target[p] &&
                             (role->quota_discount > 0 || role->pulled_forward > 0);
        quota.charged[p] = presses ? 1 : 0;
        quota.grants |= presses;
        if (presses) {
            tell(life, p, "is behind quota and makes offers this month; missing so far",
                 quota.target[p] - quota.made[p]);
        }
    }
    quota.shifts = quota.grants;
    for (std::uint32_t i = 0; i < life.client_count() && quota.grants; ++i) {
        const std::int16_t owner = life.clients.owner[i];
        if (life.clients.buys[i] != 0 && owner >= 0 && quota.charged[static_cast<std::size_t>(owner)] > 0) {
            const RoleNumbers& role = *quota_of(life, static_cast<std::size_t>(owner));
            const double habit = life.ties.discount.empty() ? 0 : life.ties.discount[i];
            quota.discount[i] = std::max(0.0, role.quota_discount - habit);
            quota.times[i] = 1 + role.pulled_forward;
        }
    }
}

/// Whose quota was met is paid, by the clients of the quarter.
void settle(Life& life) {
    QuotaState& quota = life.quota;
    add_up_sales(life);
    for (std::size_t p = 0; p < quota.target.size(); ++p) {
        const RoleNumbers* role = quota_of(life, p);
        quota.charged[p] = 0;
        if (role == nullptr || quota.target[p] <= 0) {
            continue;
        }
        const bool met = quota.made[p] >= quota.target[p];
        quota.met += met ? 1 : 0;
        quota.missed += met ? 0 : 1;
        if (met && role->bonus > 0) {
            const double bonus = role->bonus * quota.target[p] / quota.whole[p];
            quota.charged[p] = bonus / quota.made[p];
            tell(life, p, "met the quota of the quarter; bonus", bonus);
        }
    }
    double paid = 0;
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        if (quota.seller[i] >= 0 && quota.charged[static_cast<std::size_t>(quota.seller[i])] > 0) {
            const double part =
                base::round_money(quota.sold[i] * quota.charged[static_cast<std::size_t>(quota.seller[i])]);
            life.clients.account[i].cost += part;
            paid += part;
        }
    }
    life.month_books.serving += paid;
    life.books.commission += paid;
}

/// A part of the discount becomes habit; the month after has none but habit.
void keep_discounts(Life& life) {
    for (std::uint32_t i = 0; i < life.client_count() && life.quota.grants; ++i) {
        const std::int16_t owner = life.clients.owner[i];
        if (life.quota.discount[i] > 0 && owner >= 0) {
            const RoleNumbers* role = quota_of(life, static_cast<std::size_t>(owner));
            life.ties.discount[i] += (role != nullptr ? role->discount_kept : 0) * life.quota.discount[i];
        }
        life.quota.discount[i] = 0;
    }
    life.quota.grants = false;
}

}  // namespace

void QuotaState::reserve(const model::Firm& firm, std::size_t wide) {
    if (!firm.uses_quota) {
        return;
    }
    for (auto* column : {&sold, &times, &discount}) {
        column->assign(wide, 0.0);
    }
    seller.assign(wide, -1);
    for (auto* column : {&target, &whole, &made, &charged}) {
        column->assign(firm.people.size(), 0.0);
    }
}

void begin_quotas(Life& life) {
    QuotaState& quota = life.quota;
    quota.met = 0;
    quota.missed = 0;
    quota.shifts = false;
    quota.grants = false;
    std::fill(quota.times.begin(), quota.times.end(), 1.0);
    std::fill(quota.discount.begin(), quota.discount.end(), 0.0);
}

void count_sales(Life& life, const std::uint32_t* who, std::size_t n) {
    QuotaState& quota = life.quota;
    for (std::size_t k = 0; k < n; ++k) {
        quota.sold[who[k]] += life.event_value[k];
        quota.seller[who[k]] = life.clients.owner[who[k]];
    }
}

void press_for_quotas(Life& life) {
    if (!life.uses_quota) {
        return;
    }
    const std::uint32_t in_quarter = life.month % quarter;
    if (in_quarter == 0) {
        begin_quarter(life);
    } else if (life.quota.shifts) {
        std::fill(life.quota.times.begin(), life.quota.times.end(), 1.0);
        life.quota.shifts = false;
    }
    if (in_quarter == quarter - 1 && anybody_has_one(life)) {
        press(life);
    }
    add_to_targets(life);
}

void settle_quotas(Life& life) {
    if (life.uses_quota && life.month % quarter == quarter - 1 && anybody_has_one(life)) {
        settle(life);
        keep_discounts(life);
    }
}

}  // namespace clientele::replication
