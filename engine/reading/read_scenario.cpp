#include "engine/reading/read_scenario.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/reading/files.hpp"
#include "engine/reading/named.hpp"
#include "engine/reading/phrase.hpp"
#include "engine/reading/read.hpp"
#include "engine/reading/staff.hpp"

namespace clientele::reading {
namespace {

struct CurrencyName {
    std::string_view name;
    std::string_view code;
};

constexpr std::array currency_names{CurrencyName{"euro", "EUR"},   CurrencyName{"euros", "EUR"},
                                    CurrencyName{"dollar", "USD"}, CurrencyName{"dollars", "USD"},
                                    CurrencyName{"pound", "GBP"},  CurrencyName{"pounds", "GBP"},
                                    CurrencyName{"yen", "JPY"},    CurrencyName{"franc", "CHF"}};

/// The code that was most likely meant; empty where nothing can be told.
std::string meant_currency(std::string_view word) {
    const std::string lower = base::to_lower(word);
    const auto found = std::ranges::find(currency_names, lower, &CurrencyName::name);
    if (found != currency_names.end()) return std::string(found->code);
    std::string upper = lower;
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return currency_code(upper);
}

// Amounts may carry their currency, so it is looked up before anything else is read.
std::string currency_of(const Tree& effective, Report& report) {
    const Entry* currency = effective.find("currency");
    if (currency == nullptr || !currency->value.is(Tree::Kind::scalar)) return "EUR";
    const std::string& word = currency->value.text;
    std::string code = currency_code(word);
    if (!code.empty() || base::trim(word).empty()) return code;
    std::string meant = meant_currency(word);
    report.fault("bad-currency", currency->value.where,
                 fmt::format("{} is no currency by its code or sign", description_of(currency->value)),
                 meant.empty() ? "write its three letters, such as EUR or USD" : fmt::format("write {}", meant));
    return meant;
}

}  // namespace

Draft read_scenario(const std::filesystem::path& path, const Overrides& overrides, std::set<std::string>* opened) {
    Report report;
    Draft draft;
    if (std::optional<Tree> effective = load_layers(path, overrides, report)) {
        Context context{report, currency_of(*effective, report), folder_of(path), {}};
        draft.scenario = read_struct<scenario::Scenario>(*effective, {"", effective->where}, context);
        draft.effective = std::move(*effective);
        draft.notes = std::move(context.notes);
    }
    for (const auto& [file, hash] : report.sources().files()) {
        if (opened != nullptr) opened->insert(file);
    }
    report.stop_on_faults();
    draft.sources = std::move(report.sources());
    return draft;
}

}  // namespace clientele::reading
