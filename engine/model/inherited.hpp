#pragma once

#include <string>

#include "engine/scenario/scenario.hpp"

/// What a structure inherits from the one it extends is written once: one assumption, drawn once a world, whoever uses
/// it. Its path is that of the structure that wrote it.
namespace clientele::model {

/// Whether both say the same at the same place.
inline bool same_words(const scenario::MaybeQuantity& a, const scenario::MaybeQuantity& b) {
    return a.has_value() == b.has_value() && (!a || (a->where == b->where && a->written == b->written));
}

/// The structure that wrote what structure `id` says: up the chain of `extends` while same(structure, what it extends).
template <class Same>
std::string writer_of(const scenario::Scenario& scenario, std::string id, Same same) {
    id = id.substr(0, id.find('@'));  // a twin says what its structure says
    for (std::size_t steps = 0; steps < scenario.structures.size(); ++steps) {
        const scenario::Structure& here = scenario.structures.at(id);
        const auto above = here.extends ? scenario.structures.find(here.extends->text) : scenario.structures.end();
        if (above == scenario.structures.end() || !same(here, above->second)) {
            break;
        }
        id = above->first;
    }
    return id;
}

}  // namespace clientele::model
