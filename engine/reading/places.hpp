#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/reading/format.hpp"

namespace clientele::reading {

/// A key at one of the places where it may stand.
struct KeyPlace {
    std::vector<std::string>
        steps;  ///< "portfolio", "segments", "SEGMENT", "clients"; a name of the author in capitals
    const FormatSection* section = nullptr;  ///< whose key it is
    const FormatField* field = nullptr;

    std::string path() const;
};

/// True for a step that stands for a name of the author: "SEGMENT".
bool is_placeholder(std::string_view step);

/// All keys at all places, in the order of the format.
const std::vector<KeyPlace>& key_places();

/// The places where things of a section stand: "structures.STRUCTURE.teams.TEAM"; empty for the scenario itself.
std::vector<std::string> places_of(const FormatSection& section);

/// The keys of a path as it is written: "a.b" has two, `a."b.c"` too.
std::vector<std::string> steps_of(std::string_view path);

/// The path of some keys, those with dots between quotes.
std::string joined(const std::vector<std::string>& steps);

/// How a written path meets a place.
enum class Meets { not_at_all, by_its_end, whole };

/// `loss.observed` meets portfolio.segments.SEGMENT.loss.observed by its end, `people.seller.fixed` people.ROLE.fixed
/// whole. The last key must be the place's own or, behind a whole path, a name:
/// structures.split.teams.hunters.seats.seller.
Meets meets(const std::vector<std::string>& written, const KeyPlace& place);

}  // namespace clientele::reading
