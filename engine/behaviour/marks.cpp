#include "engine/behaviour/marks.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/base/clones.hpp"

namespace clientele::behaviour {

/// The loops that are compiled once per level of x86-64; the public functions below only forward (see clones.hpp).
namespace {

CLIENTELE_CLONES
void owned_by(const std::int16_t* owner, std::int16_t first, std::int16_t last, std::size_t n, std::uint8_t* mark) {
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = static_cast<std::uint8_t>((owner[i] >= first ? 1 : 0) & (owner[i] <= last ? 1 : 0));
    }
}

CLIENTELE_CLONES
void set_one_law(const std::uint16_t* law, std::uint16_t which, std::uint32_t value, std::size_t n,
                 std::uint32_t* threshold) {
    for (std::size_t i = 0; i < n; ++i) {
        threshold[i] = law[i] == which ? value : threshold[i];
    }
}

CLIENTELE_CLONES
void add_stage(const std::uint8_t* stage, std::uint8_t which, std::size_t n, std::uint8_t* mark) {
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = static_cast<std::uint8_t>(mark[i] | (stage[i] == which ? 1 : 0));
    }
}

CLIENTELE_CLONES
void both(const std::uint8_t* mark, std::size_t n, std::uint8_t* into) {
    for (std::size_t i = 0; i < n; ++i) {
        into[i] = static_cast<std::uint8_t>(into[i] & mark[i]);
    }
}

CLIENTELE_CLONES
void either(const std::uint8_t* mark, std::size_t n, std::uint8_t* into) {
    for (std::size_t i = 0; i < n; ++i) {
        into[i] = static_cast<std::uint8_t>(into[i] | mark[i]);
    }
}

CLIENTELE_CLONES
void amounts_at_least(const double* value, double least, std::size_t n, std::uint8_t* mark) {
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = value[i] >= least ? 1 : 0;
    }
}

CLIENTELE_CLONES
void streaks_at_least(const std::uint8_t* value, std::uint8_t least, std::size_t n, std::uint8_t* mark) {
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = value[i] >= least ? 1 : 0;
    }
}

CLIENTELE_CLONES
void counts_at_least(const std::uint32_t* value, std::uint32_t least, std::size_t n, std::uint8_t* mark) {
    for (std::size_t i = 0; i < n; ++i) {
        mark[i] = value[i] >= least ? 1 : 0;
    }
}

CLIENTELE_CLONES
void smaller_of_each(const double* value, std::size_t n, double* __restrict smallest) {
    for (std::size_t i = 0; i < n; ++i) {
        smallest[i] = value[i] < smallest[i] ? value[i] : smallest[i];
    }
}

/// The smallest whole number that is at least x; `most` + 1 stands for "never".
std::uint64_t whole_at_least(double x, std::uint64_t most) {
    if (!(x <= static_cast<double>(most))) {
        return most + 1;
    }
    const auto whole = static_cast<std::uint64_t>(std::max(0.0, x));
    return whole + (static_cast<double>(whole) < x ? 1 : 0);
}

}  // namespace

void mark_owned_by(const std::int16_t* owner, std::int16_t first, std::int16_t last, std::size_t n,
                   std::uint8_t* mark) {
    owned_by(owner, first, last, n, mark);
}

void set_where(const std::uint16_t* law, std::uint16_t which, std::uint32_t value, std::size_t n,
               std::uint32_t* threshold) {
    set_one_law(law, which, value, n, threshold);
}

void mark_stages(const std::uint8_t* stage, std::uint32_t stages, std::size_t n, std::uint8_t* mark) {
    std::memset(mark, 0, n);
    for (; stages != 0; stages &= stages - 1) {
        add_stage(stage, static_cast<std::uint8_t>(std::countr_zero(stages)), n, mark);
    }
}

void keep_marked(const std::uint8_t* mark, std::size_t n, std::uint8_t* into) { both(mark, n, into); }
void add_marked(const std::uint8_t* mark, std::size_t n, std::uint8_t* into) { either(mark, n, into); }

void keep_smallest(const double* value, std::size_t n, double* smallest) { smaller_of_each(value, n, smallest); }

void mark_at_least(const double* value, double at_least, std::size_t n, std::uint8_t* mark) {
    amounts_at_least(value, at_least, n, mark);
}

void mark_at_least(const std::uint8_t* value, double at_least, std::size_t n, std::uint8_t* mark) {
    const std::uint64_t least = whole_at_least(at_least, 255);
    if (least > 255) {
        std::memset(mark, 0, n);
    } else {
        streaks_at_least(value, static_cast<std::uint8_t>(least), n, mark);
    }
}

void mark_at_least(const std::uint32_t* value, double at_least, std::size_t n, std::uint8_t* mark) {
    const std::uint64_t least = whole_at_least(at_least, 0xFFFFFFFFULL);
    if (least > 0xFFFFFFFFULL) {
        std::memset(mark, 0, n);
    } else {
        counts_at_least(value, static_cast<std::uint32_t>(least), n, mark);
    }
}

}  // namespace clientele::behaviour
