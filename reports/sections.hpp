#pragma once

#include <string>

#include "reports/study.hpp"

/// The parts of the terminal report. Each ends with a line end, or is empty where there is nothing to say.
namespace clientele::reports {

/// Name of a structure for people: today's is marked.
std::string name_of(const Study& study, std::size_t structure);

/// The headline KPI by structure: mean, its error, the spread of futures, the bad tail.
std::string headline_section(const Study& study);

/// Differences to today with simultaneous intervals and shares of worlds and futures, at the same money and as stated.
std::string difference_section(const Study& study);

/// The gain split into size and structure, with what was levelled.
std::string split_section(const Study& study);

/// After how many months an alternative pays back.
std::string payback_section(const Study& study);

/// Which clients change owner when an alternative begins.
std::string transfer_section(const Study& study);

/// The assumptions that move the difference most.
std::string driver_section(const Study& study);

/// Profit and loss by year, and the deepest cumulative cash.
std::string year_section(const Study& study);

/// Means of all KPIs, structures side by side.
std::string kpi_section(const Study& study);

/// How well pairs are aligned, and what that is worth.
std::string synchronisation_section(const Study& study);

/// The proof that structures live the same lives until they differ.
std::string prefix_section(const Study& study);

/// What the numbers of the scenario rest on.
std::string assumption_section(const Study& study);

}  // namespace clientele::reports
