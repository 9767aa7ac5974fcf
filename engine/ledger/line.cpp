#include "engine/ledger/line.hpp"

namespace clientele::ledger {

const RuleText& text_of(Rule rule) {
    static constexpr std::array<RuleText, rule_count> texts{{
        {"before-header", Treatment::left_out, "rows above the header: titles and filters of a report"},
        {"empty", Treatment::left_out, "rows without anything in any cell"},
        {"total", Treatment::left_out,
         "rows without a date, a cell of which says Total, Subtotal, Summe, Итого and no more: sums of other rows"},
        {"unreadable", Treatment::left_out,
         "rows of which a date, the amount or the cost cannot be read (--bad-rows skip)"},
        {"cancelled", Treatment::left_out, "rows whose status says cancelled"},
        {"no-client", Treatment::left_out, "rows without a client: nobody's, so in no figure"},
        {"duplicate", Treatment::left_out, "rows equal to an earlier one in every cell: the first counts"},
        {"cancellation", Treatment::counted,
         "negative amounts of an order number that begins with C: taken off revenue, no order, counted as returns"},
        {"return", Treatment::counted, "negative amounts: taken off revenue, no order, counted as returns"},
        {"zero-amount", Treatment::counted, "rows of amount 0: an order without revenue"},
        {"repeated", Treatment::counted,
         "rows equal to an earlier one, without order numbers that would tell copies from purchases: all count"},
        {"held-out", Treatment::left_out,
         "rows after --until: nothing is fitted to them; the back-test and a simulated year are compared with them"},
    }};
    return texts[static_cast<std::size_t>(rule)];
}

}  // namespace clientele::ledger
