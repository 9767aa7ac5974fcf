#include "engine/behaviour/rollout.hpp"

#include "engine/base/clones.hpp"
#include "engine/random/math.hpp"

namespace clientele::behaviour {

namespace {

// p + q = 5.563 and q / p = 38 / 3 give A(1) = 95 %: exp(-(p + q)) = 0.05 / (1 + 0.95 q / p).
constexpr double innovation = 0.4070665208690635;
constexpr double imitation = 5.156175931008137;

CLIENTELE_CLONES
void put_off(double lag, double month, std::size_t n, const std::int32_t* since, const double* today, const double* now,
             double* felt) {
    for (std::size_t i = 0; i < n; ++i) {
        const double gone = (month - since[i] + 0.5) / lag;
        const double part = gone < 1 ? gone : 1.0;
        const double later = today[i] + part * (now[i] - today[i]);
        const bool waits = since[i] >= 0 && today[i] >= 0 && now[i] > today[i];
        felt[i] = waits ? later : now[i];
    }
}

}  // namespace

double adoption(double months, double takes, double ceiling) {
    if (takes <= 0) {
        return ceiling;
    }
    const double pull = imitation * ceiling;
    const double left = random::exp(-(innovation + pull) * (months / takes));
    return ceiling * (1 - left) / (1 + pull / innovation * left);
}

void put_off_benefits(double lag, std::int32_t month, std::size_t n, const std::int32_t* since, const double* today,
                      const double* now, double* felt) {
    put_off(lag, month, n, since, today, now, felt);
}

}  // namespace clientele::behaviour
