#pragma once

#include <utility>
#include <vector>

namespace clientele::ledger {

/// What a client did in a time, as far as it brings margin or costs.
struct Activity {
    double revenue = 0, costed = 0, cost = 0;  // costed: revenue of the lines that have a cost [currency unit]
    double orders = 0, lines = 0, returns = 0;

    Activity& operator+=(const Activity& other);
};

/// What a client did day by day in its last two years: the twelve months that end with a ledger may begin on any day,
/// and the last day is known at the end only. Memory grows with the days that have lines, up to two years of them.
class RecentDays {
public:
    void add(int day, const Activity& done);

    /// From `from` to `to`, both included. \pre from lies at most two years before the last day that was added
    Activity between(int from, int to) const;

private:
    void forget();

    std::vector<std::pair<int, Activity>> days_;  // by day
};

}  // namespace clientele::ledger
