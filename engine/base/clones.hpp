#pragma once

/// CLIENTELE_CLONES before a function: compile it once per level of x86-64 and let the loader choose by CPU. Bits stay
/// the same, since kernels are element-wise and built with -ffp-contract=off. Empty where it would not work:
/// ThreadSanitizer crashes in the resolver at start-up, WebAssembly and other architectures have nothing to choose
/// from, -DCLIENTELE_NO_CLONES asks for none.
///
/// Only for functions of an anonymous namespace, called by the public one: where a plain declaration went before, clang
/// 14 silently keeps one clone, the first, and the program dies on older CPUs. Clang 14 also accepts "arch=x86-64-v4",
/// but its resolver never chooses it, so there the levels are named by a feature.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CLIENTELE_NO_CLONES
#endif
#endif

#if defined(CLIENTELE_NO_CLONES) || defined(__SANITIZE_THREAD__) || !defined(__x86_64__) || !defined(__ELF__)
#define CLIENTELE_CLONES
#elif defined(__clang__)
#define CLIENTELE_CLONES __attribute__((target_clones("avx512dq", "avx2", "default")))
#else
#define CLIENTELE_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif

/// Before a small function that loops over arrays call for each element: it must vanish into the loop, or the loop
/// stays scalar, and in a clone it must be compiled for the clone's level.
#if defined(__GNUC__)
#define CLIENTELE_KERNEL [[nodiscard, gnu::always_inline]] inline
#else
#define CLIENTELE_KERNEL [[nodiscard]] inline
#endif
