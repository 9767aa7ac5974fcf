#include "engine/model/compile.hpp"

namespace clientele::model {

/// Trust, bond, contacts, response delay and power.
void compile_client_ties(const scenario::Scenario& scenario, Firm& firm) {
    const scenario::Relationship relation = scenario.relationship.value_or(scenario::Relationship{});
    ParameterTable& p = firm.parameters;
    const scenario::Trust trust = relation.trust.value_or(scenario::Trust{});
    firm.trust = {relation.trust.has_value(), p.add(trust.loss_times, 1, "relationship.trust.loss_times"),
                  p.add(trust.gain, 0, "relationship.trust.gain"), p.add(trust.decay, 0, "relationship.trust.decay")};
    const scenario::Bond bond = relation.bond.value_or(scenario::Bond{});
    firm.bond = {relation.bond.has_value(), p.add(bond.loss_times, 1, "relationship.bond.loss_times"),
                 p.add(bond.rebuilt, 1, "relationship.bond.rebuilt"),
                 p.add(bond.handed_over, 0, "relationship.bond.handed_over"),
                 p.add(bond.carried_off, 0, "relationship.bond.carried_off")};
    const scenario::ContactPersons contacts = relation.contacts.value_or(scenario::ContactPersons{});
    firm.contacts = {relation.contacts.has_value(), p.add(contacts.leave, 0, "relationship.contacts.leave"),
                     p.add(contacts.found, 0, "relationship.contacts.found"),
                     p.add(contacts.last_lost, 0, "relationship.contacts.last_lost")};
    const scenario::ResponseDelay delay = relation.response_delay.value_or(scenario::ResponseDelay{});
    firm.delay = {relation.response_delay.has_value(), delay.answered_by == scenario::AnsweredBy::team,
                  p.add(delay.elasticity, 0, "relationship.response_delay.elasticity")};
    const scenario::Power power = relation.power.value_or(scenario::Power{});
    const std::string path = "relationship.power.";
    firm.concedes |= relation.power.has_value();
    firm.power = {relation.power.has_value(),
                  p.add(power.half_at, 1, path + "half_at"),
                  p.add(power.excess, 0, path + "excess"),
                  p.add(power.asks, 0, path + "asks"),
                  p.add(power.discount, 0, path + "discount"),
                  p.add(power.at_most, 1, path + "at_most"),
                  p.add(power.service, 0, path + "service"),
                  p.add(power.hours_follow_sales, 0, path + "hours_follow_sales")};
}

ContractTerms contract_terms(const scenario::Segment& segment, const std::string& name, ParameterTable& p) {
    const scenario::Contract contract = segment.contract.value_or(scenario::Contract{});
    const std::string path = "portfolio.segments." + name + ".contract.";
    return {static_cast<std::uint32_t>(contract.term ? contract.term->central() : 0),
            p.add(contract.tender, 0, path + "tender"),
            p.add(contract.tender_loss_times, 1, path + "tender_loss_times")};
}

}  // namespace clientele::model
