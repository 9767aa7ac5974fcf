#include "engine/reading/ledger_rates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include <fmt/core.h>

#include "engine/base/file.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"
#include "engine/reading/encoding.hpp"
#include "engine/reading/yaml.hpp"

namespace clientele::reading {
namespace {

constexpr std::array<std::string_view, 8> rate_names{
    "order",          "line", "return", "credit_day", "gross_margin", "payment_discipline", "order_regularity",
    "strategic_score"};
constexpr std::string_view all_names =
    "here stand order, line, return, credit_day, gross_margin, payment_discipline, order_regularity, strategic_score";
constexpr double most_factor = 100;

bool is_share_rate(std::string_view name) { return name == "credit_day" || name == "gross_margin"; }

std::optional<double> rate_number(std::string_view text, bool share) {
    std::string_view body = base::trim(text);
    if (share) {
        if (!body.ends_with('%')) return std::nullopt;
        body = base::trim(body.substr(0, body.size() - 1));
    }
    double value = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), value);
    if (error != std::errc() || end != body.data() + body.size() || !(value >= 0) || value > 1e12) return std::nullopt;
    return share ? value / 100 : value;
}

const char* help_for(std::string_view name) {
    if (name == "credit_day") return "write a share of revenue for a day of credit, with its sign: 0.03 %";
    return name == "gross_margin" ? "write a share of revenue with its sign: 31 %" : "write a number: 25";
}

void read_rate(const Entry& entry, std::map<std::string, LedgerRate>& rates, Report& report) {
    const Tree* value = &entry.value;
    LedgerRate rate;
    if (entry.value.is(Tree::Kind::map)) {
        const Entry* inner = entry.value.find("value");
        if (inner == nullptr) {
            report.fault("missing-key", entry.where, "a rate in braces needs a value", "{value: 25, source: \"…\"}");
            return;
        }
        for (const Entry& part : entry.value.entries) {
            if (part.key != "value" && part.key != "source") {
                const auto near = base::nearest(part.key, std::vector<std::string>{"value", "source"});
                report.fault("unknown-key", part.where, fmt::format("a rate has no '{}'", part.key),
                             near ? fmt::format("did you mean '{}'?", *near) : "{value: 25, source: \"…\"}");
            }
        }
        value = &inner->value;
        if (const Entry* source = entry.value.find("source")) rate.source = source->value.text;
    }
    const auto number =
        value->is(Tree::Kind::scalar) ? rate_number(value->text, is_share_rate(entry.key)) : std::nullopt;
    if (!number) {
        report.fault("bad-number", value->where, fmt::format("{} is no rate", description_of(*value)),
                     help_for(entry.key));
        return;
    }
    if (is_share_rate(entry.key) && *number > 1) {
        report.fault("bad-number", value->where,
                     fmt::format("{} is more than all of the revenue", description_of(*value)), help_for(entry.key));
        return;
    }
    rate.value = *number;
    rates[entry.key] = rate;
}

/// "31 days" or "20 %".
std::optional<double> step_start(std::string_view key, bool share) {
    key = base::trim(key);
    if (!share && key.ends_with("days")) key = base::trim(key.substr(0, key.size() - 4));
    return rate_number(key, share);
}

std::optional<LedgerTable> read_table(const Entry& entry, bool share, Report& report) {
    const std::string example = share ? "{0 %: 0.3, 40 %: 0.7, 80 %: 0.9}" : "{0 days: 1, 31 days: 0.9, 61 days: 0.7}";
    LedgerTable table;
    for (const Entry& step : entry.value.entries) {
        if (step.key == "source") {
            table.source = step.value.text;
            continue;
        }
        const auto from = step_start(step.key, share);
        const auto factor = step.value.is(Tree::Kind::scalar) ? rate_number(step.value.text, false) : std::nullopt;
        const bool ascends = from && (table.steps.empty() || *from > table.steps.back().first);
        if (!ascends || !factor || *factor > most_factor) {
            report.fault("bad-number", step.where,
                         !from      ? fmt::format("'{}' is no start of a step", step.key)
                         : !ascends ? fmt::format("'{}' does not lie above the step before", step.key)
                                    : fmt::format("{} is no factor from 0 to 100", description_of(step.value)),
                         fmt::format("write {}: {}", entry.key, example));
            return std::nullopt;
        }
        table.steps.emplace_back(*from, *factor);
    }
    if (!table.steps.empty()) return table;
    report.fault("wrong-shape", entry.where, fmt::format("{} needs steps, each with its factor", entry.key),
                 fmt::format("write {}: {}", entry.key, example));
    return std::nullopt;
}

std::optional<LedgerScore> read_score(const Entry& entry, Report& report) {
    constexpr const char* help = "write strategic_score: {revenue: 50 %, growth: 30 %, regularity: 20 %}";
    LedgerScore score;
    for (const Entry& part : entry.value.entries) {
        if (part.key == "source") {
            score.source = part.value.text;
            continue;
        }
        double* const place = part.key == "revenue"      ? &score.revenue
                              : part.key == "growth"     ? &score.growth
                              : part.key == "regularity" ? &score.regularity
                                                         : nullptr;
        const auto weight = part.value.is(Tree::Kind::scalar) ? rate_number(part.value.text, true) : std::nullopt;
        if (place == nullptr || !weight) {
            report.fault("bad-number", part.where,
                         place == nullptr ? fmt::format("the score has no part '{}'", part.key)
                                          : fmt::format("{} is no weight", description_of(part.value)),
                         help);
            return std::nullopt;
        }
        *place = *weight;
    }
    if (std::abs(score.revenue + score.growth + score.regularity - 1) < 1e-9) return score;
    report.fault("bad-number", entry.where, "the weights of the score add up to 100 %, and these do not", help);
    return std::nullopt;
}

void read_entry(const Entry& entry, LedgerRates& rates, Report& report) {
    if (std::ranges::find(rate_names, entry.key) == rate_names.end()) {
        const auto near = base::nearest(entry.key, std::vector<std::string>(rate_names.begin(), rate_names.end()));
        report.fault("unknown-key", entry.where, fmt::format("unknown rate '{}'", entry.key),
                     near ? fmt::format("did you mean '{}'?", *near) : std::string(all_names));
    } else if (entry.key == "payment_discipline") {
        rates.payment_discipline = read_table(entry, false, report);
    } else if (entry.key == "order_regularity") {
        rates.order_regularity = read_table(entry, true, report);
    } else if (entry.key == "strategic_score") {
        rates.strategic_score = read_score(entry, report);
    } else {
        read_rate(entry, rates.costs, report);
    }
}

}  // namespace

LedgerRates read_rates(const std::filesystem::path& path, const std::string& name) {
    Report report;
    LedgerRates rates;
    const auto source = accept_text(name, base::read_file(path, largest_yaml, name), report);
    if (source) {
        const Source& kept = report.sources().add(*source);
        const auto tree = parse_yaml(kept, report);
        if (tree && !tree->is(Tree::Kind::map)) {
            report.fault("wrong-shape", {name, 0, 0, 1}, "the file must hold rates by name", "order: 25");
        } else if (tree) {
            for (const Entry& entry : tree->entries) read_entry(entry, rates, report);
        }
    }
    report.stop_on_faults();
    return rates;
}

}  // namespace clientele::reading
