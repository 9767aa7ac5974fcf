#pragma once

#include <string>

/// Beginnings of worlds in which nothing is but what a test writes behind them.
namespace clientele::tests {

inline const std::string head = R"(
clientele: 1
seed: 1
worlds: 400
lives: 2
defaults: none
judge: {by: profit}
)";

/// A hundred clients who buy for 100 a month, and one stage.
inline const std::string plain = head + R"(
horizon: 12 months
today: today
portfolio:
  segments: {all: {clients: 100, stage: c, gross_margin: 100 %, orders: {chance: 100 %/month, value: 100}}}
lifecycle: {stages: {c: {kind: client}}}
)";

}  // namespace clientele::tests
