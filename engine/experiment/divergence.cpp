#include "engine/experiment/divergence.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace clientele::experiment {
namespace {

using replication::Event;

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same(const Event& a, const Event& b) {
    return a.month == b.month && a.phase == b.phase && a.who == b.who && a.what == b.what && same(a.chance, b.chance) &&
           same(a.drawn, b.drawn) && same(a.value, b.value);
}

std::optional<BrokenPrefix> find_broken(const Record& record, std::size_t structure, std::uint32_t months) {
    const auto& here = record.structures[structure].digests;
    const auto& there = record.structures[record.baseline].digests;
    for (std::size_t row = 0; record.months != 0 && row < here.size() / record.months; ++row) {
        for (std::uint32_t month = 0; month < months; ++month) {
            const std::size_t cell = row * record.months + month;
            if (here[cell] != there[cell]) {
                return BrokenPrefix{structure, record.plan.first + static_cast<std::uint32_t>(row), month};
            }
        }
    }
    return std::nullopt;
}

std::string number(double value) { return std::isnan(value) ? "none" : fmt::format("{:.6g}", value); }

std::string side(const std::optional<Event>& event) {
    if (!event) return "nothing more happened";
    return fmt::format("{} {} (chance {}, drawn {})", event->who, event->what, number(event->chance),
                       number(event->drawn));
}

}  // namespace

std::optional<Divergence> first_divergence(const model::Models& models, std::uint32_t lives_a_world,
                                           std::size_t structure, std::size_t baseline, std::uint32_t replication) {
    replication::Lives lives(models);
    lives.bind(replication / lives_a_world);
    const std::vector<Event> here = lives.trace(structure, replication);
    const std::vector<Event> there = lives.trace(baseline, replication);
    const auto equal = [](const Event& a, const Event& b) { return same(a, b); };
    const auto [a, b] = std::mismatch(here.begin(), here.end(), there.begin(), there.end(), equal);
    if (a == here.end() && b == there.end()) return std::nullopt;

    const bool here_first = b == there.end() || (a != here.end() && a->month <= b->month);
    const Event& first = here_first ? *a : *b;
    Divergence divergence{replication, first.month, first.phase, first.who, std::nullopt, std::nullopt};
    if (a != here.end()) divergence.here = *a;
    if (b != there.end()) divergence.there = *b;
    return divergence;
}

std::vector<PrefixCheck> check_prefixes(const Record& record) {
    std::vector<PrefixCheck> checks;
    if (!record.has_baseline() || record.months == 0) return checks;
    for (std::size_t s = 0; s < record.structures.size(); ++s) {
        const StructureRecord& structure = record.structures[s];
        if (s == record.baseline || structure.subject.purpose != model::Purpose::declared) continue;
        const std::uint32_t months = std::min(structure.subject.same_until, record.months);
        if (months == 0) continue;
        const auto rows = static_cast<std::uint32_t>(structure.digests.size() / record.months);
        checks.push_back({s, months, rows, find_broken(record, s, months)});
    }
    return checks;
}

std::string to_string(const Divergence& divergence) {
    return fmt::format("replication {}, month {}, phase {}: {}; in the baseline {}", divergence.replication,
                       divergence.month + 1, divergence.phase, side(divergence.here), side(divergence.there));
}

}  // namespace clientele::experiment
