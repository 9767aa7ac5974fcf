#include "engine/ledger/recent_days.hpp"

#include <algorithm>

namespace clientele::ledger {
namespace {

constexpr int two_years = 2 * 366;  // [days]

using DayActivity = std::pair<int, Activity>;

bool lies_before(const DayActivity& each, int day) { return each.first < day; }

}  // namespace

Activity& Activity::operator+=(const Activity& other) {
    revenue += other.revenue;
    costed += other.costed;
    cost += other.cost;
    orders += other.orders;
    lines += other.lines;
    returns += other.returns;
    return *this;
}

void RecentDays::add(int day, const Activity& done) {
    if (!days_.empty() && day < days_.back().first - two_years) return;
    auto at = days_.end();
    if (!days_.empty() && day <= days_.back().first) at = std::lower_bound(days_.begin(), at, day, lies_before);
    if (at != days_.end() && at->first == day) {
        at->second += done;
        return;
    }
    days_.insert(at, {day, done});
    if (days_.size() == days_.capacity()) forget();
}

/// Done before the vector grows, so that each day is moved a few times at most.
void RecentDays::forget() {
    const auto kept = std::lower_bound(days_.begin(), days_.end(), days_.back().first - two_years, lies_before);
    days_.erase(days_.begin(), kept);
}

Activity RecentDays::between(int from, int to) const {
    Activity sum;
    for (auto at = std::lower_bound(days_.begin(), days_.end(), from, lies_before);
         at != days_.end() && at->first <= to; ++at) {
        sum += at->second;
    }
    return sum;
}

}  // namespace clientele::ledger
