#include "engine/ledger/book.hpp"

#include <algorithm>
#include <set>

#include "engine/base/hash.hpp"
#include "engine/base/text.hpp"

namespace clientele::ledger {
namespace {

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    std::uint64_t hash = a ^ (b * 0x9e3779b97f4a7c15ULL);
    hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebULL;
    return hash ^ (hash >> 31U);
}

constexpr std::size_t most_statuses = 1000;  // a column of other things may have more

/// C536379: how retail systems number what takes an order back.
bool is_cancelling_number(std::string_view order) {
    return order.size() > 1 && (order[0] == 'C' || order[0] == 'c') &&
           order.find_first_not_of("0123456789-", 1) == std::string_view::npos;
}

/// Many clients have one entity of their own name: that needs no memory.
void note_entity(Account& account, std::string_view entity) {
    if (account.entities.empty() && entity == account.key) return;
    if (account.entities.empty()) account.entities.push_back(account.key == entity ? "" : std::string(entity));
    if (std::ranges::find(account.entities, entity) == account.entities.end()) account.entities.emplace_back(entity);
}

/// Keeps the text of the first day; of several texts of that day the first in the alphabet.
void note_first(std::string& kept, int& kept_day, std::string_view text, int day) {
    if (text.empty()) return;
    if (!kept.empty() && (day > kept_day || (day == kept_day && text >= kept))) return;
    kept = text;
    kept_day = day;
}

}  // namespace

std::uint32_t Book::Names::id(std::string_view name) {
    const auto known = index.find(name);
    if (known != index.end()) return known->second;
    const auto fresh = static_cast<std::uint32_t>(names.size());
    names.emplace_back(name);
    index.emplace(names.back(), fresh);
    return fresh;
}

void Book::count(Rule rule, double amount) { pass_over(rule, 1, amount); }

void Book::pass_over(Rule rule, std::uint64_t rows, double amount) {
    RuleCount& counted = rules_[static_cast<std::size_t>(rule)];
    counted.rows += rows;
    counted.amount += amount;
}

void Book::note_status(const Line& line) {
    if (line.status.empty()) return;
    auto known = statuses_.find(line.status);
    if (known == statuses_.end()) {
        const std::string_view name = statuses_.size() < most_statuses ? line.status : "(further values)";
        known = statuses_.try_emplace(std::string(name)).first;
    }
    StatusCount& counted = known->second;
    ++counted.rows;
    counted.amount += line.amount;
    counted.cancelled = line.cancelled;
    counted.doubtful = line.doubtful;
}

bool Book::leaves_out_copies_of(const Line& line) const {
    return options_.duplicates == Duplicates::leave_out ||
           (options_.duplicates == Duplicates::by_order && !line.order.empty());
}

bool Book::is_duplicate(const Line& line) {
    if (rows_.insert(line.fingerprint)) return false;
    const bool left_out = leaves_out_copies_of(line);
    count(left_out ? Rule::duplicate : Rule::repeated, line.amount);
    return left_out;
}

Account& Book::account_of(const Line& line) {
    std::string_view key = line.group.empty() ? line.client : line.group;
    if (line.group.empty() && !options_.groups.empty()) {
        auto found = options_.groups.find(line.client);
        if (found == options_.groups.end() && !line.name.empty()) found = options_.groups.find(line.name);
        if (found != options_.groups.end()) key = found->second;
    }
    auto known = by_key_.find(key);
    if (known == by_key_.end()) {
        known = by_key_.emplace(key, static_cast<std::uint32_t>(accounts_.size())).first;
        accounts_.emplace_back().key = key;
    }
    return accounts_[known->second];
}

void Book::count_order(Account& account, std::uint32_t id, const Line& line) {
    const auto note_order = [&] {
        ++account.orders;
        account.recent.add(line.day, {.orders = 1});
    };
    // Without order numbers the days of purchase are the orders; they are counted there.
    if (line.order.empty()) {
        const auto before = account.days.count(line.day, line.day);
        if (before == 0) note_order();
        return;
    }
    has_order_numbers_ = true;
    if (orders_.insert(mixed(base::content_hash(line.order), id + 1ULL))) note_order();
}

