#include "tools/clientele/memory.hpp"

#include <algorithm>
#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

namespace clientele::tools {
namespace {

std::uint64_t page_size() { return static_cast<std::uint64_t>(std::max(1L, sysconf(_SC_PAGESIZE))); }

std::uint64_t of_machine() {
    const long pages = sysconf(_SC_PHYS_PAGES);
    return pages > 0 ? static_cast<std::uint64_t>(pages) * page_size() : UINT64_MAX;
}

/// "max" where the container has no limit, no file where there is no container: no number then.
std::uint64_t of_container() {
    std::uint64_t limit = 0;
    std::ifstream file("/sys/fs/cgroup/memory.max");
    return file >> limit ? limit : UINT64_MAX;
}

std::uint64_t of_own_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return UINT64_MAX;
    std::uint64_t pages_taken = 0;
    std::ifstream("/proc/self/statm") >> pages_taken;
    const std::uint64_t taken = pages_taken * page_size();
    return limit.rlim_cur > taken ? limit.rlim_cur - taken : 0;
}

}  // namespace

std::uint64_t memory_left() { return std::min({of_machine(), of_container(), of_own_limit()}); }

}  // namespace clientele::tools
