#include "engine/experiment/remarks.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/core.h>

#include "engine/replication/unmet.hpp"
#include "engine/scenario/arrivals.hpp"

namespace clientele::experiment {

namespace {

using replication::Stated;
using replication::Taken;
using replication::Unmet;

std::string_view taken_text(const Unmet& unmet) {
    switch (unmet.taken) {
        case Taken::by_owners:
            return unmet.lived > unmet.stated ? "departures of owners, as often and as costly as stated, cost more"
                                              : "departures of owners come in runs, and who is lost in one is missing "
                                                "later";
        case Taken::by_contacts:
            return "departures of last contacts, as often and as costly as stated, cost more";
        case Taken::by_contract:
            return "a contract of that term ends too seldom";
    }
    return "";
}

/// Whose loss it is: that of a stage, where it states its own, or of a segment.
struct Owner {
    std::string text;
    base::Location where;
};

Owner owner_of(const scenario::Scenario& scenario, const model::Firm& firm, const Unmet& unmet) {
    const std::string& stage = firm.stages[unmet.stage];
    const std::string& segment = firm.segments[unmet.segment];
    const auto& of_stage = scenario.lifecycle->stages.at(stage).loss;
    const scenario::Loss& loss = of_stage ? *of_stage : *scenario.portfolio->segments.at(segment).loss;
    return {of_stage ? "stage '" + stage + "'" : "segment '" + segment + "'", loss.observed->where};
}

std::string text_of(const Unmet& unmet, const std::string& owner) {
    const double stated = 100 * unmet.stated;
    const double lived = 100 * unmet.lived;
    switch (unmet.what) {
        case Stated::observed_loss:
            return fmt::format(
                "clients of {} are lost at {:.3g} % a year under today's structure, not at the {:.3g} % "
                "observed: {}",
                owner, lived, stated, taken_text(unmet));
        case Stated::departure:
        case Stated::transfer:
            return fmt::format(
                "{} costs {:.3g} % of a year's sales to clients of {}, not the {:.3g} % stated: {}",
                unmet.what == Stated::departure ? "the departure of an owner" : "a planned transfer", lived, owner,
                stated,
                lived < stated ? "their observed loss, which contains what departures cost today, has no more to give"
                               : "what it breaks of the bond costs that much alone");
        case Stated::last_contact:
            return fmt::format(
                "the departure of a last contact loses {:.3g} % of clients of {} within a year, not the "
                "{:.3g} % stated: {}",
                lived, owner, stated,
                lived < stated ? "none of their observed loss is the salespeople's" : "as many are lost without it");
    }
    return "";
}

/// The author's word for a price. \pre the scenario states it
const scenario::MaybeQuantity& price_of(const scenario::Scenario& scenario, Stated what) {
    const scenario::Relationship& relationship = *scenario.relationship;
    switch (what) {
        case Stated::departure:
            return relationship.owner_leaves->sales_lost;
        case Stated::transfer:
            return relationship.planned_transfer->sales_lost;
        case Stated::last_contact:
            return relationship.contacts->last_lost;
        case Stated::observed_loss:
            break;
    }
    static const scenario::MaybeQuantity none;
    return none;
}

/// A price between two ends is met where it comes to something between them.
bool lies_within_belief(const scenario::Scenario& scenario, const Unmet& unmet) {
    if (unmet.what == Stated::observed_loss) {
        return false;
    }
    const scenario::MaybeQuantity& price = price_of(scenario, unmet.what);
    if (!price || price->kind != scenario::Kind::belief) {
        return false;
    }
    constexpr double outside = 0.05;
    const auto end = [&](double u) { return price->converted(model::quantile(price->distribution, u)); };
    return end(outside) <= unmet.lived && unmet.lived <= end(1 - outside);
}

/// Whether the segment has clients, and any come to the stage under today's structure.
bool is_lived(const scenario::Scenario& scenario, const model::Firm& firm, const Unmet& unmet) {
    const auto& segments = firm.clients.segment;
    const bool any = std::any_of(segments.begin(), segments.end(),
                                 [&](auto segment) { return static_cast<std::size_t>(segment) == unmet.segment; });
    return any && scenario.today &&
           scenario::arrivals_by_then(scenario, scenario.structures.at(scenario.today->text))
               .contains(firm.stages[unmet.stage]);
}

double distance(const Unmet& unmet) {
    return unmet.stated > 0 ? std::fabs(unmet.lived - unmet.stated) / unmet.stated : 0;
}

}  // namespace

std::vector<std::string> remarks(const scenario::ValidScenario& scenario, const model::Models& models) {
    // A loss may hold in several stages: the one that differs most stands for all.
    std::map<std::pair<std::string, Stated>, std::pair<Unmet, Owner>> worst;
    std::vector<std::pair<std::string, Stated>> order;
    for (const Unmet& unmet : replication::unmet(*models.firm)) {
        if (lies_within_belief(*scenario, unmet) || !is_lived(*scenario, *models.firm, unmet)) {
            continue;
        }
        const Owner owner = owner_of(*scenario, *models.firm, unmet);
        const auto [known, fresh] = worst.try_emplace({owner.text, unmet.what}, unmet, owner);
        if (fresh) {
            order.push_back(known->first);
        } else if (distance(unmet) > distance(known->second.first)) {
            known->second.first = unmet;
        }
    }
    std::vector<std::string> texts;
    for (const auto& key : order) {
        const auto& [unmet, owner] = worst.at(key);
        texts.push_back(scenario::remark_at(owner.where, text_of(unmet, owner.text)));
    }
    return texts;
}

}  // namespace clientele::experiment
