#pragma once

#include <string>
#include <string_view>

#include "engine/experiment/record.hpp"

/// Numbers as people say them: two to three significant digits, with their unit, never more precise than they are.
namespace clientele::comparison {

/// A number and the ends of its interval on one scale, e.g. {"EUR ", "1.2", "0.4", "2.0", " million"}.
struct Phrase {
    std::string before;  ///< currency
    std::string value;
    std::string low;
    std::string high;
    std::string after;  ///< scale and unit
};

/// How a figure of a KPI is written.
enum class Form { money, share, plain };

/// Money where the unit is the currency, share where it is "1", else plain.
Form form_of(const model::Kpi& kpi, std::string_view currency);

/// A figure with its unit: "EUR 1.23 million", "EUR 12,300", "83 %", "41.2 clients"; "undefined" for NaN.
std::string figure(double value, const model::Kpi& kpi, std::string_view currency);

/// An estimate and its interval, rounded alike: half of the interval keeps one or two significant digits, the largest
/// number three at most.
Phrase phrase(double value, double low, double high, const model::Kpi& kpi, std::string_view currency);

/// What is kept of a number of a table: three digits of the largest, as of an estimate, or all before the point.
enum class Digits { significant, whole };

/// One scale and so many decimals for the numbers of a column or a row.
class Scale {
public:
    /// \param largest the largest absolute value to be written; gets three significant digits
    Scale(double largest, const model::Kpi& kpi, std::string_view currency, Digits digits = Digits::significant);

    /// The number alone: "1.23"; "-" for NaN. One that would come out as zero keeps its first digit: "0.002".
    std::string write(double value) const;
    /// The error of a number on the same scale, with one or two significant digits: "0.034".
    std::string write_error(double error) const;
    /// What the numbers are counted in: "EUR million", "%", "clients".
    std::string unit() const;

private:
    double divisor_ = 1;
    int decimals_ = 0;  ///< negative: digits before the point to round away
    int fewest_ = 0;
    std::string unit_;
};

/// A share of 1 in whole per cent; "less than 1 %" and "more than 99 %" near the ends, since no simulation is certain.
std::string per_cent(double share);
/// The same for cells of tables: "<1 %", ">99 %"; "-" for NaN.
std::string per_cent_cell(double share);

/// What people call a KPI: "npv" -> "net present value", "losses.hazard" -> "losses (hazard)".
std::string label(std::string_view kpi_name);

}  // namespace clientele::comparison
