#include <cmath>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

constexpr double most_clients = 2'000'000;

void check_segment(Checks& checks, const std::string& name, const Segment& segment) {
    const double clients = segment.clients ? segment.clients->central() : 0;
    if (clients != std::floor(clients)) {
        checks.fault("not-whole", "a segment has a whole number of clients", segment.clients->where);
    }
    if (segment.stage) {
        checks.is_stage(*segment.stage);
    } else if (clients > 0) {
        checks.fault("missing-key", "segment '" + name + "' does not say in which stage its clients start",
                     segment.where, "add stage: …");
    }
    if (segment.orders) {
        check_orders(checks, *segment.orders, segment.potential.has_value());
    }
    if (segment.loss) {
        check_loss(checks, *segment.loss);
    }
    if (!segment.gross_margin) {
        checks.fault("missing-key", "segment '" + name + "' states no gross margin", segment.where,
                     "add gross_margin: 30 %, say");
    }
}

/// A named client's owner is a person of the staff list, whatever the role.
bool is_staff(const Scenario& s, const std::string& name) {
    for (const auto& [role, staff] : s.staff) {
        for (const std::string& person : staff.names) {
            if (person == name) {
                return true;
            }
        }
    }
    return false;
}

void check_named(Checks& checks, const Named& named) {
    const Scenario& s = checks.scenario;
    if (named.segment) {
        checks.known(s.portfolio->segments, *named.segment, "segment");
    } else if (!named.columns || !named.columns->segment) {
        checks.fault("missing-key", "named clients need a segment that says the rest about them", named.where,
                     "add segment: … or columns: {segment: …}");
    }
    if (named.stage) {
        checks.is_stage(*named.stage);
    }
    for (const NamedClient& client : named.clients) {
        if (client.segment) {
            checks.known(s.portfolio->segments, *client.segment, "segment");
        }
        if (client.stage) {
            checks.is_stage(*client.stage);
        }
        if (client.owner && !is_staff(s, client.owner->text)) {
            checks.fault(
                "unknown-owner",
                "client '" + client.key + "' is owned by '" + client.owner->text + "', who is not on the staff list",
                client.owner->where, "list people by name under staff, or leave the cell empty");
        }
        const Name* segment = client.segment ? &*client.segment : named.segment ? &*named.segment : nullptr;
        const auto found = segment == nullptr ? s.portfolio->segments.end() : s.portfolio->segments.find(segment->text);
        if (!client.stage && !named.stage && found != s.portfolio->segments.end() && !found->second.stage) {
            checks.fault("missing-key", "nothing says in which stage client '" + client.key + "' starts", client.where,
                         "add stage: … beside 'file' or to the segment");
        }
    }
}

}  // namespace

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
        clients += static_cast<double>(s.portfolio->named->clients.size());
    }
    if (clients < 1) {
        checks.fault("no-clients", "the portfolio has no clients", s.portfolio->where,
                     "give a segment clients: N, or name a file");
    }
    if (clients > most_clients) {
        checks.fault("too-many", "a portfolio has at most 2,000,000 clients", s.portfolio->where);
    }
    if (s.portfolio->segments.size() > 1000) {
        checks.fault("too-many", "a portfolio has at most 1,000 segments", s.portfolio->where);
    }
}

}  // namespace clientele::scenario
