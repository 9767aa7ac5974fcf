#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/ledger/exact_sum.hpp"
#include "engine/ledger/gaps.hpp"
#include "engine/ledger/line.hpp"
#include "engine/ledger/marks.hpp"
#include "engine/ledger/recent_days.hpp"

namespace clientele::ledger {

/// What to do with rows that are equal to an earlier one in every cell.
enum class Duplicates {
    by_order,  ///< left out where rows carry order numbers, else counted
    leave_out,
    keep
};

/// Legal entity to client.
using Groups = std::map<std::string, std::string, std::less<>>;

struct BookOptions {
    Duplicates duplicates = Duplicates::by_order;
    /// Last day of what is known; later lines are held out. The whole ledger where it is the largest int.
    int until = std::numeric_limits<int>::max();
    Groups groups;
};

/// Who served a client, and how much of it.
struct Service {
    std::uint32_t person = 0;  ///< index into Book::people()
    RecentDays sold;           ///< revenue alone is filled in
    int last_day = 0;          ///< of the last line
};

/// What came after BookOptions::until: held out, so that it changes nothing else.
struct HeldOut {
    ExactSum revenue, cost;  // net of returns [currency unit]
    std::uint64_t lines = 0, lines_with_cost = 0;
};

/// Everything remembered of one client; but for `days` and `held_out`, of its lines until BookOptions::until.
struct Account {
    std::string key;
    std::string name;     ///< of the first day that has one; of several the first in the alphabet
    std::string segment;  ///< likewise
    int name_day = 0, segment_day = 0;
    ExactSum revenue;   ///< net of returns [currency unit]
    ExactSum returned;  ///< as a positive sum [currency unit]
    ExactSum cost;      ///< of the goods, of the lines that have it [currency unit]
    std::uint64_t lines = 0;
    std::uint64_t lines_with_cost = 0;
    ExactSum costed;  ///< revenue of the lines that have a cost [currency unit]
    std::uint64_t returns = 0;
    std::uint64_t orders = 0;
    std::uint64_t paid_lines = 0;
    double days_to_pay = 0;  ///< summed over the paid lines
    DaySet days;             ///< of purchases, those held out included; returns are none
    DayAmounts bought;       ///< returns are not taken off
    HeldOut held_out;
    MonthSums months;  ///< net revenue
    RecentDays recent;
    std::vector<Service> served_by;
    std::vector<std::uint32_t> contacts;  ///< indices into Book::contacts()
    std::vector<std::string> entities;    ///< legal entities, when there are several or one of another name

    bool has_bought() const { return !days.empty(); }
};

/// What was done to the rows of one status.
struct StatusCount {
    std::uint64_t rows = 0;
    ExactSum amount;  // [currency unit]
    bool cancelled = false, doubtful = false;
};
using Statuses = std::map<std::string, StatusCount, std::less<>>;

/// A legal entity or a name that a rule about joining found wanting.
struct JoinDefect {
    std::string what;  ///< "entity in the groups file, not in the ledger", ...
    std::string who;
};

/// The clients of a ledger, added up line by line. Memory grows with clients, their days of purchase and their people,
/// not with lines.
class Book {
public:
    explicit Book(BookOptions options = {}) : options_(std::move(options)) {}

    /// Counts the line under its rule and adds it to its client.
    void add(const Line& line);
    /// Counts a row that is no transaction.
    void pass_over(Rule rule, std::uint64_t rows = 1, double amount = 0);
    /// Clients by their keys and who served them by their names, so that nothing depends on the order of the lines.
    /// Nothing can be added afterwards.
    void put_in_order();

    const std::vector<Account>& accounts() const { return accounts_; }
    const std::vector<std::string>& people() const { return people_.names; }
    /// Day of a person's last line until BookOptions::until, at whatever client.
    int last_day_of(std::uint32_t person) const { return last_days_[person]; }
    const std::vector<std::string>& contacts() const { return contacts_.names; }
    const RuleCounts& rules() const { return rules_; }
    const BookOptions& options() const { return options_; }

    bool empty() const { return accounts_.empty(); }
    std::uint64_t lines() const { return lines_; }
    int first_day() const { return first_day_; }  ///< of all transactions, those held out included. \pre !empty()
    int last_day() const { return last_day_; }
    bool has_order_numbers() const { return has_order_numbers_; }
    bool has_people() const { return !people_.names.empty(); }
    bool has_contacts() const { return !contacts_.names.empty(); }

    const Statuses& statuses() const { return statuses_; }
    const RowDays& row_days() const { return row_days_; }
    const RowDays& held_out_days() const { return held_out_days_; }

    /// Entities of the groups file that never came, one name under several keys, several names under one key.
    std::vector<JoinDefect> join_defects() const;

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Index = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;
    struct Names {
        Index index;
        std::vector<std::string> names;
        std::uint32_t id(std::string_view name);
    };

    void hold_out(const Line& line);
    bool leaves_out_copies_of(const Line& line) const;
    bool is_duplicate(const Line& line);
    void note_status(const Line& line);
    Account& account_of(const Line& line);
    void count_order(Account& account, std::uint32_t id, const Line& line);
    void add_people(Account& account, const Line& line);
    void count(Rule rule, double amount);

    BookOptions options_;
    std::vector<Account> accounts_;
    Index by_key_;
    Names people_;
    std::vector<int> last_days_;  // of people
    Names contacts_;
    RecentKeys rows_;
    RecentKeys held_out_rows_;
    RecentKeys orders_;
    RuleCounts rules_{};
    RowDays row_days_;
    RowDays held_out_days_;
    Statuses statuses_;
    std::uint64_t lines_ = 0;
    int first_day_ = std::numeric_limits<int>::max();
    int last_day_ = std::numeric_limits<int>::min();
    bool has_order_numbers_ = false;
};

}  // namespace clientele::ledger
