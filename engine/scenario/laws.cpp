#include "engine/scenario/laws.hpp"

namespace clientele::scenario {

namespace {

template <class Law>
const Law* law_in(const Stage& stage, const Segment& segment, std::optional<Law> Stage::*of_stage,
                  std::optional<Law> Segment::*of_segment, MaybeQuantity Law::*stated) {
    if (stage.kind != StageKind::client) {
        return nullptr;
    }
    const std::optional<Law>& law = stage.*of_stage ? stage.*of_stage : segment.*of_segment;
    return law && (*law).*stated ? &*law : nullptr;
}

template <class Law>
const Law* law_of(const Scenario& s, const Segment& segment, const std::string& start,
                  std::optional<Law> Stage::*of_stage, std::optional<Law> Segment::*of_segment,
                  MaybeQuantity Law::*stated) {
    if (!s.lifecycle) {
        return nullptr;
    }
    const auto first = s.lifecycle->stages.find(start);
    if (first != s.lifecycle->stages.end()) {
        if (const Law* law = law_in(first->second, segment, of_stage, of_segment, stated)) {
            return law;
        }
    }
    for (const auto& [name, stage] : s.lifecycle->stages) {
        if (const Law* law = law_in(stage, segment, of_stage, of_segment, stated)) {
            return law;
        }
    }
    return nullptr;
}

}  // namespace

const Orders* orders_of(const Scenario& scenario, const Segment& segment, const std::string& stage) {
    return law_of(scenario, segment, stage, &Stage::orders, &Segment::orders, &Orders::poisson);
}

const Loss* loss_of(const Scenario& scenario, const Segment& segment, const std::string& stage) {
    return law_of(scenario, segment, stage, &Stage::loss, &Segment::loss, &Loss::observed);
}

}  // namespace clientele::scenario
