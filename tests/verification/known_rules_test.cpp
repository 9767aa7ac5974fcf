#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using replication::Event;

/// Known answers about rules: handover, places, attempts. Followed event by event; every number is the one expected.
namespace {

std::vector<Event> life(const model::Models& models, std::uint32_t replication) {
    return replication::Lives(models).trace(0, replication);
}

/// Months, from 1, at whose end clients moved to a stage by rule.
std::vector<std::uint32_t> moved_to(const std::vector<Event>& events, const std::string& stage) {
    std::vector<std::uint32_t> months;
    for (const Event& event : events) {
        if (event.what == "moved by rule to " + stage) months.push_back(event.month + 1);
    }
    return months;
}

std::vector<std::uint32_t> all_in(std::uint32_t month) { return std::vector<std::uint32_t>(10, month); }

}  // namespace

TEST_CASE("Handover comes at the end of the month in which the criterion is first met") {
    struct Case {
        const char* criterion;
        std::uint32_t month;
    };
    // One order of 100 a month: the second in month 2, 250 of revenue in month 3, and so on.
    const std::vector<Case> cases{{"any: [{orders: 2}]", 2},
                                  {"any: [{orders: 3}]", 3},
                                  {"any: [{revenue: 200}]", 2},
                                  {"any: [{revenue: 201}]", 3},
                                  {"any: [{smallest_order: 100, over: 3 months}]", 3},
                                  {"any: [{smallest_order: 100, over: 5 months}]", 5},
                                  {"any: [{months: 5 months}]", 5},
                                  {"any: [{order_streak: 4 months}]", 4},
                                  {"any: [{orders: 6}, {revenue: 400}]", 4},
                                  {"all: [{orders: 6}, {revenue: 400}]", 6},
                                  {"all: [{orders: 2}], review: 3 months", 4}};
    for (const Case& c : cases) {
        INFO(c.criterion);
        const auto models = tests::scenario_named(
            "verification/handover",
            {"structures.split.handover={from: [new], to: regular, any: null, all: null}",
             std::string("structures.split.handover={from: [new], to: regular, ") + c.criterion + "}"});
        CHECK(moved_to(life(models, 0), "regular") == all_in(c.month));
    }
    const auto never = tests::scenario_named("verification/handover",
                                             {"structures.split.handover.any=[{smallest_order: 101, over: 3 months}]"});
    CHECK(moved_to(life(never, 0), "regular").empty());
}

TEST_CASE("With orders of any size, the smallest order over three months is that of the orders told") {
    const auto models = tests::scenario_named(
        "verification/handover",
        {"structures.split.handover.any=[{smallest_order: 80, over: 3 months}]", "horizon=24 months",
         "lifecycle.stages.new.orders={chance: null, poisson: 1.2/month, value: {lognormal: {median: 110, sigma: "
         "0.4}}}"});
    int moved = 0;
    for (std::uint32_t r = 0; r < 4; ++r) {
        const auto events = life(models, r);
        std::map<std::string, std::map<std::uint32_t, double>> smallest;
        std::map<std::string, std::uint32_t> actual;
        for (const Event& event : events) {
            if (event.what == "ordered") {
                const auto [least, fresh] = smallest[event.who].try_emplace(event.month, event.value);
                if (!fresh) least->second = std::min(least->second, event.value);
            } else if (event.what == "moved by rule to regular") {
                actual[event.who] = event.month;
            }
        }
        for (std::uint32_t ordinal = 1; ordinal <= 10; ++ordinal) {
            const std::string who = "all/" + std::to_string(ordinal);
            std::uint32_t expected = 24;
            for (std::uint32_t month = 2; month < 24 && expected == 24; ++month) {
                double least = 1e300;
                for (const std::uint32_t m : {month - 2, month - 1, month}) {
                    const auto found = smallest[who].find(m);
                    if (found != smallest[who].end()) least = std::min(least, found->second);
                }
                if (least < 1e300 && least >= 80) expected = month;
            }
            INFO(who << " in replication " << r);
            CHECK((actual.contains(who) ? actual[who] : 24) == expected);
            moved += actual.contains(who) ? 1 : 0;
        }
    }
    CHECK(moved > 10);
}

namespace {

/// Who has which place, told from losses and returns alone.
class Places {
public:
    Places() {
        for (const char* segment : {"a", "b"}) {
            for (int n = 1; n <= 6; ++n) canonical_.push_back(std::string(segment) + "/" + std::to_string(n));
        }
        regular_ = {canonical_.begin(), canonical_.end()};
    }

    /// One month's losses and returns. \returns (client, manager) admitted at its end
    std::vector<std::pair<std::string, std::string>> month(const std::set<std::string>& lost,
                                                           const std::set<std::string>& returned) {
        for (const std::string& who : lost) manager_.erase(who);
        std::vector<std::pair<std::string, std::string>> admitted;
        for (const std::string& who : canonical_) {
            if (!regular_.contains(who)) continue;  // here since the start of the month, so it has ordered
            for (const char* kam : {"kam/1", "kam/2"}) {
                const auto load =
                    std::count_if(manager_.begin(), manager_.end(), [&](const auto& m) { return m.second == kam; });
                if (load >= 3) continue;
                manager_[who] = kam;
                admitted.emplace_back(who, kam);
                break;
            }
        }
        for (const auto& [who, kam] : admitted) regular_.erase(who);
        regular_.insert(returned.begin(), returned.end());
        return admitted;
    }

private:
    std::vector<std::string> canonical_;
    std::set<std::string> regular_;
    std::map<std::string, std::string> manager_;
};

}  // namespace

TEST_CASE(
    "Few places go to the first in canonical order, to the lowest-numbered manager with room, and waiting gains "
    "nothing") {
    const auto models = tests::scenario_named("verification/limited_places", {"horizon=36 months"});
    bool overtaken = false;
    for (std::uint32_t r = 0; r < 4; ++r) {
        const auto events = life(models, r);
        Places places;
        for (std::uint32_t month = 0; month < 36; ++month) {
            std::set<std::string> lost, returned;
            std::vector<std::pair<std::string, std::string>> admitted;
            for (const Event& event : events) {
                if (event.month != month) continue;
                if (event.what == "lost") lost.insert(event.who);
                if (event.what == "moved by chance to regular") returned.insert(event.who);
                const std::string from = "handed from farmer/1 to ";
                if (event.what.starts_with(from)) admitted.emplace_back(event.who, event.what.substr(from.size()));
            }
            INFO("replication " << r << ", month " << month + 1);
            REQUIRE(admitted == places.month(lost, returned));
            overtaken = overtaken || (month > 0 && !admitted.empty() && admitted.front().first.starts_with("a/"));
        }
    }
    CHECK(overtaken);  // somebody came back and passed those who had waited
}

TEST_CASE(
    "Attempts are whole and the rest is carried: with 7 hours for attempts of 3, floor(7 m / 3) are made in m months") {
    for (int months = 1; months <= 12; ++months) {
        const auto models =
            tests::scenario_named("verification/attempts", {"horizon=" + std::to_string(months) + " months"});
        const tests::Lived lived(models, 2);
        // Each costs 10 and three of the seller's hours, seven of which cost 1,000.
        const double expected = 7 * months / 3;
        const double each = 10 + std::round(3 * 1000 / 7.0 * 1024) / 1024;
        INFO(months << " months");
        CHECK(lived.of("acquisition_cost").mean == expected * each);
        CHECK(lived.of("utilisation.sellers").mean == Approx(3 * expected / (7 * months)).epsilon(1e-14));
    }
}
