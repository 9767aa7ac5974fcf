#pragma once

#include <string>

#include "reports/study.hpp"

namespace clientele::reports {

/// The result, `clientele.result/1` (see reports/README.md): sorted keys, shortest doubles that read back as the same
/// number, null for what is undefined with a reason beside it, a line end at the end. The same study gives the same
/// bytes.
std::string result_json(const Study& study);

}  // namespace clientele::reports
