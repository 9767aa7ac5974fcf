#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "engine/reading/ledger_columns.hpp"
#include "engine/reading/ledger_sighting.hpp"

namespace clientele::reading {

/// How ledgers write a currency.
struct CurrencyMark {
    std::string_view written;
    std::string_view code;  ///< ISO 4217
};

/// What may stand beside an amount, as it is written there; longer marks before those they begin with.
std::span<const CurrencyMark> marks_beside_amounts();

/// The currency of an amount: "EUR" of "500 EUR" and "€500"; empty where none stands there.
std::string_view currency_beside(std::string_view amount);

/// The currency that a cell of its own names: "EUR" of "€", "Euro" and "978". What is not known stands for itself, in
/// capitals; nothing is empty.
std::string currency_named(std::string_view cell);

/// Which currencies the rows are in that will be added up, by the signs beside amounts and by the column of currencies.
class CurrencyEvidence {
public:
    void look(const LedgerRows& rows, const Layout& layout);

    /// The one currency; empty where no row says any. \throws base::InvalidInput (mixed-currencies)
    std::string verdict() const;

private:
    std::map<std::string, Sighting> seen_;
};

}  // namespace clientele::reading
