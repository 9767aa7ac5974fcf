#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace clientele::base {

/// Memory for columns, `bytes` long: it begins where a line of the cache does, and lies close to that of other columns,
/// in large pages where the system has them, so that a portfolio of 100,000 clients does not exceed the page tables that
/// a processor keeps. Free it from any thread.
void* allocate_lines(std::size_t bytes);
void free_lines(void* at, std::size_t bytes);

/// Memory that begins where a line of the cache does, so that no vector of values lies across two.
template <class T>
struct LineAllocator {
    using value_type = T;

    LineAllocator() = default;
    template <class U>
    explicit LineAllocator(const LineAllocator<U>& /*other*/) {}

    T* allocate(std::size_t n) { return static_cast<T*>(allocate_lines(n * sizeof(T))); }
    void deallocate(T* at, std::size_t n) { free_lines(at, n * sizeof(T)); }
    friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
};

/// A property of many clients, passed over month by month.
template <class T>
using Column = std::vector<T, LineAllocator<T>>;

}  // namespace clientele::base
