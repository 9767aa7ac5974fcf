#include "engine/replication/payment.hpp"

#include <algorithm>

#include "engine/base/money.hpp"
#include "engine/replication/life.hpp"

/// Money terms.
///
/// Books take revenue when it is earned and charge each order with: handling (a fixed amount), bad debt (a share of
/// revenue) and the cost of receivables, rate x time: value x cost of money x delay / 12, simple interest as books do.
/// Cash comes when bills are paid. The cost of receivables is a charge for capital, not a payment: cash flows leave it
/// out, since discounting late cash already prices the wait; charged twice, waiting would cost double.
///
/// Bad debt is the expected share, not luck: one unpaid order is small beside the spread of order values, and the
/// chance that matters, a client's closure, is the external part of its loss. Its spread is therefore understated.
///
/// A firm at today has unpaid bills of the months before the first. They are those of steady sales at today's figures:
/// the same for every structure, so that cash begins at its usual level and not with a hole that no firm of today has.
namespace clientele::replication {

namespace {

/// Longest delay the language takes, and one month more for its fraction. [month]
constexpr std::size_t longest_delay = 25;

/// Money that was billed `ago` months before the current one, divided over the months in which it comes.
void spread(Life& life, double amount, const PaymentNumbers& terms, std::uint32_t ago) {
    const double later = base::round_money(amount * terms.later);
    const auto put = [&](std::uint32_t after, double part) {
        if (after >= ago) {
            life.payment.due[life.month + after - ago] += part;
        }
    };
    put(terms.months, amount - later);
    put(terms.months + 1, later);
}

}  // namespace

void PaymentState::reserve(const model::Firm& firm) {
    if (firm.pays_later) {
        due.assign(firm.months + longest_delay + 1, 0.0);
        billed.assign(PaymentState::sums * firm.segments.size(), 0.0);
    }
}

void begin_payments(Life& life) {
    if (!life.firm.pays_later) {
        return;
    }
    std::vector<double>& billed = life.payment.billed;
    std::fill(life.payment.due.begin(), life.payment.due.end(), 0.0);
    std::fill(billed.begin(), billed.end(), 0.0);
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        billed[life.firm.clients.segment[i]] +=
            expected_revenue(life.terms->laws[life.clients.law[i]], life.population->activity_of(i), life.potential[i],
                             life.clients.wallet[i]);
    }
    for (std::size_t segment = 0; segment < life.firm.segments.size(); ++segment) {
        const PaymentNumbers& terms = life.terms->payment[segment];
        const double amount = base::round_money(billed[segment] * (1 - terms.never));
        for (std::uint32_t ago = 1; ago <= terms.months + 1; ++ago) {
            spread(life, amount, terms, ago);
        }
        billed[segment] = 0;
    }
}

Charges::Charges(Life& life)
    : segment_of_(life.firm.clients.segment.data()),
      law_of_(life.clients.law.data()),
      laws_(life.terms->value_laws.data()),
      payment_(life.terms->payment.data()),
      habit_(life.firm.concedes ? life.ties.discount.data() : nullptr),
      for_quota_(life.firm.concedes && life.quota.grants ? life.quota.discount.data() : nullptr),
      billed_(life.firm.pays_later ? life.payment.billed.data() : nullptr),
      segments_(life.firm.segments.size()) {}

double cash_of_month(Life& life) {
    std::vector<double>& billed = life.payment.billed;
    const std::size_t segments = life.firm.segments.size();
    for (std::size_t segment = 0; segment < segments; ++segment) {
        double all = 0;
        for (std::size_t at = segment; at < billed.size(); at += segments) {
            all += billed[at];
            billed[at] = 0;
        }
        spread(life, all, life.terms->payment[segment], 0);
    }
    const Books& month = life.month_books;
    const double goods = month.revenue - month.margin;
    return life.payment.due[life.month] - goods -
           (all_costs(month) - month.receivables - month.bad_debt - month.conceded);
}

Unpaid unpaid_at_end(const Life& life) {
    Unpaid unpaid;
    double factor = 1;
    for (std::size_t t = 0; t < life.payment.due.size(); ++t) {
        factor *= life.terms->monthly_discount;
        if (t >= life.firm.months) {
            unpaid.amount += life.payment.due[t];
            unpaid.discounted += life.payment.due[t] * factor;
        }
    }
    return unpaid;
}

}  // namespace clientele::replication
