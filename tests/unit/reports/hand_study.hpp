#pragma once

#include "reports/study.hpp"
#include "tests/unit/comparison/hand_record.hpp"

namespace clientele::test {

/// A comparison of three structures, one of them with a twin, in four worlds of two lives; one KPI is undefined.
class HandStudy {
public:
    HandStudy()
        : hand_(4, 2,
                {money_kpi("npv"),
                 {"wins", "clients", model::Better::higher, "", ""},
                 {"utilisation.sales", "1", model::Better::neither, "", "the team's roles state no hours"}}) {
        const std::vector<double> none(8, std::nan(""));
        const std::vector<double> wins{5, 6, 4, 5, 6, 5, 4, 5};
        hand_.add("today", {npv(0), wins, none});
        const auto other = hand_.add("=other", {npv(2.5e5), wins, none});
        const auto third = hand_.add("third", {npv(-1e5), wins, none});
        const auto twin = hand_.add("today@=other", {npv(1e5), wins, none}, model::Purpose::twin);
        hand_.pair(other, twin, 1200);
        hand_.pair(third, 0, 0);
        hand_.record().structures[other].payback.assign(8, 3.0);
        hand_.record().structures[third].payback.assign(8, std::nan(""));
        hand_.record().structures[other].payback_same_money.assign(8, 4.0);
        hand_.record().structures[third].payback_same_money.assign(8, std::nan(""));
        scenario_.question = scenario::Name{"Is it better?", {}};
        scenario_.work = scenario::Work{};
        scenario_.work->win = scenario::Win{};
        scenario::Quantity hours = scenario::constant(60);
        hours.kind = scenario::Kind::belief;
        hours.distribution = {scenario::Family::uniform, 60, 200, 0};
        hours.written = "believed: 60 to 200";
        hours.source = "a survey, 2019";
        scenario_.work->win->hours = hours;
        hand_.record().worlds_differ = true;
        hand_.record().belief_names = {"work.win.hours"};
        hand_.record().beliefs = {60, 90, 120, 150};
        comparison_ = comparison::compare(hand_.record(), {"npv", 0.4, comparison::Money::same_as_today, {}});
    }

    reports::Study study() {
        experiment::TransferList list{1, 2, 8, {}};
        for (int k = 1; k <= 8; ++k) {
            list.transfers.push_back({"trade/" + std::to_string(k), "seller/1", "seller/2", "key belongs to managers",
                                      k < 6 ? 1.0 : 0.5, 0.25, 1000.0 / k});
        }
        return {scenario_, hand_.record(), comparison_.structures, &comparison_, {list}};
    }
    experiment::Record& record() { return hand_.record(); }
    scenario::Scenario& scenario() { return scenario_; }

private:
    static std::vector<double> npv(double more) {
        std::vector<double> values;
        for (const double value : {1.0e6, 1.1e6, 0.9e6, 1.05e6, 1.2e6, 1.0e6, 0.95e6, 1.02e6}) {
            values.push_back(value + more + (values.size() % 2 == 0 ? 1e4 : 0));
        }
        return values;
    }

    HandRecord hand_;
    scenario::Scenario scenario_;
    comparison::Comparison comparison_;
};

}  // namespace clientele::test
