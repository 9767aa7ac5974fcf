#include "engine/replication/unmet.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/behaviour/contract.hpp"
#include "engine/behaviour/hazard.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/terms.hpp"

namespace clientele::replication {

namespace {

/// A client's law under today's structure, as it is lived.
struct Today {
    const model::Firm& firm;
    const Terms& terms;
    const model::ClientLaw& law;
    const LawTerms& bound;
    double leaves = 0;  ///< owners [1/month]

    double value(model::ParameterId id) const { return terms.values[id.index()]; }
    double hazard() const { return behaviour::hazard_of_chance(value(law.loss)); }
    /// Relational hazard of a calm month, contacts and contracts in it on average.
    behaviour::LossPivot calm() const { return {bound.pivot.external, bound.pivot.relational * bound.lasting_times}; }
    /// What contacts and contracts divide.
    behaviour::LossPivot mean() const { return {bound.pivot.external, hazard() - bound.pivot.external}; }
    behaviour::Bond bond() const { return firm.bond.acts ? terms.bond : behaviour::Bond{}; }
    /// All numbers that an answer hangs on: laws that agree in them need one.
    std::array<double, 13> numbers() const {
        return {value(law.loss),
                bound.pivot.external,
                bound.pivot.relational,
                bound.lasting_times,
                leaves,
                static_cast<double>(bound.contacts.people),
                static_cast<double>(bound.contract_months),
                bound.contract_hazard,
                bound.tender,
                bound.tender_times,
                bound.times(Shock::departure),
                bound.times(Shock::transfer),
                bound.alone_strain};
    }
    behaviour::OwnerChange change(Shock kind) const {
        const model::ShockTerms& shock = kind == Shock::departure ? firm.departure_shock : firm.transfer_shock;
        return {bound.times(kind), shock.acts ? shock.months : 0};
    }
};

/// Hazard of a year beside the observed one, owners coming and going. [1/year]
double more_by_owners(const Today& today) {
    return behaviour::hazard_of_chance(behaviour::lost_within_a_year(today.calm(), today.change(Shock::departure),
                                                                     today.leaves, today.bond())) -
           12 * today.hazard();
}

behaviour::AlonePivot alone_of(const Today& today, const behaviour::ContactYear& year) {
    return behaviour::pivot_alone(today.mean(), year, today.value(today.firm.contacts.last_lost));
}

double more_by_contacts(const Today& today, const behaviour::ContactYear& year) {
    const behaviour::AlonePivot alone = alone_of(today, year);
    return -random::log(year.survival(today.mean().external, alone.relational, alone.relational * alone.times)) -
           12 * today.hazard();
}

/// Nobody is lost before the end of a contract, so a term of years can lose no more than all its clients.
double more_by_contract(const Today& today) {
    const double h = today.mean().relational;
    const double whole = today.bound.contract_hazard * today.bound.contract_months;
    const double stays = (1 - today.bound.tender) * random::exp(-whole) +
                         today.bound.tender * random::exp(-whole * today.bound.tender_times);
    const double terms = 12.0 / today.bound.contract_months;
    const double lost = terms >= 1 ? 1 - random::pow(stays, terms) : terms * (1 - stays);
    return behaviour::hazard_of_chance(lost) - 12 * h;
}

class Finder {
public:
    explicit Finder(const Today& today) : today_(today) {
        for (const behaviour::ContactYear& year : today.terms.contact_years) {
            const bool own = today.firm.contacts.acts && year.people() == today.bound.contacts.people;
            year_ = own ? &year : year_;
        }
    }

    std::vector<Unmet> find() {
        look_at_loss();
        look_at_change(Stated::departure, Shock::departure, today_.firm.departure_shock, 1, today_.bond().carried_off);
        look_at_change(Stated::transfer, Shock::transfer, today_.firm.transfer_shock, 1 - today_.bond().handed_over, 0);
        if (year_ != nullptr) {
            const behaviour::AlonePivot alone = alone_of(today_, *year_);
            const double hazard = today_.mean().external + alone.relational * alone.times;
            add(Stated::last_contact, today_.value(today_.firm.contacts.last_lost), 1 - random::exp(-12 * hazard));
        }
        return found_;
    }

private:
    void look_at_loss() {
        const std::array<double, 3> more{more_by_owners(today_),
                                         year_ != nullptr ? more_by_contacts(today_, *year_) : 0,
                                         today_.bound.contract_months > 0 ? more_by_contract(today_) : 0};
        const auto most =
            std::max_element(more.begin(), more.end(), [](double a, double b) { return std::fabs(a) < std::fabs(b); });
        place_.taken = static_cast<Taken>(most - more.begin());
        const double stated = 12 * today_.hazard();
        add(Stated::observed_loss, 1 - random::exp(-stated), 1 - random::exp(-(stated + more[0] + more[1] + more[2])));
    }

    void look_at_change(Stated what, Shock kind, const model::ShockTerms& shock, double missing, double taken) {
        if (shock.acts && shock.by_sales) {
            add(what, today_.value(shock.sales_lost),
                behaviour::sales_lost_to(today_.calm(), today_.change(kind), today_.bond(), missing, taken));
        }
    }

    void add(Stated what, double stated, double lived) {
        constexpr double tolerance = 0.1;
        if (std::fabs(lived - stated) > std::max(tolerance * stated, 1e-9)) {
            place_.what = what;
            place_.stated = stated;
            place_.lived = lived;
            found_.push_back(place_);
        }
    }

    const Today& today_;
    const behaviour::ContactYear* year_ = nullptr;
    Unmet place_;
    std::vector<Unmet> found_;
};

}  // namespace

std::vector<Unmet> unmet(const model::Firm& firm) {
    std::vector<Unmet> all;
    std::map<std::array<double, 13>, std::vector<Unmet>> known;
    Terms terms;
    terms.bind_central(firm);
    for (std::size_t stage = 0; stage < firm.stages.size(); ++stage) {
        for (std::size_t segment = 0; segment < firm.segments.size(); ++segment) {
            const std::uint16_t law = firm.law(stage, segment);
            if (firm.laws[law].losing == model::Losing::pivoted) {
                const Today today{firm, terms, firm.laws[law], terms.laws[law], owner_leaves(firm, terms.roles, stage)};
                const auto [place, fresh] = known.try_emplace(today.numbers());
                if (fresh) {
                    place->second = Finder(today).find();
                }
                for (Unmet& found : place->second) {
                    found.stage = stage;
                    found.segment = segment;
                    all.push_back(found);
                }
            }
        }
    }
    return all;
}

}  // namespace clientele::replication
