#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

/// Discounted at nothing, a portfolio that goes on has no finite value.
void check_judge(Checks& checks, const Judge& judge) {
    const bool by_npv = !judge.by || judge.by->text == "npv";
    if (by_npv && judge.required_return && judge.required_return->central() <= 0) {
        checks.fault("no-return", "npv values the clients that remain, which needs a required return above 0",
                     judge.required_return->where,
                     "state what money must earn, such as 12 %/year, or judge by npv_in_horizon or profit");
    } else if (judge.by && by_npv && !judge.required_return) {
        checks.fault("no-return", "npv values the clients that remain, which needs a required return", judge.by->where,
                     "add required_return: 12 %/year, say, or judge by npv_in_horizon or profit");
    }
}

}  // namespace

void check_study(Checks& checks) {
    const Scenario& s = checks.scenario;
    checks.whole_months(s.horizon, "the horizon");
    if (s.judge) {
        check_judge(checks, *s.judge);
    }
    if (s.today) {
        checks.known(s.structures, *s.today, "structure");
    }
    for (const auto& [id, structure] : s.structures) {
        checks.whole_months(structure.from, "the first month of a structure");
    }
    if (s.relationship) {
        for (const auto* shock : {&s.relationship->owner_leaves, &s.relationship->planned_transfer}) {
            if (*shock) {
                checks.whole_months((*shock)->lasts, "the length of a shock");
                checks.whole_months((*shock)->over, "the length of a shock");
                checks.whole_months((*shock)->overlap, "the overlap of owners");
            }
        }
    }
}

namespace {

/// Owners overlap where one hands a client to the other, and only there.
void check_overlap(Checks& checks, const Shock& shock, bool planned) {
    if (shock.overlap && !planned) {
        checks.fault("stray-key", "an owner who leaves does not overlap with the next one", shock.overlap->where,
                     "'overlap' belongs to planned_transfer");
    } else if (shock.overlap_saves && !shock.overlap) {
        checks.fault("missing-key", "'overlap_saves' needs 'overlap': the months in which both owners serve",
                     shock.overlap_saves->where, "for example overlap: 2 months");
    }
}

}  // namespace

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
        check_overlap(checks, it, shock == &s.relationship->planned_transfer);
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
