#pragma once

#include <string>

#include "engine/experiment/replay.hpp"

/// Events of a life in words.
namespace clientele::reports {

/// Whether the value of an event is money.
bool is_amount(const replication::Event& event);
/// "lost, relational (chance 2.31 %, drawn 0.40 %)", without who.
std::string what_happened(const replication::Event& event, const std::string& currency);

/// "0.25 % external + 0.42 % relational x 3.2 (change of owner)"; empty where nothing is known but the chance.
std::string why_it_happened(const replication::Event& event, const std::string& currency);

/// The first decision that differs between two lives, and how they differ in it: two sentences or more.
std::string first_difference(const experiment::Divergence& divergence, const std::string& here,
                             const std::string& there, const std::string& currency);

}  // namespace clientele::reports
