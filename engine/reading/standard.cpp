#include "engine/reading/standard.hpp"

#include <algorithm>
#include <utility>

#include "engine/reading/defaults.hpp"
#include "engine/reading/distribution.hpp"
#include "engine/reading/layers.hpp"
#include "engine/reading/yaml.hpp"

namespace clientele::reading {

const Tree& standard_defaults() {
    static const Tree tree = [] {
        Report report;
        auto read = parse_yaml(Source(std::string(defaults_name), std::string(defaults_yaml)), report);
        report.stop_on_faults();
        return std::move(*read);
    }();
    return tree;
}

std::string value_text(const Tree& value) {
    if (const Entry* known = value.find("value")) return flow_text(known->value);
    Tree bare = value;
    std::erase_if(bare.entries, [](const Entry& entry) { return entry.key == "source"; });
    std::string text = flow_text(bare);
    return bare.is(Tree::Kind::map) ? text.substr(1, text.size() - 2) : text;
}

std::string source_text(const Tree& value) {
    const Entry* source = value.find("source");
    return source != nullptr && source->value.is(Tree::Kind::scalar) ? source->value.text : std::string();
}

bool is_value(const Tree& tree) {
    return !tree.is(Tree::Kind::map) || tree.entries.empty() || tree.find("value") != nullptr ||
           names_distribution(tree);
}

}  // namespace clientele::reading
