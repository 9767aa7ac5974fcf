#include <algorithm>

#include <fmt/core.h>

#include "engine/base/money.hpp"
#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

/// A range that practitioners accept; outside it a number may be right, and is worth a second look.
struct Accepted {
    double low;
    double high;
    std::string_view text;
};

constexpr Accepted client_hours{50, 80, "50 to 80 hours/month"};
constexpr Accepted ramp{3, 9, "3 to 9 months"};
constexpr Accepted hours_per_win{60, 200, "60 to 200 hours"};
constexpr Accepted departure{0.05, 0.25, "5 to 25 %"};
constexpr Accepted transfer{0, 0.06, "0 to 6 %"};
constexpr Accepted turnover{0.15, 0.35, "15 to 35 %/year"};
constexpr Accepted last_contact{0.15, 0.40, "15 to 40 %"};
constexpr double widest_plan_span = 10;

void look(Checks& checks, double value, const Accepted& accepted, const std::string& what,
          const base::Location& where) {
    // A little room, so that the ends of a range are inside however they are computed.
    const double room = 1e-9 * accepted.high;
    if (value < accepted.low - room || value > accepted.high + room) {
        checks.remark(fmt::format("{} outside the range that practitioners see, {}", what, accepted.text), where);
    }
}

double yearly(double monthly) {
    double kept = 1;
    for (int month = 0; month < 12; ++month) {
        kept *= 1 - monthly;
    }
    return 1 - kept;
}

void look_at_roles(Checks& checks) {
    for (const auto& [name, role] : checks.scenario.people) {
        if (role.hours) {
            const double idle =
                (role.internal ? role.internal->central() : 0) + (role.travel ? role.travel->central() : 0);
            const double hours = role.hours->central() * (1 - idle);
            look(checks, hours, client_hours,
                 fmt::format("role '{}' has {:.4g} hours a month for clients,", name, hours), role.hours->where);
        }
        if (role.leaves) {
            look(checks, yearly(role.leaves->central()), turnover,
                 fmt::format("role '{}' is left with a chance of {:.3g} % a year,", name,
                             100 * yearly(role.leaves->central())),
                 role.leaves->where);
        }
        if (role.ramp) {
            look(checks, role.ramp->central(), ramp,
                 fmt::format("role '{}' has a ramp of {:.3g} months,", name, role.ramp->central()), role.ramp->where);
        }
    }
}

void look_at_shock(Checks& checks, const std::optional<Shock>& shock, const Accepted& accepted, const char* what) {
    if (shock && shock->sales_lost) {
        const double lost = shock->sales_lost->central();
        look(checks, lost, accepted, fmt::format("{} costs {:.3g} % of a client's sales,", what, 100 * lost),
             shock->sales_lost->where);
    }
}

void look_at_work(Checks& checks) {
    const Scenario& s = checks.scenario;
    if (s.work && s.work->win && s.work->win->hours) {
        const Quantity& hours = *s.work->win->hours;
        look(checks, hours.central(), hours_per_win, fmt::format("a win takes {:.4g} hours,", hours.central()),
             hours.where);
    }
    if (s.relationship) {
        look_at_shock(checks, s.relationship->owner_leaves, departure, "the departure of an owner");
        look_at_shock(checks, s.relationship->planned_transfer, transfer, "a planned transfer");
        if (s.relationship->contacts && s.relationship->contacts->last_lost) {
            const Quantity& lost = *s.relationship->contacts->last_lost;
            look(checks, lost.central(), last_contact,
                 fmt::format("the departure of a last contact loses {:.3g} % of clients within a year,",
                             100 * lost.central()),
                 lost.where);
        }
    }
}

void look_at_spans(Checks& checks) {
    for (const auto& [id, structure] : checks.scenario.structures) {
        for (const auto& [name, team] : structure.teams) {
            const bool plans = std::find(team.does.begin(), team.does.end(), Activity::plan) != team.does.end();
            if (plans && team.span && team.span->central() > widest_plan_span) {
                checks.remark(
                    fmt::format("team '{}' of structure '{}' plans for {:.4g} accounts a seat; above 10 it is "
                                "key account management by name only",
                                name, id, team.span->central()),
                    team.span->where);
            }
        }
    }
}

/// A team below its minimum leaves clients unserved whenever a seat is empty.
void look_at_minimum(Checks& checks) {
    for (const auto& [id, structure] : checks.scenario.structures) {
        for (const auto& [name, team] : structure.teams) {
            double seats = 0;
            for (const auto& entry : team.seats) {
                seats += entry.second.central();
            }
            if (team.min_team && seats <= team.min_team->central()) {
                checks.remark(
                    fmt::format("team '{}' of structure '{}' has {:.4g} seats and needs {:.4g} people to cover an "
                                "empty one: nobody ever covers",
                                name, id, seats, team.min_team->central()),
                    team.min_team->where);
            }
        }
    }
}

bool has_clients(const Scenario& s, const std::string& name, const Segment& segment) {
    if (segment.clients && segment.clients->central() > 0) {
        return true;
    }
    if (!s.portfolio->named) {
        return false;
    }
    const Named& named = *s.portfolio->named;
    return std::any_of(named.clients.begin(), named.clients.end(), [&](const NamedClient& client) {
        const auto& own = client.segment ? client.segment : named.segment;
        return own && own->text == name;
    });
}

/// What all clients buy within the horizon, at their number of today. [currency unit]
double bought_in_all(const Scenario& s) {
    double monthly = 0;
    for (const auto& [name, segment] : s.portfolio->segments) {
        if (segment.clients && segment.potential) {
            monthly += segment.clients->central() * segment.potential->central();
        }
    }
    for (const NamedClient& client : s.portfolio->named ? s.portfolio->named->clients : std::vector<NamedClient>{}) {
        monthly += client.potential.value_or(client.order_value.value_or(0) * client.orders.value_or(1));
    }
    return monthly * (s.horizon ? s.horizon->central() : 0);
}

void look_at_sums(Checks& checks) {
    const double bought = bought_in_all(checks.scenario);
    if (bought > base::exact_sum) {
        checks.remark(
            fmt::format("clients buy for some {:.2g} within the horizon; sums above {:.2g} are no longer exact "
                        "to the last digit: state amounts in thousands, say",
                        bought, base::exact_sum),
            checks.scenario.portfolio->where);
    }
}

void look_at_segments(Checks& checks) {
    const Scenario& s = checks.scenario;
    bool orders = false;
    bool loss = false;
    for (const auto& [name, stage] : s.lifecycle->stages) {
        orders |= stage.orders.has_value();
        loss |= stage.loss.has_value();
    }
    for (const auto& [name, segment] : s.portfolio->segments) {
        if (!has_clients(s, name, segment)) {
            continue;
        }
        if (!segment.orders && !orders) {
            checks.remark(fmt::format("clients of segment '{}' never buy: neither it nor a stage says how they order; "
                                      "add orders: {{poisson: 2/month}}, say",
                                      name),
                          segment.where);
        }
        if (!segment.loss && !loss) {
            checks.remark(
                fmt::format("clients of segment '{}' are never lost: neither it nor a stage states a loss; add "
                            "loss: {{observed: 10 %/year}}, say",
                            name),
                segment.where);
        }
    }
}

}  // namespace

void look_around(Checks& checks) {
    look_at_minimum(checks);
    look_at_idle_keys(checks);
    look_at_arrivals(checks);
    look_at_sums(checks);
    if (!checks.has_defaults()) {
        return;
    }
    look_at_segments(checks);
    look_at_roles(checks);
    look_at_work(checks);
    look_at_spans(checks);
}

}  // namespace clientele::scenario
