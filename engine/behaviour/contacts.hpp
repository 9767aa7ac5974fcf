#pragma once

#include <array>
#include <cstdint>

#include "engine/behaviour/loss.hpp"

namespace clientele::behaviour {

/// The client's own people whom we know: `people` places, each filled or empty.
///
/// In a month each contact leaves with the chance `leave`, and each place that was empty at its start is filled with
/// the chance `found`; the numbers are binomial. When the last contact leaves, relational loss goes with a factor for
/// twelve months, such that of clients without any other trouble the stated part is lost within these twelve:
///     12 (h_ext + h_rel factor) = -log(1 - lost).
/// With no place filled again, all k contacts are gone after a time in which each leaves with chance p with the chance
/// p^k. At today the last contacts of clients leave too: `ContactYear` says how observed loss divides.
/// Loss of a sole contact: 15 to 40 % within a year (practitioners); 51 % (vendor, weak).
struct ContactChain {
    static constexpr std::uint32_t most = 20;
    static constexpr std::uint32_t months_alone = 12;

    std::uint32_t people = 1;
    double leave = 0;  ///< [1/month]
    double found = 0;  ///< [1/month]

    /// Chance that k of n happen, each with chance p.
    static double binomial(std::uint32_t n, std::uint32_t k, double p);
    /// How many of n happen, by inversion: few where u is near 1, so that u below a chance means "some". 0 < u < 1
    static std::uint32_t count(double u, std::uint32_t n, double p);

    /// Chance that any of n happens, as `count` has it.
    static double any(std::uint32_t n, double p);

    /// Chance that a place is filled today: in the steady state, or 1 where none is ever filled again and there is
    /// none.
    double filled() const { return found > 0 ? found / (leave + found) : 1; }
};

/// A year of clients whose contacts come and go, begun in the steady state: who is there, and how long alone already.
class ContactYear {
public:
    explicit ContactYear(const ContactChain& chain);

    std::uint32_t people() const { return chain_.people; }
    /// Chance to be still a client after twelve months, with these relational hazards [1/month] and h_ext.
    double survival(double external, double relational, double alone) const;
    /// Share of clients alone in a month. [1]
    double share_alone() const;

private:
    static constexpr std::uint32_t ages = ContactChain::months_alone + 1;
    using Law = std::array<std::array<double, ages>, ContactChain::most + 1>;  ///< [contacts][months alone left]

    Law later(const Law& law) const;

    ContactChain chain_;
    std::array<std::array<double, ContactChain::most + 1>, ContactChain::most + 1> stay_{}, leave_{};
    Law start_{};
};

/// Relational hazard of a client not alone, and the factor for one whose last contact has left.
struct AlonePivot {
    double relational = 0;
    double times = 1;
};

/// The relational hazard of clients not alone is solved so that the share lost in a year is the observed one, clients
/// beginning in the steady state: a mean of hazards would promise too much, since who is alone is lost first and is
/// missing later. \param mean pivot whose relational part holds without regard to contacts; \param lost within a year
/// of the departure. Where the observed loss is too small for what is stated, the factor ends at 1,000.
AlonePivot pivot_alone(const LossPivot& mean, const ContactYear& year, double lost);

}  // namespace clientele::behaviour
