#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
    /// Last day of the part that models are fitted to; the whole ledger where it is the largest int.
    int until = std::numeric_limits<int>::max();
    Groups groups;
};

/// Who served a client, and how much of it.
struct Service {
    std::uint32_t person = 0;  ///< index into Book::people()
    RecentDays sold;           ///< revenue alone is filled in
    int last_day = 0;          ///< of the last line
};

/// Everything remembered of one client.
struct Account {
    std::string key;
    std::string name;
    std::string segment;
    double revenue = 0;   ///< net of returns [currency unit]
    double returned = 0;  ///< as a positive sum [currency unit]
    double cost = 0;      ///< of the goods, of the lines that have it [currency unit]
    std::uint64_t lines = 0;
    std::uint64_t lines_with_cost = 0;
    double costed = 0;  ///< revenue of the lines that have a cost [currency unit]
    std::uint64_t returns = 0;
    std::uint64_t orders = 0;
    std::uint64_t paid_lines = 0;
    double days_to_pay = 0;  ///< summed over the paid lines
    DaySet days;             ///< of purchases; returns are none
    MonthSums months;        ///< net revenue
    RecentDays recent;
    // Of purchases until BookOptions::until:
    int first_day = std::numeric_limits<int>::max();
    double first_day_amount = 0;  ///< [currency unit]
    double amount_until = 0;      ///< the first day included [currency unit]
    DayValues day_values;
    // Of all lines until then, returns included:
    double revenue_until = 0;  // [currency unit]
    double cost_until = 0;     // [currency unit]
    std::vector<Service> served_by;
    // Of all lines:
    std::vector<std::uint32_t> contacts;  ///< indices into Book::contacts()
    std::vector<std::string> entities;    ///< legal entities, when there are several or one of another name

    bool has_bought() const { return !days.empty(); }
};

/// What was done to the rows of one status.
struct StatusCount {
    std::uint64_t rows = 0;
    double amount = 0;  // [currency unit]
    bool cancelled = false, doubtful = false;
};
using Statuses = std::map<std::string, StatusCount, std::less<>>;

/// A legal entity or a name that a rule about joining found wanting.
struct JoinDefect {
    std::string what;  ///< "entity in the groups file, not in the ledger", ...
    std::string who;
};

/// The clients of a ledger, added up line by line. Memory grows with clients, their months and their people, not with
/// lines.
class Book {
public:
    explicit Book(BookOptions options = {}) : options_(std::move(options)) {}

    /// Counts the line under its rule and adds it to its client.
    void add(const Line& line);
    /// Counts a row that is no transaction.
    void pass_over(Rule rule, std::uint64_t rows = 1, double amount = 0);

    const std::vector<Account>& accounts() const { return accounts_; }
    const std::vector<std::string>& people() const { return people_.names; }
    /// Day of a person's last line until BookOptions::until, at whatever client.
    int last_day_of(std::uint32_t person) const { return last_days_[person]; }
    const std::vector<std::string>& contacts() const { return contacts_.names; }
    const RuleCounts& rules() const { return rules_; }
    const BookOptions& options() const { return options_; }

    bool empty() const { return accounts_.empty(); }
    std::uint64_t lines() const { return lines_; }
    int first_day() const { return first_day_; }  ///< of all transactions. \pre !empty()
    int last_day() const { return last_day_; }
    bool has_order_numbers() const { return has_order_numbers_; }
    bool has_people() const { return !people_.names.empty(); }
    bool has_contacts() const { return !contacts_.names.empty(); }

    const Statuses& statuses() const { return statuses_; }
    const RowDays& row_days() const { return row_days_; }

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

    bool is_duplicate(const Line& line);
    void note_status(const Line& line);
    Account& account_of(const Line& line);
    void count_order(Account& account, std::uint32_t id, const Line& line);
    void add_purchase(Account& account, const Line& line) const;
    void add_people(Account& account, const Line& line);
    void count(Rule rule, double amount);

    BookOptions options_;
    std::vector<Account> accounts_;
    Index by_key_;
    Names people_;
    std::vector<int> last_days_;  // of people
    Names contacts_;
    RecentKeys rows_;
    RecentKeys orders_;
    RuleCounts rules_{};
    RowDays row_days_;
    Statuses statuses_;
    std::uint64_t lines_ = 0;
    int first_day_ = std::numeric_limits<int>::max();
    int last_day_ = std::numeric_limits<int>::min();
    bool has_order_numbers_ = false;
};

}  // namespace clientele::ledger
