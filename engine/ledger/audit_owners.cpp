#include <algorithm>
#include <map>
#include <set>

#include "engine/ledger/audit_parts.hpp"

namespace clientele::ledger {
namespace {

void look_at_people(Audit& audit, const Book& book) {
    Ownership& own = audit.ownership;
    own.salespeople = book.people().size();
    if (!book.has_people()) {
        own.salespeople_per_account = own.span = own.largest_span = Figure::none("the ledger names no salespeople");
        own.without_owner = audit.clients.size();
        return;
    }
    double served = 0;
    std::map<std::uint32_t, double> span;
    for (ClientFigures& client : audit.clients) {
        const auto& people = client.account->served_by;
        served += static_cast<double>(people.size());
        own.without_owner += people.empty() ? 1U : 0U;
        own.most_salespeople = std::max<std::uint64_t>(own.most_salespeople, people.size());
        if (!people.empty()) {
            if (own.accounts_by_salespeople.size() < people.size()) own.accounts_by_salespeople.resize(people.size());
            ++own.accounts_by_salespeople[people.size() - 1];
        }
        if (const Service* owner = owner_of(book, *client.account, audit.last_day))
            client.owner = book.people()[owner->person];
        for (const Service& service : people) {
            if (service.last_day > year_before(audit.last_day)) ++span[service.person];
        }
    }
    const double accounts = static_cast<double>(audit.clients.size() - own.without_owner);
    own.salespeople_per_account =
        accounts > 0 ? Figure(served / accounts) : Figure::none("no client has a salesperson");
    double sum = 0;
    double largest = 0;
    for (const auto& [person, clients] : span) {
        sum += clients;
        largest = std::max(largest, clients);
    }
    if (span.empty()) return;
    for (const auto& [person, clients] : span) own.active.push_back(book.people()[person]);
    std::ranges::sort(own.active);
    own.span = sum / static_cast<double>(span.size());
    own.largest_span = largest;
}

void look_at_contacts(Audit& audit, const Book& book) {
    Ownership& own = audit.ownership;
    if (!book.has_contacts()) {
        own.single_contact = own.single_contact_revenue = Figure::none("the ledger names no contacts");
        return;
    }
    double single = 0;
    double known = 0;
    double single_revenue = 0;
    double known_revenue = 0;
    for (const ClientFigures& client : audit.clients) {
        if (client.account->contacts.empty()) continue;
        ++known;
        known_revenue += std::max(0.0, client.revenue);
        if (client.account->contacts.size() > 1) continue;
        ++single;
        single_revenue += std::max(0.0, client.revenue);
    }
    if (known == 0 || known_revenue <= 0) {
        own.single_contact = own.single_contact_revenue = Figure::none("no buying client has a contact");
        return;
    }
    own.single_contact = single / known;
    own.single_contact_revenue = single_revenue / known_revenue;
}

/// The first `size` clients by a measure, those without it left out; ties by revenue, as they stand.
template <class Measure>
std::vector<std::size_t> best_by(const Audit& audit, std::size_t size, Measure measure) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < audit.clients.size(); ++i) {
        if (std::isfinite(measure(audit.clients[i]))) order.push_back(i);
    }
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return measure(audit.clients[a]) > measure(audit.clients[b]); });
    order.resize(std::min(order.size(), size));
    return order;
}

/// Rank of each client from 0 to 1; unknown values stand in the middle.
template <class Measure>
std::vector<double> ranks_by(const Audit& audit, Measure measure) {
    std::vector<double> ranks(audit.clients.size(), 0.5);
    const std::vector<std::size_t> order = best_by(audit, audit.clients.size(), measure);
    for (std::size_t i = 0; i < order.size(); ++i) {
        ranks[order[i]] = order.size() < 2 ? 0.5 : 1 - static_cast<double>(i) / static_cast<double>(order.size() - 1);
    }
    return ranks;
}

}  // namespace

const Service* owner_of(const Book& book, const Account& account, int last_day) {
    const int from = year_before(last_day) + 1;
    const Service* best = nullptr;
    const Service* last = nullptr;
    double most = 0;
    for (const Service& service : account.served_by) {
        if (last == nullptr || service.last_day > last->last_day) last = &service;
        if (service.last_day < from) continue;
        const double sold = service.sold.between(from, last_day).revenue;
        if (best == nullptr || sold > most || (sold == most && service.last_day > best->last_day)) {
            best = &service;
            most = sold;
        }
    }
    // Who left the firm owns nobody.
    if (best == nullptr && last != nullptr && book.last_day_of(last->person) >= from) return last;
    return best;
}

void look_at_owners(Audit& audit, const Book& book) {
    look_at_people(audit, book);
    look_at_contacts(audit, book);
}

void nominate(Audit& audit, const AuditOptions& options) {
    Candidates& candidates = audit.candidates;
    // At most a fifth of the clients may be key; a twentieth is practice. Ten is what a head can judge.
    const std::size_t n = audit.clients.size();
    candidates.size = std::clamp<std::size_t>(n / 20, std::min<std::size_t>(n, 5), 10);
    if (n < 5) {
        candidates.size = 0;
        candidates.profit_why_not = "fewer than five clients";
        return;
    }
    const auto revenue = ranks_by(audit, [](const ClientFigures& c) { return c.revenue_year; });
    const auto growth = ranks_by(audit, [](const ClientFigures& c) { return c.growth.value; });
    const auto regular = ranks_by(audit, [](const ClientFigures& c) { return c.months_with_orders.value; });
    for (std::size_t i = 0; i < n; ++i) {
        audit.clients[i].strategic = options.strategic.revenue * revenue[i] + options.strategic.growth * growth[i] +
                                     options.strategic.regularity * regular[i];
    }
    candidates.by_revenue = best_by(audit, candidates.size, [](const ClientFigures& c) { return c.revenue_year; });
    candidates.by_score = best_by(audit, candidates.size, [](const ClientFigures& c) { return c.strategic.value; });
    // Who brought nothing in the year is no candidate, however few did.
    const auto brought_nothing = [&](std::size_t c) { return audit.clients[c].revenue_year <= 0; };
    std::erase_if(candidates.by_revenue, brought_nothing);
    std::erase_if(candidates.by_score, brought_nothing);
    std::vector<std::vector<std::size_t>> lists{candidates.by_revenue, candidates.by_score};
    if (std::ranges::all_of(audit.clients, [](const ClientFigures& c) { return c.profit_year.known(); })) {
        candidates.by_profit =
            best_by(audit, candidates.size, [](const ClientFigures& c) { return c.profit_year.value; });
        // Who brings a loss is no candidate for it, however few bring a profit.
        std::erase_if(candidates.by_profit, [&](std::size_t c) { return audit.clients[c].profit_year.value <= 0; });
        lists.push_back(candidates.by_profit);
    } else {
        for (const ClientFigures& client : audit.clients) {
            if (!client.profit_year.known()) candidates.profit_why_not = client.profit_year.why_not;
        }
    }
    std::map<std::size_t, std::size_t> votes;
    for (const auto& list : lists) {
        for (const std::size_t client : list) ++votes[client];
    }
    for (const auto& [client, count] : votes) {
        (count == lists.size() ? candidates.in_all : candidates.disputed).push_back(client);
    }
}

}  // namespace clientele::ledger
