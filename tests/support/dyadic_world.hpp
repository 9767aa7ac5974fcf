#pragma once

#include <string>

#include <fmt/core.h>

namespace clientele::tests {

/// Every amount and hour here is a dyadic number, so nothing is ever rounded.
inline std::string dyadic_world(double money = 1) {
    return fmt::format(R"(
clientele: 1
horizon: 24 months
worlds: 50
lives: 2
defaults: none
today: office
judge: {{required_return: 12 %/year}}
portfolio:
  segments:
    buyers: {{clients: 40, stage: client, gross_margin: 25 %, potential: {0}/month, share_of_wallet: 50 %, orders: {{poisson: 2/month}},
             loss: {{observed: 20 %/year}}}}
    others: {{clients: 100, stage: prospect, gross_margin: 50 %, orders: {{chance: 50 %/month, value: {1}}}, loss: {{chance: 1 %/month}}}}
lifecycle:
  stages: {{prospect: {{kind: prospect}}, client: {{kind: client, needs: {{keep: 1.5 hours/month}}, cost: {2}/month}}, lost: {{kind: lost}}}}
  transitions: {{won: {{from: [prospect], to: client, effort: win}}, returned: {{from: [lost], to: prospect, chance: 5 %/month}}}}
work: {{win: {{hours: 64, succeeds: 25 %, cost: {3}}}}}
people: {{seller: {{fixed: {0}/month, employer_charges: 50 %, hours: 128 hours/month, internal: 25 %, leaves: 4 %/month, hire: {{cost: {0}, takes: 2 months}}}}}}
relationship: {{attention_cap: 1, owner_leaves: {{loss_times: 3, for: 4 months}}}}
structures: {{office: {{teams: {{sales: {{seats: {{seller: 8}}, does: [win, keep], time: {{win: 25 %}}}}}}}}}}
)",
                       4096 * money, 512 * money, 16 * money, 32 * money);
}

}  // namespace clientele::tests
