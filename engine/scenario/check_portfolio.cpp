#include <algorithm>
#include <cmath>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

constexpr double most_clients = 2'000'000;

/// Clients of a file bring their own figures; the segment's hold for the others.
void check_worth(Checks& checks, const std::string& name, const Segment& segment, double clients) {
    if (clients <= 0 || !orders_by_wallet(checks.scenario, segment)) {
        return;
    }
    const base::Location& where = segment.orders ? segment.orders->where : segment.where;
    if (!segment.potential) {
        checks.fault("missing-key",
                     "the value of an order follows from 'potential', which segment '" + name + "' does not state",
                     where, "state potential: …/month, or the order's value: …");
    }
    if (!segment.share_of_wallet) {
        checks.fault(
            "missing-key",
            "the value of an order follows from our part of the potential, which segment '" + name + "' does not state",
            where, "state share_of_wallet: 40 %, say, or the order's value: …");
    }
}

/// Factors need something to act on; a written chance is what it says, for everybody.
void check_factors(Checks& checks, const std::string& name, const Segment& segment) {
    if (!checks.scenario.lifecycle) {
        return;
    }
    bool poisson = false;
    bool observed = false;
    for (const auto& [stage_name, stage] : checks.scenario.lifecycle->stages) {
        const auto& orders = stage.orders ? stage.orders : segment.orders;
        const auto& loss = stage.loss ? stage.loss : segment.loss;
        poisson |= stage.kind == StageKind::client && orders && orders->poisson;
        observed |= stage.kind == StageKind::client && loss && loss->observed;
    }
    if (segment.activity && !poisson) {
        checks.fault("stray-key", "activity is a factor on Poisson orders, which segment '" + name + "' does not state",
                     segment.activity->where, "state orders: {poisson: 1/month}, say, or remove it");
    }
    if (segment.frailty && !observed) {
        checks.fault("stray-key", "frailty is a factor on observed loss, which segment '" + name + "' does not state",
                     segment.frailty->where, "state loss: {observed: 10 %/year}, say, or remove it");
    }
}

/// A contract holds back what answers to salespeople; a written chance does not say how much of it does.
void check_contract(Checks& checks, const std::string& name, const Segment& segment) {
    checks.whole_months(segment.contract->term, "the term of a contract");
    if (segment.loss && segment.loss->chance) {
        checks.fault("stray-key",
                     "segment '" + name + "' is lost by a written chance, which takes no notice of a contract",
                     segment.contract->where, "write loss: {observed: ...} in its place, or leave the contract out");
    }
}

bool is_named(const Scenario& s, const std::string& segment) {
    if (!s.portfolio->named) {
        return false;
    }
    const Named& named = *s.portfolio->named;
    return (named.segment && named.segment->text == segment) ||
           std::any_of(named.clients.begin(), named.clients.end(),
                       [&](const NamedClient& client) { return client.segment && client.segment->text == segment; });
}

void check_segment(Checks& checks, const std::string& name, const Segment& segment) {
    if (!segment.clients && !is_named(checks.scenario, name)) {
        checks.fault("missing-key",
                     "segment '" + name + "' does not say how many clients it has, and no named client is of it",
                     segment.where, "add clients: 40, say; clients: 0 keeps a segment that nobody is of yet");
    }
    const double clients = segment.clients ? segment.clients->central() : 0;
    if (clients != std::floor(clients)) {
        checks.fault("not-whole", "a segment has a whole number of clients", segment.clients->where,
                     "clients come one by one");
    }
    if (segment.stage) {
        checks.is_stage(*segment.stage);
    } else if (clients > 0) {
        checks.fault("missing-key", "segment '" + name + "' does not say in which stage its clients start",
                     segment.where, "add stage: …");
    }
    if (segment.orders) {
        check_orders(checks, *segment.orders);
    }
    if (segment.loss) {
        check_loss(checks, *segment.loss);
    }
    check_factors(checks, name, segment);
    if (segment.contract) {
        check_contract(checks, name, segment);
    }
    check_worth(checks, name, segment, clients);
    if (!segment.gross_margin) {
        checks.fault("missing-key", "segment '" + name + "' states no gross margin", segment.where,
                     "add gross_margin: 30 %, say");
    }
}

}  // namespace

bool orders_by_wallet(const Scenario& s, const Segment& segment) {
    if (!s.lifecycle) {
        return false;
    }
    for (const auto& [name, stage] : s.lifecycle->stages) {
        const auto& orders = stage.orders ? stage.orders : segment.orders;
        if (stage.kind == StageKind::client && orders && !orders->value) {
            return true;
        }
    }
    return false;
}

void check_portfolio(Checks& checks) {
    const Scenario& s = checks.scenario;
    if (!s.portfolio) {
        return;
    }
    double clients = 0;
    for (const auto& [name, segment] : s.portfolio->segments) {
        check_segment(checks, name, segment);
        clients += segment.clients ? segment.clients->central() : 0;
    }
    if (s.portfolio->named) {
        check_named(checks, *s.portfolio->named);
        const auto own = s.portfolio->segments.find("named");
        if (own != s.portfolio->segments.end()) {
            checks.fault("reserved-name", "beside a file of named clients no segment can be called 'named'",
                         own->second.where, "give the segment another name");
        }
        clients += static_cast<double>(s.portfolio->named->clients.size());
    }
    if (clients < 1) {
        checks.fault("no-clients", "the portfolio has no clients", s.portfolio->where,
                     "give a segment clients: N, or name a file");
    }
    if (clients > most_clients) {
        checks.fault("too-many", "a portfolio has at most 2,000,000 clients", s.portfolio->where, "leave some out");
    }
    if (s.portfolio->segments.size() > 1000) {
        checks.fault("too-many", "a portfolio has at most 1,000 segments", s.portfolio->where, "join some");
    }
}

}  // namespace clientele::scenario
