#include "engine/reading/read_scenario.hpp"

#include <utility>

#include "engine/reading/named.hpp"
#include "engine/reading/read.hpp"
#include "engine/reading/staff.hpp"

namespace clientele::reading {
namespace {

// Amounts may carry their currency, so it is looked up before anything else is read; a fault in it is found later.
std::string currency_of(const Tree& effective) {
    const Entry* currency = effective.find("currency");
    return currency != nullptr && currency->value.is(Tree::Kind::scalar) ? currency->value.text : "EUR";
}

}  // namespace

Draft read_scenario(const std::filesystem::path& path, const Overrides& overrides) {
    Report report;
    Draft draft;
    if (std::optional<Tree> effective = load_layers(path, overrides, report)) {
        Context context{report, currency_of(*effective), path.parent_path(), {}};
        draft.scenario = read_struct<scenario::Scenario>(*effective, {"", effective->where}, context);
        draft.effective = std::move(*effective);
        draft.notes = std::move(context.notes);
    }
    report.stop_on_faults();
    draft.sources = std::move(report.sources());
    draft.files = draft.sources.names();
    std::erase_if(draft.files, [](const std::string& name) { return name == defaults_name || name == settings_name; });
    return draft;
}

}  // namespace clientele::reading
