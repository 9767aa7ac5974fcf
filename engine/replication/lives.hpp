#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace clientele::replication {

/// Monthly series kept of every life. [currency] or [clients], one value a month.
enum class Series { revenue, cost, cash, clients };
inline constexpr std::size_t series_count = 4;

/// One thing that happened in a life, with the chance that decided.
struct Event {
    std::uint32_t month = 0;  ///< 0 is the first month
    std::string phase;        ///< e.g. "people", "pipeline", "orders", "loss", "ownership"
    std::string who;          ///< stable name of the client or person
    std::string what;         ///< e.g. "lost", "won", "left", "admitted to key"
    double chance = 0;        ///< chance that decided, NaN where none did
    double drawn = 0;         ///< uniform number that was compared with it, NaN where none was
    double value = 0;         ///< amount or new owner, as `what` says
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
    std::vector<Event> trace(std::size_t structure, std::uint32_t replication);

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace clientele::replication
