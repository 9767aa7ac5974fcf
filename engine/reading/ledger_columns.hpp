#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clientele::reading {

/// What a column of a ledger holds.
enum class Role {
    client,
    date,
    amount,  // these three are needed
    name,
    group,
    segment,
    rep,
    contact,
    order,
    product,
    cost,
    discount,
    paid,
    status,
    currency
};
inline constexpr std::size_t role_count = 15;

/// The word for a role in `--map`, e.g. "client".
std::string_view word_for(Role role);
std::optional<Role> role_named(std::string_view word);

/// The column of each role, as an index into the header.
using Layout = std::array<std::optional<std::size_t>, role_count>;

/// A header cell as it is compared: small letters and digits only, without what follows a comma or a bracket.
/// "Сумма, руб." and "Order_Date" give "сумма" and "orderdate".
std::string plain_header(std::string_view cell);

/// What a header row says about the roles.
struct Recognised {
    Layout layout{};
    /// Roles that two columns could hold with equal right, with the names of those columns.
    std::map<Role, std::vector<std::string>> doubtful;

    bool has(Role role) const { return layout[static_cast<std::size_t>(role)].has_value(); }
    bool is_header() const { return (has(Role::client) || doubtful.contains(Role::client)) && has_date_and_amount(); }
    bool has_date_and_amount() const {
        return (has(Role::date) || doubtful.contains(Role::date)) &&
               (has(Role::amount) || doubtful.contains(Role::amount));
    }
};

/// Columns by the names that CRM and accounting systems give them, in English and Russian.
Recognised recognise(std::span<const std::string> header);

/// The columns of that name in the header; "#3" is the third, unless a column is called so.
std::vector<std::size_t> columns_called(std::string_view name, std::span<const std::string> header);

/// "client=CustomerID,date=OrderDate": column by role. Commas inside a name are written between double quotes.
/// A column may be named by its place, as #3, where its name stands twice.
/// \throws base::InvalidInput (code usage) for unknown roles, a role named twice or a text of another form
std::map<Role, std::string> parse_map(std::string_view text);

}  // namespace clientele::reading
