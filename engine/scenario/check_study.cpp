#include <cmath>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

bool is_whole(const MaybeQuantity& quantity) {
    return !quantity || quantity->central() == std::floor(quantity->central());
}

void whole_months(Checks& checks, const MaybeQuantity& quantity, const std::string& what) {
    if (!is_whole(quantity)) {
        checks.fault("not-whole-months", what + " must be a whole number of months, not " + quantity->written,
                     quantity->where, "time runs month by month");
    }
}

}  // namespace

void check_study(Checks& checks) {
    const Scenario& s = checks.scenario;
    whole_months(checks, s.horizon, "the horizon");
    if (s.today) {
        checks.known(s.structures, *s.today, "structure");
    }
    for (const auto& [id, structure] : s.structures) {
        whole_months(checks, structure.from, "the first month of a structure");
    }
    if (s.relationship) {
        for (const auto* shock : {&s.relationship->owner_leaves, &s.relationship->planned_transfer}) {
            if (*shock) {
                whole_months(checks, (*shock)->lasts, "the length of a shock");
                whole_months(checks, (*shock)->over, "the length of a shock");
            }
        }
    }
}

void check_relationship(Checks& checks) {
    const Scenario& s = checks.scenario;
    if (!s.relationship) {
        return;
    }
    for (const auto* shock : {&s.relationship->owner_leaves, &s.relationship->planned_transfer}) {
        if (!*shock) {
            continue;
        }
        const Shock& it = **shock;
        if (it.loss_times.has_value() == it.sales_lost.has_value()) {
            checks.fault("one-of", "a change of owner needs exactly one of 'loss_times' and 'sales_lost'", it.where,
                         "write {loss_times: 3, for: 6 months} or {sales_lost: 15 %, over: 12 months}");
        } else if (it.loss_times && !it.lasts) {
            checks.fault("missing-key", "'loss_times' needs 'for': how long the factor lasts", it.where,
                         "for example for: 3 months");
        } else if (it.loss_times && it.over) {
            checks.fault("stray-key", "'over' belongs to 'sales_lost'", it.over->where,
                         "beside 'loss_times' write 'for'");
        } else if (it.sales_lost && it.lasts) {
            checks.fault("stray-key", "'for' belongs to 'loss_times'", it.lasts->where,
                         "beside 'sales_lost' write 'over'");
        }
    }
    if (s.relationship->wallet) {
        const Wallet& wallet = *s.relationship->wallet;
        if (!wallet.at_no_effort || !wallet.at_unlimited_effort) {
            checks.fault(
                "missing-key", "a response of the share of wallet needs 'at_no_effort' and 'at_unlimited_effort'",
                wallet.where,
                "the share with no effort as a part of today's, and the part of the rest that unlimited effort wins");
        }
    }
}

}  // namespace clientele::scenario
