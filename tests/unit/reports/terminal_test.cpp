#include "reports/terminal.hpp"

#include <sstream>

#include "reports/table.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/reports/hand_study.hpp"

using namespace clientele;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_CASE("the report begins with the question and the verdict and fits 80 columns without colour") {
    test::HandStudy hand;
    const std::string text = reports::terminal_report(hand.study());
    const auto lines = lines_of(text);
    REQUIRE(lines.size() > 20);
    CHECK(lines[0] == "Is it better?");
    CHECK(lines[2] == "Verdict: CHANGE");
    for (const std::string& line : lines) {
        INFO(line);
        CHECK(reports::width_of(line) <= 80);
    }
    CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("the report names size and structure, seats, synchronisation, assumptions and what is undefined") {
    test::HandStudy hand;
    const std::string text = reports::terminal_report(hand.study());
    for (const char* part : {"= size", "+ structure", "3 sales.seller", "EUR 1,200", "Synchronisation",
                             "1 with a source", "work.win.hours: believed: 60 to 200 [a survey, 2019]",
                             "8 replications = 4 worlds x 2 lives", "utilisation.sales: undefined in 8 of 8"}) {
        INFO(part);
        CHECK(text.find(part) != std::string::npos);
    }
}

TEST_CASE("the report names who changes owner, which assumptions matter, and profit by year") {
    test::HandStudy hand;
    const std::string text = reports::terminal_report(hand.study());
    for (const char* part :
         {"Who changes owner when =other begins, in month 3", "key belongs to managers: 8 clients",
          "trade/1  seller/1  seller/2", "and 3 more, in the result file", " clients on average in that month",
          "Assumptions that matter most", "fewer than five worlds", "Profit and loss by year", "year 1",
          "cash, added up, is never below zero"}) {
        INFO(part);
        CHECK(text.find(part) != std::string::npos);
    }
}

TEST_CASE("only ranges that are drawn are told as unknown") {
    test::HandStudy hand;
    CHECK(reports::terminal_report(hand.study()).find("1 of them nobody knows; they are drawn once a world:") !=
          std::string::npos);
    hand.record().belief_names.clear();
    CHECK(reports::terminal_report(hand.study()).find("None that acts here is a range") != std::string::npos);
}

TEST_CASE("a broken identical prefix is told with the decision that differs") {
    test::HandStudy hand;
    reports::Study study = hand.study();
    comparison::Comparison comparison = *study.comparison;
    comparison.prefixes = {{1, 5, 8, experiment::BrokenPrefix{1, 6, 2}}};
    study.comparison = &comparison;
    study.divergences = {"the first decision"};
    const std::string text = reports::terminal_report(study);
    CHECK(text.find("DIFFERS from today in replication 6, month 3") != std::string::npos);
    CHECK(text.find("the first decision") != std::string::npos);
}

TEST_CASE("a verdict from a part of the worlds says so beside it") {
    test::HandStudy hand;
    hand.record().plan.worlds = 40;
    CHECK(lines_of(reports::terminal_report(hand.study()))[2] ==
          "Verdict: CHANGE - so far: interrupted after 4 of 40 worlds");
}

TEST_CASE("colour marks the verdict alone") {
    test::HandStudy hand;
    const std::string text = reports::terminal_report(hand.study(), reports::Colour::on);
    CHECK(text.find("\x1b[1;32mVerdict: CHANGE\x1b[0m") != std::string::npos);
    CHECK(text.find('\x1b', text.find("\x1b[0m") + 4) == std::string::npos);
}

TEST_CASE("control characters of foreign names do not reach the terminal") {
    test::HandStudy hand;
    hand.record().structures[2].subject.id = "th\x1b[31mird";
    CHECK(reports::terminal_report(hand.study()).find('\x1b') == std::string::npos);
}
