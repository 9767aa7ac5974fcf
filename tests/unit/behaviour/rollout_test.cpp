#include "engine/behaviour/rollout.hpp"

#include <algorithm>
#include <vector>

#include "engine/behaviour/plans.hpp"
#include "engine/behaviour/wallet.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::behaviour;

TEST_CASE("adoption starts at 0, reaches 95 % of a ready firm in the stated time, and its ceiling in the end") {
    CHECK(adoption(0, 12, 1) == 0);
    CHECK(adoption(12, 12, 1) == Approx(0.95).epsilon(1e-12));
    CHECK(adoption(6, 6, 1) == adoption(12, 12, 1));
    CHECK(adoption(600, 12, 0.4) == Approx(0.4));
    CHECK(adoption(1, 0, 0.7) == 0.7);
    CHECK(adoption(5, 12, 0) == 0);
    // Less ready firms are slower, too: a smaller part of what they can reach.
    CHECK(adoption(12, 12, 0.5) / 0.5 < 0.9);
    for (double month = 0; month < 40; ++month) CHECK(adoption(month + 1, 12, 0.8) > adoption(month, 12, 0.8));
}

TEST_CASE("benefits wait for the lag, harm and those without a change do not, for 0 ... 70 clients") {
    for (std::size_t n = 0; n <= 70; ++n) {
        std::vector<std::int32_t> since(n);
        std::vector<double> today(n), now(n), felt(n);
        for (std::size_t i = 0; i < n; ++i) {
            since[i] = static_cast<std::int32_t>(i % 14) - 1;
            today[i] = i % 5 == 0 ? -1 : 0.1 * static_cast<double>(i % 7);
            now[i] = 0.05 * static_cast<double>(i % 19);
        }
        put_off_benefits(8, 13, n, since.data(), today.data(), now.data(), felt.data());
        for (std::size_t i = 0; i < n; ++i) {
            const double part = std::min(1.0, (13 - since[i] + 0.5) / 8);
            const bool waits = since[i] >= 0 && today[i] >= 0 && now[i] > today[i];
            CHECK(felt[i] == (waits ? today[i] + part * (now[i] - today[i]) : now[i]));
        }
    }
}

TEST_CASE("six plans a year are deep, more are (in_depth / plans)^beyond as deep") {
    const PlanResponse response{6, 2, 0.4};
    CHECK(plan_depth(response, 0) == 1);
    CHECK(plan_depth(response, 6) == 1);
    CHECK(plan_depth(response, 12) == Approx(0.25));
    CHECK(effort_by_plan(0.4, 0.5, 1) == Approx(1.2));
    CHECK(effort_by_plan(0.4, 0.5, 0) == 1);
}

TEST_CASE("what is within reach by client moves wallets as the same response for all does") {
    WalletResponse response{0.5, 0.3, 1.4, 0.8};
    std::vector<unsigned char> served(70, 1);
    std::vector<double> hours(70), hours_today(70, 2), today(70), same(70), each(70), reach(70, 0.3);
    for (std::size_t i = 0; i < 70; ++i) {
        hours[i] = 0.1 * static_cast<double>(i);
        today[i] = same[i] = each[i] = 0.01 * static_cast<double>(i);
    }
    move_wallets(response, 70, served.data(), hours.data(), hours_today.data(), today.data(), same.data());
    move_wallets_within(response, reach.data(), 70, served.data(), hours.data(), hours_today.data(), today.data(),
                        each.data());
    CHECK(same == each);
    reach.assign(70, 0.9);
    move_wallets_within(response, reach.data(), 70, served.data(), hours.data(), hours_today.data(), today.data(),
                        each.data());
    CHECK(each[60] > same[60]);
}
