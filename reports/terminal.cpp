#include "reports/terminal.hpp"

#include <string_view>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "reports/sections.hpp"
#include "reports/table.hpp"

namespace clientele::reports {
namespace {

std::string_view headword(comparison::Decision decision) {
    switch (decision) {
        case comparison::Decision::change:
            return "CHANGE";
        case comparison::Decision::keep:
            return "KEEP";
        case comparison::Decision::cannot_tell:
            break;
    }
    return "CANNOT TELL";
}

std::string_view tint(comparison::Decision decision) {
    switch (decision) {
        case comparison::Decision::change:
            return "\x1b[1;32m";
        case comparison::Decision::keep:
            return "\x1b[1;36m";
        case comparison::Decision::cannot_tell:
            break;
    }
    return "\x1b[1;33m";
}

bool is_complete(const experiment::Plan& plan) { return plan.covered_worlds() == plan.worlds; }

std::string verdict_section(const comparison::Verdict& verdict, const experiment::Plan& plan, Colour colour) {
    const std::string head = fmt::format("Verdict: {}", headword(verdict.decision));
    const std::string shown = colour == Colour::on ? fmt::format("{}{}\x1b[0m", tint(verdict.decision), head) : head;
    const std::string so_far = is_complete(plan) ? ""
                                                 : fmt::format(" - so far: interrupted after {} of {} worlds",
                                                               plan.covered_worlds(), plan.worlds);
    return fmt::format("{}{}\n  {}\n", shown, so_far, wrapped(base::printable(verdict.text), page_width - 2, 2));
}

std::string size_line(const experiment::Record& record) {
    const experiment::Plan& plan = record.plan;
    std::string line = fmt::format("{} replications = {} worlds x {} lives, {} months, seed {}.", plan.replications(),
                                   plan.covered_worlds(), plan.lives, record.months, plan.seed);
    if (!is_complete(plan)) {
        line += fmt::format(" Interrupted: {} worlds were asked for.", plan.worlds);
    }
    return line + "\n";
}

void append(std::string& text, const std::string& section) {
    if (section.empty()) return;
    text += (text.empty() ? "" : "\n") + section;
}

}  // namespace

std::string terminal_report(const Study& study, Colour colour) {
    std::string text;
    if (study.scenario.question) {
        append(text, wrapped(base::printable(study.scenario.question->text), page_width) + "\n");
    }
    if (study.comparison != nullptr) {
        append(text, verdict_section(study.comparison->verdict, study.record.plan, colour));
        append(text, headline_section(study));
        append(text, difference_section(study));
        append(text, split_section(study));
        append(text, payback_section(study));
        append(text, driver_section(study));
        append(text, transfer_section(study));
    }
    append(text, year_section(study));
    append(text, kpi_section(study));
    if (study.comparison != nullptr) {
        append(text, synchronisation_section(study));
        append(text, prefix_section(study));
    }
    append(text, assumption_section(study));
    append(text, size_line(study.record));
    return text;
}

}  // namespace clientele::reports
