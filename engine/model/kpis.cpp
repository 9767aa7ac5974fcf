#include "engine/model/compile.hpp"

namespace clientele::model {

/// Order and meaning of the figures; engine/replication/kpis.cpp computes them in this order.
KpiTable kpis_of(const Firm& firm, const std::vector<Regime>& regimes) {
    const std::string& money = firm.currency;
    KpiTable table{
        {"npv", money, Better::higher,
         "cash flows discounted at the required return, and the worth of the clients who remain: what each leaves in a "
         "month "
         "as things stand at the end, for as long as it stays, with losses of every kind as often as on average",
         "no required return is stated (judge.required_return), or a remaining client would never be lost"},
        {"npv_in_horizon", money, Better::higher, "cash flows discounted at the required return, within the horizon",
         ""},
        {"profit", money, Better::higher, "gross margin less all costs, undiscounted", ""},
        {"revenue", money, Better::higher, "sales", ""},
        {"gross_margin", money, Better::higher, "revenue less cost of goods", ""},
        {"cost", money, Better::lower, "all costs but the cost of goods", ""},
        {"cost_to_serve", money, Better::neither, "hours spent on clients at capacity cost, and money spent on them",
         ""},
        {"acquisition_cost", money, Better::neither, "hours and money spent on attempts to win", ""},
        {"unused_capacity", money, Better::neither, "cost of people not charged to clients", ""},
        {"cash_trough", money, Better::higher, "deepest point of cumulative cash, at most 0", ""},
        {"orders", "orders", Better::higher, "orders of all clients", ""},
        {"wins", "clients", Better::higher, "prospects won", ""},
        {"losses", "clients", Better::lower, "clients lost", ""},
        {"losses.external", "clients", Better::lower, "lost for reasons no salesperson can change", ""},
        {"losses.relational", "clients", Better::lower, "lost for reasons that answer to attention and owner changes",
         ""},
        {"losses.stated", "clients", Better::lower,
         "lost by a written chance, whose causes the scenario does not split", ""},
        {"departures", "people", Better::lower, "people who left", ""},
        {"transfers", "clients", Better::neither, "planned changes of owner", ""},
        {"concentration", "1", Better::lower, "sum of squared revenue shares of clients (HHI)", "nobody bought"},
        {"top20_profit_share", "1", Better::neither,
         "profit of the most profitable fifth of active clients, as a share of all client profit",
         "client profits add up to nothing or a loss"},
    };
    if (firm.plans.made) {
        table.push_back(
            {"account_plans", "clients", Better::neither, "clients with an account plan after the last month", ""});
    }
    if (firm.change.comes) {
        table.push_back({"programme_cost", money, Better::lower, "spent on rollouts, beside people and clients", ""});
        table.push_back({"adoption", "1", Better::higher,
                         "share of clients worked as the structure says, after the last month",
                         "there are no clients"});
    }
    if (firm.uses_commission || firm.uses_quota) {
        table.push_back({"commission", money, Better::neither,
                         "pay by result, part of the cost to serve and of acquisition cost", ""});
    }
    if (firm.uses_quota) {
        table.push_back(
            {"quotas_met", "1", Better::higher, "quarters of people in which the quota was met", "nobody has a quota"});
    }
    if (firm.uses_severance) {
        table.push_back({"severance", money, Better::lower, "paid to people whom a structure seats no longer", ""});
    }
    if (firm.orders_cost) {
        table.push_back({"order_handling", money, Better::lower, "taking, picking and billing orders", ""});
    }
    if (firm.pays_later) {
        table.push_back({"receivables_cost", money, Better::lower, "unpaid bills at the cost of money", ""});
        table.push_back({"bad_debt", money, Better::lower, "revenue that is never paid", ""});
        table.push_back({"receivables_end", money, Better::neither, "bills still unpaid after the last month", ""});
    }
    if (firm.contacts.acts) {
        table.push_back({"single_contact_share", "1", Better::lower,
                         "part of sales after the last month that hangs on one contact or none", "nobody buys"});
    }
    if (firm.concedes) {
        table.push_back(
            {"concessions", money, Better::lower, "discounts granted to clients who asked, and to reach quotas", ""});
    }
    if (firm.power.acts) {
        table.push_back({"grants", "requests", Better::lower, "requests of clients for more that were granted", ""});
    }
    for (const std::string& stage : firm.stages) {
        table.push_back({"clients_end." + stage, "clients", Better::neither,
                         "clients in stage '" + stage + "' after the last month", ""});
    }
    const Organisation& last = regimes.back().organisation;
    for (std::size_t t = 0; t < last.own_teams; ++t) {
        const TeamTerms& team = last.teams[t];
        table.push_back({"utilisation." + team.name, "1", Better::neither,
                         "hours used / client-facing hours available, team '" + team.name + "'",
                         "the team's roles state no hours"});
    }
    return table;
}

KpiTable kpi_reference() {
    Firm firm;
    firm.currency = "currency";
    firm.stages = {"STAGE"};
    // Figures that only some firms have are explained, too.
    for (bool* asked :
         {&firm.plans.made, &firm.change.comes, &firm.uses_commission, &firm.uses_quota, &firm.uses_severance,
          &firm.orders_cost, &firm.pays_later, &firm.contacts.acts, &firm.power.acts, &firm.concedes}) {
        *asked = true;
    }
    Regime regime;
    regime.organisation.teams.push_back({.name = "TEAM", .owns = {}});
    regime.organisation.own_teams = 1;
    return kpis_of(firm, {regime});
}

}  // namespace clientele::model
