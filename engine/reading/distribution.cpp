#include "engine/reading/distribution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/core.h>

#include "engine/scenario/elementary.hpp"

namespace clientele::reading {
namespace {

using scenario::Dimension;
using scenario::Distribution;
using scenario::Family;
using scenario::Shape;

/// Parameters of a distribution, in one of the ways it may be stated. `measures` of them come first and carry the unit
/// of the field; the others are plain numbers.
struct Form {
    std::string_view family;
    std::array<std::string_view, 3> parameters;
    std::size_t measures;
};

constexpr std::array forms{
    Form{"uniform", {"low", "high", ""}, 2},  Form{"triangular", {"low", "likely", "high"}, 3},
    Form{"normal", {"mean", "sd", ""}, 2},    Form{"lognormal", {"median", "sigma", ""}, 1},
    Form{"lognormal", {"mean", "cv", ""}, 1}, Form{"lognormal", {"log_mean", "log_sd", ""}, 0},
    Form{"beta", {"mean", "sd", ""}, 2},      Form{"gamma", {"mean", "cv", ""}, 1},
};

std::vector<std::string> parameters_of(const Form& form) {
    std::vector<std::string> names;
    for (const std::string_view name : form.parameters) {
        if (!name.empty()) names.emplace_back(name);
    }
    return names;
}

/// The form whose parameters are all there.
const Form* form_of(const Entry& family) {
    const auto found = std::ranges::find_if(forms, [&](const Form& form) {
        return form.family == family.key && std::ranges::all_of(parameters_of(form), [&](const std::string& name) {
                   return family.value.find(name) != nullptr;
               });
    });
    return found == forms.end() ? nullptr : found;
}

/// Reports keys that are no parameter of the family in any form.
bool check_parameters(const Entry& family, const Place& place, Context& context) {
    std::vector<std::string> known;
    for (const Form& form : forms) {
        if (form.family != family.key) continue;
        for (std::string& name : parameters_of(form)) known.push_back(std::move(name));
    }
    bool fine = true;
    for (const Entry& entry : family.value.entries) {
        if (std::ranges::find(known, entry.key) != known.end()) continue;
        context.report.fault("unknown-key", entry.where,
                             fmt::format("{}: '{}' is no parameter of {}", place.name(), entry.key, family.key),
                             suggest(entry.key, known, "parameters"));
        fine = false;
    }
    return fine;
}

/// The parameters that were read, with what is needed to complain about them.
struct Given {
    const Entry& family;
    const Shape& shape;
    const Place& place;
    Context& context;
    std::array<double, 3> values{};

