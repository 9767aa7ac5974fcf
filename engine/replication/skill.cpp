#include "engine/replication/skill.hpp"

#include <utility>

#include "engine/random/math.hpp"
#include "engine/random/samplers.hpp"

namespace clientele::replication {

using scenario::Chosen;

namespace {

double spread_of(const model::Firm& firm, const Terms& terms, std::size_t person) {
    return terms.roles[firm.people[person].role].skill_spread;
}

double exp_of_word(const model::Firm& firm, std::size_t person, std::uint32_t replication, std::uint32_t holder,
                   double spread) {
    const double u = random::uniform(random::word(firm.luck.skill, firm.people[person].entity, replication, holder));
    return random::lognormal(u, 0, spread);
}

/// Sign by which the larger skill is the one that is chosen.
double sign_of(Chosen chosen) { return chosen == Chosen::lowest_skill ? -1 : 1; }

/// One role's choice among the seats of one staff list.
struct Choice {
    const model::Firm& firm;
    const model::Organisation& organisation;
    const std::vector<double>& skill;
    const std::vector<std::uint8_t>& there;
    std::vector<std::uint16_t>& person;
    std::uint16_t role = 0;
    std::uint16_t list = 0;

    Chosen chosen_of(std::size_t seat) const { return firm.roles[organisation.seats[seat].role].chosen; }
    bool is_chosen(std::size_t seat) const { return organisation.seats[seat].role == role; }
    /// Seats of other choices keep who was chosen for them.
    bool may_give(std::size_t seat) const {
        return chosen_of(seat) == Chosen::by_list && firm.people[person[seat]].role == list && there[person[seat]] != 0;
    }
    double value(std::size_t seat) const { return sign_of(firm.roles[role].chosen) * skill[person[seat]]; }

    /// The seat outside that has the best, and the chosen seat that has the least: \returns whether the first is
    /// better.
    bool find_swap(std::size_t& outside, std::size_t& inside) const {
        const std::size_t none = organisation.own_seats;
        outside = inside = none;
        for (std::size_t s = 0; s < none; ++s) {
            if (is_chosen(s)) {
                inside = inside == none || value(s) < value(inside) ? s : inside;
            } else if (may_give(s)) {
                outside = outside == none || value(s) > value(outside) ? s : outside;
            }
        }
        return outside < none && inside < none && value(outside) > value(inside);
    }
};

}  // namespace

double skill_of_hired(const model::Firm& firm, const Terms& terms, std::size_t person, std::uint32_t replication,
                      std::uint32_t holder) {
    const double spread = spread_of(firm, terms, person);
    return exp_of_word(firm, person, replication, holder, spread) * random::exp(-0.5 * spread * spread);
}

void choose_by_skill(const model::Firm& firm, const model::Organisation& organisation, const std::vector<double>& skill,
                     const std::vector<std::uint8_t>& there, std::vector<std::uint16_t>& person) {
    for (std::size_t role = 0; role < firm.roles.size(); ++role) {
        if (firm.roles[role].chosen == Chosen::by_list) {
            continue;
        }
        Choice choice{firm, organisation, skill, there, person, static_cast<std::uint16_t>(role), 0};
        for (std::size_t s = 0; s < organisation.own_seats; ++s) {
            choice.list = choice.is_chosen(s) ? firm.people[person[s]].role : choice.list;
        }
        std::size_t outside = 0;
        std::size_t inside = 0;
        while (choice.find_swap(outside, inside)) {
            std::swap(person[outside], person[inside]);
        }
    }
}

void draw_skills(const model::Firm& firm, const Terms& terms, std::uint32_t replication, std::vector<double>& skill) {
    const std::size_t n = firm.people.size();
    for (std::size_t p = 0; p < n; ++p) {
        skill[p] = firm.people[p].hired ? skill_of_hired(firm, terms, p, replication, 0)
                                        : exp_of_word(firm, p, replication, 0, spread_of(firm, terms, p));
    }
    for (std::size_t role = 0; role < firm.roles.size(); ++role) {
        double sum = 0;
        double count = 0;
        for (std::size_t p = 0; p < n; ++p) {
            const bool on_list = firm.people[p].role == role && !firm.people[p].hired;
            sum += on_list ? skill[p] : 0;
            count += on_list ? 1 : 0;
        }
        for (std::size_t p = 0; p < n && count > 0; ++p) {
            skill[p] *= firm.people[p].role == role && !firm.people[p].hired ? count / sum : 1;
        }
    }
}

}  // namespace clientele::replication
