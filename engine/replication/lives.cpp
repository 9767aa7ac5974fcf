#include "engine/replication/lives.hpp"

#include "engine/base/contract.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

struct Lives::Implementation {
    explicit Implementation(const model::Models& the_models) : models(the_models), population(*the_models.firm) {
        for (const model::Model& model : models.structures) {
            lives.emplace_back(*models.firm, model);
        }
    }

    const model::Models& models;
    Terms terms;
    Population population;
    std::vector<Life> lives;
    std::vector<double> beliefs;
    std::uint32_t world = 0;
    bool bound = false;
};

Lives::Lives(const model::Models& models) : implementation_(std::make_unique<Implementation>(models)) {}
Lives::~Lives() = default;
Lives::Lives(Lives&&) noexcept = default;

void Lives::bind(std::uint32_t world) {
    Implementation& me = *implementation_;
    // Where nothing is believed, one world is like another: what was derived from its terms stays true.
    if (!me.models.beliefs.empty() || me.terms.version == 0) {
        me.terms.bind(*me.models.firm, world);
    }
    me.models.firm->parameters.pick_beliefs(me.terms.values, me.beliefs);
    me.world = world;
    me.bound = true;
}

void Lives::live(std::uint32_t replication) {
    Implementation& me = *implementation_;
    base::expects(me.bound && me.world == replication / me.models.firm->lives, "a replication of the bound world");
    me.population.draw(me.terms, replication);
    for (Life& life : me.lives) {
        life.live(me.terms, me.population, replication, nullptr);
    }
}

std::span<const double> Lives::kpis(std::size_t structure) const { return implementation_->lives[structure].kpis; }

std::span<const double> Lives::series(std::size_t structure, Series which) const {
    const std::size_t months = implementation_->models.firm->months;
    return {implementation_->lives[structure].series.data() + static_cast<std::size_t>(which) * months, months};
}

std::span<const std::uint64_t> Lives::digests(std::size_t structure) const {
    return implementation_->lives[structure].digests;
}

std::span<const double> Lives::beliefs() const { return implementation_->beliefs; }

std::vector<Event> Lives::trace(std::size_t structure, std::uint32_t replication) {
    Implementation& me = *implementation_;
    bind(replication / me.models.firm->lives);
    me.population.draw(me.terms, replication);
    std::vector<Event> events;
    me.lives[structure].live(me.terms, me.population, replication, &events);
    return events;
}

}  // namespace clientele::replication
