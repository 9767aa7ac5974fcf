#pragma once

#include <string_view>

namespace clientele::reading {

/// What the status of a row says about its amount.
enum class StatusKind {
    counted,
    cancelled,  ///< never became a sale
    doubtful    ///< may be none: a draft, refunded, rejected …
};

/// "Cancelled", "storniert", "annulé", "Отменён" … in any case, in the languages of ledger headers and in German,
/// French, Spanish and Italian.
StatusKind status_kind(std::string_view status);

}  // namespace clientele::reading
