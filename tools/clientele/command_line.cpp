#include "tools/clientele/command_line.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"
#include "engine/base/version.hpp"
#include "tools/clientele/ledger_options.hpp"
#include "tools/clientele/messages.hpp"

namespace clientele::tools {
namespace {

constexpr std::uint64_t most_replications = 4'294'967'295;
constexpr std::uint64_t largest_seed = 9'007'199'254'740'992;
constexpr std::uint64_t most_threads = 1024;

constexpr const char* top_examples = R"(Examples:
  clientele check firm.yaml                       is the scenario right? nothing is run
  clientele compare firm.yaml                     which structure is better, and how surely
  clientele compare firm.yaml --out results       the same, with result files
  clientele run firm.yaml --structure split       one structure alone
  clientele audit ledger.csv                      what is in our client portfolio?
  clientele calibrate ledger.csv --out firm       the portfolio as a scenario takes it over
)";

constexpr const char* check_examples = R"(Examples:
  clientele check firm.yaml
  clientele check scenarios/gallery/*.yaml
  clientele check firm.yaml --set judge.better_in='90 %'
)";

constexpr const char* run_examples = R"(Examples:
  clientele run firm.yaml
  clientele run firm.yaml --structure split --replications 2000
  clientele run firm.yaml --json - | jq .structures
)";

constexpr const char* compare_examples = R"(Examples:
  clientele compare firm.yaml
  clientele compare firm.yaml --replications 20000 --out results
  clientele compare firm.yaml --set people.seller.leaves='30 %/year'
  clientele compare firm.yaml --json - | jq .comparison.verdict
)";

/// Examples stand first; they travel as the footer, which is not printed again.
class ExamplesFirst : public CLI::Formatter {
public:
    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
        if (mode != CLI::AppFormatMode::Normal) return CLI::Formatter::make_help(app, std::move(name), mode);
        return app->get_footer() + "\n" + CLI::Formatter::make_help(app, std::move(name), mode);
    }
    std::string make_footer(const CLI::App*) const override { return ""; }
};

[[noreturn]] void refuse(std::string message, std::string help) {
    throw base::InvalidInput(fault_of("usage", std::move(message), std::move(help)));
}

/// Checks for a whole number of a range; the text for the user where it is none.
auto whole_number(std::uint64_t low, std::uint64_t high) {
    return [low, high](const std::string& text) -> std::string {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size() && value >= low && value <= high) return "";
        return fmt::format("'{}' is not a whole number from {} to {}", base::printable(text), low, high);
    };
}

/// The commands and their options, writing into one request.
class Grammar {
public:
    Grammar() : app_("Compares ways of organising the people who win, keep and grow clients.", "clientele") {
        app_.formatter(std::make_shared<ExamplesFirst>());
        app_.footer(top_examples);
        app_.set_version_flag("--version", [] {
            return fmt::format("clientele {} (commit {}, {})", base::version(), base::commit(), base::compiler());
        });
        app_.require_subcommand(1);

        CLI::App* check =
            add("check", Command::check, "Names all faults of scenarios; nothing is run.", check_examples);
        check->add_option("SCENARIO", request_.scenarios, "scenario files (YAML)")->required();
        add_overrides(*check);

        CLI::App* run = add("run", Command::run, "Lives structures many times, without comparing them.", run_examples);
        add_scenario(*run);
        run->add_option("--structure", request_.structure, "the one structure to live")->type_name("ID");
        add_overrides(*run);
        add_study(*run);

        CLI::App* compare = add("compare", Command::compare,
                                "Compares all structures with today's, under the same luck.", compare_examples);
        add_scenario(*compare);
        add_overrides(*compare);
        add_study(*compare);

        add_ledger_commands();
    }

    CLI::App& app() { return app_; }

    Request request() const {
        Request request = request_;
        for (const auto& [name, command] : commands_) {
            if (app_.got_subcommand(name)) request.command = command;
        }
        // The seed is a value of the scenario like any other: the resolved scenario then tells all.
        if (!seed_.empty()) request.settings.push_back("seed=" + seed_);
        return request;
    }

private:
    CLI::App* add(const char* name, Command command, const char* meaning, const char* examples) {
        commands_.emplace_back(name, command);
        CLI::App* sub = app_.add_subcommand(name, meaning);
        sub->footer(examples);
        return sub;
    }

    void add_ledger_commands() {
        CLI::App* audit =
            add("audit", Command::audit, "Tells what the client portfolio of a ledger is.", audit_examples);
        add_ledger_file(*audit);
        add_audit(*audit, request_.ledger);
        CLI::App* calibrate = add("calibrate", Command::calibrate,
                                  "Fits purchase and loss parameters, with their uncertainty.", calibrate_examples);
        add_ledger_file(*calibrate);
        add_calibration(*calibrate, request_.ledger);
        CLI::App* init = add("init", Command::init, "Writes a scenario around an audited ledger.", init_examples);
        add_init(*init, request_.ledger);
    }

    void add_ledger_file(CLI::App& sub) {
        sub.add_option("LEDGER", request_.scenarios, "ledger of transactions (CSV)")->required()->expected(1);
        add_ledger(sub, request_.ledger);
        sub.add_option("--out", request_.out, "folder for the result files")->type_name("DIR");
        sub.add_option("--json", request_.json, "file for the result; - for stdout, which then carries nothing else")
            ->type_name("FILE");
        sub.add_flag_callback(
            "--quiet", [this] { request_.talk = Talk::quiet; }, "no progress and no notes");
    }

    void add_scenario(CLI::App& sub) {
        sub.add_option("SCENARIO", request_.scenarios, "scenario file (YAML)")->required()->expected(1);
    }

    void add_overrides(CLI::App& sub) {
        sub.add_option("--set", request_.settings, "lay one value over the scenario; may be repeated")
            ->type_name("PATH=VALUE")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        sub.add_option("--values", request_.values, "lay a file of values over the scenario; may be repeated")
            ->type_name("FILE")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        sub.add_flag_callback(
            "--quiet", [this] { request_.talk = Talk::quiet; }, "no progress and no notes");
    }

    void add_study(CLI::App& sub) {
        sub.add_option("--replications", request_.replications,
                       "lives to live; worlds = N / lives, rounded up, at least 2")
            ->type_name("N")
            ->check(CLI::Validator(whole_number(1, most_replications), ""));
        sub.add_option("--seed", seed_, "seed of the study")
            ->type_name("S")
            ->check(CLI::Validator(whole_number(0, largest_seed), ""));
        sub.add_option("--threads", request_.threads, "threads; the result does not depend on them (default: all)")
            ->type_name("T")
            ->check(CLI::Validator(whole_number(1, most_threads), ""));
        sub.add_option("--out", request_.out, "folder for result.json, replications.csv and manifest.json")
            ->type_name("DIR");
        sub.add_option("--json", request_.json, "file for the result; - for stdout, which then carries nothing else")
            ->type_name("FILE");
    }

    CLI::App app_;
    Request request_;
    std::string seed_;
    std::vector<std::pair<std::string, Command>> commands_;
};

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
    refuse(fmt::format("unknown command '{}'", base::printable(word)),
           suggestion(word, names, "commands: check, run, compare, audit, calibrate, init; see clientele --help"));
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

void expect_known_words(CLI::App& app, const std::vector<std::string>& arguments) {
    if (arguments.empty()) refuse("what should be done?", "clientele compare SCENARIO; see clientele --help");
    if (arguments.front().starts_with("-")) {
        expect_known_options(app, {arguments.front()});
        return;
    }
    expect_known_command(app, arguments.front());
    expect_known_options(*app.get_subcommand(arguments.front()), {arguments.begin() + 1, arguments.end()});
}

}  // namespace

std::optional<Request> read_command_line(int argc, const char* const* argv) {
    Grammar grammar;
    expect_known_words(grammar.app(), {argv + std::min(argc, 1), argv + argc});
    try {
        grammar.app().parse(argc, argv);
    } catch (const CLI::Success& done) {
        grammar.app().exit(done);
        return std::nullopt;
    } catch (const CLI::ParseError& error) {
        const auto chosen = grammar.app().get_subcommands();
        const std::string command = chosen.empty() ? "clientele" : "clientele " + chosen.front()->get_name();
        refuse(error.what(), fmt::format("see {} --help", command));
    }
    return grammar.request();
}

}  // namespace clientele::tools
