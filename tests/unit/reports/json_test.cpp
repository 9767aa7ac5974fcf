#include "reports/json.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/reports/hand_study.hpp"

using namespace clientele;
using nlohmann::json;

TEST_CASE("the result is JSON with the documented keys and a line end at the end") {
    test::HandStudy hand;
    const std::string text = reports::result_json(hand.study());
    CHECK(text.back() == '\n');
    const json result = json::parse(text);
    CHECK(result["schema"] == "clientele.result/1");
    CHECK(result["worlds"] == 4);
    CHECK(result["lives"] == 2);
    CHECK(result["replications"] == 8);
    CHECK(result["complete"] == true);
    CHECK(result["structures"].size() == 3);
    CHECK(result["twins"].contains("today@=other"));
    const json& comparison = result["comparison"];
    CHECK(comparison["baseline"] == "today");
    CHECK(comparison["headline"] == "npv");
    CHECK(comparison["verdict"]["decision"] == "change");
    CHECK(comparison["verdict"]["structure"] == "=other");
    CHECK(comparison["share_of_worlds_best"].size() == 3);
    const json& same = comparison["alternatives"]["=other"]["same_money"];
    CHECK(same["npv"]["size"].get<double>() == Approx(1e5));
    CHECK(same["npv"]["structure"].get<double>() == Approx(1.5e5));
    CHECK(same["size"] == same["npv"]["size"]);
    CHECK(same["gap"] == 1200);
    CHECK(same["seats"]["sales.seller"] == 3);
    CHECK(comparison["alternatives"]["=other"]["payback"]["same_money"]["p50"] == 4);
}

TEST_CASE("the result has transfers, drivers, years and cash as documented") {
    test::HandStudy hand;
    const json result = json::parse(reports::result_json(hand.study()));
    const json& other = result["comparison"]["alternatives"]["=other"];
    CHECK(other["transfers"]["month"] == 3);
    CHECK(other["transfers"]["mean_count"] == 6.5);
    CHECK(other["transfers"]["clients"].size() == 8);
    CHECK(other["transfers"]["clients"][0]["to"] == "seller/2");
    CHECK(other["drivers"][0]["path"] == "work.win.hours");
    CHECK(other["drivers"][0]["correlation"].is_null());
    CHECK(other["drivers"][0]["reason"] == "fewer than five worlds");
    const json& today = result["structures"]["today"];
    CHECK(today["years"].size() == 1);
    CHECK(today["cash"]["cumulative"].size() == 12);
    CHECK(today["cash"]["trough_month"].is_null());
    CHECK(today["monthly_bands"]["replications"] == 0);
}

TEST_CASE("what is undefined is null with a reason beside it") {
    test::HandStudy hand;
    const json result = json::parse(reports::result_json(hand.study()));
    const json& kpi = result["structures"]["today"]["kpis"]["utilisation.sales"];
    CHECK(kpi["mean"].is_null());
    CHECK(kpi["undefined_share"] == 1);
    CHECK(kpi["reason"].get<std::string>().find("state no hours") != std::string::npos);
    const json& never = result["comparison"]["alternatives"]["third"]["payback"]["as_stated"];
    CHECK(never["share"] == 0);
    CHECK(never["p50"].is_null());
    CHECK(never.contains("reason"));
}

TEST_CASE("keys are sorted, so that equal results have equal bytes") {
    test::HandStudy hand;
    const std::string text = reports::result_json(hand.study());
    CHECK(text == json::parse(text).dump(2) + "\n");
    CHECK(text == reports::result_json(hand.study()));
    CHECK(text.find("\"assumptions\"") < text.find("\"comparison\""));
}

TEST_CASE("without comparison the result has structures alone") {
    test::HandStudy hand;
    const auto summaries = comparison::summarise(hand.record());
    const json result = json::parse(reports::result_json({hand.scenario(), hand.record(), summaries}));
    CHECK_FALSE(result.contains("comparison"));
    CHECK(result["structures"].contains("third"));
}

TEST_CASE("a record that ended early says that it is not complete") {
    test::HandStudy hand;
    hand.record().plan.worlds = 9;
    CHECK(json::parse(reports::result_json(hand.study()))["complete"] == false);
}

TEST_CASE("foreign text that is not UTF-8 does not break the result") {
    test::HandStudy hand;
    hand.scenario().question->text = "caf\xe9?";
    CHECK_NOTHROW(json::parse(reports::result_json(hand.study())));
}
