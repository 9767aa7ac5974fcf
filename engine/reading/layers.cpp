#include "engine/reading/layers.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "engine/base/file_identity.hpp"
#include "engine/base/nearest.hpp"
#include "engine/reading/defaults.hpp"
#include "engine/reading/encoding.hpp"
#include "engine/reading/files.hpp"
#include "engine/reading/merge.hpp"
#include "engine/reading/yaml.hpp"

namespace clientele::reading {
namespace {

// Files that extend files that extend files: generous for people, an end for hostile input.
constexpr std::size_t most_files = 50;

/// The usual slips that leave a key without a value, else the general advice.
std::string advice_on_empty(const std::string& key) {
    if (key.empty()) return "write 'key: value'";
    const std::size_t colon = key.find(':');
    if (colon != std::string::npos && colon > 0 && colon + 1 < key.size()) {
        return fmt::format("write '{}: {}', with a blank behind the colon", key.substr(0, colon),
                           key.substr(colon + 1));
    }
    if (key.front() >= '0' && key.front() <= '9') {
        return "a comma ends a value: write 80000 or 80k, not 80,000";
    }
    return fmt::format("write '{0}: VALUE'; '{0}: null' removes a value taken over from elsewhere", key);
}

void report_empty_value(const Entry& entry, Report& report) {
    report.fault("empty-value", entry.where, fmt::format("key '{}' has no value", entry.key),
                 advice_on_empty(entry.key));
}

/// Finds values that were forgotten; a removing null is written out.
void check_empty_values(const Tree& tree, Report& report) {
    for (const Entry& entry : tree.entries) {
        if (entry.value.is(Tree::Kind::null) && entry.value.text.empty()) report_empty_value(entry, report);
        check_empty_values(entry.value, report);
    }
    for (const Tree& item : tree.items) {
        if (item.is(Tree::Kind::null))
            report.fault("empty-value", item.where, "this item of a list is empty", "remove it");
        check_empty_values(item, report);
    }
}

std::optional<Tree> parse_layer(const Source& source, Report& report) {
    std::optional<Tree> tree = parse_yaml(source, report);
    if (!tree) return std::nullopt;
    if (!tree->is(Tree::Kind::map)) {
        report.fault("wrong-shape", tree->where,
                     fmt::format("a scenario is made of keys and values; here stands {}", description_of(*tree)),
                     "begin with 'clientele: 1'");
        return std::nullopt;
    }
    check_empty_values(*tree, report);
    return tree;
}

/// What can be extended by name, without a file.
constexpr const char* shipped_layer = "key_account_stages";

/// Reads a file and, beneath it, those it extends.
class Loader {
public:
    explicit Loader(Report& report) : report_(report) {}

    /// \param named_at where the file is asked for; a place without line: on the command line
    std::optional<Tree> load(const std::filesystem::path& path, const base::Location& named_at) {
        const base::FileIdentity identity = base::identity_of(path);
        if (open_.contains(identity)) {
            report_.fault("extends-cycle", named_at,
                          fmt::format("'{}' extends itself, directly or through others", path.string()),
                          "one of them must stand on its own");
            return std::nullopt;
        }
        if (++files_ > most_files) {
            report_.fault("too-many-files", named_at, fmt::format("more than {} files extend each other", most_files));
            return std::nullopt;
        }
        std::optional<Tree> tree = read(path, named_at);
        if (!tree) return std::nullopt;
        open_.insert(identity);
        tree = over_extended(std::move(*tree), folder_of(path));
        open_.erase(identity);
        return tree;
    }

private:
    std::optional<Tree> read(const std::filesystem::path& path, const base::Location& named_at) {
        try {
            std::string bytes = report_.sources().open(path, largest_yaml);
            std::optional<Source> source = accept_text(path.string(), std::move(bytes), report_);
            if (!source) return std::nullopt;
            return parse_layer(report_.sources().add(std::move(*source)), report_);
        } catch (const base::InvalidInput& error) {
            if (named_at.line == 0) {
                report_.add(error.faults());
                return std::nullopt;
            }
            const auto shipped = base::nearest(path.filename().string(), std::vector<std::string>{shipped_layer});
            for (const base::Fault& fault : error.faults().sorted()) {
                report_.fault(fault.code, named_at, fmt::format("{}: {}", path.string(), fault.message),
                              shipped && fault.code == "missing-file"
                                  ? fmt::format("did you mean '{}', which comes with the program?", *shipped)
                                  : "names of files start from the folder of the file that holds them");
            }
            return std::nullopt;
        }
    }

