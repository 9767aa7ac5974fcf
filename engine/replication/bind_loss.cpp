#include <algorithm>

#include "engine/behaviour/contract.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/terms.hpp"

/// How easily clients are lost in one world: what was observed, solved for the hazards behind it.
namespace clientele::replication {

namespace {

using model::ClientLaw;
using model::Firm;
using model::Losing;

/// Factor of a shock on a written chance that costs `sales_lost`: solved on the hazard, said on the chance.
double times_on_chance(double chance, double sales_lost, std::uint32_t months) {
    if (chance <= 0 || chance >= 1) {
        return 1;
    }
    const double hazard = -random::log(1 - chance);
    const double times = behaviour::times_for_sales({0, hazard}, sales_lost, months);
    return (1 - random::exp(-times * hazard)) / chance;
}

double stated_times(const model::ShockTerms& shock, const std::vector<double>& values) {
    return shock.acts && !shock.by_sales ? values[shock.times.index()] : 1;
}

/// \param part of the shock that is felt
double times_of(const model::ShockTerms& shock, const std::vector<double>& values, const LossTerms& law,
                double observed, double external, double leaves, double part = 1) {
    if (!shock.acts || part <= 0) {
        return 1;
    }
    if (!shock.by_sales) {
        return 1 + part * (values[shock.times.index()] - 1);
    }
    const double sales_lost = part * values[shock.sales_lost.index()];
    return law.losing == Losing::pivoted ? behaviour::shock_times(observed, external, sales_lost, shock.months, leaves)
                                         : times_on_chance(observed, sales_lost, shock.months);
}

/// Bond, carry-off and shock share what a change of owner costs in all.
/// \param felt part of a transfer's price that is left where owners overlap
void bind_bonded(const Firm& firm, const std::vector<double>& v, double loss, double external, double leaves,
                 double felt, const Terms& bound, LossTerms& terms) {
    const model::ShockTerms& departure = firm.departure_shock;
    if (departure.by_sales) {
        terms.times(Shock::departure) = behaviour::departure_times(loss, external, v[departure.sales_lost.index()],
                                                                   departure.months, leaves, bound.bond);
    }
    terms.pivot =
        behaviour::pivot_bonded(loss, external, {terms.times(Shock::departure), departure.months}, leaves, bound.bond);
    const model::ShockTerms& transfer = firm.transfer_shock;
    if (transfer.by_sales) {
        const double lost = v[transfer.sales_lost.index()];
        terms.times(Shock::transfer) = behaviour::transfer_times(terms.pivot, lost, transfer.months, bound.bond);
        terms.times(Shock::overlapped) =
            transfer.overlap > 0 ? behaviour::transfer_times(terms.pivot, felt * lost, transfer.months, bound.bond) : 1;
    }
}

/// The mean over clients alone or not is what was observed; without trouble a client is lost less often.
void bind_contacts(const Firm& firm, const ClientLaw& law, const std::vector<double>& v, double loss, Terms& bound,
                   LossTerms& terms) {
    terms.contacts = {static_cast<std::uint32_t>(v[law.contacts.index()]), v[firm.contacts.leave.index()],
                      v[firm.contacts.found.index()]};
    const auto known = std::find_if(bound.contact_years.begin(), bound.contact_years.end(),
                                    [&](const auto& year) { return year.people() == terms.contacts.people; });
    const auto& year = known != bound.contact_years.end() ? *known : bound.contact_years.emplace_back(terms.contacts);
    // What is stated holds for owners as they come and go: the mean over their shocks is what contacts divide.
    const behaviour::LossPivot mean{terms.pivot.external, -random::log(1 - loss) - terms.pivot.external};
    const behaviour::AlonePivot alone = behaviour::pivot_alone(mean, year, v[firm.contacts.last_lost.index()]);
    const double part = mean.relational > 0 ? alone.relational / mean.relational : 1;
    terms.pivot.relational *= part;
    terms.lasting_times /= part;
    terms.alone_strain = random::log(alone.times);
}

void bind_contract(const ClientLaw& law, const std::vector<double>& v, double loss, LossTerms& terms) {
    terms.contract_months = law.contract.term;
    terms.tender = v[law.contract.tender.index()];
    terms.tender_times = v[law.contract.tender_times.index()];
    const double mean = -random::log(1 - loss) - terms.pivot.external;
    const double factor = behaviour::contract_factor(mean, law.contract.term, terms.tender, terms.tender_times);
    terms.contract_hazard = mean * factor;
    terms.pivot.relational *= factor;
    terms.lasting_times /= factor;
}

LossTerms work_out(const Firm& firm, const ClientLaw& law, const std::vector<double>& v, double leaves, Terms& bound) {
    LossTerms terms;
    terms.losing = law.losing;
    if (law.losing == Losing::never) {
        return terms;
    }
    const double loss = v[law.loss.index()];
    const double external = v[law.external.index()];
    const bool overlaps = firm.transfer_shock.overlap > 0;
    const double felt = overlaps ? 1 - v[firm.transfer_shock.overlap_saves.index()] : 0;
    if (law.losing == Losing::written || !firm.bond.acts) {
        terms.times(Shock::departure) = times_of(firm.departure_shock, v, terms, loss, external, leaves);
        terms.times(Shock::transfer) = times_of(firm.transfer_shock, v, terms, loss, external, leaves);
        terms.times(Shock::overlapped) = times_of(firm.transfer_shock, v, terms, loss, external, leaves, felt);
    } else {
        terms.times(Shock::departure) = stated_times(firm.departure_shock, v);
        terms.times(Shock::transfer) = stated_times(firm.transfer_shock, v);
        terms.times(Shock::overlapped) = overlaps ? 1 + felt * (terms.times(Shock::transfer) - 1) : 1;
    }
    if (law.losing == Losing::written) {
        terms.written_chance = loss;
        terms.overload_slope = v[law.overload_slope.index()];
    } else if (firm.bond.acts) {
        bind_bonded(firm, v, loss, external, leaves, felt, bound, terms);
    } else {
        terms.pivot =
            behaviour::pivot_loss(loss, external, terms.times(Shock::departure), firm.departure_shock.months, leaves);
        if (firm.transfer_shock.by_sales) {
            // A transfer is priced on the same pivot: bisection on the relational part that departures left.
            terms.times(Shock::transfer) = behaviour::times_for_sales(
                terms.pivot, v[firm.transfer_shock.sales_lost.index()], firm.transfer_shock.months);
            terms.times(Shock::overlapped) =
                felt > 0 ? behaviour::times_for_sales(terms.pivot, felt * v[firm.transfer_shock.sales_lost.index()],
                                                      firm.transfer_shock.months)
                         : 1;
        }
    }
    if (firm.contacts.acts && law.losing == Losing::pivoted) {
        bind_contacts(firm, law, v, loss, bound, terms);
    }
    if (law.contract.term > 0 && law.losing == Losing::pivoted) {
        bind_contract(law, v, loss, terms);
    }
    return terms;
}

}  // namespace

double owner_leaves(const Firm& firm, const std::vector<RoleNumbers>& roles, std::size_t stage) {
    if (!firm.today) {
        return 0;
    }
    const auto& today = *firm.today;
    double sum = 0;
    double seats = 0;
    double all = 0;
    double all_seats = 0;
    for (const model::Seat& seat : today.seats) {
        if (today.teams[seat.team].owns.has(stage)) {
            sum += roles[seat.role].leaves;
            ++seats;
        }
        if (!today.teams[seat.team].owns.empty()) {
            all += roles[seat.role].leaves;
            ++all_seats;
        }
    }
    return seats > 0 ? sum / seats : all_seats > 0 ? all / all_seats : 0;
}

const LossTerms& bind_loss(const Firm& firm, const ClientLaw& law, const std::vector<double>& v, double leaves,
                           Terms& bound, KnownLosses& known) {
    const auto value = [&v](bool acts, model::ParameterId id) { return acts ? v[id.index()] : 0; };
    const bool pivoted = law.losing == Losing::pivoted;
    const bool signs = pivoted && law.contract.term > 0;
    const auto [place, fresh] = known.try_emplace(
        {static_cast<double>(law.losing), value(law.losing != Losing::never, law.loss),
         value(law.losing != Losing::never, law.external), leaves,
         value(law.losing == Losing::written, law.overload_slope), value(pivoted && firm.contacts.acts, law.contacts),
         signs ? law.contract.term : 0.0, value(signs, law.contract.tender), value(signs, law.contract.tender_times)});
    if (fresh) {
        place->second = work_out(firm, law, v, leaves, bound);
    }
    return place->second;
}

}  // namespace clientele::replication
