#pragma once

#include <string>

#include "reports/study.hpp"

namespace clientele::reports {

enum class Colour { off, on };

/// The report for a terminal or a log, 80 columns wide: the verdict first, then what it rests on. Without comparison:
/// the figures of each structure.
std::string terminal_report(const Study& study, Colour colour = Colour::off);

}  // namespace clientele::reports
