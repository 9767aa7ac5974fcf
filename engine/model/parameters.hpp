#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/random/address.hpp"
#include "engine/scenario/quantity.hpp"

namespace clientele::model {

using ParameterId = base::Id<struct ParameterTag>;

/// The flat table of everything a scenario states as a number. A world binds values into it without compiling again.
///
/// A parameter is addressed by its path ("work.win.hours"), so the same assumption is the same number in every
/// structure, and adding one moves no other.
class ParameterTable {
public:
    /// The parameter at `path`; the first one to ask decides what it is.
    ParameterId add(const scenario::Quantity& quantity, const std::string& path);
    /// The same, with a value that holds where the scenario says nothing.
    ParameterId add(const scenario::MaybeQuantity& quantity, double otherwise, const std::string& path);
    ParameterId add(double value);

    std::size_t size() const { return slots_.size(); }
    /// Paths of the assumptions nobody knows, in the order of the table.
    std::vector<std::string> beliefs() const;

    /// Whether the parameter can be above 0 in any world: what never can switches its phase off.
    bool may_exceed_zero(ParameterId id) const;

    /// Centres of beliefs. [size()]
    void central(std::vector<double>& values) const;
    /// What this world believes: one uniform a belief. [size()]
    void draw(random::Stream stream, std::uint32_t world, std::vector<double>& values) const;
    /// The drawn values of the beliefs alone, out of a bound table.
    void pick_beliefs(const std::vector<double>& values, std::vector<double>& picked) const;

private:
    struct Slot {
        scenario::Quantity quantity;  // without its words
        std::string path;             // of a belief
        random::Entity entity;        // of a belief
    };
    std::deque<Slot> slots_;  // long tables are not moved as they grow
    std::unordered_map<std::string, ParameterId> by_path_;
};

/// The value of a distribution at probability u, in the unit written. Monotone in u. \pre 0 < u < 1
double quantile(const scenario::Distribution& distribution, double u);

/// Tables of dear inverses, one for each distribution of a scenario.
using QuantileTables = std::map<scenario::Distribution, std::shared_ptr<const std::vector<double>>>;

/// A property in which clients differ: one number for all, or drawn once a client and life.
class Spread {
public:
    Spread() = default;
    Spread(const scenario::MaybeQuantity& quantity, double otherwise, const std::string& path,
           ParameterTable& parameters);

    bool varies() const { return varies_; }
    ParameterId parameter() const { return parameter_; }
    /// The value for a client who drew u, in the unit of the dimension.
    double at(double u) const;

    /// Makes `at` quick for families whose inverse is dear: about 10 ms for a distribution not in `tables` yet. The
    /// values it gives are then those of the table.
    void tabulate(QuantileTables& tables);

private:
    bool varies_ = false;
    ParameterId parameter_;
    scenario::Quantity quantity_;
    std::shared_ptr<const std::vector<double>> knots_;  ///< values at u = k / cells, or none
};

}  // namespace clientele::model
