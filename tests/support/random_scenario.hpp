#pragma once

#include <cstdint>
#include <random>
#include <string>

#include <fmt/core.h>

/// Scenarios nobody would write: features of the language thrown together by a seed, small enough to live in
/// milliseconds.
namespace clientele::tests {

class RandomScenario {
public:
    /// \param money factor on every amount
    explicit RandomScenario(std::uint64_t seed, double money = 1) : luck_(seed), money_(money) {}

    std::string text() {
        interrupts_ = maybe(50);
        supports_ = maybe(50);
        presses_ = maybe(50);
        std::string t = fmt::format(
            "clientele: 1\nhorizon: {} months\nseed: {}\nworlds: 50\nlives: {}\ndefaults: none\ntoday: generalists\n"
            "judge: {{required_return: {} %/year}}\n",
            between(9, 30), between(1, 1'000'000), between(2, 5), between(1, 20));
        t += portfolio() + lifecycle() + people() + relationship() + structures();
        return t;
    }

private:
    int between(int low, int high) {
        return low + static_cast<int>(luck_() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool maybe(int percent) { return between(1, 100) <= percent; }
    std::string amount(int low, int high) { return fmt::format("{}", money_ * between(low, high)); }
    std::string pick(std::initializer_list<const char*> words) {
        return *(words.begin() + between(0, static_cast<int>(words.size()) - 1));
    }

    std::string orders() {
        const std::string often = maybe(50) ? fmt::format("chance: {} %/month", between(5, 90))
                                            : fmt::format("poisson: {}/month", between(1, 4));
        const std::string worth = maybe(50) ? fmt::format("value_spread: 0.{}", between(0, 9))
                                            : "value: {lognormal: {median: " + amount(100, 5000) + ", sigma: 0.6}}";
        return "orders: {" + often + ", " + worth + "}";
    }

    std::string loss() {
        if (maybe(30))
            return fmt::format("loss: {{chance: {} %/month, overload_slope: {}}}", between(0, 5), between(0, 3));
        return fmt::format("loss: {{observed: {} %/year, of_it_external: {} %/year}}", between(10, 40), between(0, 9));
    }

    /// The segment with clients that differ in what it has: Poisson orders, observed loss.
    static std::string with_factors(std::string segment) {
        const auto add = [&](const char* where, const char* what) {
            if (segment.find(where) != std::string::npos) segment.insert(segment.find("gross_margin"), what);
        };
        add("poisson", "activity: {gamma: {mean: 1, cv: 0.7}}, ");
        add("observed", "frailty: {gamma: {mean: 1, cv: 0.5}}, ");
        return segment;
    }

    std::string portfolio() {
        std::string t = "portfolio:\n  segments:\n";
        const int kinds = between(2, 4);
        for (int s = 0; s < kinds; ++s) {
            // Somebody is always a prospect and somebody a client, so that no stage is out of reach.
            const std::string stage = s == 0   ? "prospect"
                                      : s == 1 ? "regular"
                                               : pick({"prospect", "new", "regular", "key", "lost"});
            const std::string segment = fmt::format(
                "    s{}: {{clients: {}, stage: {}, gross_margin: {} %, potential: {{lognormal: {{median: {}/month, "
                "sigma: 0.9}}}}, "
                "share_of_wallet: {{beta: {{mean: {} %, sd: 12 %}}}}, complexity: {}, {}, {}, loudness: {{uniform: "
                "{{low: 1, "
                "high: 3}}}}}}\n",
                between(1, 99) + 100 * s, between(3, 60), stage, between(10, 60), amount(500, 20'000), between(25, 70),
                maybe(50) ? "1.5" : "{uniform: {low: 0.5, high: 2}}", orders(), loss());
            std::string whole = s % 2 == 0 ? with_factors(segment) : segment;
            if (interrupts_ && maybe(60))
                whole.insert(whole.find("gross_margin"), "urgent: {chance: 20 %/month, hours: 9 hours}, ");
            t += whole;
        }
        return t;
    }

    std::string lifecycle() {
        return fmt::format(
            "lifecycle:\n  stages:\n    prospect: {{kind: prospect}}\n    new: {{kind: client, needs: {{keep: {} "
            "hours/month}}}}\n"
            "    regular: {{kind: client, needs: {{keep: {} hours/month, grow: 1 hours/month{}}}{}}}\n"
            "    key: {{kind: client, needs: {{keep: 5 hours/month, grow: 4 hours/month, plan: 3 hours/month}}, cost: "
            "{}/month}}\n"
            "    lost: {{kind: lost}}\n  transitions:\n    won: {{from: [prospect], to: new, effort: win}}\n"
            "    handover: {{from: [new], to: regular, any: [{{orders: {}}}, {{revenue: {}}}, {{smallest_order: {}, "
            "over: {} months}}]}}\n"
            "    admission: {{from: [regular], to: key, all: [{{{}}}], order: {}, review: {} months{}}}\n"
            "    returned: {{from: [lost], to: prospect, chance: {} %/month}}\n    cooled: {{from: [key], to: regular, "
            "chance: {} %/month}}\n"
            "work:\n  intuition: {{spread: 0.5, for: 3 months}}\n  win: {{{}, succeeds: {{believed: 10 % to 60 %}}, "
            "cost: {}}}\n",
            between(1, 4), between(1, 5), supports_ ? ", support: 2 hours/month" : "", maybe(30) ? ", " + orders() : "",
            amount(0, 500), between(1, 5), amount(1'000, 50'000), amount(100, 3'000), between(1, 6),
            maybe(50) ? "potential: " + amount(500, 9'000) + "/month" : "revenue: " + amount(500, 20'000),
            pick({"canonical", "by_potential", "by_revenue"}), between(1, 4), maybe(50) ? ", at_most: 20 %" : "",
            between(0, 9), between(0, 4), maybe(50) ? "hours: {believed: 20 to 90, likely: 40}" : "attempts: 3/month",
            amount(0, 300));
    }

    std::string people() {
        const auto role = [this](const char* name, const char* more) {
            const std::string quota = presses_ ? "quota: {sales: " + amount(5'000, 90'000) +
                                                     "/quarter, bonus: " + amount(100, 2'000) +
                                                     ", discount: 4 %, kept: 30 %, pulled_forward: 15 %}, "
                                               : "";
            return fmt::format(
                "  {}: {{{}{}fixed: {}/month, employer_charges: {} %, hours: {} hours/month, internal: {} %, travel: "
                "10 "
                "%, "
                "leaves: {{believed: 1 %/month to 9 %/month}}, ramp: {} months, hire: {{cost: {}, takes: {} "
                "months}}, severance: {}, overload_slope: {}, commission: {{margin: {} %, new_client: {}, holds_on: {} "
                "months}}}}\n",
                name, more, quota, amount(1'000, 6'000), between(0, 50), between(20, 160), between(0, 50),
                between(0, 6), 4096 * money_, hire_takes_, maybe(50) ? 2048 * money_ : 0, pick({"0", "0.5"}),
                between(0, 3), amount(0, 500), presses_ ? 2 : 0);
        };
        hire_takes_ = between(0, 3);
        const bool differ = maybe(60);
        return "people:\n" + role("seller", differ ? "skill_spread: {believed: 0.1 to 0.5}, " : "") +
               role("kam", differ ? "from: seller, chosen: highest_skill, " : "from: seller, ") +
               "staff: {seller: 5}\n";
    }

    std::string relationship() {
        std::string t = fmt::format("relationship:\n  attention_cap: 1.{}\n", between(0, 9));
        t += maybe(50) ? "  owner_leaves: {sales_lost: {believed: 5 % to 25 %}, over: 12 months}\n"
                       : "  owner_leaves: {loss_times: 4, for: 3 months}\n";
        t += maybe(50) ? "  planned_transfer: {sales_lost: 3 %, over: 6 months}\n"
             : maybe(50)
                 ? "  planned_transfer: {sales_lost: 6 %, over: 6 months, overlap: 2 months, overlap_saves: 40 %}\n"
                 : "";
        t += maybe(70) ? "  neglect: {loss_times: {believed: 1 to 5}}\n" : "";
        has_wallet_ = maybe(70);
        t += has_wallet_ ? fmt::format(
                               "  wallet: {{at_no_effort: {{believed: 20 % to 80 %}}, at_unlimited_effort: 30 %, "
                               "steepness: {}, memory: 80 %}}\n",
                               pick({"1", "1.7"}))
                         : "";
        t += maybe(50) ? fmt::format("  trust: {{loss_times: {}, gain: 8 %/month, decay: 5 %/month}}\n", between(1, 4))
                       : "";
        t += maybe(50) ? fmt::format(
                             "  bond: {{loss_times: {}, rebuilt: 12 %/month, handed_over: {} %, carried_off: {} %}}\n",
                             between(1, 3), between(0, 100), between(0, 9))
                       : "";
        t += maybe(50) ? "  contacts: {leave: {believed: 5 %/year to 40 %/year}, found: 8 %/month, last_lost: 30 %}\n"
                       : "";
        t += maybe(50)
                 ? fmt::format("  response_delay: {{elasticity: 0.3, answered_by: {}}}\n", pick({"owner", "team"}))
                 : "";
        return t;
    }

    std::string structures() {
        const auto allocates = [this] {
            const char* const last = has_wallet_ ? "marginal_return" : "by_class";
            return pick({"equal", "by_revenue", "by_class", "by_profit", "loudest_first", "intuition", last});
        };
        const std::string farmers = allocates();
        const std::string farming =
            "allocates: " + farmers + (farmers != "marginal_return" && maybe(50) ? ", bent_by_pay: 30 %" : "");
        const int from = between(2, 8);
        return fmt::format(
            "structures:\n  generalists:\n    teams:\n      sales: {{seats: {{seller: {}}}, does: [win, keep, grow{}], "
            "time: {{win: {} %}}, answers: {}, "
            "allocates: {}}}\n  split:\n    starts_as: generalists\n    from: month {}\n    teams:\n"
            "      hunters: {{seats: {{seller: 2}}, does: [win, keep], owns: [new], time: {{win: 70 %}}}}\n"
            "      farmers: {{seats: {{seller: 2}}, does: [keep, grow], owns: [regular], cover: 50 %, {}}}\n"
            "      managers: {{seats: {{kam: 2}}, does: [keep, grow, plan], owns: [key], span: {}, assigns: {}}}\n{}",
            between(2, 5), supports_ ? ", support" : "", between(10, 60), pick({"own", "all"}), allocates(), from,
            farming, between(1, 6), pick({"least_loaded", "lowest_numbered"}),
            supports_ ? "      helpers: {seats: {seller: 1}, does: [support]}\n" : "");
    }

    std::mt19937_64 luck_;
    double money_;
    int hire_takes_ = 0;
    bool has_wallet_ = false;
    bool interrupts_ = false, supports_ = false, presses_ = false;
};

}  // namespace clientele::tests
