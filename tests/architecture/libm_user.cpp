#include <cmath>

// Breaks the promise of the same bits on purpose: symbols.sh has to report it.
double breaks_the_promise(double x) { return std::exp(x) + std::pow(x, 0.3); }
