#pragma once

namespace clientele::scenario {

/// e^x and ln x for the few numbers of a scenario: plain arithmetic, so the same bits on every machine (libm picks
/// variants by CPU). Slow and good to some 1e-15; the kernels of the model have their own.

/// \pre |x| <= 700
double portable_exp(double x);

/// \pre x > 0 and finite
double portable_log(double x);

/// v^(1/12). \pre 0 <= v <= 1
double twelfth_root(double v);

}  // namespace clientele::scenario
