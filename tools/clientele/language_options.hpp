#pragma once

// Included by command_line.cpp only, which is the one translation unit of CLI11.

#include <CLI/CLI.hpp>

#include "tools/clientele/request.hpp"

namespace clientele::tools {

inline constexpr const char* init_examples = R"(Examples:
  clientele init firm                      writes firm.yaml, to be changed
  clientele init                           the same to stdout
  clientele init firm --from audit.json    around an audited ledger
)";

inline constexpr const char* explain_examples = R"(Examples:
  clientele explain                        where to begin
  clientele explain sales_lost             a key, wherever it may stand
  clientele explain people.seller.leaves   a key at one place
  clientele explain lifecycle              the default stages and transitions
  clientele explain kpis                   all figures; also one: npv
  clientele explain unknown-key            a fault: its cause and cure
)";

inline constexpr const char* config_examples = R"(Examples:
  clientele config firm.yaml               one scenario that says everything
  clientele config firm.yaml --origin      with the file and line of each value
  clientele config firm.yaml --set worlds=50 --json - | jq .values
)";

inline constexpr const char* schema_examples = R"(Examples:
  clientele schema > clientele.schema.json
  # then, as the first line of a scenario:
  # yaml-language-server: $schema=clientele.schema.json
)";

inline constexpr const char* completion_examples = R"(Examples:
  source <(clientele completion bash)      now; or in ~/.bashrc
  clientele completion zsh > ~/.zfunc/_clientele   with ~/.zfunc in $fpath
  clientele completion fish > ~/.config/fish/completions/clientele.fish
)";

inline constexpr const char* man_examples = R"(Examples:
  clientele man | man -l -
  clientele man > /usr/local/share/man/man1/clientele.1
)";

inline void add_init(CLI::App& sub, Request& request) {
    sub.add_option("NAME", request.name, "file to write, NAME.yaml; without it the scenario goes to stdout")
        ->type_name("NAME");
    sub.add_option("--from", request.ledger.from, "result of clientele audit, to write a scenario around it")
        ->type_name("AUDIT.json");
    sub.add_option("--portfolio", request.ledger.portfolio,
                   "beside --from: what calibrate wrote (default: portfolio.yaml)")
        ->type_name("FILE");
}

inline void add_explain(CLI::App& sub, Request& request) {
    sub.add_option("NAME", request.name, "a key, a path of keys, a word, a KPI or the code of a fault")
        ->type_name("NAME");
}

inline void add_config(CLI::App& sub, Request& request) {
    sub.add_flag_callback(
        "--origin", [&request] { request.origin = Origin::told; }, "behind each value the file and line it comes from");
    sub.add_flag_callback(
        "--all", [&request] { request.absent = Absent::told; }, "what holds for keys that nobody wrote, as comments");
}

inline void add_completion(CLI::App& sub, Request& request) {
    sub.add_option("SHELL", request.name, "bash, zsh or fish")->type_name("SHELL")->required();
}

}  // namespace clientele::tools
