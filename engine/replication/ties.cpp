#include "engine/replication/ties.hpp"

#include <algorithm>

#include "engine/behaviour/response.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

void TieState::reserve(const model::Firm& firm, std::size_t wide, std::size_t seats) {
    const auto size = [wide](bool acts, auto&... columns) { (columns.assign(acts ? wide : 0, {}), ...); };
    size(firm.trust.acts || firm.delay.acts, strain_that_lasts);
    size(firm.trust.acts, trust);
    size(firm.bond.acts, bond_missing, carried, carried_word);
    size(firm.contacts.acts, contacts, alone_left);
    load.assign(firm.delay.acts ? seats : 0, 0.0);
    request.assign(firm.delay.acts ? seats : 0, 0.0);
    size(firm.power.acts, excess, granted);
    size(firm.concedes, discount);
    size(firm.has_contracts, owed, due, renewal);
    for (std::uint32_t i = 0; firm.has_contracts && i < firm.clients.size(); ++i) {
        bool signs = false;
        for (std::size_t stage = 0; stage < firm.stages.size(); ++stage) {
            signs |= firm.laws[firm.law(stage, firm.clients.segment[i])].contract.term > 0;
        }
        if (signs) {
            may_sign.push_back(i);
        }
    }
}

namespace {

double trust_today(const Life& life, std::uint32_t i) {
    const double served = life.population->served_today[i];
    return behaviour::lasting_trust(life.terms->trust, served >= 0 ? served : 1);
}

/// Requests wait in the queue of the owner, or of its team; where nobody answers, longest.
void wait_for_answers(Life& life) {
    const model::Organisation& organisation = *life.organisation;
    double* const strain = life.clients.strain.data();
    const std::vector<double>& today = life.population->log_request_today;
    const double elasticity = life.terms->delay_elasticity;
    for (std::size_t seat = 0; seat < organisation.seats.size(); ++seat) {
        const std::uint32_t servers =
            life.firm.delay.by_team ? organisation.teams[organisation.seats[seat].team].seats() : 1;
        life.ties.request[seat] = random::log(behaviour::request_time(servers, life.ties.load[seat]));
    }
    const double longest = random::log(behaviour::longest_request);
    const double* const compared = life.population->request_today.data();
    for_each_buyer(life, [&](std::uint32_t i) {
        const std::int16_t seat = seat_held(life, i);
        const double time = seat >= 0 ? life.ties.request[static_cast<std::size_t>(seat)] : longest;
        strain[i] += compared[i] > 0 ? elasticity * (time - today[i]) : 0.0;
    });
}

}  // namespace

void begin_ties(Life& life) {
    const model::Firm& firm = life.firm;
    TieState& ties = life.ties;
    ties.carried_count = 0;
    for (std::uint32_t i = 0; i < ties.trust.size() && i < life.client_count(); ++i) {
        ties.trust[i] = trust_today(life, i);
    }
    std::fill(ties.discount.begin(), ties.discount.end(), 0.0);
    std::fill(ties.bond_missing.begin(), ties.bond_missing.end(), 0.0);
    if (firm.contacts.acts) {
        begin_contacts(life);
    }
    if (firm.power.acts) {
        begin_power(life);
    }
    if (firm.has_contracts) {
        begin_contracts(life);
    }
}

void loosen_ties(Life& life, std::uint32_t i) {
    TieState& ties = life.ties;
    if (life.firm.trust.acts) {
        ties.trust[i] = trust_today(life, i);
    }
    if (life.firm.bond.acts) {
        ties.bond_missing[i] = 0;
    }
    if (life.firm.contacts.acts) {
        ties.alone_left[i] = 0;
    }
    if (life.firm.power.acts) {
        ties.granted[i] = 0;
    }
    if (life.firm.concedes) {
        ties.discount[i] = 0;
    }
    if (life.firm.has_contracts) {
        ties.renewal[i] = 0xFFFFFFFF;
    }
}

void break_bond(Life& life, std::uint32_t i, double passed_on) {
    if (life.firm.bond.acts) {
        double& missing = life.ties.bond_missing[i];
        missing = 1 - passed_on * (1 - missing);
    }
}

void feel_ties(Life& life) {
    const model::Firm& firm = life.firm;
    if (!life.uses_strain) {
        return;
    }
    ClientState& c = life.clients;
    if (firm.trust.acts) {
        const double* const served = served_as_felt(life);
        behaviour::each_tile(life.buyers, [&](std::size_t i) {
            behaviour::move_trust(life.terms->trust, behaviour::Tiles::clients, &c.buys[i],
                                  &life.population->served_today[i], &served[i], &life.ties.trust[i], &c.strain[i]);
        });
    }
    if (firm.delay.acts) {
        wait_for_answers(life);
    }
    if (life.month + 1 == firm.months && !life.ties.strain_that_lasts.empty()) {
        std::copy(c.strain.begin(), c.strain.end(), life.ties.strain_that_lasts.begin());
    }
    if (firm.bond.acts) {
        behaviour::each_tile(life.buyers, [&](std::size_t i) {
            behaviour::feel_bonds(life.terms->bond, behaviour::Tiles::clients, &life.ties.bond_missing[i],
                                  &c.strain[i]);
        });
    }
    if (firm.contacts.acts) {
        meet_contacts(life);
    }
}

}  // namespace clientele::replication
