#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/reading/explain.hpp"

namespace clientele::tools {

/// What is said about a word of scenarios and results that is no key of the language: "world", "replication",
/// "key_account_stages" with the stages it brings; and about `study`, the list of all.
std::vector<reading::Explanation> explain_study_word(std::string_view name);

/// The names that it knows.
std::vector<std::string> study_words();

/// The name behind what a column or line of the report is called: "gross margin" is gross_margin, "worst 5 %" is cvar.
std::string name_in_report(std::string_view heading);

}  // namespace clientele::tools
