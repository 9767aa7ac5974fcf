#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace clientele::base {

/// Stable 64-bit hash of a content: the same on every machine and in every version of the program.
///
/// FNV-1a over the bytes, then the finaliser of SplitMix64 so that similar contents differ in all bits. It recognises
/// changed inputs; it is no protection against somebody who wants two contents to collide.
constexpr std::uint64_t content_hash(std::string_view content) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : content) {
        hash ^= static_cast<std::uint8_t>(c);
        hash *= 0x100000001b3ULL;
    }
    hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebULL;
    return hash ^ (hash >> 31U);
}

/// A hash as 16 lower-case hex digits.
std::string to_hex(std::uint64_t hash);

}  // namespace clientele::base
