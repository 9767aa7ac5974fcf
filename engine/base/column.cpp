#include "engine/base/column.hpp"

#include <algorithm>
#include <cstdlib>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace clientele::base {

namespace {

constexpr std::size_t cache_line = 64;
/// A large page of x86-64 and most others: an entry of the page table then serves 512 times as much.
constexpr std::size_t large_page = std::size_t{2} << 20U;
/// A stretch takes at least so many columns like the one that begins it, so that little is left over at its end.
constexpr std::size_t columns_a_stretch = 8;

/// Where addresses are checked, every column is a stretch of its own: so a pass that leaves its column is seen.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CLIENTELE_CHECKS_ADDRESSES
#endif
#endif
#if defined(CLIENTELE_CHECKS_ADDRESSES) || defined(__SANITIZE_ADDRESS__)
constexpr bool alone = true;
#else
constexpr bool alone = false;
#endif

constexpr std::size_t round_up(std::size_t bytes, std::size_t unit) { return (bytes + unit - 1) / unit * unit; }

}  // namespace

ColumnMemory::~ColumnMemory() {
    for (void* const stretch : stretches_) {
        std::free(stretch);
    }
}

void* ColumnMemory::take(std::size_t bytes) {
    const std::size_t whole = round_up(bytes, cache_line);
    if (alone || whole > left_) {
        const std::size_t size = alone ? whole : round_up(std::max(large_page, columns_a_stretch * whole), large_page);
        stretches_.reserve(stretches_.size() + 1);
        void* const stretch = std::aligned_alloc(alone ? cache_line : large_page, size);
        if (stretch == nullptr) {
            throw std::bad_alloc();
        }
        stretches_.push_back(stretch);
#if defined(__linux__) && defined(MADV_HUGEPAGE)
        if (!alone) {
            madvise(stretch, size, MADV_HUGEPAGE);  // a wish: where it is not granted, the pages are small ones
        }
#endif
        next_ = static_cast<std::byte*>(stretch);
        left_ = size;
    }
    void* const at = next_;
    next_ += whole;
    left_ -= whole;
    return at;
}

}  // namespace clientele::base
