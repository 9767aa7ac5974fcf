#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/ledger/book.hpp"
#include "engine/ledger/concentration.hpp"
#include "engine/ledger/figure.hpp"

namespace clientele::ledger {

/// A rate that drives cost, and where it comes from. [currency unit per order, line, return; 1 per day for credit]
struct Rate {
    double value = 0;
    std::string source;  ///< empty: assumed
};

/// What serving clients costs, by counted driver. Nothing: unknown, and so is profit.
struct CostRates {
    std::optional<Rate> order, line, refund, credit_day, gross_margin;

    bool any_to_serve() const { return order || line || refund || credit_day; }
};

/// From a value on (days to pay, share of months with an order) a factor holds.
struct Step {
    double from = 0;
    double factor = 1;
};

/// Multipliers of the value coefficient: turnover [million a year] x payment discipline x regularity of orders.
/// A client of 50 million that keeps its terms (1) and orders monthly (0.9) is worth 45.
struct ValueTables {
    std::vector<Step> days_to_pay{{-1e9, 1.0}, {31, 0.9}, {61, 0.7}, {91, 0.5}};
    std::vector<Step> months_with_orders{{0, 0.3}, {0.2, 0.5}, {0.4, 0.7}, {0.8, 0.9}};
    std::string payment_source, regularity_source;  ///< empty: assumed
};

/// Weights of the strategic score; each part is a rank from 0 (last) to 1 (first).
struct StrategicWeights {
    double revenue = 0.5, growth = 0.3, regularity = 0.2;
    std::string source;  ///< empty: assumed
};

struct AuditOptions {
    double abc_a = 0.80, abc_b = 0.95;
    double xyz_x = 0.10, xyz_y = 0.25;  ///< coefficient of variation: X up to the first, Y up to the second
    int xyz_months = 1;                 ///< months an interval of XYZ has
    double top = 0.20;
    CostRates rates;
    ValueTables value;
    StrategicWeights strategic;
};

/// What is known of one client. The last twelve months end with the ledger's last day, here and everywhere: they begin
/// on the day after the same date a year before.
struct ClientFigures {
    const Account* account = nullptr;
    double revenue = 0;       // [currency unit]
    double revenue_year = 0;  // of the last twelve months [currency unit]
    Abc abc = Abc::c;
    char xyz = '?';             // 'X', 'Y', 'Z'; '?': too short a history
    Figure variation;           // coefficient of variation of revenue by interval
    Figure months_with_orders;  // share of the months since the first order
    Figure days_to_pay;
    Figure growth;                         // last twelve months over the twelve before, less 1
    Figure value;                          // value coefficient
    Figure margin, cost_to_serve, profit;  // of the whole period [currency unit]
    Figure profit_year;                    // of the last twelve months [currency unit]
    Figure strategic;                      // 0 to 1
    std::string owner;                     // as owner_of says; empty: nobody known
};

struct ClassCount {
    std::uint64_t clients = 0;
    double revenue = 0;
};

/// Clients that bought for the first time in one period, and the share of them that bought in each period from then on.
struct Cohort {
    std::string name;  ///< "1996-Q3"
    std::uint64_t clients = 0;
    std::vector<double> active;  ///< by whole quarter; the first is 1; none where the first is not over
};

/// New and permanent clients apart, in windows of equal length that end with the ledger, the latest last.
struct Window {
    int from = 0, to = 0;         // days
    std::uint64_t buyers = 0;     ///< bought at all
    std::uint64_t fresh = 0;      ///< bought for the first time ever
    std::uint64_t permanent = 0;  ///< bought, and had three orders or more before the window
    std::uint64_t lost = 0;       ///< permanent in the window before, did not buy in this one
};

struct Movement {
    std::vector<Window> windows;
    Figure loyalty;  ///< of the clients that bought in the window before the last, the share that bought in the last
    std::optional<bool> new_up_permanent_down;
    std::string why_not;
};

/// All clients together over the whole period. [currency unit]
struct Profitability {
    Figure margin, cost_to_serve, profit;
    std::uint64_t lines_without_cost = 0;
    Figure margin_without_cost;      ///< that such lines are taken to bring [share of revenue]
    bool margin_from_costs = false;  ///< costs alone make the margin, also that of lines without one; else a rate does
    bool assumed = false;            ///< a rate without source is in it
};

/// Running sum of profit over its total, clients by descending profit.
struct Whale {
    std::string basis;  ///< "revenue", "gross margin", "profit after cost to serve"
    bool assumed = false;
    Figure peak, top_share;
    std::uint64_t peak_rank = 0;
    std::uint64_t loss_makers = 0;
    std::vector<double> curve;  ///< at 0 %, 5 %, … 100 % of the clients
};

struct Ownership {
    Figure salespeople_per_account;
    std::uint64_t most_salespeople = 0;
    std::uint64_t without_owner = 0;  ///< clients no line of which names a salesperson
    Figure span, largest_span;        ///< clients of the last twelve months a salesperson
    std::uint64_t salespeople = 0;
    std::vector<std::string> active;                     ///< salespeople with a line in the last twelve months, sorted
    std::vector<std::uint64_t> accounts_by_salespeople;  ///< how many accounts one, two, … people serve (index 0: one)
    Figure single_contact, single_contact_revenue;       ///< shares of clients and of revenue
};

/// The best clients by three measures, as indices into Audit::clients.
struct Candidates {
    std::size_t size = 0;
    std::vector<std::size_t> by_revenue, by_profit, by_score;
    std::vector<std::size_t> in_all, disputed;  ///< disputed: in one list or two
    std::string profit_why_not;
};

struct Audit {
    std::vector<ClientFigures> clients;  ///< those that bought, by descending revenue, ties by key
    std::uint64_t only_returns = 0;      ///< accounts without any purchase, in no figure below but revenue
    std::uint64_t orders = 0, lines = 0;
    double revenue = 0;   ///< net of returns [currency unit]
    double returned = 0;  // [currency unit]
    /// Clients that returned more than they bought, those that only returned among them, and the sum of it. They count
    /// as 0 in shares, Gini, Herfindahl and ABC; the whale curve counts those that bought in full.
    ClassCount net_returns;
    int first_day = 0, last_day = 0;
    Figure repeat_rate, top_share, gini, hhi;
    std::uint64_t repeat_clients = 0, top_clients = 0;
    std::array<ClassCount, 3> abc{};
    std::string abc_why_not;          ///< empty: there are classes
    std::array<ClassCount, 4> xyz{};  ///< X, Y, Z, not enough data
    std::vector<Cohort> cohorts;
    std::string unfinished_quarter;  ///< "1998-Q2", in no cohort's shares; empty: the ledger ends with a quarter
    Movement movement;
    Figure value_coefficient;  ///< sum over the clients
    bool payment_assumed = false;
    Profitability profitability;
    Whale whale;
    Ownership ownership;
    Candidates candidates;
    std::vector<JoinDefect> join_defects;
    std::vector<std::pair<std::string, std::string>> look_alikes;  ///< the first of them
    std::uint64_t look_alikes_found = 0;
    std::vector<std::string> warnings;
};

/// \pre !book.empty()
Audit audit(const Book& book, const AuditOptions& options = {});

/// Who sold most to the client in the twelve months that end with `last_day`. Where nobody sold to it then: who sold to
/// it last, if that person sold to any client in those months; else nobody.
const Service* owner_of(const Book& book, const Account& account, int last_day);

/// Factor of the last step that a value reaches. \pre steps ascend
double factor_of(const std::vector<Step>& steps, double value);

/// Turnover [million a year] x payment discipline x regularity.
double value_coefficient(double turnover_millions, double payment, double regularity);

}  // namespace clientele::ledger