void Book::add_people(Account& account, const Line& line) {
    if (!line.rep.empty()) {
        const std::uint32_t person = people_.id(line.rep);
        if (person == last_days_.size()) last_days_.push_back(line.day);
        last_days_[person] = std::max(last_days_[person], line.day);
        auto found = std::ranges::find(account.served_by, person, &Service::person);
        if (found == account.served_by.end()) {
            account.served_by.push_back({person, {}, line.day});
            found = account.served_by.end() - 1;
        }
        found->sold.add(line.day, {.revenue = line.amount});
        found->last_day = std::max(found->last_day, line.day);
    }
    if (!line.contact.empty()) {
        const std::uint32_t contact = contacts_.id(line.contact);
        if (std::ranges::find(account.contacts, contact) == account.contacts.end()) account.contacts.push_back(contact);
    }
}

void Book::hold_out(const Line& line) {
    count(Rule::held_out, line.amount);
    if ((line.client.empty() && line.group.empty()) || line.cancelled) return;
    if (!held_out_rows_.insert(line.fingerprint) && leaves_out_copies_of(line)) return;
    first_day_ = std::min(first_day_, line.day);
    last_day_ = std::max(last_day_, line.day);
    held_out_days_.note(line.day, line.row);
    Account& account = account_of(line);
    ++account.held_out.lines;
    account.held_out.lines_with_cost += line.cost ? 1U : 0U;
    account.held_out.revenue += line.amount;
    account.held_out.cost += line.cost.value_or(0);
    if (line.amount >= 0) account.days.mark(line.day);
}

void Book::add(const Line& line) {
    if (line.day > options_.until) return hold_out(line);
    if (line.client.empty() && line.group.empty()) return count(Rule::no_client, line.amount);
    note_status(line);
    if (line.cancelled) return count(Rule::cancelled, line.amount);
    if (is_duplicate(line)) return;
    Account& account = account_of(line);
    if (account.key != line.client || !account.entities.empty()) note_entity(account, line.client);
    ++lines_;
    ++account.lines;
    first_day_ = std::min(first_day_, line.day);
    last_day_ = std::max(last_day_, line.day);
    row_days_.note(line.day, line.row);
    note_first(account.name, account.name_day, line.name, line.day);
    note_first(account.segment, account.segment_day, line.segment, line.day);
    account.revenue += line.amount;
    account.months.add(month_of_day(line.day), line.amount);
    account.recent.add(line.day, {.revenue = line.amount,
                                  .costed = line.cost ? line.amount : 0,
                                  .cost = line.cost.value_or(0),
                                  .lines = 1,
                                  .returns = line.amount < 0 ? 1.0 : 0.0});
    if (line.cost) {
        account.cost += *line.cost;
        account.costed += line.amount;
        ++account.lines_with_cost;
    }
    if (line.paid_day) {
        account.days_to_pay += *line.paid_day - line.day;
        ++account.paid_lines;
    }
    add_people(account, line);
    if (line.amount < 0) {
        account.returned -= line.amount;
        ++account.returns;
        return count(is_cancelling_number(line.order) ? Rule::cancellation : Rule::refund, line.amount);
    }
    if (line.amount == 0) count(Rule::zero, 0);
    count_order(account, static_cast<std::uint32_t>(&account - accounts_.data()), line);
    account.days.mark(line.day);
    account.bought.add(line.day, line.amount);
}

void Book::put_in_order() {
    std::ranges::sort(accounts_, {}, &Account::key);
    for (Account& account : accounts_) {
        std::ranges::sort(account.served_by, {}, [&](const Service& s) { return people_.names[s.person]; });
    }
}

std::vector<JoinDefect> Book::join_defects() const {
    std::vector<JoinDefect> defects;
    std::set<std::string_view> seen;
    std::map<std::string_view, std::string_view> key_of_name;
    for (const Account& account : accounts_) {
        seen.insert(account.key);
        seen.insert(account.entities.begin(), account.entities.end());
        seen.insert(account.name);
        if (account.name.empty()) continue;
        const auto [known, fresh] = key_of_name.emplace(account.name, account.key);
        if (!fresh) {
            defects.push_back({"one name under two keys",
                               account.name + " (" + std::string(known->second) + ", " + account.key + ")"});
        }
    }
    for (const auto& [entity, client] : options_.groups) {
        if (!seen.contains(entity)) defects.push_back({"in the groups file but not in the ledger", entity});
    }
    return defects;
}

}  // namespace clientele::ledger
