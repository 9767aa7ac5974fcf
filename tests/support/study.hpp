#pragma once

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/reading/read_scenario.hpp"
#include "engine/replication/lives.hpp"
#include "engine/scenario/validate.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/source.hpp"

/// What every test of lives needs: a scenario compiled, its replications lived one after the other, figures by name.
namespace clientele::tests {

using Settings = std::vector<std::string>;

inline model::Models compiled(const std::filesystem::path& file, const Settings& settings = {},
                              model::Scope scope = model::Scope::single) {
    reading::Draft draft = reading::read_scenario(file, {{}, settings});
    return model::compile_structures(scenario::validate(std::move(draft.scenario)), scope);
}

/// A scenario of scenarios/, by its name below that folder: "verification/ramp".
inline model::Models scenario_named(const std::string& name, const Settings& settings = {},
                                    model::Scope scope = model::Scope::single) {
    return compiled(source("scenarios/" + name + ".yaml"), settings, scope);
}

inline model::Models compiled_text(const std::string& yaml, const Settings& settings = {},
                                   model::Scope scope = model::Scope::single) {
    const ScratchFolder folder;
    const std::filesystem::path file = folder.path() / "scenario.yaml";
    std::ofstream(file) << yaml;
    return compiled(file, settings, scope);
}

struct Estimate {
    double mean = 0;
    double sd = 0;  ///< of one replication
    double se = 0;  ///< of the mean, replications being independent
};

inline Estimate estimate(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values) sum += value;
    const double mean = sum / n;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const double sd = values.size() > 1 ? std::sqrt(squares / (n - 1)) : 0;
    return {mean, sd, sd / std::sqrt(n)};
}

/// Distance of a mean from what was expected, in standard errors; 0 where both agree to rounding.
inline double z_score(const Estimate& actual, double expected) {
    const double distance = actual.mean - expected;
    return std::abs(distance) <= 1e-9 * std::abs(expected) ? 0 : distance / actual.se;
}

/// Replications [first, first + count) of all structures: every figure of each, its series and its digests.
class Lived {
public:
    Lived(const model::Models& models, std::uint32_t count, std::uint32_t first = 0) : models_(models), count_(count) {
        values_.resize(models.structures.size());
        series_.resize(models.structures.size());
        digests_.resize(models.structures.size());
        replication::Lives lives(models);
        const std::uint32_t lives_a_world = models.firm->lives;
        for (std::uint32_t r = first; r < first + count; ++r) {
            if (r == first || r % lives_a_world == 0) lives.bind(r / lives_a_world);
            lives.live(r);
            for (std::size_t s = 0; s < models.structures.size(); ++s) keep(lives, s);
        }
    }

    std::uint32_t count() const { return count_; }
    std::size_t structure(const std::string& id) const {
        for (std::size_t s = 0; s < models_.structures.size(); ++s) {
            if (models_.structures[s].id == id) return s;
        }
        throw std::out_of_range("no structure " + id);
    }
    /// One value a replication.
    std::vector<double> kpi(const std::string& name, std::size_t structure = 0) const {
        const model::KpiTable& kpis = models_.structures[structure].kpis;
        for (std::size_t k = 0; k < kpis.size(); ++k) {
            if (kpis[k].name != name) continue;
            std::vector<double> column;
            for (std::size_t r = 0; r < count_; ++r) column.push_back(values_[structure][r * kpis.size() + k]);
            return column;
        }
        throw std::out_of_range("no KPI " + name);
    }
    Estimate of(const std::string& name, std::size_t structure = 0) const { return estimate(kpi(name, structure)); }
    /// All figures, [replication x KPI].
    const std::vector<double>& values(std::size_t structure = 0) const { return values_[structure]; }
    /// [replication x series x month]
    const std::vector<double>& series(std::size_t structure = 0) const { return series_[structure]; }
    double at(replication::Series which, std::size_t replication, std::size_t month, std::size_t structure = 0) const {
        const std::size_t months = models_.firm->months;
        return series_[structure]
                      [(replication * replication::series_count + static_cast<std::size_t>(which)) * months + month];
    }
    /// [replication x month]
    const std::vector<std::uint64_t>& digests(std::size_t structure = 0) const { return digests_[structure]; }

private:
    void keep(const replication::Lives& lives, std::size_t s) {
        const auto kpis = lives.kpis(s);
        values_[s].insert(values_[s].end(), kpis.begin(), kpis.end());
        for (std::size_t which = 0; which < replication::series_count; ++which) {
            const auto series = lives.series(s, static_cast<replication::Series>(which));
            series_[s].insert(series_[s].end(), series.begin(), series.end());
        }
        const auto digests = lives.digests(s);
        digests_[s].insert(digests_[s].end(), digests.begin(), digests.end());
    }

    const model::Models& models_;
    std::uint32_t count_;
    std::vector<std::vector<double>> values_, series_;
    std::vector<std::vector<std::uint64_t>> digests_;
};

}  // namespace clientele::tests
