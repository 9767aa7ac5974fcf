#include <filesystem>
#include <map>
#include <set>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "engine/base/text.hpp"
#include "engine/reading/effective.hpp"
#include "engine/reading/files.hpp"
#include "engine/reading/layers.hpp"
#include "engine/reading/places.hpp"
#include "engine/reading/standard.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/result_files.hpp"
#include "tools/clientele/stages.hpp"

namespace clientele::tools {
namespace {

namespace fs = std::filesystem;

/// Files by the short names that stand behind values: the last part of a path where no other file ends so.
class ShortNames {
public:
    explicit ShortNames(const std::map<std::string, std::uint64_t>& files) {
        std::map<std::string, int> times;
        for (const auto& [file, hash] : files) ++times[fs::path(file).filename().string()];
        for (const auto& [file, hash] : files) {
            const std::string last = fs::path(file).filename().string();
            if (times[last] == 1) short_[file] = last;
        }
        short_[std::string(reading::defaults_name)] = "built-in";
    }

    std::string of(const std::string& file) const {
        const auto found = short_.find(file);
        return base::printable(found == short_.end() ? file : found->second);
    }

    /// What the short names stand for, as comments.
    std::string legend() const {
        std::string text;
        for (const auto& [file, name] : short_) {
            if (name != file) text += fmt::format("# {}: {}\n", base::printable(name), base::printable(file));
        }
        return text;
    }

private:
    std::map<std::string, std::string> short_;
};

std::string_view layer_of(const std::string& file, const Request& request) {
    if (file == reading::defaults_name) return "built-in";
    if (file == reading::settings_name) return "set";
    if (file == request.scenarios.front()) return "file";
    const auto& values = request.values;
    return std::find(values.begin(), values.end(), file) != values.end() ? "values" : "extends";
}

nlohmann::json json_of(const reading::Draft& draft, const Request& request) {
    nlohmann::json values = nlohmann::json::array();
    for (const reading::EffectiveValue& each : reading::effective_values(draft.effective)) {
        nlohmann::json value{{"path", reading::joined(each.steps)}};
        if (each.value == nullptr) {
            value["value"] = nullptr;
            value["layer"] = "absent";
            value["holds"] = each.field->when_absent;
        } else {
            value["value"] = reading::yaml_flow(*each.value);
            value["layer"] = layer_of(each.value->where.file.text(), request);
            value["file"] = each.value->where.file.text();
            value["line"] = each.value->where.line;
            if (const std::string source = reading::source_text(*each.value); !source.empty()) value["source"] = source;
        }
        values.push_back(std::move(value));
    }
    return {{"schema", "clientele.config/1"}, {"scenario", request.scenarios.front()}, {"values", values}};
}

std::string text_of(const reading::Draft& draft, const Request& request) {
    const ShortNames names(draft.sources.files());
    reading::Writing writing;
    writing.absent_too = request.absent == Absent::told;
    std::string head = "# All that holds, defaults and other files written out.\n";
    if (request.origin == Origin::told) {
        head += names.legend();
        writing.remark = [&](const reading::Tree& value) {
            return fmt::format("{}:{}", names.of(value.where.file.text()), value.where.line);
        };
    }
    return head + reading::effective_yaml(draft.effective, writing);
}

}  // namespace

int config(const Request& request) {
    std::set<std::string> read;
    auto draft = reading::read_scenario(request.scenarios.front(), overrides_of(request), &read);
    reading::name_files_from_here(draft.effective, reading::folder_of(request.scenarios.front()));
    return with_excerpts(draft, [&] {
        validated(draft.scenario, request);
        give(text_of(draft, request),
             json_of(draft, request).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n", request,
             read);
        return static_cast<int>(Exit::fine);
    });
}

}  // namespace clientele::tools
