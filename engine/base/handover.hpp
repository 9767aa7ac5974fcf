#pragma once

/// Tells the thread sanitizer what a scheduler guarantees but does inside a library that was not compiled for it
/// (Debian's oneTBB): whatever one thread did before give(place) has happened before whatever another does after
/// take(place).
///
/// No synchronisation by itself and no code at all outside the sanitizer; say only what the scheduler promises. What is
/// not said stays checked: two tasks that run side by side and touch the same element are still reported.

#if defined(__SANITIZE_THREAD__)
#define CLIENTELE_THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CLIENTELE_THREAD_SANITIZER
#endif
#endif

#if defined(CLIENTELE_THREAD_SANITIZER)
extern "C" void __tsan_release(void* place);
extern "C" void __tsan_acquire(void* place);
#endif

namespace clientele::base {

#if defined(CLIENTELE_THREAD_SANITIZER)
inline void give(const void* place) { __tsan_release(const_cast<void*>(place)); }
inline void take(const void* place) { __tsan_acquire(const_cast<void*>(place)); }
#else
inline void give(const void*) {}
inline void take(const void*) {}
#endif

}  // namespace clientele::base
