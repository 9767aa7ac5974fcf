#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace clientele::behaviour {

/// Runs of 64 clients, a bit each: set where somebody may take a decision. Passes over clients visit only these, so
/// that prospects nobody works on, lost clients and the like cost nothing where they stand together, as they mostly do.
class Tiles {
public:
    static constexpr std::size_t clients = 64;

    /// Memory for n clients; no tile is set.
    void reserve(std::size_t n) { words_.assign((n + clients * 64 - 1) / (clients * 64), 0); }
    void clear() { words_.assign(words_.size(), 0); }
    void add(std::size_t client) { words_[client / (clients * 64)] |= std::uint64_t{1} << (client / clients % 64); }
    /// Sets the tiles of the marked. \param mark readable up to n rounded up to a multiple of 64, zero behind n
    void set_to(const std::uint8_t* mark, std::size_t n);

    const std::uint64_t* begin() const { return words_.data(); }
    const std::uint64_t* end() const { return words_.data() + words_.size(); }

private:
    std::vector<std::uint64_t> words_;
};

/// Calls visit(first client) for every tile that is set, ascending. A loop body: it must vanish into the kernel.
template <class Visit>
[[gnu::always_inline]] inline void each_tile(const Tiles& tiles, Visit visit) {
    std::size_t base = 0;
    for (std::uint64_t bits : tiles) {
        for (; bits != 0; bits &= bits - 1) {
            visit(base + static_cast<std::size_t>(std::countr_zero(bits)) * Tiles::clients);
        }
        base += Tiles::clients * 64;
    }
}

}  // namespace clientele::behaviour
