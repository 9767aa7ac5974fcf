#include <fmt/core.h>

#include "engine/base/version.hpp"
#include "engine/reading/format.hpp"
#include "tools/clientele/command_line.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/messages.hpp"

namespace clientele::tools {
namespace {

/// Text of a manual page: no sign of it is taken for a command of roff.
std::string roff(std::string_view text) {
    std::string escaped;
    bool at_start = true;
    for (const char c : text) {
        if (at_start && (c == '.' || c == '\'')) escaped += "\\&";
        if (c == '\\') {
            escaped += "\\e";
        } else if (c == '-') {
            escaped += "\\-";
        } else {
            escaped += c;
        }
        at_start = c == '\n';
    }
    return escaped;
}

std::string option_text(const OptionForm& option) {
    const std::string takes = option.takes.empty() ? "" : fmt::format(" \\fI{}\\fR", roff(option.takes));
    return fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", roff(option.name), takes, roff(option.meaning));
}

/// "Examples:" and what follows as a block that is left as it is.
std::string examples_text(const std::string& examples) {
    const std::size_t first = examples.find('\n') + 1;
    return fmt::format(".nf\n{}.fi\n", roff(examples.substr(first)));
}

std::string command_text(const CommandForm& command) {
    std::string text = fmt::format(".SS clientele {}", roff(command.name));
    for (const OptionForm& argument : command.arguments) text += " " + roff(argument.name);
    text += fmt::format("\n{}\n", roff(command.meaning));
    for (const OptionForm& argument : command.arguments)
        text += fmt::format(".TP\n\\fI{}\\fR\n{}\n", roff(argument.name), roff(argument.meaning));
    for (const OptionForm& option : command.options) text += option_text(option);
    return text + ".PP\n" + examples_text(command.examples);
}

std::string keys_text() {
    std::string text;
    for (const reading::FormatSection& section : reading::format()) {
        text += fmt::format(".SS {}\n{}\n", section.name, roff(section.meaning));
        for (const reading::FormatField& field : section.fields)
            text += fmt::format(".TP\n\\fB{}\\fR\n{}{}\n", roff(field.key), roff(field.meaning),
                                field.required ? " (required)" : "");
    }
    return text;
}

std::string exits_text() {
    std::string text;
    for (const ExitText& each : exit_texts)
        text += fmt::format(".TP\n\\fB{}\\fR\n{}\n", static_cast<int>(each.code), roff(each.meaning));
    return text;
}

}  // namespace

int man(const Request&) {
    const std::vector<CommandForm> forms = command_forms();
    std::string commands;
    for (std::size_t i = 1; i < forms.size(); ++i) commands += command_text(forms[i]);
    put(
        fmt::format(".TH CLIENTELE 1 \"\" \"clientele {}\" \"User Commands\"\n"
                    ".SH NAME\nclientele \\- compares ways of organising sales by simulation\n"
                    ".SH SYNOPSIS\n\\fBclientele\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n"
                    ".SH DESCRIPTION\n{}\nResults go to standard output, messages and progress to standard error.\n"
                    ".SH EXAMPLES\n{}.SH COMMANDS\n{}.SH EXIT STATUS\n{}"
                    ".SH ENVIRONMENT\n.TP\n\\fBNO_COLOR\\fR\nNo colour, on a terminal either.\n"
                    ".SH THE SCENARIO LANGUAGE\nThe keys by group; units, ranges, defaults and places of each:\n"
                    ".B clientele explain\n.IR KEY .\n{}",
                    roff(base::version()), roff(forms.front().meaning), examples_text(forms.front().examples), commands,
                    exits_text(), keys_text()));
    return Exit::fine;
}

}  // namespace clientele::tools
