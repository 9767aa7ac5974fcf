#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/money.hpp"
#include "engine/model/firm.hpp"
#include "engine/replication/terms.hpp"

namespace clientele::replication {

struct Life;

/// Bills on their way to becoming money. Sized where some are paid late or never. [currency]
struct PaymentState {
    std::vector<double> due;  ///< [month], what comes in then; reaches beyond the horizon
    /// [sum x segment], this month's bills that will be paid. Neighbouring buyers go to different sums, so that none
    /// waits for the one before; all amounts are whole grains, so that their division over sums changes nothing.
    std::vector<double> billed;
    static constexpr std::size_t sums = 4;

    void reserve(const model::Firm& firm);
};

/// Bills that are unpaid when the first month begins.
void begin_payments(Life& life);

/// What orders are charged with, added up. [currency]
struct ChargeTotals {
    double handling = 0, receivables = 0, bad_debt = 0, conceded = 0;
};

/// Charges orders with handling, terms of payment and discounts, one after the other; all columns of the life that this
/// asks for stand side by side, since nothing is done as often.
class Charges {
public:
    explicit Charges(Life& life);

    /// What a month's orders of a client, the k-th of those who buy, cost beside goods, hours and service. [currency]
    double charge(std::size_t k, std::uint32_t client, double value, std::uint32_t orders, ChargeTotals& totals) const {
        const std::uint16_t segment = segment_of_[client];
        const PaymentNumbers& terms = payment_[segment];
        const double handled = orders * laws_[law_of_[client]].handling;
        double discount = 0;
        if (habit_ != nullptr) {
            // What is habit, and what this month's quota brings on top.
            const double part = habit_[client] + (for_quota_ != nullptr ? for_quota_[client] : 0);
            discount = base::round_money(value * part);
        }
        const double bill = value - discount;
        const double capital = base::round_money(bill * terms.capital_cost);
        const double unpaid = base::round_money(bill * terms.never);
        totals.handling += handled;
        totals.receivables += capital;
        totals.bad_debt += unpaid;
        totals.conceded += discount;
        if (billed_ != nullptr) {
            billed_[k % PaymentState::sums * segments_ + segment] += bill - unpaid;
        }
        return handled + capital + unpaid + discount;
    }

private:
    const std::uint16_t* segment_of_;
    const std::uint16_t* law_of_;
    const ValueLaw* laws_;
    const PaymentNumbers* payment_;
    const double* habit_;      ///< null: nothing is conceded
    const double* for_quota_;  ///< null: nothing this month
    double* billed_;           ///< null: everybody pays at once
    std::size_t segments_;
};

/// Cash of the month that ends: what comes in, less what is paid. [currency]
double cash_of_month(Life& life);
/// Bills unpaid after the last month, and what they are worth today. [currency]
struct Unpaid {
    double amount = 0;
    double discounted = 0;
};
Unpaid unpaid_at_end(const Life& life);

}  // namespace clientele::replication
