#include "engine/ledger/marks.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>

#include <fmt/core.h>

#include "engine/base/contract.hpp"

namespace clientele::ledger {
namespace {

int floor_word(int day) { return day >= 0 ? day / 64 : -((63 - day) / 64); }

std::uint64_t bit_of(int day) { return std::uint64_t{1} << static_cast<unsigned>(day - floor_word(day) * 64); }

}  // namespace

void DaySet::mark(int day) {
    const int word = floor_word(day);
    if (words_.empty()) base_ = word;
    if (word < base_) {
        words_.insert(words_.begin(), static_cast<std::size_t>(base_ - word), 0);
        base_ = word;
    }
    const auto index = static_cast<std::size_t>(word - base_);
    if (index >= words_.size()) words_.resize(index + 1, 0);
    words_[index] |= bit_of(day);
}

int DaySet::first() const {
    base::expects(!words_.empty(), "a day that is marked");
    std::size_t index = 0;
    while (words_[index] == 0) ++index;
    return (base_ + static_cast<int>(index)) * 64 + std::countr_zero(words_[index]);
}

std::size_t DaySet::count(int from, int to) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const int start = (base_ + static_cast<int>(i)) * 64;
        if (start > to || start + 63 < from) continue;
        std::uint64_t word = words_[i];
        if (from > start) word &= ~std::uint64_t{0} << static_cast<unsigned>(from - start);
        if (to < start + 63) word &= ~std::uint64_t{0} >> static_cast<unsigned>(start + 63 - to);
        count += static_cast<std::size_t>(std::popcount(word));
    }
    return count;
}

std::optional<int> DaySet::last_until(int day) const {
    for (std::size_t i = words_.size(); i-- > 0;) {
        const int start = (base_ + static_cast<int>(i)) * 64;
        if (start > day) continue;
        std::uint64_t word = words_[i];
        if (day < start + 63) word &= ~std::uint64_t{0} >> static_cast<unsigned>(start + 63 - day);
        if (word != 0) return start + 63 - std::countl_zero(word);
    }
    return std::nullopt;
}

void DayAmounts::add(int day, double amount) {
    auto at = days_.end();
    if (!days_.empty() && day <= days_.back().day) at = std::ranges::lower_bound(days_, day, {}, &Day::day);
    if (at == days_.end() || at->day != day) at = days_.insert(at, {day, {}});
    at->amount += amount;
}

DayAmounts::Spread DayAmounts::spread() const {
    Spread spread;
    double days = 0, mean = 0;
    for (const Day& day : days_) {
        if (!(day.amount > 0)) continue;
        const double value = std::log(day.amount.value());
        const double before = value - mean;
        mean += before / ++days;
        spread.squares += before * (value - mean);
    }
    spread.freedom = std::max(0.0, days - 1);
    return spread;
}

void MonthSums::add(int month, double amount) {
    if (sums_.empty()) base_ = month;
    if (month < base_) {
        sums_.insert(sums_.begin(), static_cast<std::size_t>(base_ - month), 0.0);
        base_ = month;
    }
    const auto index = static_cast<std::size_t>(month - base_);
    if (index >= sums_.size()) sums_.resize(index + 1, 0.0);
    sums_[index] += amount;
}

double MonthSums::at(int month) const {
    if (month < base_ || month >= base_ + static_cast<int>(sums_.size())) return 0;
    return sums_[static_cast<std::size_t>(month - base_)];
}

bool RecentKeys::Table::contains(std::uint64_t key) const {
    if (slots.empty()) return false;
    for (std::size_t at = key & (slots.size() - 1); slots[at] != 0; at = (at + 1) & (slots.size() - 1)) {
        if (slots[at] == key) return true;
    }
    return false;
}

void RecentKeys::Table::insert(std::uint64_t key) {
    if (2 * (used + 1) > slots.size()) {
        std::vector<std::uint64_t> old = std::move(slots);
        slots.assign(std::max<std::size_t>(1024, 2 * old.size()), 0);
        used = 0;
        for (const std::uint64_t each : old) {
            if (each != 0) insert(each);
        }
    }
    std::size_t at = key & (slots.size() - 1);
    while (slots[at] != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = key;
    ++used;
}

bool RecentKeys::insert(std::uint64_t key) {
    if (key == 0) key = 1;
    if (current_.contains(key) || before_.contains(key)) return false;
    if (current_.used == most_) {
        before_ = std::move(current_);
        current_ = {};
    }
    current_.insert(key);
    return true;
}

std::string date_of_day(int day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

int month_of_day(int day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

int year_before(int day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    std::chrono::year_month_day before = date - std::chrono::years(1);
    if (!before.ok()) before = before.year() / before.month() / std::chrono::day(28);
    return static_cast<int>(std::chrono::sys_days(before).time_since_epoch().count());
}

int first_day_of_month(int month) {
    const std::chrono::year_month_day date(
        std::chrono::year(month / 12), std::chrono::month(static_cast<unsigned>(month % 12 + 1)), std::chrono::day(1));
    return static_cast<int>(std::chrono::sys_days(date).time_since_epoch().count());
}

}  // namespace clientele::ledger
