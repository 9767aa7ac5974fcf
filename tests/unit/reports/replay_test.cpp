#include "reports/replay.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include <nlohmann/json.hpp>

#include "reports/replay_words.hpp"
#include "reports/table.hpp"
#include "tests/support/catch.hpp"

using namespace clientele;
using experiment::Replay;
using nlohmann::json;
using replication::Event;

namespace {

const double none = std::nan("");

Event loss(double chance, double shock) {
    Event event{1, "loss", "trade/7", "lost, relational", chance, 0.004, 0, "regular", "lost", "", {}};
    event.reasons = {{"external", 0.0025, "1/month"}, {"relational", 0.0046, "1/month"}};
    if (shock != 1) event.reasons.push_back({"change of owner", shock, "times"});
    return event;
}

Replay life_of(const std::string& id, std::vector<Event> events, std::uint64_t last_digest) {
    Replay life;
    life.subject.id = id;
    life.subject.kpis = {{"npv", "EUR", model::Better::higher, "", ""},
                         {"wins", "clients", model::Better::higher, "", ""}};
    life.replication = 17;
    life.lives_a_world = 5;
    life.months = 2;
    life.currency = "EUR";
    life.events = std::move(events);
    life.kpis = {1.25e6, 3};
    life.series.assign(replication::series_count * 2, 1000);
    life.digests = {1, last_digest};
    life.belief_names = {"work.win.hours"};
    life.beliefs = {88};
    return life;
}

std::size_t widest(const std::string& text) {
    std::istringstream stream(text);
    std::size_t most = 0;
    for (std::string line; std::getline(stream, line);) most = std::max(most, reports::width_of(line));
    return most;
}

}  // namespace

TEST_CASE("a loss is told with its chance, the number drawn and what made the chance") {
    CHECK(reports::what_happened(loss(0.0231, 5), "EUR") == "lost, relational (chance 2.31 %, drawn 0.4 %)");
    CHECK(reports::why_it_happened(loss(0.0231, 5), "EUR") ==
          "0.25 % external + 0.46 % relational x 5 (change of owner)");
    Event relational = loss(0.0231, 1);
    relational.reasons[0].value = -0.0;
    CHECK(reports::why_it_happened(relational, "EUR") == "0 % external + 0.46 % relational");
    Event moved{0, "ownership", "a/1", "moved by rule to key", none, none, 0, "regular", "key", "admission", {}};
    moved.reasons = {{"potential", 45'000, "EUR/month", 30'000}};
    CHECK(reports::what_happened(moved, "EUR") == "moved by rule to key");
    CHECK(reports::why_it_happened(moved, "EUR") ==
          "admission, potential EUR 45,000 a month (at least EUR 30,000 a month)");
    const Event order{0, "orders", "a/1", "ordered", 0.5, 0.25, 1234.5, {}, {}, {}, {}};
    CHECK(reports::what_happened(order, "EUR") == "ordered, EUR 1,230 (chance 50 %, drawn 25 %)");
}

TEST_CASE("the report counts months from 1, sums what is small, ends with figures and fits 80 columns") {
    const Event order{0, "orders", "trade/7", "ordered", 0.5, 0.25, 1000, {}, {}, {}, {}};
    const Replay life = life_of("split", {order, order, loss(0.0231, 5)}, 2);
    const std::string text = reports::replay_report({2026, life});
    CHECK(text.find("split: replication 17 (world 3, life 2), 2 months, seed 2026") == 0);
    CHECK(text.find("Month 1: ") != std::string::npos);
    CHECK(text.find("ordered: 2 times, EUR 2,000") != std::string::npos);
    CHECK(text.find("trade/7: lost, relational") > text.find("Month 2: "));
    CHECK(text.find(" 1.25\n") != std::string::npos);
    CHECK(widest(text) <= 80);
    const std::string one = reports::replay_report({2026, life, nullptr, nullptr, {"trade/7", "", ""}});
    CHECK(one.find("ordered, EUR 1,000 (chance 50 %, drawn 25 %)") != std::string::npos);
    CHECK(reports::replay_report({2026, life, nullptr, nullptr, {"trade/8", "", ""}}).find("Nothing of the kind") !=
          std::string::npos);
}

TEST_CASE("of two lives the report says when they part, what differs first and why") {
    const Replay here = life_of("split", {loss(0.0231, 5)}, 2);
    const Replay there = life_of("today", {loss(0.0071, 1)}, 3);
    const experiment::Parting parting = experiment::part(here, there);
    std::string text = reports::replay_report({2026, here, &there, &parting});
    CHECK(widest(text) <= 80);
    std::replace(text.begin(), text.end(), '\n', ' ');
    CHECK(text.find("The lives are the same, to the bit, through month 1") != std::string::npos);
    CHECK(text.find("The same luck met another chance.") != std::string::npos);
    CHECK(text.find("< loss      trade/7: lost, relational (chance 2.31 %") != std::string::npos);
    CHECK(text.find("> loss      trade/7: lost, relational (chance 0.71 %") != std::string::npos);
}

TEST_CASE("the JSON of a replay has every event with its reasons, figures to the bit, and null for what is not") {
    const Replay here = life_of("split", {loss(0.0231, 5)}, 2);
    const json alone = json::parse(reports::replay_json({2026, here}));
    CHECK(alone["schema"] == "clientele.replay/1");
    CHECK(alone["world"] == 3);
    CHECK(alone["life"] == 2);
    CHECK(alone["kpis"]["npv"].get<double>() == 1.25e6);
    CHECK(alone["beliefs"]["work.win.hours"] == 88);
    CHECK(alone["monthly"]["revenue"].size() == 2);
    const json& event = alone["events"][0];
    CHECK(event["month"] == 2);
    CHECK(event["amount"].is_null());
    CHECK(event["reasons"][2]["unit"] == "times");
    CHECK_FALSE(alone.contains("against"));
    const Replay there = life_of("today", {loss(0.0071, 1)}, 3);
    const experiment::Parting parting = experiment::part(here, there);
    const json both = json::parse(reports::replay_json({2026, here, &there, &parting}));
    CHECK(both["parting"]["month"] == 2);
    CHECK(both["parting"]["here"]["chance"].get<double>() == 0.0231);
    CHECK(both["against"]["structure"] == "today");
}
