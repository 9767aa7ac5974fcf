#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/model.hpp"

namespace clientele::replication {

/// Monthly series of every life. [currency] or [clients], one value a month. From `people` on: the kinds of cost, which
/// add up to `cost`.
enum class Series {
    revenue,
    gross_margin,
    cost,
    cash,
    clients,
    people,
    hiring,
    severance,
    serving,
    handling,
    receivables,
    bad_debt,
    conceded,
    acquisition,
    programme
};
inline constexpr std::array<std::string_view, 15> series_names{
    "revenue", "gross_margin", "cost",        "cash",     "clients",  "people",      "hiring",   "severance",
    "serving", "handling",     "receivables", "bad_debt", "conceded", "acquisition", "programme"};
inline constexpr std::size_t series_count = series_names.size();
inline constexpr std::size_t first_kind_of_cost = static_cast<std::size_t>(Series::people);

/// A figure that entered a decision, e.g. {"external", 0.003, "1/month"}.
struct Reason {
    std::string name;
    double value = 0;
    std::string unit;  ///< "times" multiplies what stands before it; "1" is a share
    double at_least = std::numeric_limits<double>::quiet_NaN();  ///< what a rule asks for, where one does
};

/// One thing that happened in a life, with the chance that decided.
struct Event {
    std::uint32_t month = 0;           ///< 0 is the first month
    std::string phase;                 ///< one of `told_phases`
    std::string who;                   ///< stable name of the client or person
    std::string what;                  ///< e.g. "lost, external", "won", "left", "moved by rule to key"
    double chance = 0;                 ///< chance that decided, NaN where none did
    double drawn = 0;                  ///< uniform number that was compared with it, NaN where none was
    double value = 0;                  ///< amount [currency]; 0 where none belongs to it
    std::string from = {}, to = {};    ///< the stage or the owner before and after, where one changes
    std::string why = {};              ///< the rule behind it in words, where there is one
    std::vector<Reason> reasons = {};  ///< what made the chance, or met the rule
};

/// Where events come from, in the order of a month. Phases of many small events are told in sums by default.
struct ToldPhase {
    const char* name;
    bool small;
};
inline constexpr ToldPhase told_phases[] = {
    {"calendar", false}, {"reseating", false}, {"people", false},  {"shocks", true},    {"market", true},
    {"power", false},    {"attention", true},  {"attempts", true}, {"quota", false},    {"orders", true},
    {"contacts", false}, {"contract", true},   {"loss", false},    {"pipeline", false}, {"ownership", false}};

/// How much of a life is told.
struct Telling {
    std::uint32_t months = std::numeric_limits<std::uint32_t>::max();  ///< the life ends, without figures, after these
    bool small = true;                                                 ///< phases of many small events too
    std::optional<std::uint32_t> watched = {};  ///< client told about in months in which nothing happens, too
};

/// One order of a life.
struct Sale {
    std::uint32_t month = 0;   ///< 0 is the first month
    std::uint32_t client = 0;  ///< index into the firm's clients
    std::int32_t seller = -1;  ///< who owns the client, an index into the firm's people; -1: nobody
    double moment = 0;         ///< where in the month it falls, in (0, 1): uniform, since the engine lives months
    double value = 0;          ///< [currency]
};

/// All structures of one firm, lived under the same luck. One object a thread; memory is taken once, at construction.
///
/// Use: bind a world, then live any of its replications (replication = world x lives + life), then read the figures of
/// each structure. Results depend on nothing but the models and the replication's number.
class Lives {
public:
    explicit Lives(const model::Models& models);
    ~Lives();
    Lives(Lives&&) noexcept;

    /// Draws what nobody knows for this world.
    void bind(std::uint32_t world);

    /// Lives one replication of every structure. \pre its world is bound
    void live(std::uint32_t replication);

    /// Figures in the order of `models.structures[structure].kpis`.
    std::span<const double> kpis(std::size_t structure) const;
    /// One value a month.
    std::span<const double> series(std::size_t structure, Series which) const;
    /// Rolling digest of everything that happened up to and including each month.
    std::span<const std::uint64_t> digests(std::size_t structure) const;
    /// Values of the uncertain assumptions of the bound world, in the order of `models.beliefs`.
    std::span<const double> beliefs() const;

    /// Lives the replication again and tells what happened. Slow; for questions about one life.
    std::vector<Event> trace(std::size_t structure, std::uint32_t replication, const Telling& telling = {});

    /// Lives the replication again and gives its orders, by month, client and moment.
    std::vector<Sale> sales(std::size_t structure, std::uint32_t replication);

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace clientele::replication
