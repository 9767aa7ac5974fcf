#include "reports/replay_words.hpp"

#include <cmath>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/comparison/words.hpp"

namespace clientele::reports {
namespace {

using replication::Event;
using replication::Reason;

std::string amount(double value, const std::string& currency) {
    return comparison::figure(value, {"", currency, model::Better::higher, "", ""}, currency);
}

/// Plus 0: nothing has no sign.
std::string percent(double share) { return fmt::format("{:.3g} %", 100 * share + 0.0); }

std::string with_unit(double value, const std::string& unit, const std::string& currency) {
    if (unit == currency) return amount(value, currency);
    if (unit == "1" || unit == "1/month") return percent(value);
    if (unit == currency + "/month") return amount(value, currency) + " a month";
    return fmt::format("{:.3g} {}", value, unit);
}

/// A reason with what joins it to the ones before: rates add up, factors multiply.
std::string piece(const Reason& reason, bool first, const std::string& currency) {
    if (reason.unit == "times") return fmt::format("{}x {:.3g} ({})", first ? "" : " ", reason.value, reason.name);
    const std::string text = with_unit(reason.value, reason.unit, currency);
    if (reason.unit == "1/month") return fmt::format("{}{} {}", first ? "" : " + ", text, reason.name);
    const bool says_it = reason.unit == reason.name;
    std::string whole = says_it ? text : fmt::format("{} {}", reason.name, text);
    if (!std::isnan(reason.at_least)) {
        whole += fmt::format(" (at least {})", with_unit(reason.at_least, reason.unit, currency));
    }
    return (first ? "" : ", ") + whole;
}

std::string side(const std::string& structure, const std::optional<Event>& event, const std::string& currency) {
    return event ? fmt::format("{} in {}", what_happened(*event, currency), structure)
                 : fmt::format("nothing of it in {}", structure);
}

/// How potentials stand against today, of the market and of segments; of clients it is an amount.
bool is_level(const Event& event) { return event.phase == "market" && event.what != "buys a month"; }

/// ", EUR 1,200"; of concessions and contracts a share, of the market a factor; of contacts nothing, as their number
/// stands in the text.
std::string told_value(const Event& event, const std::string& currency) {
    if (event.value == 0 || event.phase == "contacts") return "";
    if (event.phase == "power") return fmt::format(", {} discount in all", percent(event.value));
    if (event.phase == "contract") return fmt::format(", {} chance to be lost now", percent(event.value));
    if (is_level(event)) return fmt::format(", {:.3g}", event.value);
    return ", " + amount(event.value, currency);
}

/// What one decision met in both lives: the same luck, perhaps another chance.
std::string compared(const Event& here, const Event& there) {
    if (here.drawn == there.drawn && !std::isnan(here.drawn) && here.chance != there.chance) {
        return " The same luck met another chance.";
    }
    return here.to != there.to && !here.to.empty() && !there.to.empty() ? " It went another way." : "";
}

}  // namespace

bool is_amount(const Event& event) {
    return event.phase != "contacts" && event.phase != "contract" && event.phase != "power" && !is_level(event);
}

std::string what_happened(const Event& event, const std::string& currency) {
    std::string text = base::printable(event.what);
    text += told_value(event, currency);
    if (!std::isnan(event.chance)) {
        text += fmt::format(" (chance {}, drawn {})", percent(event.chance),
                            std::isnan(event.drawn) ? "none" : percent(event.drawn));
    }
    return text;
}

std::string why_it_happened(const Event& event, const std::string& currency) {
    std::string text = base::printable(event.why);
    std::string figures;
    for (const Reason& reason : event.reasons) figures += piece(reason, figures.empty(), currency);
    return text + (text.empty() || figures.empty() ? "" : ", ") + figures;
}

std::string first_difference(const experiment::Divergence& divergence, const std::string& here,
                             const std::string& there, const std::string& currency) {
    std::string text =
        fmt::format("First difference, month {}, {}: {}: {}; {}.", divergence.month + 1, divergence.phase,
                    divergence.who, side(here, divergence.here, currency), side(there, divergence.there, currency));
    if (divergence.here && divergence.there) text += compared(*divergence.here, *divergence.there);
    const auto& why = divergence.here ? divergence.here : divergence.there;
    const std::string reasons = why ? why_it_happened(*why, currency) : "";
    return base::printable(reasons.empty() ? text : fmt::format("{} Why: {}.", text, reasons));
}

}  // namespace clientele::reports
