#pragma once

#include <cstdint>
#include <vector>

#include "engine/replication/terms.hpp"

namespace clientele::replication {

/// People differ: an hour of a person counts as `skill` hours, in serving and in winning. A post keeps its place, its
/// holders come with a skill of their own.
///
///     skill = exp(spread z),  z standard normal, one word a post, life and holder,
/// divided by the mean of the staff list for those who are on it at the start, so that a firm has the hours it pays for
/// however people differ, and by exp(spread^2 / 2), the mean of all, for those hired later.

/// Skill of who comes after `holder` others to a post. [1]
double skill_of_hired(const model::Firm& firm, const Terms& terms, std::size_t person, std::uint32_t replication,
                      std::uint32_t holder);

/// Skills of the people there are at the start, by person; those of today's roles that are chosen by skill are so. [1]
void draw_skills(const model::Firm& firm, const Terms& terms, std::uint32_t replication, std::vector<double>& skill);

/// The seats of an organisation as a life fills them: `person` begins as the organisation says. Seats of roles that are
/// chosen by skill get the best (or the least) of those seated from one staff list; who sat there takes the seat that
/// becomes free. Nobody moves who need not; ties by seat. \param there by person: 0 for those who cannot be chosen
void choose_by_skill(const model::Firm& firm, const model::Organisation& organisation, const std::vector<double>& skill,
                     const std::vector<std::uint8_t>& there, std::vector<std::uint16_t>& person);

}  // namespace clientele::replication