    bool require(bool condition, std::string_view what) const {
        if (condition) return true;
        context.report.fault("bad-distribution", family.where,
                             fmt::format("{}: {} needs {}", place.name(), family.key, what),
                             fmt::format("here stands {}", flow_text(family.value)));
        return false;
    }
};

// shapes from mean m and standard deviation s: a + b = m (1 - m) / s^2 - 1, a = m (a + b)
std::optional<Distribution> make_beta(const Given& g) {
    const auto [mean, sd, unused] = g.values;
    if (!g.require(mean > 0 && mean < 1, "a mean above 0 % and below 100 %")) return std::nullopt;
    if (!g.require(sd > 0 && sd * sd < mean * (1 - mean),
                   "0 < sd < sqrt(mean x (1 - mean)): no share can vary more than between 0 % and 100 %")) {
        return std::nullopt;
    }
    const double total = mean * (1 - mean) / (sd * sd) - 1;
    return Distribution{Family::beta, mean * total, (1 - mean) * total, 0};
}

// log-sd^2 = ln(1 + cv^2), log-mean = ln(mean) - log-sd^2 / 2
std::optional<Distribution> make_lognormal(const Given& g, const Form& form) {
    const auto [first, second, unused] = g.values;
    const std::string_view centre = form.parameters[0];
    if (!g.require(second > 0 && second <= 10, fmt::format("'{}' above 0 and at most 10", form.parameters[1])))
        return std::nullopt;
    if (centre == "log_mean") {
        if (!g.require(std::abs(first) <= 27, "'log_mean' between -27 and 27")) return std::nullopt;
        return Distribution{Family::lognormal, first, second, 0};
    }
    if (!g.require(first > 0, fmt::format("'{}' above 0", centre))) return std::nullopt;
    if (centre == "median") return Distribution{Family::lognormal, scenario::portable_log(first), second, 0};
    const double variance = scenario::portable_log(1 + second * second);
    return Distribution{Family::lognormal, scenario::portable_log(first) - variance / 2, std::sqrt(variance), 0};
}

std::optional<Distribution> make(const Given& g, const Form& form) {
    const auto [x, y, z] = g.values;
    if (form.family == "uniform") {
        if (!g.require(x < y, "'low' below 'high'")) return std::nullopt;
        return Distribution{Family::uniform, x, y, 0};
    }
    if (form.family == "triangular") {
        if (!g.require(x < z && x <= y && y <= z, "low <= likely <= high and low < high")) return std::nullopt;
        return Distribution{Family::triangular, x, z, y};
    }
    if (form.family == "normal") {
        if (!g.require(y > 0, "'sd' above 0")) return std::nullopt;
        return Distribution{Family::normal, x, y, 0};
    }
    if (form.family == "gamma") {
        if (!g.require(x > 0 && y > 0 && y <= 10, "'mean' above 0, and 'cv' above 0 and at most 10"))
            return std::nullopt;
        return Distribution{Family::gamma, 1 / (y * y), x * y * y, 0};
    }
    return form.family == "beta" ? make_beta(g) : make_lognormal(g, form);
}

/// Everything the distribution can give must lie in the range of the field.
bool check_support(const Given& g, const Distribution& d) {
    constexpr double endless = std::numeric_limits<double>::infinity();
    const bool from_low = d.family == Family::normal ? g.shape.low == -endless : g.shape.low <= 0;
    switch (d.family) {
        case Family::constant:
            return true;
        case Family::uniform:
        case Family::triangular: {
            const bool low_fits = check_range(d.a, g.shape, g.place, g.family.value.find("low")->value, g.context);
            return check_range(d.b, g.shape, g.place, g.family.value.find("high")->value, g.context) && low_fits;
        }
        case Family::beta:
            return g.require(from_low && g.shape.high >= 1, "a value that may lie anywhere between 0 % and 100 %");
        case Family::normal:
            return g.require(
                from_low && g.shape.high == endless,
                "a value without limits, and this one has them; take lognormal, gamma, beta or triangular");
        case Family::lognormal:
        case Family::gamma:
            return g.require(from_low && g.shape.high == endless,
                             "a value without upper limit; take beta, triangular or uniform");
    }
    return true;
}

bool check_dimension(const Given& g) {
    const Dimension d = g.shape.dimension;
    if (g.family.key != "beta") return true;
    return g.require(d == Dimension::share || d == Dimension::chance || d == Dimension::number, "a share or a chance");
}

}  // namespace

std::optional<Spread> read_family(const Entry& family, const Shape& shape, const Place& place, Context& context) {
    if (!check_parameters(family, place, context)) return std::nullopt;
    const Form* form = form_of(family);
    if (form == nullptr || family.value.entries.size() > parameters_of(*form).size()) {
        context.report.fault("bad-distribution", family.where,
                             fmt::format("{}: {} needs {}", place.name(), family.key, family_parameters(family.key)),
                             fmt::format("here stands {}", flow_text(family.value)));
        return std::nullopt;
    }
    Given given{family, shape, place, context};
    std::array<bool, 3> yearly{};
    const std::vector<std::string> names = parameters_of(*form);
    bool complete = true;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Entry& entry = *family.value.find(names[i]);
        const Shape own{i < form->measures ? shape.dimension : Dimension::number};
        const auto measure = read_measure(entry.value, own,
                                          place.inner(family.key, family.where).inner(entry.key, entry.where), context);
        complete = complete && measure;
        if (!measure) continue;
        given.values[i] = measure->value;
        yearly[i] = measure->yearly_chance;
    }
    if (!complete || !check_dimension(given)) return std::nullopt;
    for (std::size_t i = 1; i < form->measures; ++i) {
        if (!given.require(yearly[i] == yearly[0], "all its parameters per month, or all per year"))
            return std::nullopt;
    }
    const auto distribution = make(given, *form);
    if (!distribution || !check_support(given, *distribution)) return std::nullopt;
    return Spread{*distribution, yearly[0]};
}

const std::vector<std::string>& family_names() {
    static const std::vector<std::string> names{"uniform", "triangular", "normal", "lognormal", "beta", "gamma"};
    return names;
}

std::vector<std::vector<std::string>> family_forms(std::string_view family) {
    std::vector<std::vector<std::string>> found;
    for (const Form& form : forms) {
        if (form.family == family) found.push_back(parameters_of(form));
    }
    return found;
}

std::string family_parameters(std::string_view family) {
    std::string text;
    for (const auto& parameters : family_forms(family))
        text += (text.empty() ? "" : ", or ") + quoted_list(parameters, "and");
    return text;
}

bool names_distribution(const Tree& tree) {
    return tree.find("believed") != nullptr ||
           std::ranges::any_of(family_names(), [&](const std::string& family) { return tree.find(family) != nullptr; });
}

}  // namespace clientele::reading
