#include "engine/ledger/audit.hpp"

#include <algorithm>

#include "engine/base/contract.hpp"
#include "engine/ledger/audit_parts.hpp"
#include "engine/ledger/look_alikes.hpp"

namespace clientele::ledger {
namespace {

std::vector<ClientFigures> buying_clients(const Book& book) {
    std::vector<ClientFigures> clients;
    for (const Account& account : book.accounts()) {
        if (!account.has_bought()) continue;
        ClientFigures client;
        client.account = &account;
        client.revenue = account.revenue;
        clients.push_back(std::move(client));
    }
    std::ranges::sort(clients, [](const ClientFigures& a, const ClientFigures& b) {
        return a.revenue != b.revenue ? a.revenue > b.revenue : a.account->key < b.account->key;
    });
    return clients;
}

/// As many as a result lists; how many there are is told all the same.
constexpr std::size_t most_look_alikes = 50;

void list_look_alikes(Audit& audit, const Book& book) {
    std::vector<std::string> names;
    std::vector<const Account*> holders;
    for (const Account& account : book.accounts()) {
        names.push_back(account.name.empty() ? account.key : account.name);
        holders.push_back(&account);
        for (const std::string& entity : account.entities) {
            if (entity.empty()) continue;
            names.push_back(entity);
            holders.push_back(&account);
        }
    }
    for (const auto& [a, b] : look_alikes(names)) {
        if (holders[a] == holders[b]) continue;
        ++audit.look_alikes_found;
        if (audit.look_alikes.size() < most_look_alikes) audit.look_alikes.emplace_back(names[a], names[b]);
    }
}

}  // namespace

Audit audit(const Book& book, const AuditOptions& options) {
    base::expects(!book.empty(), "a book with transactions");
    Audit result;
    result.clients = buying_clients(book);
    result.first_day = book.first_day();
    result.last_day = book.last_day();
    result.lines = book.lines();
    for (const Account& account : book.accounts()) {
        result.revenue += account.revenue;
        result.returned += account.returned;
        result.orders += account.orders;
        result.only_returns += account.has_bought() ? 0U : 1U;
        if (account.revenue >= 0) continue;
        ++result.net_returns.clients;
        result.net_returns.revenue += account.revenue;
    }
    appraise(result, options);
    classify(result, options);
    follow(result);
    count_profit(result, options);
    look_at_owners(result, book);
    nominate(result, options);
    result.join_defects = book.join_defects();
    list_look_alikes(result, book);
    return result;
}

}  // namespace clientele::ledger
