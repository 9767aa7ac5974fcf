#pragma once

#include "reports/manifest.hpp"
#include "reports/study.hpp"
#include "tools/clientele/request.hpp"

namespace clientele::tools {

/// Report to stdout, or the result where it was asked for there; result files where they were asked for. Of an
/// interrupted study too, which is said.
/// \throws std::exception where something could not be written
void write_study(const reports::Study& study, const reports::Provenance& provenance, const Request& request);

}  // namespace clientele::tools
