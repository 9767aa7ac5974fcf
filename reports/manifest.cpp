#include "reports/manifest.hpp"

#include <array>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "engine/base/hash.hpp"
#include "engine/base/version.hpp"

namespace clientele::reports {
namespace {

using nlohmann::json;

std::string host_name() {
    std::array<char, 256> name{};
    if (gethostname(name.data(), name.size() - 1) != 0) return "unknown";
    return name.data();
}

json program_json() {
    json libraries = json::object();
    for (const base::Library& library : base::libraries()) libraries[std::string(library.name)] = library.version;
    return {{"version", base::version()},
            {"commit", base::commit()},
            {"compiler", base::compiler()},
            {"flags", base::compiler_flags()},
            {"libraries", std::move(libraries)}};
}

}  // namespace

std::string manifest_json(const experiment::Record& record, const Provenance& provenance) {
    json inputs = json::array();
    for (const InputFile& input : provenance.inputs) {
        inputs.push_back({{"file", input.name}, {"hash", base::to_hex(input.hash)}});
    }
    const experiment::Plan& plan = record.plan;
    const json manifest{
        {"schema", "clientele.manifest/1"},
        {"command", provenance.command},
        {"program", program_json()},
        {"seed", plan.seed},
        {"complete", plan.covered_worlds() == plan.worlds},
        {"worlds", plan.covered_worlds()},
        {"lives", plan.lives},
        {"replications", plan.replications()},
        {"asked", {{"worlds", plan.worlds}, {"replications", std::uint64_t{plan.worlds} * plan.lives}}},
        {"scenario", {{"file", provenance.scenario}, {"resolved_hash", base::to_hex(provenance.resolved_hash)}}},
        {"inputs", std::move(inputs)},
        {"host", host_name()},
        {"threads", record.threads},
        {"timing", {{"simulation_seconds", record.simulation_seconds}, {"client_months", record.client_months}}}};
    return manifest.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace clientele::reports
