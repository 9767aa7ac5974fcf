#include "engine/base/column.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace clientele::base {

namespace {

constexpr std::size_t cache_line = 64;
/// What a large page of x86-64 and most others holds. A line of the page table then serves 512 times as much.
constexpr std::size_t large_page = std::size_t{2} << 20U;
/// Smaller columns are not worth a place in large pages.
constexpr std::size_t smallest = 4096;

/// Memory in large pages, from which columns are cut one after the other. It stands at its own beginning, and goes when
/// neither a column nor the thread that cuts holds it.
struct alignas(cache_line) Stretch {
    std::atomic<std::size_t> holders{1};
    std::size_t size = 0;
    std::size_t cut = sizeof(Stretch);
};
static_assert(sizeof(Stretch) == cache_line);

Stretch* begin_stretch(std::size_t bytes) {
    const std::size_t size = (sizeof(Stretch) + bytes + large_page - 1) / large_page * large_page;
    void* const memory = std::aligned_alloc(large_page, size);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    madvise(memory, size, MADV_HUGEPAGE);  // a wish: where it is not granted, the pages are small ones
#endif
    auto* const stretch = new (memory) Stretch;
    stretch->size = size;
    return stretch;
}

/// Columns begin within the first large page of their stretch: so the way back is found when they are freed.
bool has_room(const Stretch& stretch, std::size_t bytes) {
    return stretch.cut < large_page && stretch.size - stretch.cut >= bytes;
}

void let_go(Stretch* stretch) {
    if (stretch != nullptr && stretch->holders.fetch_sub(1) == 1) {
        std::free(stretch);
    }
}

/// The stretch that this thread cuts from.
struct Cutting {
    Stretch* stretch = nullptr;

    Cutting() = default;
    Cutting(const Cutting&) = delete;
    Cutting& operator=(const Cutting&) = delete;
    ~Cutting() { let_go(stretch); }
};
thread_local Cutting cutting;

}  // namespace

void* allocate_lines(std::size_t bytes) {
    if (bytes < smallest) {
        return ::operator new(bytes, std::align_val_t{cache_line});
    }
    const std::size_t whole = (bytes + cache_line - 1) / cache_line * cache_line;
    if (cutting.stretch == nullptr || !has_room(*cutting.stretch, whole)) {
        Stretch* const next = begin_stretch(whole);
        let_go(cutting.stretch);
        cutting.stretch = next;
    }
    Stretch& from = *cutting.stretch;
    void* const at = reinterpret_cast<std::byte*>(&from) + from.cut;
    from.cut += whole;
    ++from.holders;
    return at;
}

void free_lines(void* at, std::size_t bytes) {
    if (bytes < smallest) {
        ::operator delete(at, std::align_val_t{cache_line});
        return;
    }
    const auto address = reinterpret_cast<std::uintptr_t>(at);
    let_go(reinterpret_cast<Stretch*>(address / large_page * large_page));
}

}  // namespace clientele::base
