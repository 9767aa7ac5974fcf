#pragma once

#include "engine/experiment/record.hpp"
#include "engine/model/model.hpp"
#include "tools/clientele/request.hpp"

namespace clientele::tools {

/// Writes the orders of one life of one structure as a ledger, to the file that --ledger names or to stdout.
/// \pre models hold the one structure
/// \param plan of the study, which holds the life. \throws base::InvalidInput where a request cannot be met
int export_ledger(const model::Models& models, const experiment::Plan& plan, const Request& request);

}  // namespace clientele::tools
