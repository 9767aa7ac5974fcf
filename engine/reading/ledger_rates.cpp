#include "engine/reading/ledger_rates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
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

constexpr std::array<std::string_view, 5> rate_names{"order", "line", "return", "credit_day", "gross_margin"};

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

void read_rate(const Entry& entry, std::map<std::string, LedgerRate>& rates, Report& report) {
    if (std::ranges::find(rate_names, entry.key) == rate_names.end()) {
        const auto near = base::nearest(entry.key, std::vector<std::string>(rate_names.begin(), rate_names.end()));
        report.fault(
            "unknown-key", entry.where, fmt::format("unknown rate '{}'", entry.key),
            near ? fmt::format("did you mean '{}'?", *near) : "rates: order, line, return, credit_day, gross_margin");
        return;
    }
    const Tree* value = &entry.value;
    LedgerRate rate;
    if (entry.value.is(Tree::Kind::map)) {
        const Entry* inner = entry.value.find("value");
        if (inner == nullptr) {
            report.fault("missing-key", entry.where, "a rate in braces needs a value", "{value: 25, source: \"…\"}");
            return;
        }
        value = &inner->value;
        if (const Entry* source = entry.value.find("source")) rate.source = source->value.text;
    }
    const auto number =
        value->is(Tree::Kind::scalar) ? rate_number(value->text, is_share_rate(entry.key)) : std::nullopt;
    if (!number) {
        report.fault("bad-number", value->where, fmt::format("{} is no rate", description_of(*value)),
                     is_share_rate(entry.key) ? "write a share of revenue with its sign: 31 %" : "write a number: 25");
        return;
    }
    rate.value = *number;
    rates[entry.key] = rate;
}

}  // namespace

std::map<std::string, LedgerRate> read_rates(const std::filesystem::path& path, const std::string& name) {
    Report report;
    std::map<std::string, LedgerRate> rates;
    const auto source = accept_text(name, base::read_file(path, largest_yaml, name), report);
    if (source) {
        const Source& kept = report.sources().add(*source);
        const auto tree = parse_yaml(kept, report);
        if (tree && !tree->is(Tree::Kind::map)) {
            report.fault("wrong-shape", {name, 0, 0, 1}, "the file must hold rates by name", "order: 25");
        } else if (tree) {
            for (const Entry& entry : tree->entries) read_rate(entry, rates, report);
        }
    }
    report.stop_on_faults();
    return rates;
}

}  // namespace clientele::reading
