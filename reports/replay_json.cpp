#include <cmath>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "reports/json_parts.hpp"
#include "reports/replay.hpp"
#include "reports/replay_words.hpp"

namespace clientele::reports {
namespace {

using experiment::Replay;
using nlohmann::json;
using replication::Event;
using replication::Series;

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

json event_json(const Event& event) {
    json reasons = json::array();
    for (const replication::Reason& reason : event.reasons) {
        json one{{"name", reason.name}, {"value", number(reason.value)}, {"unit", reason.unit}};
        if (!std::isnan(reason.at_least)) one["at_least"] = reason.at_least;
        reasons.push_back(std::move(one));
    }
    return {{"month", event.month + 1},
            {"phase", event.phase},
            {"who", event.who},
            {"what", event.what},
            {"chance", number(event.chance)},
            {"drawn", number(event.drawn)},
            {"amount", event.value == 0 || !is_amount(event) ? json(nullptr) : json(event.value)},
            {"from", text_or_null(event.from)},
            {"to", text_or_null(event.to)},
            {"why", text_or_null(event.why)},
            {"reasons", std::move(reasons)}};
}

json life_json(const Replay& life, const experiment::Lens& lens, std::uint32_t first_month) {
    json events = json::array();
    for (const Event& event : life.events) {
        if (event.month >= first_month && lens.shows(event)) events.push_back(event_json(event));
    }
    json kpis = json::object();
    for (std::size_t k = 0; k < life.kpis.size(); ++k) kpis[life.subject.kpis[k].name] = number(life.kpis[k]);
    json digests = json::array();
    for (const std::uint64_t digest : life.digests) digests.push_back(fmt::format("{:016x}", digest));
    json monthly = json::object();
    for (std::size_t which = 0; which < replication::series_count; ++which) {
        const auto begin = life.series.begin() + static_cast<std::ptrdiff_t>(which * life.months);
        monthly[std::string(replication::series_names[which])] = std::vector<double>(begin, begin + life.months);
    }
    return {{"structure", life.subject.id},
            {"events", std::move(events)},
            {"kpis", std::move(kpis)},
            {"monthly", std::move(monthly)},
            {"digests", std::move(digests)}};
}

json parting_json(const experiment::Parting& parting) {
    if (!parting.month) return nullptr;
    json object{{"month", *parting.month + 1}, {"here", nullptr}, {"there", nullptr}};
    if (parting.first && parting.first->here) object["here"] = event_json(*parting.first->here);
    if (parting.first && parting.first->there) object["there"] = event_json(*parting.first->there);
    return object;
}

}  // namespace

std::string replay_json(const ReplayStudy& study) {
    const Replay& life = study.life;
    const std::uint32_t first = study.parting != nullptr ? study.parting->month.value_or(life.months) : 0;
    json result = life_json(life, study.lens, first);
    result["schema"] = "clientele.replay/1";
    result["seed"] = study.seed;
    result["replication"] = life.replication;
    result["world"] = life.replication / life.lives_a_world;
    result["life"] = life.replication % life.lives_a_world;
    result["months"] = life.months;
    result["currency"] = life.currency;
    json beliefs = json::object();
    for (std::size_t b = 0; b < life.beliefs.size(); ++b) beliefs[life.belief_names[b]] = number(life.beliefs[b]);
    result["beliefs"] = std::move(beliefs);
    if (study.against != nullptr) {
        result["against"] = life_json(*study.against, study.lens, first);
        result["parting"] = parting_json(*study.parting);
    }
    return result.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace clientele::reports
