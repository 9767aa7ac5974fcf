#include <cstdio>
#include <exception>
#include <new>

#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/text.hpp"
#include "tools/clientele/command_line.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/messages.hpp"

namespace {

using namespace clientele::tools;

int obey(const Request& request) {
    switch (request.command) {
        case Command::check:
            return check(request);
        case Command::run:
            return run(request);
        case Command::compare:
            return compare(request);
        case Command::replay:
            return replay(request);
        case Command::audit:
            return audit(request);
        case Command::calibrate:
            return calibrate(request);
        case Command::init:
            return init(request);
        case Command::explain:
            return explain(request);
        case Command::config:
            return config(request);
        case Command::schema:
            return schema(request);
        case Command::completion:
            return completion(request);
        case Command::man:
            return man(request);
    }
    return Exit::failed;
}

/// What the summary names: the scenario; of a ledger's commands, which read several files, the one that is wrong.
std::string file_at_fault(const Request& request, const clientele::base::Faults& faults) {
    const bool about_ledger = request.command == Command::audit || request.command == Command::calibrate;
    if (about_ledger && !faults.empty()) return faults.sorted().front().where.file.text();
    return request.scenarios.empty() ? std::string() : request.scenarios.front();
}

}  // namespace

int main(int argc, char** argv) {
    std::optional<Request> request;
    try {
        request = read_command_line(argc, argv);
        return request ? obey(*request) : Exit::fine;
    } catch (const clientele::base::InvalidInput& problem) {
        tell_faults(problem.faults(), request ? file_at_fault(*request, problem.faults()) : "");
        return Exit::invalid;
    } catch (const std::bad_alloc&) {
        std::fputs("clientele: error: there is not enough memory\n", stderr);
        return Exit::failed;
    } catch (const std::exception& error) {
        std::fputs(fmt::format("clientele: error: {}\n", clientele::base::printable(error.what())).c_str(), stderr);
        return Exit::failed;
    }
}
