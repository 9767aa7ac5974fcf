#include "tools/clientele/messages.hpp"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include <fmt/core.h>

#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"

namespace clientele::tools {

base::Fault fault_of(std::string code, std::string message, std::string help) {
    base::Fault fault;
    fault.code = std::move(code);
    fault.message = std::move(message);
    fault.help = std::move(help);
    return fault;
}

std::size_t name_among(const std::vector<std::string>& known, const std::string& name, const std::string& code,
                       const std::string& message) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    constexpr std::size_t few = 12;
    const auto near = base::nearest(name, known);
    std::string help = near ? fmt::format("did you mean '{}'?", base::printable(*near)) : "known:";
    for (std::size_t k = 0; !near && k < std::min(known.size(), few); ++k) {
        help += (k == 0 ? " " : ", ") + base::printable(known[k]);
    }
    if (!near && known.size() > few) help += fmt::format(" and {} more", known.size() - few);
    throw base::InvalidInput(fault_of(code, fmt::format("{} '{}'", message, base::printable(name)), std::move(help)));
}

void tell_faults(const base::Faults& faults, std::string_view file) {
    std::string text = base::render(faults);
    const auto kept = faults.sorted();
    const bool in_a_file =
        std::any_of(kept.begin(), kept.end(), [](const base::Fault& f) { return !f.where.file.empty(); });
    if (!file.empty() && in_a_file) {
        text += fmt::format("\n{} {} in {}; nothing was run. More: clientele explain {}\n", faults.size(),
                            faults.size() == 1 ? "fault" : "faults", base::printable(file), kept.front().code);
    }
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void tell_note(std::string_view text, Talk talk) {
    if (talk == Talk::quiet) return;
    const std::string line = fmt::format("note: {}\n", text);
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void tell_remark(std::string_view text, Talk talk) {
    if (talk == Talk::quiet) return;
    const std::string line = fmt::format("remark: {}\n", base::printable(text));
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void put(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written) throw std::runtime_error("the result could not be written to standard output");
}

}  // namespace clientele::tools
