#include "tools/clientele/study_files.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

#include "reports/csv.hpp"
#include "reports/json.hpp"
#include "reports/terminal.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/result_files.hpp"

namespace clientele::tools {
namespace {

reports::Colour colour_of_stdout() {
    const char* no_colour = std::getenv("NO_COLOR");
    const bool refused = no_colour != nullptr && *no_colour != '\0';
    return obeys_escapes(STDOUT_FILENO) && !refused ? reports::Colour::on : reports::Colour::off;
}

/// An interrupted study is written, too, and may take the place of a complete one.
void tell_incomplete(const experiment::Plan& plan, const Request& request) {
    if (plan.covered_worlds() == plan.worlds || (!request.out && !request.json)) return;
    std::error_code ignored;
    const bool replaces =
        request.out && std::filesystem::exists(std::filesystem::path(*request.out) / "result.json", ignored);
    tell_note(
        fmt::format("interrupted: the results hold {} of {} replications{}", plan.replications(),
                    std::uint64_t{plan.worlds} * plan.lives, replaces ? ", and replace those that were there" : ""),
        request.talk);
}

}  // namespace

void write_study(const reports::Study& study, const reports::Provenance& provenance, const Request& request) {
    const std::string result = request.out || request.json ? reports::result_json(study) : "";
    std::vector<ResultFile> files;
    if (request.out) {
        files = {{"result.json", result},
                 {"replications.csv", reports::replications_csv(study.record)},
                 {"manifest.json", reports::manifest_json(study.record, provenance)}};
    }
    tell_incomplete(study.record.plan, request);
    deliver(request, files, request.json == "-" ? "" : reports::terminal_report(study, colour_of_stdout()), result);
}

}  // namespace clientele::tools
