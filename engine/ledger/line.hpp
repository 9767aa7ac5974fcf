#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/ledger/exact_sum.hpp"

namespace clientele::ledger {

/// One transaction of a ledger. Texts are valid while it is added to a book.
struct Line {
    std::string_view client;
    std::string_view name;   ///< for people; may be empty
    std::string_view group;  ///< the client that a legal entity belongs to, where a column says so
    std::string_view segment;
    std::string_view rep;      ///< the salesperson
    std::string_view contact;  ///< the person at the client's
    std::string_view order;    ///< number of the order; empty: everything of a client and day is one order
    std::string_view status;
    bool cancelled = false;       ///< the status says so
    bool doubtful = false;        ///< the status says that this may be no revenue
    int day = 0;                  ///< days since 1970-01-01
    double amount = 0;            ///< [currency unit], negative for what came back
    std::optional<double> cost;   ///< of the goods [currency unit]
    std::optional<int> paid_day;  ///< days since 1970-01-01
    std::uint64_t fingerprint = 0;
    int row = 0;  ///< line of the file, from 1; 0: unknown
};

/// What may be the matter with a row. Each has one treatment, which is told with its rows and their sum.
enum class Rule {
    before_header,
    blank,
    total,
    unreadable,
    cancelled,
    no_client,
    duplicate,
    cancellation,
    refund,
    zero,
    repeated,
    held_out
};
inline constexpr std::size_t rule_count = 12;

/// Are the rows of a rule left out of the figures, or counted in a way that the rule says?
enum class Treatment { left_out, counted };

struct RuleText {
    std::string_view name;  ///< as in results
    Treatment treatment;
    std::string_view meaning;
};

const RuleText& text_of(Rule rule);

struct RuleCount {
    std::uint64_t rows = 0;
    ExactSum amount;  // [currency unit]
};
using RuleCounts = std::array<RuleCount, rule_count>;

}  // namespace clientele::ledger
