#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace clientele::base {

/// Memory that begins where a line of the cache does, so that no vector of values lies across two.
template <class T>
struct LineAllocator {
    using value_type = T;
    static constexpr std::align_val_t line{64};

    LineAllocator() = default;
    template <class U>
    explicit LineAllocator(const LineAllocator<U>& /*other*/) {}

    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), line)); }
    void deallocate(T* at, std::size_t /*n*/) { ::operator delete(at, line); }
    friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
};

/// A property of many clients, passed over month by month.
template <class T>
using Column = std::vector<T, LineAllocator<T>>;

}  // namespace clientele::base
