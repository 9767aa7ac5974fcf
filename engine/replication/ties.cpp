#include "engine/replication/ties.hpp"

#include <algorithm>

#include "engine/behaviour/response.hpp"
#include "engine/random/batch.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

void TieState::reserve(const model::Firm& firm, std::size_t wide, std::size_t seats) {
    const auto size = [wide](bool acts, auto&... columns) { (columns.assign(acts ? wide : 0, {}), ...); };
    size(firm.trust.acts || firm.delay.acts, strain_that_lasts);
    size(firm.trust.acts, trust);
    size(firm.bond.acts, bond_missing, carried, carried_word);
    size(firm.contacts.acts, contacts, alone_left);
    for (auto* words : {&leave_words, &found_words}) {
        for (auto& plane : *words) {
            size(firm.contacts.acts, plane);
        }
    }
    load.assign(firm.delay.acts ? seats : 0, 0.0);
    request_time.assign(firm.delay.acts ? seats : 0, 0.0);
    size(firm.power.acts, excess, granted);
    size(firm.concedes, discount);
    size(firm.has_contracts, owed, due, renewal);
}

namespace {

double trust_today(const Life& life, std::uint32_t i) {
    const double served = life.population->served_today[i];
    return behaviour::lasting_trust(life.terms->trust, served >= 0 ? served : 1);
}

/// Requests wait in the queue of the owner, or of its team; where nobody answers, longest.
void wait_for_answers(Life& life) {
    const model::Organisation& organisation = *life.organisation;
    base::Column<double>& strain = life.clients.strain;
    const std::vector<double>& today = life.population->request_today;
    const double elasticity = life.terms->delay_elasticity;
    std::vector<double>& time_of = life.ties.request_time;
    for (std::size_t seat = 0; seat < organisation.seats.size(); ++seat) {
        const std::uint32_t servers =
            life.firm.delay.by_team ? organisation.teams[organisation.seats[seat].team].seats() : 1;
        time_of[seat] = behaviour::request_time(servers, life.ties.load[seat]);
    }
    double* const longer = life.need.data();  // than today, in times; 1 for those who wait for nothing
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        longer[i] = 1;
        if (life.clients.buys[i] != 0 && today[i] > 0) {
            const std::int16_t seat = seat_held(life, i);
            const double time = seat >= 0 ? time_of[static_cast<std::size_t>(seat)] : behaviour::longest_request;
            longer[i] = time / today[i];
        }
    }
    random::log(longer, life.client_count(), longer);
    for (std::size_t i = 0; i < life.client_count(); ++i) {
        strain[i] += elasticity * longer[i];
    }
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
        behaviour::move_trust(life.terms->trust, life.client_count(), c.buys.data(),
                              life.population->served_today.data(), served_as_felt(life), life.ties.trust.data(),
                              c.strain.data());
    }
    if (firm.delay.acts) {
        wait_for_answers(life);
    }
    if (life.month + 1 == firm.months && !life.ties.strain_that_lasts.empty()) {
        std::copy(c.strain.begin(), c.strain.end(), life.ties.strain_that_lasts.begin());
    }
    if (firm.bond.acts) {
        behaviour::feel_bonds(life.terms->bond, life.client_count(), life.ties.bond_missing.data(), c.strain.data());
    }
    if (firm.contacts.acts) {
        meet_contacts(life);
    }
}

}  // namespace clientele::replication
