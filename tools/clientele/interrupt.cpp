#include "tools/clientele/interrupt.hpp"

#include <csignal>

namespace clientele::tools {
namespace {

// A signal handler can reach nothing but statics.
std::atomic<bool> stop_requested{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

extern "C" void on_signal(int signal) {
    stop_requested.store(true);
    std::signal(signal, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& watch_for_interrupts() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    return stop_requested;
}

}  // namespace clientele::tools
