#pragma once

// Included by command_line.cpp only, which is the one translation unit of CLI11.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/base/version.hpp"
#include "reports/table.hpp"
#include "tools/clientele/language_options.hpp"
#include "tools/clientele/ledger_options.hpp"
#include "tools/clientele/request.hpp"

namespace clientele::tools {

inline constexpr std::uint64_t most_replications = 4'294'967'295;
inline constexpr std::uint64_t largest_seed = 9'007'199'254'740'992;
inline constexpr std::uint64_t most_threads = 1024;
inline constexpr std::size_t widest = 79;  // of a line of help [columns]

inline constexpr const char* top_examples = R"(Examples:
  clientele init firm                      a scenario to start from: firm.yaml
  clientele check firm.yaml                is it right? nothing is run
  clientele compare firm.yaml              which structure is better, how surely
  clientele compare firm.yaml --out DIR    the same, with result files
  clientele run firm.yaml --structure ID   one structure alone
  clientele replay firm.yaml --structure ID --replication 17
                                           one life, event by event
  clientele config firm.yaml --origin      every value that holds, from where
  clientele explain leaves                 what a key, word, KPI or fault means
  clientele audit ledger.csv               what is in our client portfolio?
  clientele calibrate ledger.csv           purchase and loss parameters
)";

inline constexpr const char* check_examples = R"(Examples:
  clientele check firm.yaml
  clientele check scenarios/gallery/*.yaml
  clientele check firm.yaml --set judge.better_in='90 %'
)";

inline constexpr const char* run_examples = R"(Examples:
  clientele run firm.yaml
  clientele run firm.yaml --structure split --replications 2000
  clientele run firm.yaml --json - | jq .structures
  clientele run firm.yaml --ledger orders.csv    the orders of one life
)";

inline constexpr const char* compare_examples = R"(Examples:
  clientele compare firm.yaml
  clientele compare firm.yaml --replications 20000 --out results
  clientele compare firm.yaml --set people.seller.leaves='30 %/year'
  clientele compare firm.yaml --json - | jq .comparison.verdict
)";

inline constexpr const char* replay_examples = R"(Examples:
  clientele replay firm.yaml --structure split --replication 17
  clientele replay firm.yaml --structure split --replication 17 --person ann
  clientele replay firm.yaml --structure split --replication 17 --phase loss
  clientele replay firm.yaml --structure split --replication 17 --against now
  clientele replay firm.yaml --structure split --replication 17 --json -
)";

/// Examples stand first; they travel as the footer, which is not printed again.
class ExamplesFirst : public CLI::Formatter {
public:
    ExamplesFirst() { column_width(24); }

    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
        if (mode != CLI::AppFormatMode::Normal) return CLI::Formatter::make_help(app, std::move(name), mode);
        return app->get_footer() + "\n" + CLI::Formatter::make_help(app, std::move(name), mode);
    }
    std::string make_footer(const CLI::App*) const override { return ""; }
    std::string make_option_opts(const CLI::Option* option) const override {
        return option->get_type_size() == 0 || option->get_positional() ? "" : " " + option->get_type_name();
    }
    std::string make_option_desc(const CLI::Option* option) const override {
        return reports::wrapped(option->get_description(), widest - get_column_width());
    }
};

/// Checks for a whole number of a range; the text for the user where it is none.
inline auto whole_number(std::uint64_t low, std::uint64_t high) {
    return [low, high](const std::string& text) -> std::string {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool padded = text.size() > 1 && text[0] == '0';
        if (error == std::errc() && end == text.data() + text.size() && padded)
            return fmt::format("'{}' begins with 0; write {}", base::printable(text), value);
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
        check->add_option("SCENARIO", request_.scenarios, "scenario files (YAML); - for stdin")
            ->type_name("FILE")
            ->required();
        add_overrides(*check);
        add_json(*check, "file for the faults");

        CLI::App* run = add("run", Command::run, "Lives structures many times, without comparing them.", run_examples);
        add_scenario(*run);
        run->add_option("--structure", request_.structure, "the one structure to live")->type_name("ID");
        add_sales(*run);
        add_overrides(*run);
        add_study(*run);

        CLI::App* compare = add("compare", Command::compare, "Compares structures with today's, under the same luck.",
                                compare_examples);
        add_scenario(*compare);
        add_overrides(*compare);
        add_study(*compare);

        add_replay();
        add_language_commands();
        add_ledger_commands();
    }

    CLI::App& app() { return app_; }

    Request request() const {
        Request request = request_;
        for (const auto& [name, command] : commands_) {
            if (app_.got_subcommand(name)) request.command = command;
        }
        // Ledgers copy what can be read only once; scenarios and values are read only once.
        const bool ledger = request.command == Command::audit || request.command == Command::calibrate;
        for (auto* files : {&request.scenarios, &request.values}) {
            if (!ledger) std::replace(files->begin(), files->end(), std::string("-"), std::string("/dev/stdin"));
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

    void add_replay() {
        CLI::App* replay =
            add("replay", Command::replay, "Tells one life event by event, and what decided.", replay_examples);
        add_scenario(*replay);
        replay->add_option("--structure", request_.structure, "the structure that lives it")->type_name("ID");
        replay->add_option("--replication", request_.replication, "which life, from 0, as in replications.csv")
            ->type_name("R")
            ->check(CLI::Validator(whole_number(0, most_replications - 1), ""));
        replay->add_option("--against", request_.against, "another structure's life beside it, from where they part")
            ->type_name("ID");
        replay->add_option("--client", request_.client, "what happens to one client, month by month")
            ->type_name("NAME");
        replay->add_option("--person", request_.person, "what happens to one person")->type_name("NAME");
        replay->add_option("--phase", request_.phase, "what happens in one phase of the months")->type_name("PHASE");
        add_overrides(*replay);
        add_seed(*replay);
        add_json(*replay, "file for the life");
    }

    void add_ledger_commands() {
        CLI::App* audit =
            add("audit", Command::audit, "Tells what the client portfolio of a ledger is.", audit_examples);
        add_ledger_file(*audit);
        add_audit(*audit, request_.ledger);
        CLI::App* calibrate =
            add("calibrate", Command::calibrate, "Fits purchase and loss parameters to a ledger.", calibrate_examples);
        add_ledger_file(*calibrate);
        add_calibration(*calibrate, request_.ledger);
    }

    void add_language_commands() {
        CLI::App* init = add("init", Command::init, "Writes a scenario to start from.", init_examples);
        add_init(*init, request_);
        CLI::App* explain =
            add("explain", Command::explain, "Explains keys, words, KPIs and faults.", explain_examples);
        add_explain(*explain, request_);
        add_json(*explain, "file for the explanations");
        CLI::App* config =
            add("config", Command::config, "Shows every value that holds, as one scenario.", config_examples);
        add_scenario(*config);
        add_config(*config, request_);
        add_overrides(*config);
        add_json(*config, "file for the values");
        add("schema", Command::schema, "Prints the JSON Schema (draft-07) of scenarios.", schema_examples);
        CLI::App* completion =
            add("completion", Command::completion, "Prints what completes commands in a shell.", completion_examples);
        add_completion(*completion, request_);
        add("man", Command::man, "Prints the manual page.", man_examples);
    }

    void add_json(CLI::App& sub, const std::string& what) {
        sub.add_option("--json", request_.json, what + "; - for stdout, which then carries nothing else")
            ->type_name("FILE");
    }

    void add_ledger_file(CLI::App& sub) {
        sub.add_option("LEDGER", request_.scenarios, "ledger of transactions (CSV)")
            ->type_name("FILE")
            ->required()
            ->expected(1);
        add_ledger(sub, request_.ledger);
        sub.add_option("--out", request_.out, "folder for the result files")->type_name("DIR");
        add_json(sub, "file for the result");
        sub.add_flag_callback(
            "--quiet", [this] { request_.talk = Talk::quiet; }, "no progress and no notes");
    }

    void add_scenario(CLI::App& sub) {
        sub.add_option("SCENARIO", request_.scenarios, "scenario file (YAML); - for stdin")
            ->type_name("FILE")
            ->required()
            ->expected(1);
    }

    void add_sales(CLI::App& sub) {
        sub.add_option(
               "--ledger", request_.sales,
               "live one replication only and write its orders, nothing else, as a ledger that audit reads; - for "
               "stdout")
            ->type_name("FILE");
        sub.add_option("--replication", request_.replication, "with --ledger: which one, from 0 (default: 0)")
            ->type_name("R")
            ->check(CLI::Validator(whole_number(0, most_replications), ""))
            ->needs("--ledger");
        sub.add_option("--begins", request_.begins, "with --ledger: first day of the first month (default: 2020-01-01)")
            ->type_name("DATE")
            ->needs("--ledger");
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

    void add_seed(CLI::App& sub) {
        sub.add_option("--seed", seed_, "seed of the study")
            ->type_name("S")
            ->check(CLI::Validator(whole_number(0, largest_seed), ""));
    }

    void add_study(CLI::App& sub) {
        sub.add_option("--replications", request_.replications,
                       "lives to live; worlds = N / lives, rounded up, at least 2")
            ->type_name("N")
            ->check(CLI::Validator(whole_number(1, most_replications), ""));
        add_seed(sub);
        sub.add_option("--threads", request_.threads, "threads; the result does not depend on them (default: all)")
            ->type_name("T")
            ->check(CLI::Validator(whole_number(1, most_threads), ""));
        sub.add_option("--out", request_.out, "folder for result.json, replications.csv and manifest.json")
            ->type_name("DIR");
        add_json(sub, "file for the result");
    }

    CLI::App app_;
    Request request_;
    std::string seed_;
    std::vector<std::pair<std::string, Command>> commands_;
};

}  // namespace clientele::tools
