#include "reports/manifest.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/comparison/hand_record.hpp"

using namespace clientele;

TEST_CASE("the manifest says what the result came from and what it cost") {
    test::HandRecord hand(3, 2, {test::money_kpi("npv")});
    hand.record().simulation_seconds = 1.5;
    hand.record().client_months = 6000;
    hand.record().threads = 4;
    const reports::Provenance provenance{"compare", "firm.yaml", 0xabcULL, {{"firm.yaml", 1}, {"clients.csv", 2}}};
    const auto manifest = nlohmann::json::parse(reports::manifest_json(hand.record(), provenance));
    CHECK(manifest["schema"] == "clientele.manifest/1");
    CHECK(manifest["scenario"]["resolved_hash"] == "0000000000000abc");
    CHECK(manifest["inputs"][1]["file"] == "clients.csv");
    CHECK(manifest["inputs"][1]["hash"] == "0000000000000002");
    CHECK(manifest["timing"]["simulation_seconds"] == 1.5);
    CHECK(manifest["timing"]["client_months"] == 6000);
    CHECK(manifest["threads"] == 4);
    CHECK(manifest["replications"] == 6);
    CHECK(manifest["complete"] == true);
    CHECK(manifest["asked"]["worlds"] == 3);
    CHECK(manifest["asked"]["replications"] == 6);
    CHECK_FALSE(manifest["program"]["compiler"].get<std::string>().empty());
}

TEST_CASE("the manifest of an interrupted study says what was asked for and what was done") {
    test::HandRecord hand(3, 2, {test::money_kpi("npv")});
    hand.record().plan.worlds = 5;
    const auto manifest = nlohmann::json::parse(reports::manifest_json(hand.record(), {}));
    CHECK(manifest["complete"] == false);
    CHECK(manifest["worlds"] == 3);
    CHECK(manifest["replications"] == 6);
    CHECK(manifest["asked"]["worlds"] == 5);
    CHECK(manifest["asked"]["replications"] == 10);
}
