#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"
#include "engine/reading/places.hpp"
#include "tools/clientele/command_line.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/topics.hpp"

namespace clientele::tools {
namespace {

const std::vector<std::string> shells{"bash", "zsh", "fish"};

/// Paths of single values without a name of the author in them: what --set can be completed with.
std::vector<std::string> setting_paths() {
    std::vector<std::string> paths;
    for (const reading::KeyPlace& place : reading::key_places()) {
        const bool named = std::any_of(place.steps.begin(), place.steps.end(), reading::is_placeholder);
        const bool group = place.field->type.holds == reading::FormatType::Holds::section ||
                           place.field->type.times == reading::FormatType::Times::by_name;
        if (!named && !group) paths.push_back(place.path() + "=");
    }
    return paths;
}

/// What completes the word behind an option or as an argument.
enum class Fills { files, topics, settings, shell, nothing };

Fills filled_by(const std::string& command, const OptionForm& form) {
    if (form.takes == "PATH=VALUE") return Fills::settings;
    if (form.takes == "SHELL") return Fills::shell;
    if (form.takes == "NAME" && command == "explain") return Fills::topics;
    const std::vector<std::string> files{"FILE", "DIR", "SCENARIO", "AUDIT.json"};
    const bool is_file = std::find(files.begin(), files.end(), form.takes) != files.end();
    return is_file ? Fills::files : Fills::nothing;
}

std::string joined(const std::vector<std::string>& words, std::string_view between = " ") {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : std::string(between)) + word;
    return text;
}

std::vector<std::string> names_of(const std::vector<CommandForm>& forms) {
    std::vector<std::string> names;
    for (std::size_t i = 1; i < forms.size(); ++i) names.push_back(forms[i].name);
    return names;
}

std::vector<std::string> options_of(const CommandForm& form) {
    std::vector<std::string> names;
    for (const OptionForm& option : form.options) names.push_back(option.name);
    return names;
}

std::string bash_words(Fills fills) {
    switch (fills) {
        case Fills::files:
            return "COMPREPLY=($(compgen -f -- \"$word\"))";
        case Fills::topics:
            return "COMPREPLY=($(compgen -W \"$topics\" -- \"$word\"))";
        case Fills::settings:
            return "COMPREPLY=($(compgen -W \"$settings\" -- \"$word\")); compopt -o nospace";
        case Fills::shell:
            return fmt::format("COMPREPLY=($(compgen -W \"{}\" -- \"$word\"))", joined(shells));
        case Fills::nothing:
            break;
    }
    return "COMPREPLY=()";
}

/// The cases of one command: words behind its options, its options, its argument.
std::string bash_command(const CommandForm& form) {
    std::string text = fmt::format("        {})\n            case $before in\n", form.name);
    for (const OptionForm& option : form.options) {
        if (!option.takes.empty())
            text += fmt::format("                {}) {}; return ;;\n", option.name,
                                bash_words(filled_by(form.name, option)));
    }
    const Fills argument = form.arguments.empty() ? Fills::nothing : filled_by(form.name, form.arguments.front());
    return text + fmt::format(
                      "            esac\n            if [[ $word == -* ]]; then\n"
                      "                COMPREPLY=($(compgen -W \"{}\" -- \"$word\"))\n            else\n"
                      "                {}\n            fi\n            ;;\n",
                      joined(options_of(form)), bash_words(argument));
}

std::string bash(const std::vector<CommandForm>& forms) {
    std::string cases;
    for (std::size_t i = 1; i < forms.size(); ++i) cases += bash_command(forms[i]);
    return fmt::format(
        "# Completes clientele in bash: source <(clientele completion bash)\n_clientele() {{\n"
        "    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}\n"
        "    local topics=\"{}\"\n    local settings=\"{}\"\n"
        "    if ((COMP_CWORD == 1)); then\n"
        "        COMPREPLY=($(compgen -W \"{} {}\" -- \"$word\"))\n        return\n    fi\n"
        "    case ${{COMP_WORDS[1]}} in\n{}    esac\n}}\ncomplete -o filenames -F _clientele clientele\n",
        joined(topics()), joined(setting_paths()), joined(names_of(forms)), joined(options_of(forms.front())), cases);
}

/// Text between single quotes of a shell; zsh's colons and brackets are escaped, too.
std::string quoted(std::string_view text, bool in_zsh) {
    std::string result;
    for (const char c : text) {
        if (c == '\'') {
            result += in_zsh ? "'\\''" : "\\'";
        } else {
            if (in_zsh && (c == ':' || c == '[' || c == ']' || c == '\\')) result += '\\';
            result += c;
        }
    }
    return result;
}

std::string zsh_words(Fills fills) {
    switch (fills) {
        case Fills::files:
            return "_files";
        case Fills::topics:
            return fmt::format("({})", joined(topics()));
        case Fills::settings:
            return "{compadd -S \"\" -- ${=settings}}";
        case Fills::shell:
            return fmt::format("({})", joined(shells));
        case Fills::nothing:
            break;
    }
    return " ";
}

std::string zsh_command(const CommandForm& form) {
    std::string text = fmt::format("        {})\n            _arguments", form.name);
    for (const OptionForm& option : form.options) {
        const std::string repeated = option.takes == "PATH=VALUE" ? "*" : "";
        text += fmt::format(" \\\n                '{}{}[{}]{}'", repeated, option.name, quoted(option.meaning, true),
                            option.takes.empty() ? ""
                                                 : fmt::format(":{}:{}", quoted(option.takes, true),
                                                               zsh_words(filled_by(form.name, option))));
    }
    for (const OptionForm& argument : form.arguments)
        text += fmt::format(" \\\n                '*:{}:{}'", quoted(argument.name, true),
                            zsh_words(filled_by(form.name, argument)));
    return text + "\n            ;;\n";
}

std::string zsh(const std::vector<CommandForm>& forms) {
    std::string commands;
    std::string cases;
    for (std::size_t i = 1; i < forms.size(); ++i) {
        commands += fmt::format("        '{}:{}'\n", forms[i].name, quoted(forms[i].meaning, true));
        cases += zsh_command(forms[i]);
    }
    return fmt::format(
        "#compdef clientele\n# Completes clientele in zsh: clientele completion zsh > a folder of $fpath/_clientele\n"
        "_clientele() {{\n    local settings=\"{}\"\n    local -a commands\n    commands=(\n{}    )\n"
        "    if ((CURRENT == 2)); then\n        _describe command commands\n        return\n    fi\n"
        "    local chosen=${{words[2]}}\n    shift words\n    ((CURRENT--))\n    case $chosen in\n{}    esac\n}}\n"
        "if [[ $funcstack[1] == _clientele ]]; then _clientele \"$@\"; else compdef _clientele clientele; fi\n",
        joined(setting_paths()), commands, cases);
}

std::string fish_words(Fills fills) {
    switch (fills) {
        case Fills::files:
            return " -F";
        case Fills::topics:
            return fmt::format(" -f -a '{}'", joined(topics()));
        case Fills::settings:
            return fmt::format(" -f -a '{}'", joined(setting_paths()));
        case Fills::shell:
            return fmt::format(" -f -a '{}'", joined(shells));
        case Fills::nothing:
            break;
    }
    return " -f";
}

std::string fish(const std::vector<CommandForm>& forms) {
    std::string text =
        "# Completes clientele in fish: clientele completion fish > ~/.config/fish/completions/clientele.fish\n"
        "complete -c clientele -f\n";
    for (std::size_t i = 1; i < forms.size(); ++i) {
        const CommandForm& form = forms[i];
        text += fmt::format("complete -c clientele -n __fish_use_subcommand -a {} -d '{}'\n", form.name,
                            quoted(form.meaning, false));
        const std::string when = fmt::format("complete -c clientele -n '__fish_seen_subcommand_from {}'", form.name);
        for (const OptionForm& argument : form.arguments)
            text += when + fish_words(filled_by(form.name, argument)) + "\n";
        for (const OptionForm& option : form.options)
            text += fmt::format("{} -l {} -d '{}'{}\n", when, option.name.substr(2), quoted(option.meaning, false),
                                option.takes.empty() ? "" : " -r" + fish_words(filled_by(form.name, option)));
    }
    return text;
}

}  // namespace

int completion(const Request& request) {
    const std::string& shell = *request.name;
    const std::vector<CommandForm> forms = command_forms();
    if (shell == "bash") {
        put(bash(forms));
    } else if (shell == "zsh") {
        put(zsh(forms));
    } else if (shell == "fish") {
        put(fish(forms));
    } else {
        const auto near = base::nearest(shell, shells);
        throw base::InvalidInput(fault_of("usage", fmt::format("no completion for '{}'", base::printable(shell)),
                                          near ? fmt::format("did you mean '{}'?", *near) : "shells: bash, zsh, fish"));
    }
    return Exit::fine;
}

}  // namespace clientele::tools
