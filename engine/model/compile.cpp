#include "engine/model/compile.hpp"

#include <algorithm>

#include "engine/base/contract.hpp"

namespace clientele::model {

namespace {

using scenario::Scenario;

Model compile_structure(const Scenario& scenario, const std::string& id, Firm& firm) {
    Model model;
    model.id = id;
    model.purpose = id.find('@') == std::string::npos ? Purpose::declared : Purpose::twin;
    for (const auto& [first, structure] : regimes_of(scenario, id)) {
        Organisation organisation = compile_organisation(scenario, structure, firm);
        date_rules(first, model.regimes.empty() ? nullptr : &model.regimes.back().organisation, organisation);
        const scenario::Structure& words = scenario.structures.at(structure);
        if (words.rollout) {
            const Organisation before = model.regimes.empty()
                                            ? compile_organisation(scenario, words.starts_as->text, firm)
                                            : model.regimes.back().organisation;
            come_by_and_by(scenario, structure, before, firm, organisation);
        }
        model.regimes.push_back({first, std::move(organisation)});
    }
    const Organisation& last = model.regimes.back().organisation;
    for (const auto& [name, team] : scenario.structures.at(last.structure).teams) {
        for (const auto& [role, count] : team.seats) {
            model.seats.emplace_back(name + "." + role, static_cast<std::uint32_t>(count.central()));
        }
    }
    return model;
}

double people_cost(const Firm& firm, const Model& model, const std::vector<double>& values) {
    double cost = 0;
    for (std::size_t i = 0; i < model.regimes.size(); ++i) {
        const std::uint32_t end = i + 1 < model.regimes.size() ? model.regimes[i + 1].first_month : firm.months;
        cost += (end - model.regimes[i].first_month) * monthly_people_cost(firm, model.regimes[i].organisation, values);
    }
    return cost;
}

std::string structure_in(const Model& model, std::uint32_t month) {
    std::string id;
    for (const Regime& regime : model.regimes) {
        if (regime.first_month <= month) {
            id = regime.organisation.structure;
        }
    }
    return id;
}

std::uint32_t same_months(const Model& model, const Model& baseline, std::uint32_t months) {
    std::uint32_t month = 0;
    while (month < months && structure_in(model, month) == structure_in(baseline, month)) {
        ++month;
    }
    return month;
}

void pair_twins(Models& models) {
    if (models.baseline == Models::no_baseline) {
        return;
    }
    const std::string& baseline = models.structures[models.baseline].id;
    for (std::size_t i = 0; i < models.structures.size(); ++i) {
        const Model& alternative = models.structures[i];
        if (alternative.purpose == Purpose::twin || i == models.baseline) {
            continue;
        }
        const auto twin = std::find_if(models.structures.begin(), models.structures.end(),
                                       [&](const Model& m) { return m.id == baseline + "@" + alternative.id; });
        const std::size_t place = twin == models.structures.end()
                                      ? models.baseline
                                      : static_cast<std::size_t>(twin - models.structures.begin());
        models.twins.push_back({i, place, alternative.people_cost - models.structures[place].people_cost});
    }
}

/// Names of decisions and of entities must not meet in one address.
void check_addresses(const Firm& firm) {
    std::vector<std::uint64_t> seen;
    for (std::size_t i = 0; i < firm.clients.size(); ++i) {
        seen.push_back((std::uint64_t{firm.clients.address_high[i]} << 32U) | firm.clients.address_low[i]);
    }
    for (const Person& person : firm.people) {
        seen.push_back(person.entity.hash);
    }
    std::sort(seen.begin(), seen.end());
    base::expects(std::adjacent_find(seen.begin(), seen.end()) == seen.end(),
                  "no two entities with one address; rename one");
    const Luck& luck = firm.luck;
    std::vector<random::Key> keys;
    for (const random::Stream stream : {luck.potential,
                                        luck.share_of_wallet,
                                        luck.complexity,
                                        luck.order,
                                        luck.order_value,
                                        luck.further_value,
                                        luck.loss,
                                        luck.attempt,
                                        luck.departure,
                                        luck.departure_before,
                                        luck.carried_off,
                                        luck.contact_leaves,
                                        luck.contact_found,
                                        luck.contact_left_before,
                                        luck.contact_found_before,
                                        luck.asks,
                                        luck.contract_age,
                                        luck.tender,
                                        luck.market_change,
                                        luck.segment_change,
                                        luck.potential_change,
                                        luck.belief,
                                        luck.urgent,
                                        luck.lets_go,
                                        luck.value_known,
                                        luck.loudness,
                                        luck.judgement,
                                        luck.skill,
                                        luck.activity,
                                        luck.frailty,
                                        luck.order_day,
                                        luck.cost_to_serve}) {
        keys.push_back(stream.key);
    }
    for (const ChanceMove& move : firm.chances) {
        keys.push_back(move.stream.key);
    }
    std::sort(keys.begin(), keys.end());
    base::expects(std::adjacent_find(keys.begin(), keys.end()) == keys.end(),
                  "no two decisions with one hash; rename a transition");
}

/// Passes over addresses read whole vectors.
void pad_addresses(ClientTable& clients) {
    constexpr std::size_t pass = 64;
    clients.address_low.resize((clients.size() + pass - 1) / pass * pass);
    clients.address_high.resize(clients.address_low.size());
}

void tabulate(Firm& firm) {
    QuantileTables tables;
    for (auto* spreads : {&firm.potential, &firm.share_of_wallet, &firm.complexity, &firm.loudness, &firm.activity,
                          &firm.frailty, &firm.cost_to_serve}) {
        for (Spread& spread : *spreads) {
            spread.tabulate(tables);
        }
    }
}

}  // namespace

Models compile_structures(const scenario::ValidScenario& valid, Scope scope) {
    Scenario scenario = *valid;
    if (scope != Scope::single && scenario.today) {
        add_twins(scenario);
    }
    auto firm = std::make_shared<Firm>(compile_firm(scenario));
    if (scope != Scope::check) {
        tabulate(*firm);
    }
    Models models;
    for (const Purpose purpose : {Purpose::declared, Purpose::twin}) {
        for (const auto& [id, structure] : scenario.structures) {
            const bool is_twin = id.find('@') != std::string::npos;
            if (is_twin == (purpose == Purpose::twin)) {
                models.structures.push_back(compile_structure(scenario, id, *firm));
            }
        }
    }
    if (scenario.today) {
        firm->today = compile_organisation(scenario, scenario.today->text, *firm);
    }
    std::vector<double> values;
    firm->parameters.central(values);
    for (std::size_t i = 0; i < models.structures.size(); ++i) {
        Model& model = models.structures[i];
        model.people_cost = people_cost(*firm, model, values);
        model.kpis = kpis_of(*firm, model.regimes);
        if (scenario.today && model.id == scenario.today->text) {
            models.baseline = i;
        }
    }
    if (models.baseline != Models::no_baseline) {
        for (Model& model : models.structures) {
            model.same_until = same_months(model, models.structures[models.baseline], firm->months);
        }
    }
    check_addresses(*firm);
    pad_addresses(firm->clients);
    models.beliefs = firm->parameters.beliefs();
    models.firm = std::move(firm);
    pair_twins(models);
    return models;
}

}  // namespace clientele::model
