#pragma once

#include "tools/clientele/request.hpp"

/// One command a file. Each returns the exit code.
namespace clientele::tools {

/// Names all faults of all scenarios, or says what was understood; nothing is run.
int check(const Request& request);

/// Lives structures many times, without comparing them.
/// \throws base::InvalidInput where the scenario or the request is at fault
int run(const Request& request);

/// Lives all structures under the same luck and says which is better, by how much and how surely.
/// \throws base::InvalidInput where the scenario or the request is at fault
int compare(const Request& request);

/// Tells one life event by event, or two lives from where they part.
/// \throws base::InvalidInput where the scenario or the request is at fault
int replay(const Request& request);

/// Tells what a client portfolio is, from a ledger of transactions.
/// \throws base::InvalidInput where the ledger or the request is at fault
int audit(const Request& request);

/// Fits purchase and loss parameters to a ledger and writes the portfolio that a scenario extends.
/// \throws base::InvalidInput where the ledger or the request is at fault
int calibrate(const Request& request);

/// Writes a scenario to start from, or one around an audited and calibrated ledger.
/// \throws base::InvalidInput where the audit cannot be read or the file is there already
int init(const Request& request);

/// Explains a key, word, KPI or fault; without a name, where to begin.
/// \throws base::InvalidInput where nothing has that name
int explain(const Request& request);

/// Shows every value that holds, where it comes from if asked.
/// \throws base::InvalidInput where the scenario is at fault
int config(const Request& request);

/// Prints the JSON Schema of the scenario language.
int schema(const Request& request);

/// Prints the completion of one shell. \throws base::InvalidInput for another one
int completion(const Request& request);

/// Prints the manual page.
int man(const Request& request);

}  // namespace clientele::tools
