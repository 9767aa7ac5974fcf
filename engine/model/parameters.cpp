#include "engine/model/parameters.hpp"

#include "engine/random/samplers.hpp"

namespace clientele::model {

using scenario::Distribution;
using scenario::Family;
using scenario::Kind;

ParameterId ParameterTable::add(const scenario::Quantity& quantity, const std::string& path) {
    const auto [place, fresh] = by_path_.try_emplace(path, ParameterId{static_cast<std::uint32_t>(slots_.size())});
    if (fresh) {
        Slot& slot = slots_.emplace_back();
        slot.quantity.kind = quantity.kind;
        slot.quantity.distribution = quantity.distribution;
        slot.quantity.conversion = quantity.conversion;
        if (quantity.kind == Kind::belief) {
            slot.path = path;
            slot.entity = random::entity("assumption/" + path);
        }
    }
    return place->second;
}

ParameterId ParameterTable::add(const scenario::MaybeQuantity& quantity, double otherwise, const std::string& path) {
    if (quantity) return add(*quantity, path);
    // Most are asked for once a stage and segment: only the first to ask needs the value.
    const auto known = by_path_.find(path);
    return known != by_path_.end() ? known->second : add(scenario::constant(otherwise), path);
}

ParameterId ParameterTable::add(double value) {
    slots_.push_back({scenario::constant(value), "", {}});
    return ParameterId{static_cast<std::uint32_t>(slots_.size() - 1)};
}

bool ParameterTable::may_exceed_zero(ParameterId id) const {
    const scenario::Quantity& quantity = slots_[id.index()].quantity;
    return quantity.kind == Kind::belief || quantity.central() > 0;
}

std::vector<std::string> ParameterTable::beliefs() const {
    std::vector<std::string> paths;
    for (const Slot& slot : slots_) {
        if (slot.quantity.kind == Kind::belief) {
            paths.push_back(slot.path);
        }
    }
    return paths;
}

void ParameterTable::central(std::vector<double>& values) const {
    values.resize(slots_.size());
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        values[i] = slots_[i].quantity.central();
    }
}

void ParameterTable::draw(random::Stream stream, std::uint32_t world, std::vector<double>& values) const {
    values.resize(slots_.size());
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const Slot& slot = slots_[i];
        if (slot.quantity.kind == Kind::belief) {
            const double u = random::uniform(random::word(stream, slot.entity, world, 0));
            values[i] = slot.quantity.converted(quantile(slot.quantity.distribution, u));
        } else {
            values[i] = slot.quantity.central();
        }
    }
}

void ParameterTable::pick_beliefs(const std::vector<double>& values, std::vector<double>& picked) const {
    picked.clear();
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (slots_[i].quantity.kind == Kind::belief) {
            picked.push_back(values[i]);
        }
    }
}

double quantile(const Distribution& d, double u) {
    switch (d.family) {
        case Family::constant:
            return d.a;
        case Family::uniform:
            return random::uniform_between(u, d.a, d.b);
        case Family::triangular:
            return random::triangular(u, d.a, d.c, d.b);
        case Family::normal:
            return random::normal(u, d.a, d.b);
        case Family::lognormal:
            return random::lognormal(u, d.a, d.b);
        case Family::beta:
            return random::beta(u, d.a, d.b);
        case Family::gamma:
            return random::gamma(u, d.a, d.b);
    }
    return d.a;
}

namespace {

/// Cells of the table behind a dear inverse. Within a cell the inverse is taken as straight, which moves a client by at
/// most 1/4 sd / (4,096 t)^2, t the distance of u from the nearer end; the cells of the ends are computed, so that this
/// stays below 1e-4 sd.
constexpr std::size_t cells = 4096;
constexpr std::size_t computed_at_ends = 64;

bool is_dear(Family family) { return family == Family::beta || family == Family::gamma; }

}  // namespace

Spread::Spread(const scenario::MaybeQuantity& quantity, double otherwise, const std::string& path,
               ParameterTable& parameters) {
    if (!quantity || quantity->kind != Kind::heterogeneity) {
        parameter_ = parameters.add(quantity, otherwise, path);
        return;
    }
    varies_ = true;
    quantity_ = *quantity;
}

void Spread::tabulate(QuantileTables& tables) {
    if (!varies_ || !is_dear(quantity_.distribution.family)) {
        return;
    }
    std::shared_ptr<const std::vector<double>>& table = tables[quantity_.distribution];
    if (!table) {
        std::vector<double> knots(cells);
        for (std::size_t k = 1; k < cells; ++k) {
            knots[k] = quantile(quantity_.distribution, static_cast<double>(k) / static_cast<double>(cells));
        }
        table = std::make_shared<const std::vector<double>>(std::move(knots));
    }
    knots_ = table;
}

double Spread::at(double u) const {
    if (knots_) {
        const double position = u * static_cast<double>(cells);
        const auto cell = static_cast<std::size_t>(position);
        if (cell >= computed_at_ends && cell + computed_at_ends < cells) {
            const std::vector<double>& knots = *knots_;
            const double within = position - static_cast<double>(cell);
            return quantity_.converted(knots[cell] + (knots[cell + 1] - knots[cell]) * within);
        }
    }
    return quantity_.converted(quantile(quantity_.distribution, u));
}

}  // namespace clientele::model
