#include <filesystem>
#include <string>
#include <system_error>

#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/file.hpp"
#include "engine/base/text.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/ledger_scenario.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/result_files.hpp"

namespace clientele::tools {

/// The text of scenarios/starter.yaml, embedded when the program is built.
extern const std::string_view starter_yaml;

namespace {

/// NAME.yaml. \throws base::InvalidInput where it is there already
std::filesystem::path new_file(const std::string& name) {
    std::filesystem::path file = name;
    if (file.filename().empty()) refuse_output("NAME", name, "a file has a name");
    if (file.extension() != ".yaml" && file.extension() != ".yml") file += ".yaml";
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return file;
    throw base::InvalidInput(fault_of("usage", fmt::format("there is a {} already", base::printable(file.string())),
                                      "choose another name, or move the file away"));
}

}  // namespace

int init(const Request& request) {
    const auto text_for = [&](const std::filesystem::path& folder) {
        return request.ledger.from ? scenario_around(request.ledger, folder) : std::string(starter_yaml);
    };
    if (!request.name) {
        put(text_for({}));
        return Exit::fine;
    }
    const std::filesystem::path file = new_file(*request.name);
    const std::string text = text_for(file.has_parent_path() ? file.parent_path() : ".");
    expect_writable_file("NAME", file.string());
    base::write_file(file, text);
    const std::string shown = base::printable(file.string());
    put(
        fmt::format("wrote {0}; now:\n  clientele check {0}      is it right? what was understood?\n"
                    "  clientele compare {0}    which structure is better, and how surely\n",
                    shown));
    return Exit::fine;
}

}  // namespace clientele::tools
