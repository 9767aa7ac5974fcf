#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/fault.hpp"
#include "engine/reading/ledger_rows.hpp"

namespace clientele::reading {

/// A cell as a message shows it: printable, and no more of it than tells it from others.
std::string shown_cell(std::string_view cell);

/// The first place where something was seen, and how often it was.
struct Sighting {
    base::Location where;
    std::string text;
    std::string line;
    std::uint64_t times = 0;

    void note(const LedgerRows& rows, std::size_t column);
};

/// \throws base::InvalidInput always
[[noreturn]] void refuse_at(std::string code, base::Location where, std::string message, std::string help,
                            std::string line = {});

/// The same at the place of a sighting.
[[noreturn]] void refuse_ledger(std::string code, const Sighting& seen, std::string message, std::string help);

}  // namespace clientele::reading
