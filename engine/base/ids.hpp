#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace clientele::base {

/// An index into one table, which no other table's index can be mistaken for.
///
///     using ClientId = base::Id<struct ClientTag>;
///
/// Ids count from 0 in the table's order; index() addresses arrays.
template <class Tag>
struct Id {
    std::uint32_t value = 0;

    constexpr std::size_t index() const { return value; }

    friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace clientele::base

template <class Tag>
struct std::hash<clientele::base::Id<Tag>> {
    std::size_t operator()(clientele::base::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
