#include "engine/behaviour/marks.hpp"

#include <bit>
#include <cstring>

#include "engine/base/clones.hpp"

namespace clientele::behaviour {

CLIENTELE_CLONES
void mark_below(const std::uint32_t* words, const std::uint32_t* thresholds, std::size_t n, std::uint8_t* mark) {
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = words[i] < thresholds[i] ? 1 : 0;
    }
}

std::size_t list_marked(const std::uint8_t* mark, std::size_t n, std::uint32_t* ids) {
    return list_first_marked(mark, n, n, ids);
}

std::size_t list_first_marked(const std::uint8_t* mark, std::size_t n, std::size_t most, std::uint32_t* ids) {
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < n && count < most; begin += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, mark + begin, 8);
        while (eight != 0 && count < most) {
            const auto bit = static_cast<std::size_t>(std::countr_zero(eight));
            ids[count++] = static_cast<std::uint32_t>(begin + bit / 8);
            eight &= eight - 1;
        }
    }
    return count;
}

CLIENTELE_CLONES
void count_streaks(const std::uint8_t* mark, std::size_t n, std::uint8_t* streak) {
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint8_t more = streak[i] < 255 ? static_cast<std::uint8_t>(streak[i] + 1) : std::uint8_t{255};
        streak[i] = mark[i] != 0 ? more : std::uint8_t{0};
    }
}

CLIENTELE_CLONES
void set_where(const std::uint16_t* law, std::uint16_t which, std::uint32_t value, std::size_t n, std::uint32_t* threshold) {
    for (std::size_t i = 0; i < n; ++i) {
        threshold[i] = law[i] == which ? value : threshold[i];
    }
}

namespace {

CLIENTELE_CLONES
void mark_one_stage(const std::uint8_t* stage, std::uint8_t which, std::size_t n, std::uint8_t* mark) {
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = static_cast<std::uint8_t>(mark[i] | (stage[i] == which ? 1 : 0));
    }
}

}  // namespace

void mark_stages(const std::uint8_t* stage, std::uint32_t stages, std::size_t n, std::uint8_t* mark) {
    std::memset(mark, 0, n);
    for (std::uint8_t which = 0; stages >> which != 0; ++which) {
        if (((stages >> which) & 1U) != 0) {
            mark_one_stage(stage, which, n, mark);
        }
        if (which == 31) {
            break;
        }
    }
}

CLIENTELE_CLONES
void keep_marked(const std::uint8_t* mark, std::size_t n, std::uint8_t* into) {
    for (std::size_t i = 0; i < n; ++i) {
        into[i] = static_cast<std::uint8_t>(into[i] & mark[i]);
    }
}

CLIENTELE_CLONES
void add_marked(const std::uint8_t* mark, std::size_t n, std::uint8_t* into) {
    for (std::size_t i = 0; i < n; ++i) {
        into[i] = static_cast<std::uint8_t>(into[i] | mark[i]);
    }
}

CLIENTELE_CLONES
void mark_at_least(const double* value, double at_least, std::size_t n, std::uint8_t* mark) {
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = value[i] >= at_least ? 1 : 0;
    }
}

CLIENTELE_CLONES
void mark_at_least(const std::uint8_t* value, double at_least, std::size_t n, std::uint8_t* mark) {
    if (!(at_least <= 255)) {
        std::memset(mark, 0, n);
        return;
    }
    const auto whole = static_cast<std::uint8_t>(at_least);
    const std::uint8_t least = whole < at_least ? static_cast<std::uint8_t>(whole + 1) : whole;
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = value[i] >= least ? 1 : 0;
    }
}

CLIENTELE_CLONES
void mark_at_least(const std::uint32_t* value, double at_least, std::size_t n, std::uint8_t* mark) {
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = static_cast<double>(value[i]) >= at_least ? 1 : 0;
    }
}

}  // namespace clientele::behaviour
