#pragma once

#include <cstddef>
#include <new>
#include <type_traits>
#include <vector>

namespace clientele::base {

/// Memory for columns, cut from large pages where the system has them, so that a portfolio of 100,000 clients does not
/// exceed the page tables that a processor keeps. It is given back all at once. For one thread at a time.
class ColumnMemory {
public:
    ColumnMemory() = default;
    ColumnMemory(const ColumnMemory&) = delete;
    ColumnMemory& operator=(const ColumnMemory&) = delete;
    ~ColumnMemory();

    /// \returns so many bytes, from the beginning of a line of the cache. \throws std::bad_alloc
    void* take(std::size_t bytes);

private:
    std::vector<void*> stretches_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
};

/// Memory that begins where a line of the cache does, so that no vector of values lies across two. A column keeps to
/// the memory it was made with, and a copy to that of the original; without one it is on its own.
template <class T>
struct LineAllocator {
    using value_type = T;
    using propagate_on_container_copy_assignment = std::true_type;
    using propagate_on_container_move_assignment = std::true_type;
    using propagate_on_container_swap = std::true_type;
    using is_always_equal = std::false_type;

    LineAllocator() = default;
    explicit LineAllocator(ColumnMemory* from) : memory(from) {}
    template <class U>
    explicit LineAllocator(const LineAllocator<U>& other) : memory(other.memory) {}

    T* allocate(std::size_t n) {
        const std::size_t bytes = n * sizeof(T);
        return static_cast<T*>(memory != nullptr ? memory->take(bytes) : ::operator new(bytes, line));
    }
    void deallocate(T* at, std::size_t /*n*/) {
        if (memory == nullptr) {
            ::operator delete(at, line);
        }
    }
    friend bool operator==(const LineAllocator& a, const LineAllocator& b) { return a.memory == b.memory; }

    ColumnMemory* memory = nullptr;
    static constexpr std::align_val_t line{64};
};

/// A property of many clients, passed over month by month.
template <class T>
using Column = std::vector<T, LineAllocator<T>>;

}  // namespace clientele::base
