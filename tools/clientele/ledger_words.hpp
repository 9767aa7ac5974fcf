#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/reading/explain.hpp"

namespace clientele::tools {

/// What is said about a word of audit and calibrate, in any case, with blanks, '_' or '-': "ABC", "value coefficient",
/// `top20_share`; about `rates`, the file of --rates; and about `ledger`, the list of all words.
std::vector<reading::Explanation> explain_ledger_word(std::string_view name);

/// The names that it knows.
std::vector<std::string> ledger_words();

}  // namespace clientele::tools
