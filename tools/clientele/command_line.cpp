#include "tools/clientele/command_line.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"
#include "tools/clientele/grammar.hpp"
#include "tools/clientele/messages.hpp"

namespace clientele::tools {
namespace {

[[noreturn]] void refuse(std::string message, std::string help) {
    throw base::InvalidInput(fault_of("usage", std::move(message), std::move(help)));
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known, const std::string& otherwise) {
    const auto near = base::nearest(word, known);
    return near ? fmt::format("did you mean '{}'?", *near) : otherwise;
}

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

/// CLI11 says of a misspelt word only that it was not expected; these two look for what was meant.
void expect_known_command(CLI::App& app, const std::string& word) {
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(sub->get_name());
    if (std::find(names.begin(), names.end(), word) != names.end()) return;
    if (word.ends_with(".yaml") || word.ends_with(".yml")) {
        refuse(fmt::format("'{}' is no command", base::printable(word)),
               fmt::format("did you mean 'clientele compare {}'?", base::printable(word)));
    }
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    refuse(fmt::format("unknown command '{}'", base::printable(word)),
           suggestion(word, names, fmt::format("commands: {}; see clientele --help", list)));
}

void expect_known_options(const CLI::App& app, const std::vector<std::string>& arguments) {
    const std::vector<std::string> names = option_names(app);
    for (const std::string& argument : arguments) {
        if (!argument.starts_with("--") || argument.size() == 2) continue;
        const std::string name = argument.substr(0, argument.find('='));
        if (std::find(names.begin(), names.end(), name) != names.end()) continue;
        const std::string command = app.get_parent() == nullptr ? "clientele" : "clientele " + app.get_name();
        refuse(fmt::format("unknown option '{}'", base::printable(name)),
               suggestion(name, names, fmt::format("see {} --help", command)));
    }
}

/// Twice would leave open which counts. Options that may be repeated say so.
void expect_once(const CLI::App& app, const std::vector<std::string>& arguments) {
    std::vector<std::string> seen;
    for (const std::string& argument : arguments) {
        const std::string name = argument.substr(0, argument.find('='));
        const CLI::Option* option = name.starts_with("--") ? app.get_option_no_throw(name) : nullptr;
        if (option == nullptr || option->get_type_size() == 0 ||
            option->get_multi_option_policy() != CLI::MultiOptionPolicy::Throw) {
            continue;
        }
        if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
            refuse(fmt::format("{} stands twice", name), "leave one of the two out");
        }
        seen.push_back(name);
    }
}

void expect_known_words(CLI::App& app, const std::vector<std::string>& arguments) {
    if (arguments.empty()) refuse("what should be done?", "begin with clientele init firm; see clientele --help");
    if (arguments.front().starts_with("-")) {
        expect_known_options(app, {arguments.front()});
        return;
    }
    expect_known_command(app, arguments.front());
    const std::vector<std::string> behind(arguments.begin() + 1, arguments.end());
    expect_known_options(*app.get_subcommand(arguments.front()), behind);
    expect_once(*app.get_subcommand(arguments.front()), behind);
}

/// What CLI11 found, in the words of who typed it.
[[noreturn]] void refuse_parsed(const CLI::ParseError& error, const std::string& command) {
    const std::string said = error.what();
    const std::string name = said.substr(0, said.find(':'));
    const std::string see = fmt::format("see {} --help", command);
    const bool option = name.starts_with("-");
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr && option) {
        refuse(fmt::format("{} stands without a value", name), see);
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        refuse(fmt::format("{} takes one {}, and here stand several", command, name),
               "a name with blanks goes in quotes; " + see);
    }
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        const std::size_t colon = said.find(": ");
        const std::string_view surplus = colon == std::string::npos ? "" : std::string_view(said).substr(colon + 2);
        refuse(fmt::format("{} has no use for '{}'", command, base::printable(surplus)), see);
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        refuse(fmt::format("{} needs a {}", command, said.substr(0, said.find(' '))), see);
    }
    refuse(said, see);
}

CommandForm form_of(const CLI::App& app) {
    CommandForm form{
        app.get_parent() == nullptr ? "" : app.get_name(), app.get_description(), app.get_footer(), {}, {}};
    for (const CLI::Option* option : app.get_options()) {
        const std::string takes = option->get_type_size() == 0 ? "" : option->get_type_name();
        if (option->get_positional()) {
            form.arguments.push_back({option->get_name(), takes, option->get_description()});
        } else {
            form.options.push_back({"--" + option->get_lnames().front(), takes, option->get_description()});
        }
    }
    return form;
}

}  // namespace

std::vector<CommandForm> command_forms() {
    Grammar grammar;
    std::vector<CommandForm> forms{form_of(grammar.app())};
    for (const CLI::App* sub : grammar.app().get_subcommands([](const CLI::App*) { return true; }))
        forms.push_back(form_of(*sub));
    return forms;
}

std::optional<Request> read_command_line(int argc, const char* const* argv) {
    Grammar grammar;
    expect_known_words(grammar.app(), {argv + std::min(argc, 1), argv + argc});
    try {
        grammar.app().parse(argc, argv);
    } catch (const CLI::Success& done) {
        std::ostringstream text;
        grammar.app().exit(done, text, text);
        put(text.str());
        return std::nullopt;
    } catch (const CLI::ParseError& error) {
        const auto chosen = grammar.app().get_subcommands();
        const std::string command = chosen.empty() ? "clientele" : "clientele " + chosen.front()->get_name();
        refuse_parsed(error, command);
    }
    return grammar.request();
}

}  // namespace clientele::tools
