#include "tools/clientele/messages.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <fmt/core.h>
#include <unistd.h>

#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"
#include "engine/reading/layers.hpp"
#include "reports/table.hpp"

namespace clientele::tools {
namespace {

constexpr std::size_t help_indent = 9;  // below "   help: "

/// Faults with sentences broken at the width of a page; excerpts, whose carets point at columns, stay as they are.
std::string broken_for_people(std::string_view text) {
    std::string broken;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t bar = line.find(" | ");
        const bool excerpt = bar != std::string_view::npos && line.find_first_not_of(" 0123456789") > bar;
        if (line.starts_with("   help: ")) {
            broken += "   " + reports::wrapped(line.substr(3), reports::page_width - 3, help_indent);
        } else {
            broken += excerpt ? std::string(line) : reports::wrapped(line, reports::page_width, 4);
        }
        broken += '\n';
    }
    return broken;
}

}  // namespace

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
    // One file of values or clients that is wrong is named in place of the scenario over which it is laid.
    const std::string& first = kept.front().where.file.text();
    const bool alone =
        std::all_of(kept.begin(), kept.end(), [&](const base::Fault& f) { return f.where.file == first; });
    if (alone && in_a_file && first != reading::settings_name && !reading::is_built_in(first)) file = first;
    if (!file.empty() && in_a_file) {
        text += fmt::format("\n{} {} in {}; nothing was run. More: clientele explain {}\n", faults.size(),
                            faults.size() == 1 ? "fault" : "faults", base::printable(file), kept.front().code);
    }
    // Editors and scripts read a fault's first line as it is; people read a terminal.
    if (isatty(STDERR_FILENO) != 0) text = broken_for_people(text);
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void tell_note(std::string_view text, Talk talk) {
    if (talk == Talk::quiet) return;
    const std::string line = reports::wrapped(fmt::format("note: {}", text), 80, 6) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void tell_remark(std::string_view text, Talk talk) {
    if (talk == Talk::quiet) return;
    const std::string line = reports::wrapped(fmt::format("remark: {}", base::printable(text)), 80, 8) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

bool obeys_escapes(int descriptor) {
    const char* terminal = std::getenv("TERM");
    return isatty(descriptor) != 0 && terminal != nullptr && *terminal != '\0' && std::string_view(terminal) != "dumb";
}

void put(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written) throw std::runtime_error("the result could not be written to standard output");
}

}  // namespace clientele::tools
