#pragma once

#include <compare>
#include <optional>
#include <string>

#include "engine/base/fault.hpp"

namespace clientele::scenario {

/// What a number measures, and the unit in which the program keeps it.
enum class Dimension {
    number,      ///< a plain number [1]
    share,       ///< a part of a whole [1], written in %
    chance,      ///< chance that something happens within a month [1]; a yearly one is a share lost: 1 - (1 - p)^(1/12)
    rate,        ///< expected events [1/month]
    money,       ///< an amount [currency]
    money_rate,  ///< an amount per time [currency/month]
    hours,       ///< working time [h]
    hours_rate,  ///< working time per time [h/month]
    duration,    ///< calendar time [month]
    date,        ///< a month of the study, 1 is the first [month], written "month 3"
    count,       ///< a whole number [1]
    yearly_share  ///< a part of a whole per year, compounded yearly [1/year], written in %/year
};

/// Families of distributions a scenario may name. Parameters a, b, c as stated.
enum class Family {
    constant,    ///< a
    uniform,     ///< from a to b
    triangular,  ///< from a to b, most likely c
    normal,      ///< mean a, standard deviation b
    lognormal,   ///< log-mean a, log-standard-deviation b
    beta,        ///< shapes a, b on (0, 1)
    gamma        ///< shape a, scale b
};

/// What kind of chance a number carries. House rule: the three are never mixed up.
enum class Kind {
    constant,       ///< known, or taken as known
    belief,         ///< nobody knows it: drawn once a world
    heterogeneity,  ///< clients differ: drawn once a client and life
    luck            ///< a process: drawn every time it happens
};

struct Distribution {
    Family family = Family::constant;
    double a = 0;
    double b = 0;
    double c = 0;

    friend auto operator<=>(const Distribution&, const Distribution&) = default;
};

/// How a value in the written unit becomes one in the unit of its dimension.
struct Conversion {
    enum class Form {
        scale,         ///< multiply by `factor`
        yearly_chance  ///< 1 - (1 - x)^(1/12)
    };
    Form form = Form::scale;
    double factor = 1;
};

/// A number of a scenario: its distribution as written, its conversion, where it stands and where it comes from.
struct Quantity {
    Kind kind = Kind::constant;
    Distribution distribution;
    Conversion conversion;
    std::string written;  ///< the text as the author wrote it, e.g. "25 %/year"
    std::string source;   ///< provenance; empty means that it is an assumption
    base::Location where;

    /// The value where it is constant, the centre (likely value, else mean) of a belief or spread, converted to the
    /// unit of the dimension.
    double central() const;
    /// Ends of a range, converted likewise; the centre of what has none worth naming.
    double low_end() const;
    double high_end() const;
    /// `distribution`'s value x in the unit of the dimension.
    double converted(double x) const;
};

using MaybeQuantity = std::optional<Quantity>;

/// A constant in the unit of its dimension; for values that stand in a table of a file and for tests.
Quantity constant(double value);

/// A word of the author that names something else (a stage, a role, a team), with its place for the error message.
struct Name {
    std::string text;
    base::Location where;
};

}  // namespace clientele::scenario