    std::optional<Tree> layer_named(const Tree& name, const std::filesystem::path& folder) {
        if (name.text == shipped_layer) {
            return parse_layer(
                report_.sources().add(Source(std::string(stages_name), std::string(key_account_stages_yaml))), report_);
        }
        return load((folder / name.text).lexically_normal(), name.where);
    }

    Tree over_extended(Tree tree, const std::filesystem::path& folder) {
        const Entry* extends = tree.find("extends");
        if (extends == nullptr) return tree;
        Tree below;
        below.kind = Tree::Kind::map;
        const Tree& value = extends->value;
        const std::vector<Tree> names = value.is(Tree::Kind::list) ? value.items : std::vector<Tree>{value};
        for (const Tree& name : names) {
            if (!name.is(Tree::Kind::scalar)) {
                report_.fault("wrong-shape", name.where, "extends needs file names", "write 'extends: [common.yaml]'");
                mark_incomplete(tree);
                continue;
            }
            if (std::optional<Tree> layer = layer_named(name, folder)) {
                merge_into(below, std::move(*layer), top_level());
            } else {
                mark_incomplete(tree);
            }
        }
        std::erase_if(tree.entries, [](const Entry& entry) { return entry.key == "extends"; });
        const base::Location where = tree.where;
        merge_into(below, std::move(tree), top_level());
        below.where = where;
        return below;
    }

    Report& report_;
    std::set<base::FileIdentity> open_;
    std::size_t files_ = 0;
};

/// Wants no defaults: said by the scenario or by anything laid over it.
bool starts_from_nothing(const Tree& tree) {
    const Entry* defaults = tree.find("defaults");
    return defaults != nullptr && defaults->value.is(Tree::Kind::scalar) && defaults->value.text == "none";
}

/// The tree over the built-in defaults, unless it does without.
Tree over_defaults(Tree own, Report& report) {
    Tree effective;
    effective.kind = Tree::Kind::map;
    if (!starts_from_nothing(own)) {
        const Source& source = report.sources().add(Source(std::string(defaults_name), std::string(defaults_yaml)));
        if (auto built_in = parse_layer(source, report)) effective = std::move(*built_in);
    }
    const base::Location where = own.where;
    merge_into(effective, std::move(own), top_level());
    effective.where = where;
    return effective;
}

void add_settings(Tree& tree, const std::vector<std::string>& settings, Report& report) {
    if (settings.empty()) return;
    std::string lines;
    for (const std::string& setting : settings) {
        lines += setting + "\n";
        if (setting.find_first_of("\r\n") == std::string::npos) continue;
        report.fault("bad-setting", {std::string(settings_name), 0, 0, 1}, "a setting is one line",
                     "write --set path=value");
        return;
    }
    const std::optional<Source> accepted = accept_text(std::string(settings_name), lines, report);
    if (!accepted) return;
    const Source& source = report.sources().add(*accepted);
    Report unheard;  // the same faults come up again where the whole is put together
    Tree known = over_defaults(tree, unheard);
    resolve_structures(known, unheard);
    for (std::size_t i = 0; i < settings.size(); ++i) {
        const auto setting = parse_setting(source, static_cast<int>(i) + 1, report);
        if (!setting || !leads_somewhere(*setting, known, report)) continue;
        merge_into(tree, setting->tree, top_level());
        merge_into(known, setting->tree, top_level());
    }
}

}  // namespace

std::optional<Tree> load_layers(const std::filesystem::path& scenario, const Overrides& overrides, Report& report) {
    Loader loader(report);
    const base::Location command_line{};
    std::optional<Tree> own = loader.load(scenario, command_line);
    if (!own) return std::nullopt;
    for (const std::filesystem::path& file : overrides.values) {
        if (auto layer = loader.load(file, command_line)) merge_into(*own, std::move(*layer), top_level());
    }
    add_settings(*own, overrides.settings, report);
    Tree effective = over_defaults(std::move(*own), report);
    resolve_structures(effective, report);
    remove_nulls(effective, top_level());
    return effective;
}

}  // namespace clientele::reading
