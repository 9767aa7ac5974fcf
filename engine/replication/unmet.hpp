#pragma once

#include <cstddef>
#include <vector>

#include "engine/model/model.hpp"

/// What a scenario states of loss and cannot all be true at once: the loss observed today contains what departures of
/// owners and of contacts cost, and leaves them no more than itself.
namespace clientele::replication {

enum class Stated {
    observed_loss,  ///< lost within a year of today's structure
    departure,      ///< of a year's sales, to the departure of an owner
    transfer,       ///< of a year's sales, to a planned transfer
    last_contact    ///< lost within a year of the departure of a last contact
};

/// Why the observed loss is another.
enum class Taken { by_owners, by_contacts, by_contract };

struct Unmet {
    Stated what = Stated::observed_loss;
    Taken taken = Taken::by_owners;
    std::size_t stage = 0;
    std::size_t segment = 0;
    double stated = 0;  ///< [1]
    double lived = 0;   ///< [1]
};

/// Where lives come to something else than stated, at central beliefs, by more than a tenth of it: less is what the
/// mean hazard costs (decisions 4 and 8). Only of losses that are observed. Where owners, contacts and a contract act
/// together, what each changes of the hazard is added up.
std::vector<Unmet> unmet(const model::Firm& firm);

}  // namespace clientele::replication
