#include "engine/reading/read_scenario.hpp"

#include <string>

#include "engine/reading/resolved.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/source.hpp"
#include "tests/unit/reading/support.hpp"

using namespace clientele;
using tests::Desk;
using tests::scenario_with;

namespace {

const std::string structures = "structures: {one: {teams: {s: {seats: {seller: 2}, does: [win]}}}}\n";

std::string with_clients(const std::string& columns) {
    return scenario_with("portfolio: {segments: {store: {}}, named: {file: clients.csv, segment: store, " + columns +
                         "}}\n" + structures);
}

}  // namespace

TEST_CASE("the stranger's model is read as it stands") {
    const auto draft = reading::read_scenario(tests::source("scenarios/verification/ref_lifecycle.yaml"));
    const scenario::Scenario& s = draft.scenario;
    CHECK(s.horizon->central() == 60);
    CHECK(s.defaults == scenario::Defaults::none);
    CHECK(s.portfolio->segments.at("active").clients->central() == 400);
    const scenario::Stage& key = s.lifecycle->stages.at("key");
    CHECK(key.kind == scenario::StageKind::client);
    CHECK(key.orders->value->kind == scenario::Kind::luck);
    CHECK(key.loss->chance->central() == 0.004);
    const scenario::Structure& reference = s.structures.at("reference");
    CHECK(reference.teams.at("key_accounts").assigns == scenario::Assigns::lowest_numbered);
    REQUIRE(reference.admission->any.size() == 2);
    CHECK(reference.admission->any[1].revenue->central() == 80'000);
    CHECK(s.staff.at("kam").count == 18);
    CHECK(draft.notes.empty());
}

TEST_CASE("the order of keys, comments and the spelling of units change nothing") {
    const Desk desk;
    desk.write("a.yaml",
               "clientele: 1\ndefaults: none\nhorizon: 24 months\nquestion: x\nportfolio: {segments: {a: {clients: 3, "
               "gross_margin: 35 %}}}\n"
               "people: {seller: {fixed: 54k/year, leaves: 20 %/year}}\n" +
                   structures);
    desk.write("b.yaml", structures +
                             "# a comment\npeople: {seller: {leaves: '20%/year', fixed: 4500 EUR/month}}\nquestion: y\n"
                             "portfolio:\n  segments:\n    a:\n      gross_margin: {value: 35 %, source: books}\n      "
                             "clients: 3 clients\n"
                             "horizon: 2 years\ndefaults: none\nclientele: 1\n");
    const std::string text = reading::resolved_text(desk.read("a.yaml").scenario);
    CHECK(text == reading::resolved_text(desk.read("b.yaml").scenario));
    CHECK(text.find("people.seller.leaves = known 0.2 yearly\n") != std::string::npos);
}

TEST_CASE("any change of a value changes the resolved text") {
    const Desk desk;
    desk.write("a.yaml", tests::smallest);
    const std::string text = reading::resolved_text(desk.read("a.yaml").scenario);
    for (const std::string setting :
         {"horizon=25 months", "seed=2", "portfolio.segments.a.clients=4", "portfolio.segments.b={}",
          "structures.one.teams.s.does=[keep]", "structures.one.teams.s.seats.seller=3",
          "portfolio.segments.a.gross_margin={believed: 1 % to 2 %}", "judge={}", "staff.seller=[Ann]"}) {
        INFO(setting);
        CHECK(text != reading::resolved_text(desk.read("a.yaml", {{}, {setting}}).scenario));
    }
}

TEST_CASE("a single value stands for a list of one") {
    const Desk desk;
    desk.write("a.yaml", tests::smallest);
    const auto draft =
        desk.read("a.yaml", {{}, {"structures.one.teams.s.does=keep", "structures.one.teams.s.owns=active"}});
    const scenario::Team& team = draft.scenario.structures.at("one").teams.at("s");
    CHECK(team.does == std::vector{scenario::Activity::keep});
    REQUIRE(team.owns.size() == 1);
    CHECK(team.owns[0].text == "active");
}

TEST_CASE("structs remember the place of their key") {
    const Desk desk;
    desk.write("a.yaml", tests::smallest);
    const auto draft = desk.read("a.yaml");
    CHECK(draft.scenario.structures.at("one").where.line == 5);
    CHECK(draft.scenario.structures.at("one").where.column == 14);
}

TEST_CASE("all faults of a file come in one run") {
    const Desk desk;
    desk.write(
        "a.yaml",
        scenario_with(
            "worlds: x\nportfolio: {segments: {a: {clients: -1, size: 3}}}\nmoney: none\nstructures: {one: {}}\n"));
    CHECK(desk.faults("a.yaml") == "not-a-number out-of-range unknown-key unknown-word missing-key");
}

TEST_CASE("named clients come from a table by a mapping of columns") {
    const Desk desk;
    desk.write("clients.csv", "Id;Firm;Seller;Turnover;Share;Kind\n 7 ;Ash;Ann;120000;40 %;store\n8;;;;0.25;\n");
    desk.write("a.yaml", with_clients("columns: {client: Id, name: Firm, owner: Seller, potential: Turnover/year, "
                                      "share_of_wallet: Share, segment: Kind}"));
    const auto draft = desk.read("a.yaml");
    const auto& clients = draft.scenario.portfolio->named->clients;
    REQUIRE(clients.size() == 2);
    CHECK(clients[0].key == "7");
    CHECK(clients[0].name == "Ash");
    CHECK(clients[0].owner->text == "Ann");
    CHECK(clients[0].owner->where.line == 2);
    CHECK(clients[0].potential == 10'000);
    CHECK(clients[0].share_of_wallet == 0.4);
    CHECK(clients[0].segment->text == "store");
    CHECK(clients[1].name == "8");
    CHECK_FALSE(clients[1].owner);
    CHECK_FALSE(clients[1].potential);
    CHECK(clients[1].share_of_wallet == 0.25);
    CHECK_FALSE(clients[1].segment);
}

TEST_CASE("rows with one key are refused, passed over or added up, as the scenario says") {
    const Desk desk;
    desk.write("clients.csv", "Id,Seller,Sales\n1,Ann,100\n2,Bob,10\n1,Bob,50\n1,Cem,\n");
    const std::string columns = "columns: {client: Id, owner: Seller, potential: Sales/month}";
    desk.write("refuse.yaml", with_clients(columns));
    desk.write("first.yaml", with_clients(columns + ", duplicates: keep_first"));
    desk.write("add.yaml", with_clients(columns + ", duplicates: add_up"));
    CHECK(desk.faults("refuse.yaml") == "duplicate-client duplicate-client");
    const auto first = desk.read("first.yaml");
    REQUIRE(first.scenario.portfolio->named->clients.size() == 2);
    CHECK(first.scenario.portfolio->named->clients[0].potential == 100);
    CHECK(first.scenario.portfolio->named->rows_merged == 2);
    REQUIRE(first.notes.size() == 1);
    CHECK(first.notes[0] ==
          "clients.csv: 2 rows repeat the key of an earlier row; the first row of each key counts (keep_first)");
    const auto added = desk.read("add.yaml");
    CHECK(added.scenario.portfolio->named->clients[0].potential == 150);
    CHECK(added.scenario.portfolio->named->clients[0].owner->text == "Ann");
}

TEST_CASE("legal entities of one group are one client, by the group's word: potentials added, shares weighed") {
    const Desk desk;
    desk.write("clients.csv",
               "Id,Parent,Seller,Sales,Share\nacme-de,acme,,100,50 %\nbolt,,Bob,70,10 %\nacme,,Ann,300,10 "
               "%\nacme-fr,acme,Cem,,\n");
    const std::string columns = "client: Id, owner: Seller, potential: Sales/month, share_of_wallet: Share";
    desk.write("grouped.yaml", with_clients("columns: {" + columns + ", group: Parent}"));
    desk.write("plain.yaml", with_clients("columns: {" + columns + "}"));
    const auto draft = desk.read("grouped.yaml");
    const auto& clients = draft.scenario.portfolio->named->clients;
    REQUIRE(clients.size() == 2);
    CHECK(clients[0].key == "acme");
    CHECK(clients[0].members == std::vector<std::string>{"acme-de", "acme", "acme-fr"});
    CHECK(clients[0].potential == 400);
    CHECK(*clients[0].share_of_wallet == Approx(0.2));  // 50 % of 100 and 10 % of 300
    CHECK(clients[0].owner->text == "Ann");             // of the first entity that has one
    CHECK(clients[1].key == "bolt");
    CHECK(clients[1].members.empty());
    REQUIRE(draft.notes.size() == 1);
    CHECK(draft.notes[0] == "clients.csv: 4 rows are 2 clients, of which 1 are groups of legal entities");
    CHECK(desk.read("plain.yaml").scenario.portfolio->named->clients.size() == 4);
}

TEST_CASE("shares of wallet in a table need a point or a per cent sign") {
    const Desk desk;
    desk.write("clients.csv", "Id,Share\n1,35\n2,120 %\n3,-0.1\n");
    desk.write("a.yaml", with_clients("columns: {client: Id, share_of_wallet: Share}"));
    CHECK(desk.faults("a.yaml") == "out-of-range out-of-range out-of-range");
}

TEST_CASE("staff is a number, a list of names or the distinct values of a column") {
    const Desk desk;
    desk.write("people.csv", "Person,Team\nAnn,x\nBob,y\nAnn,z\n");
    desk.write(
        "a.yaml",
        tests::smallest + "staff: {seller: 12 people, kam: [Eva, Finn], hunter: {file: people.csv, column: Person}}\n");
    const auto staff = desk.read("a.yaml").scenario.staff;
    CHECK(staff.at("seller").count == 12);
    CHECK(staff.at("seller").names.empty());
    CHECK(staff.at("kam").names == std::vector<std::string>{"Eva", "Finn"});
    CHECK(staff.at("hunter").names == std::vector<std::string>{"Ann", "Bob"});
    CHECK(staff.at("hunter").count == 2);
}

TEST_CASE("a table is looked for beside the file that names it") {
    const Desk desk;
    std::filesystem::create_directory(desk.path("deep"));
    desk.write("deep/people.csv", "Person\nAnn\n");
    desk.write("deep/base.yaml", "staff: {hunter: {file: people.csv, column: Person}}\n");
    desk.write("a.yaml", "extends: deep/base.yaml\n" + tests::smallest);
    CHECK(desk.read("a.yaml").scenario.staff.at("hunter").count == 1);
    std::set<std::string> opened;
    reading::read_scenario(desk.path("a.yaml"), {}, &opened);
    CHECK(opened == std::set{desk.path("a.yaml").string(), desk.path("deep/base.yaml").string(),
                             desk.path("deep/people.csv").string()});
    desk.write("own.csv", "Person\nBob\nCem\n");
    CHECK(desk.read("a.yaml", {{}, {"staff.hunter.file=own.csv"}}).scenario.staff.at("hunter").count == 2);
}

TEST_CASE("later stages get the line of a scenario under their faults") {
    const Desk desk;
    desk.write("a.yaml", tests::smallest);
    const auto draft = desk.read("a.yaml");
    base::Faults faults;
    faults.add({"some-code", "some message", draft.scenario.horizon->where, "", ""});
    CHECK(draft.sources.illustrated(faults).sorted().front().source_line == "horizon: 24 months");
}
