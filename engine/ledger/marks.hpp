#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/ledger/exact_sum.hpp"

namespace clientele::ledger {

/// A set of days. Memory grows with the time between the first and the last, not with how often a day is marked.
class DaySet {
public:
    void mark(int day);
    bool empty() const { return words_.empty(); }
    /// \pre !empty()
    int first() const;
    int last() const { return *last_until(last_possible()); }
    /// Days marked from `from` to `to`, both included.
    std::size_t count(int from, int to) const;
    std::size_t count() const { return empty() ? 0 : count(first(), last_possible()); }
    /// The last day marked that is not after `day`.
    std::optional<int> last_until(int day) const;

private:
    int last_possible() const { return (base_ + static_cast<int>(words_.size())) * 64 - 1; }

    int base_ = 0;  // day / 64 of the first word
    std::vector<std::uint64_t> words_;
};

/// Sums by month, months counted from year 0: year * 12 + month - 1.
class MonthSums {
public:
    void add(int month, double amount);
    /// 0 for months outside of what was added.
    double at(int month) const;

private:
    int base_ = 0;
    std::vector<double> sums_;
};

/// What one client bought for day by day, whatever the order of the lines. Memory grows with its days of purchase.
class DayAmounts {
public:
    struct Day {
        int day = 0;
        ExactSum amount;  // [currency unit]
    };

    void add(int day, double amount);
    const std::vector<Day>& days() const { return days_; }

    /// How the amounts of the days that brought any spread, in logarithms.
    struct Spread {
        double squares = 0;  ///< around their mean
        double freedom = 0;  ///< days less one
    };
    Spread spread() const;

private:
    std::vector<Day> days_;  // by day
};

/// Remembers the last million keys or so: memory is bounded however many are put in.
class RecentKeys {
public:
    /// \param most keys a generation; at least so many before the one asked for are remembered
    explicit RecentKeys(std::size_t most = std::size_t{1} << 20U) : most_(most) {}

    /// \returns whether the key was not there
    bool insert(std::uint64_t key);

private:
    /// Open addressing; zero marks an empty slot.
    struct Table {
        std::vector<std::uint64_t> slots;
        std::size_t used = 0;
        bool contains(std::uint64_t key) const;
        void insert(std::uint64_t key);
    };

    std::size_t most_;
    Table current_;
    Table before_;
};

/// "1997-09-30" of a day counted from 1970-01-01.
std::string date_of_day(int day);
/// year * 12 + month - 1 of a day counted from 1970-01-01.
int month_of_day(int day);
/// The same date a year before, the 28th for the 29th of February. The twelve months that end with a day begin on the
/// day after that.
int year_before(int day);
/// The first day of such a month.
int first_day_of_month(int month);

}  // namespace clientele::ledger
