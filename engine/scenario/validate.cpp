#include "engine/scenario/validate.hpp"

#include <cmath>

#include <fmt/core.h>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

void Checks::fault(std::string code, std::string message, const base::Location& where, std::string help) {
    if (!structure_.empty()) {
        const auto place = fmt::format("{} {}:{}:{} {}", code, where.file.text(), where.line, where.column, message);
        if (!told_.insert(place).second) {
            return;
        }
        message = fmt::format("structure '{}': {}", structure_, message);
    }
    faults.add({std::move(code), std::move(message), where, std::move(help), ""});
}

void Checks::remark(const std::string& text, const base::Location& where) { remarks.push_back(remark_at(where, text)); }

std::string remark_at(const base::Location& where, const std::string& text) {
    const bool placed = !where.file.empty() && where.line > 0;
    return placed ? fmt::format("{}:{}: {}", where.file.text(), where.line, text) : text;
}

void Checks::whole_months(const MaybeQuantity& quantity, const std::string& what) {
    if (quantity && quantity->central() != std::floor(quantity->central())) {
        fault("not-whole-months", fmt::format("{} must be a whole number of months, not {}", what, quantity->written),
              quantity->where, "time runs month by month");
    }
}

ValidScenario validate(Scenario scenario) {
    Checks checks(scenario);
    check_study(checks);
    check_lifecycle(checks);
    check_portfolio(checks);
    check_people(checks);
    check_relationship(checks);
    check_structures(checks);
    check_shared_work(checks);
    check_staff(checks);
    if (!checks.faults.empty()) {
        throw base::InvalidInput(checks.faults);
    }
    look_around(checks);
    return {std::move(scenario), std::move(checks.remarks)};
}

}  // namespace clientele::scenario
