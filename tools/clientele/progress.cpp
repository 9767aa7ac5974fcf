#include "tools/clientele/progress.hpp"

#include <cstdio>
#include <string>

#include <fmt/core.h>
#include <unistd.h>

#include "tools/clientele/messages.hpp"

namespace clientele::tools {
namespace {

constexpr double patience = 3;         // a run shorter than this says nothing in a log [s]
constexpr double between_looks = 0.1;  // of the bar [s]
constexpr unsigned bar_width = 30;

std::string time_left(double fraction, double seconds) {
    const double left = fraction > 0 ? seconds * (1 - fraction) / fraction : 0;
    if (left < 90) return fmt::format("{:.0f} s left", left);
    if (left < 5400) return fmt::format("{:.0f} min left", left / 60);
    return fmt::format("{:.1f} h left", left / 3600);
}

}  // namespace

ProgressLine::ProgressLine(Talk talk)
    : style_(talk == Talk::quiet            ? Style::none
             : obeys_escapes(STDERR_FILENO) ? Style::bar
                                            : Style::lines) {}

ProgressLine::~ProgressLine() {
    if (bar_is_open_) std::fputs("\r\x1b[K", stderr);
}

void ProgressLine::show(const experiment::Progress& progress) {
    if (style_ == Style::bar) show_bar(progress);
    if (style_ == Style::lines) show_tenths(progress);
}

void ProgressLine::show_bar(const experiment::Progress& progress) {
    if (shown_at_ >= 0 && progress.seconds < shown_at_ + between_looks && progress.done < progress.total) return;
    shown_at_ = progress.seconds;
    bar_is_open_ = true;
    const double fraction = static_cast<double>(progress.done) / progress.total;
    const auto full = static_cast<unsigned>(fraction * bar_width);
    std::fputs(fmt::format("\r[{}{}] {:3.0f} %  {} of {} replications, {}\x1b[K", std::string(full, '#'),
                           std::string(bar_width - full, '.'), 100 * fraction, progress.done, progress.total,
                           time_left(fraction, progress.seconds))
                   .c_str(),
               stderr);
    std::fflush(stderr);
}

void ProgressLine::show_tenths(const experiment::Progress& progress) {
    const auto tenths = static_cast<unsigned>(10.0 * progress.done / progress.total);
    if (tenths == tenths_) return;
    tenths_ = tenths;
    if (progress.seconds < patience) return;
    const double fraction = static_cast<double>(progress.done) / progress.total;
    std::fputs(fmt::format("{:3} %  {} of {} replications, {}\n", 10 * tenths, progress.done, progress.total,
                           time_left(fraction, progress.seconds))
                   .c_str(),
               stderr);
}

}  // namespace clientele::tools
