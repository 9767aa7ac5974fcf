#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/behaviour/potential.hpp"
#include "engine/replication/population.hpp"
#include "engine/replication/terms.hpp"

namespace clientele::replication {

/// A level that all clients of a market or a segment share, and its variance as seen from the first month.
struct Level {
    double value = 0;
    double variance = 0;
};

/// What moves outside the firm: potentials of clients. They are the same in every structure, so each month is drawn
/// once a replication, when the first structure comes to it, and kept for the others.
class Market {
public:
    /// Memory for a row of clients a month, where potentials move.
    Market(const model::Firm& firm, base::ColumnMemory& memory);

    /// Another replication. \pre terms are of its world, population is drawn for it; both outlive its use
    void begin(const Terms& terms, const Population& population, std::uint32_t replication);

    /// Potentials of the clients, whole tiles of them. What was observed holds in the first month; potentials move from
    /// the second on. [currency/month]
    const double* potential(std::uint32_t month);

    /// Levels of the month: of the market, then of each segment. \pre its potentials were asked for, month > 0
    const Level* levels(std::uint32_t month) const { return &levels_[month * (1 + own_variance_.size())]; }

private:
    void move_shared(std::uint32_t month);
    void move_clients(std::uint32_t month);

    const model::Firm& firm_;
    const Terms* terms_ = nullptr;
    const Population* population_ = nullptr;
    std::uint32_t replication_ = 0;
    std::uint32_t drawn_ = 0;                          ///< the last month that is drawn
    std::size_t wide_ = 0;                             ///< clients of a row, those behind the last included
    base::Column<double> potential_;                   ///< [month x client]
    std::vector<Level> levels_;                        ///< [month x (market, segments)]
    std::vector<double> deviation_;                    ///< [client], of the logarithm, beside market and segment
    std::vector<double> normal_;                       ///< [client], scratch
    std::array<std::vector<std::uint32_t>, 4> words_;  ///< [month of four] -> word by client
    std::vector<double> own_variance_;                 ///< [segment], of deviation
    std::vector<behaviour::SharedMove> shared_;        ///< [segment]
};

}  // namespace clientele::replication
