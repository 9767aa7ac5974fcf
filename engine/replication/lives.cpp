#include "engine/replication/lives.hpp"

#include <algorithm>
#include <tuple>

#include "engine/base/contract.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

struct Lives::Implementation {
    explicit Implementation(const model::Models& the_models)
        : models(the_models), population(*the_models.firm), market(*the_models.firm, memory), life(the_models, memory) {
        for (const model::Model& model : models.structures) {
            figures.emplace_back(*models.firm, model);
        }
    }

    /// What is the same for every structure. \pre the replication's world is bound
    void draw(std::uint32_t replication) {
        population.draw(terms, replication);
        market.begin(terms, population, replication);
    }

    void live(std::size_t structure, std::uint32_t replication, std::vector<Event>* events) {
        life.turn_to(models.structures[structure], figures[structure]);
        life.live(terms, population, market, replication, events);
    }

    const model::Models& models;
    Terms terms;
    Population population;
    base::ColumnMemory memory;
    Market market;
    Life life;
    std::vector<Figures> figures;  ///< [structure]
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
    if (me.models.worlds_differ() || me.terms.version == 0) {
        me.terms.bind(*me.models.firm, world);
    }
    me.models.firm->parameters.pick_beliefs(me.terms.values, me.beliefs);
    me.world = world;
    me.bound = true;
}

void Lives::live(std::uint32_t replication) {
    Implementation& me = *implementation_;
    base::expects(me.bound && me.world == replication / me.models.firm->lives, "a replication of the bound world");
    me.draw(replication);
    for (std::size_t structure = 0; structure < me.figures.size(); ++structure) {
        me.live(structure, replication, nullptr);
    }
}

std::span<const double> Lives::kpis(std::size_t structure) const { return implementation_->figures[structure].kpis; }

std::span<const double> Lives::series(std::size_t structure, Series which) const {
    const std::size_t months = implementation_->models.firm->months;
    return {implementation_->figures[structure].series.data() + static_cast<std::size_t>(which) * months, months};
}

std::span<const std::uint64_t> Lives::digests(std::size_t structure) const {
    return implementation_->figures[structure].digests;
}

std::span<const double> Lives::beliefs() const { return implementation_->beliefs; }

std::vector<Event> Lives::trace(std::size_t structure, std::uint32_t replication, const Telling& telling) {
    Implementation& me = *implementation_;
    bind(replication / me.models.firm->lives);
    me.draw(replication);
    std::vector<Event> events;
    me.life.telling = telling;
    me.live(structure, replication, &events);
    return events;
}

std::vector<Sale> Lives::sales(std::size_t structure, std::uint32_t replication) {
    Implementation& me = *implementation_;
    const model::Firm& firm = *me.models.firm;
    bind(replication / firm.lives);
    me.draw(replication);
    std::vector<Sale> sales;
    me.life.sales = &sales;
    me.live(structure, replication, nullptr);
    me.life.sales = nullptr;
    std::stable_sort(sales.begin(), sales.end(), [](const Sale& a, const Sale& b) {
        return std::tie(a.month, a.client) < std::tie(b.month, b.client);
    });
    std::uint32_t ordinal = 0;
    for (std::size_t k = 0; k < sales.size(); ++k) {
        const bool another = k > 0 && sales[k].month == sales[k - 1].month && sales[k].client == sales[k - 1].client;
        ordinal = another ? ordinal + 1 : 0;
        sales[k].moment = random::uniform(random::word_of(firm.luck.order_day, entity_of(firm.clients, sales[k].client),
                                                          replication, sales[k].month, ordinal));
    }
    std::sort(sales.begin(), sales.end(), [](const Sale& a, const Sale& b) {
        return std::tie(a.month, a.client, a.moment, a.value) < std::tie(b.month, b.client, b.moment, b.value);
    });
    return sales;
}

}  // namespace clientele::replication
