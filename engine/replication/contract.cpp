#include "engine/behaviour/contract.hpp"

#include <algorithm>
#include <limits>

#include "engine/behaviour/loss.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

constexpr std::uint32_t no_contract = 0xFFFFFFFF;

/// The value is the chance of the loss that the end of the contract decides on.
void tell_end(Life& life, std::uint32_t i, bool tender, double hazard) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    life.events->push_back({life.month, "contract", life.firm.clients.names[i],
                            tender ? "contract ends, put out to tender" : "contract ends", none, none,
                            1 - random::exp(-hazard)});
}

}  // namespace

/// Contracts of today are in all ages, and what their clients have gone through so far counts at the end.
void begin_contracts(Life& life) {
    TieState& ties = life.ties;
    std::fill(ties.renewal.begin(), ties.renewal.end(), no_contract);
    std::fill(ties.owed.begin(), ties.owed.end(), 0.0);
    std::fill(ties.due.begin(), ties.due.end(), 0.0);
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        const LawTerms& law = life.terms->laws[life.clients.law[i]];
        if (law.contract_months > 0 && life.clients.buys[i] != 0) {
            const double u = random::uniform(
                random::word(life.firm.luck.contract_age, entity_of(life.firm.clients, i), life.replication, 0));
            const auto age = static_cast<std::uint32_t>(u * law.contract_months);
            ties.renewal[i] = law.contract_months - 1 - age;
            const double own = law.pivot.relational > 0 ? life.clients.relational[i] / law.pivot.relational : 1;
            ties.owed[i] = age * law.contract_hazard * own;
        }
    }
}

void hold_contracts(Life& life) {
    if (!life.firm.has_contracts) {
        return;
    }
    ClientState& c = life.clients;
    TieState& ties = life.ties;
    const double* const served = served_as_felt(life);
    for (const std::uint32_t i : ties.may_sign) {
        const LawTerms& law = life.terms->laws[c.law[i]];
        if (law.contract_months == 0 || c.pivoted[i] == 0) {
            continue;
        }
        if (ties.renewal[i] == no_contract) {
            ties.renewal[i] = life.month + law.contract_months - 1;
            ties.owed[i] = 0;
        }
        const behaviour::LossPivot own{c.external[i], c.relational[i]};
        const double strain = life.uses_strain ? c.strain[i] : 0;
        const double hazard = behaviour::hazard(own, life.terms->neglect_beta, c.shock_times[i],
                                                life.population->served_today[i], served[i], strain);
        ties.owed[i] += hazard - own.external;
        ties.due[i] = 0;
        if (life.month >= ties.renewal[i]) {
            const bool tender =
                law.tender > 0 && random::happens(random::word(life.firm.luck.tender, entity_of(life.firm.clients, i),
                                                               life.replication, life.month),
                                                  law.tender);
            ties.due[i] = ties.owed[i] * (tender ? law.tender_times : 1);
            ties.owed[i] = 0;
            ties.renewal[i] = life.month + law.contract_months;
            if (life.events != nullptr) {
                tell_end(life, i, tender, own.external + ties.due[i]);
            }
        }
        c.loss_threshold[i] = behaviour::loss_threshold(own.external + ties.due[i]);
    }
}

}  // namespace clientele::replication
