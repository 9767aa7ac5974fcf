#pragma once

#include <utility>

#include "tests/support/study.hpp"

/// A world and its lives in one: `Lived` keeps only a reference to its models.
namespace clientele::tests {

struct HeldModels {
    model::Models models;
};

class LivedWorld : private HeldModels, public Lived {
public:
    LivedWorld(model::Models the_models, std::uint32_t count)
        : HeldModels{std::move(the_models)}, Lived(HeldModels::models, count) {}

    const model::Models& models() const { return HeldModels::models; }
};

}  // namespace clientele::tests
