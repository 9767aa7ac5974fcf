#include "engine/experiment/replay.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include "engine/base/contract.hpp"

namespace clientele::experiment {
namespace {

using replication::Event;

/// NaN sorts as the smallest number, so that keys order.
double sortable(double value) { return std::isnan(value) ? -1.0 : value; }

/// Where an event stands in a month, and what makes it the same event in another life.
auto key_of(const Event& event) {
    return std::make_tuple(event.month, place_of(event.phase), event.who, event.what, sortable(event.chance),
                           sortable(event.drawn), event.value);
}

std::vector<const Event*> sorted_from(const Replay& life, std::uint32_t month) {
    std::vector<const Event*> events;
    for (const Event& event : life.events) {
        if (event.month >= month) events.push_back(&event);
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const Event* a, const Event* b) { return key_of(*a) < key_of(*b); });
    return events;
}

std::vector<Told> side_by_side(const std::vector<const Event*>& here, const std::vector<const Event*>& there) {
    std::vector<Told> told;
    auto a = here.begin();
    auto b = there.begin();
    while (a != here.end() || b != there.end()) {
        if (b == there.end() || (a != here.end() && key_of(**a) < key_of(**b))) {
            told.push_back({Side::here, *a++});
        } else if (a == here.end() || key_of(**b) < key_of(**a)) {
            told.push_back({Side::there, *b++});
        } else {
            told.push_back({Side::both, *a++});
            ++b;
        }
    }
    return told;
}

/// The first event of one life alone, with its neighbour of the other life where both are about the same decision.
std::optional<Divergence> first_of(const std::vector<Told>& told, std::uint32_t replication) {
    const auto first = std::find_if(told.begin(), told.end(), [](const Told& one) { return one.side != Side::both; });
    if (first == told.end()) return std::nullopt;
    const Event& event = *first->event;
    Divergence divergence{replication, event.month, event.phase, event.who, std::nullopt, std::nullopt};
    for (auto one = first; one != told.end() && one - first < 2; ++one) {
        const bool same_decision =
            one->event->month == event.month && one->event->phase == event.phase && one->event->who == event.who;
        if (!same_decision) break;
        std::optional<Event>& side = one->side == Side::here ? divergence.here : divergence.there;
        if (one->side != Side::both && !side) side = *one->event;
    }
    return divergence;
}

}  // namespace

std::size_t place_of(const std::string& phase) {
    const auto* const found = std::find_if(std::begin(replication::told_phases), std::end(replication::told_phases),
                                           [&](const replication::ToldPhase& known) { return phase == known.name; });
    return static_cast<std::size_t>(found - std::begin(replication::told_phases));
}

Replay replay(const model::Models& models, std::size_t structure, std::uint32_t replication,
              std::optional<std::uint32_t> watched) {
    replication::Lives lives(models);
    Replay life;
    life.subject = subject_of(models.structures[structure]);
    life.replication = replication;
    life.lives_a_world = models.firm->lives;
    life.months = models.firm->months;
    life.currency = models.firm->currency;
    life.events = lives.trace(structure, replication, {.watched = watched});
    const auto kpis = lives.kpis(structure);
    life.kpis.assign(kpis.begin(), kpis.end());
    for (std::size_t which = 0; which < replication::series_count; ++which) {
        const auto series = lives.series(structure, static_cast<replication::Series>(which));
        life.series.insert(life.series.end(), series.begin(), series.end());
    }
    const auto digests = lives.digests(structure);
    life.digests.assign(digests.begin(), digests.end());
    life.belief_names = models.beliefs;
    life.beliefs.assign(lives.beliefs().begin(), lives.beliefs().end());
    return life;
}

bool Lens::shows(const Event& event) const {
    if (!client.empty() && event.who != client) return false;
    if (!phase.empty() && event.phase != phase) return false;
    return person.empty() || event.who == person || event.from == person || event.to == person;
}

Parting part(const Replay& here, const Replay& there) {
    base::expects(here.replication == there.replication && here.months == there.months, "two lives of one replication");
    Parting parting;
    const auto first = std::mismatch(here.digests.begin(), here.digests.end(), there.digests.begin()).first;
    if (first == here.digests.end()) return parting;
    parting.month = static_cast<std::uint32_t>(first - here.digests.begin());
    parting.told = side_by_side(sorted_from(here, *parting.month), sorted_from(there, *parting.month));
    parting.first = first_of(parting.told, here.replication);
    return parting;
}

}  // namespace clientele::experiment
