#include "engine/ledger/doubts.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/core.h>

#include "engine/base/money.hpp"
#include "engine/base/placeholder.hpp"

namespace clientele::ledger {
namespace {

std::string rows_and_sum(std::uint64_t rows, double amount) {
    return fmt::format("{} {}, {}", rows, rows == 1 ? "row" : "rows", base::money_to_string(amount));
}

}  // namespace

std::vector<std::string> doubts_about(const Book& book) {
    std::vector<std::string> told = tell_gaps(book.row_days());
    std::ranges::move(tell_gaps(book.held_out_days()), std::back_inserter(told));
    for (const Account& account : book.accounts()) {
        if (account.lines == 0 || !base::is_placeholder(account.key)) continue;
        told.push_back(
            fmt::format("a client is called '{}' ({}): if that stands for no name, empty the cell, and the rows are "
                        "left out",
                        account.key, rows_and_sum(account.lines, account.revenue)));
    }
    for (std::uint32_t person = 0; person < book.people().size(); ++person) {
        if (!base::is_placeholder(book.people()[person])) continue;
        const auto clients = std::ranges::count_if(book.accounts(), [&](const Account& account) {
            return std::ranges::find(account.served_by, person, &Service::person) != account.served_by.end();
        });
        told.push_back(fmt::format(
            "a salesperson is called '{}' (at {} {}): if that stands for nobody, empty the cell, and nobody it is",
            book.people()[person], clients, clients == 1 ? "client" : "clients"));
    }
    for (const auto& [status, count] : book.statuses()) {
        if (!count.doubtful) continue;
        told.push_back(fmt::format(
            "rows of status '{}' ({}) are counted like all others: take them out of the file if they are no revenue",
            status, rows_and_sum(count.rows, count.amount)));
    }
    return told;
}

}  // namespace clientele::ledger
