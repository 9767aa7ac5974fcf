#pragma once

#include <cstddef>
#include <cstdint>

/// Passes over all clients that mark those for whom something holds, and lists of the marked. Plain loops over arrays,
/// vectorised by the compiler; no order of clients matters to any of them.
namespace clientele::behaviour {

/// mark[i] = 1 where the client belongs to one of the people first ... last, else 0. \pre 0 <= first <= last
void mark_owned_by(const std::int16_t* owner, std::int16_t first, std::int16_t last, std::size_t n, std::uint8_t* mark);

/// threshold[i] = value where law[i] == which; others stay.
void set_where(const std::uint16_t* law, std::uint16_t which, std::uint32_t value, std::size_t n,
               std::uint32_t* threshold);

/// mark[i] = 1 where the client is in a stage of the set, else 0.
void mark_stages(const std::uint8_t* stage, std::uint32_t stages, std::size_t n, std::uint8_t* mark);

/// into[i] &= mark[i] and into[i] |= mark[i].
void keep_marked(const std::uint8_t* mark, std::size_t n, std::uint8_t* into);
void add_marked(const std::uint8_t* mark, std::size_t n, std::uint8_t* into);

/// mark[i] = 1 where value[i] >= at_least, else 0.
void mark_at_least(const double* value, double at_least, std::size_t n, std::uint8_t* mark);
void mark_at_least(const std::uint8_t* value, double at_least, std::size_t n, std::uint8_t* mark);
void mark_at_least(const std::uint32_t* value, double at_least, std::size_t n, std::uint8_t* mark);

/// smallest[i] = min(smallest[i], value[i]).
void keep_smallest(const double* value, std::size_t n, double* smallest);

}  // namespace clientele::behaviour
