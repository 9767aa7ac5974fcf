#include "tools/clientele/interrupt.hpp"

#include <cerrno>
#include <csignal>
#include <string_view>

#include <unistd.h>

namespace clientele::tools {
namespace {

// A signal handler can reach nothing but statics.
std::atomic<bool> stop_requested{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

std::atomic<bool> talks{false};
constexpr std::string_view stopping = "\nstopping after the worlds begun; once more: at once, without results\n";

extern "C" void on_signal(int signal) {
    stop_requested.store(true);
    std::signal(signal, SIG_DFL);
    const int error = errno;
    if (talks.load() && write(STDERR_FILENO, stopping.data(), stopping.size()) < 0) {
        talks.store(false);  // nobody is there to be told
    }
    errno = error;
}

}  // namespace

const std::atomic<bool>& watch_for_interrupts(Talk talk) {
    talks.store(talk != Talk::quiet);
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    return stop_requested;
}

}  // namespace clientele::tools
