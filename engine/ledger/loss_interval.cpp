#include "engine/ledger/loss_interval.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/ledger/death_integral.hpp"
#include "engine/ledger/forecast.hpp"

namespace clientele::ledger {
namespace {

constexpr double chi_squared_95 = 3.841459;  // one degree of freedom
constexpr double near_enough = 0.005;        // of the root of the drop
constexpr int most_steps = 16;
constexpr double same_height = 0.05;   // of log-likelihoods
constexpr double nearly_alike = 20;    // s near the limit, where slopes still lead to it and away
constexpr double wholly_alike = 8000;  // s at the limit

using Point = std::array<double, 4>;

/// Any number, and nearly normal when estimated.
double stretched(double loss) { return std::log(-std::log1p(-loss)); }
double unstretched(double g) { return -std::expm1(-std::exp(g)); }

/// P_i and 1 - S_i of a client, with the slopes of ln P_i and of -ln S_i in r, alpha, s and beta.
struct Outlook {
    double alive = 0, leaves = 0;
    Point of_alive{}, of_leaving{};
};

Outlook outlook(std::span<const double> p, const Purchases& client, double ahead) {
    const double s = p[2], k = p[0] + client.repeats;
    const double alpha = p[1] + client.age, beta = p[3] + client.age;
    const double log_alpha = std::log(alpha), log_beta = std::log(beta);
    const DeathIntegral death = death_integral(p, client);
    const double odds = std::exp(std::log(s) + death.log_value + k * log_alpha + s * log_beta);
    const double later = std::log1p(ahead / beta);
    Outlook found;
    found.alive = 1 / (1 + odds);
    found.leaves = -std::expm1(-s * later);
    found.of_leaving = {0, 0, later, s / (beta + ahead) - s / beta};
    const double stopped = 1 - found.alive;
    if (stopped > 0) {
        found.of_alive = {stopped * (death.log_alpha - log_alpha), stopped * k * (death.inverse_alpha - 1 / alpha),
                          stopped * (death.log_beta - log_beta - 1 / s),
                          stopped * ((s + 1) * death.inverse_beta - s / beta)};
    }
    return found;
}

/// ln L and g in the coordinates r, alpha, m = s / beta and s: far out along s they are those of the limit with the
/// one rate m.
class Profile {
public:
    Profile(std::span<const Purchases> clients, double ahead) : clients_(clients.begin(), clients.end()) {
        double ages = 0;
        for (const Purchases& client : clients_) {
            weight_ += client.weight;
            ages += client.weight * client.age;
        }
        if (ages > 0) unit_ = ages / weight_;
        ahead_ = ahead / unit_;
        for (Purchases& client : clients_) {
            client.recency /= unit_;
            client.age /= unit_;
        }
    }

    Point coordinates(const Fit& fit, double s_of_limit) const {
        const std::span<const double> p = fit.parameters();
        if (fit.model == Model::exponential_nbd) return {p[0], p[1] / unit_, p[2] * unit_, s_of_limit};
        return {p[0], p[1] / unit_, p[2] / p[3] * unit_, p[2]};
    }

    double likelihood(std::span<const double> point, std::span<double> slopes = {}) const {
        const double value = log_likelihood(Model::pareto_nbd, parameters(point), clients_, slopes);
        to_coordinates(point, slopes);
        return value;
    }

    double loss(std::span<const double> point, std::span<double> slopes = {}) const {
        const Point p = parameters(point);
        double alive = 0, lost = 0;
        Point of_alive{}, of_lost{};
        for (const Purchases& client : clients_) {
            const Outlook one = outlook(p, client, ahead_);
            const double chance = client.weight * one.alive;
            alive += chance;
            lost += chance * one.leaves;
            for (std::size_t i = 0; i < p.size(); ++i) {
                of_alive[i] += chance * one.of_alive[i];
                of_lost[i] += chance * (one.of_alive[i] * one.leaves + (1 - one.leaves) * one.of_leaving[i]);
            }
        }
        const double f = lost / alive;
        const double stretch = 1 / ((1 - f) * -std::log1p(-f));
        for (std::size_t i = 0; i < slopes.size(); ++i) slopes[i] = stretch * (of_lost[i] - f * of_alive[i]) / alive;
        to_coordinates(point, slopes);
        return stretched(f);
    }

    /// The point of the profile that c leads to. \param alike s stays where it is
    Point at(double c, const std::vector<std::vector<double>>& starts, bool alike) const {
        Point of_loss{};
        const Objective objective = [&](std::span<const double> point, std::span<double> slopes) {
            const double value = likelihood(point, slopes);
            const double away = loss(point, of_loss) - c;
            for (std::size_t i = 0; i < slopes.size(); ++i) slopes[i] -= weight_ * away * of_loss[i];
            if (alike && !slopes.empty()) slopes[3] = 0;
            return value - weight_ / 2 * away * away;
        };
        const Maximum found = maximise(objective, starts);
        Point point{};
        std::ranges::copy(found.point, point.begin());
        return point;
    }

private:
    static Point parameters(std::span<const double> point) {
        return {point[0], point[1], point[3], point[3] / point[2]};
    }

    /// Slopes in s and beta = s / m become slopes in m and s.
    static void to_coordinates(std::span<const double> point, std::span<double> slopes) {
        if (slopes.empty()) return;
        const double m = point[2], s = point[3];
        const double in_s = slopes[2], in_beta = slopes[3];
        slopes[2] = -in_beta * s / (m * m);
        slopes[3] = in_s + in_beta / m;
    }

    std::vector<Purchases> clients_;
    double weight_ = 0, unit_ = 1, ahead_ = 0;
};

/// Where a search for an end begins.
struct Begin {
    Point top{};  ///< of the likelihood
    std::vector<std::vector<double>> starts;
    bool alike = false;
};

/// The f at which the profile has dropped by 3.841 / 2, below (-1) or above (1) its top.
double end_of(const Profile& profile, const Begin& begin, double direction) {
    const double top = profile.likelihood(begin.top);
    const double from = profile.loss(begin.top);
    const double aim = std::sqrt(chi_squared_95);
    double inside = 0, drop_inside = 0, drop_outside = 0;
    double outside = std::numeric_limits<double>::infinity();
    double step = 0.3;
    double reached = 0;
    std::vector<std::vector<double>> starts = begin.starts;
    for (int i = 0; i < most_steps; ++i) {
        const Point point = profile.at(from + direction * step, starts, begin.alike);
        const double drop = std::sqrt(2 * std::max(0.0, top - profile.likelihood(point)));
        reached = profile.loss(point);
        if (std::abs(drop - aim) <= near_enough * aim) break;
        starts = begin.starts;
        starts.emplace_back(point.begin(), point.end());
        (drop < aim ? inside : outside) = step;
        (drop < aim ? drop_inside : drop_outside) = drop;
        // The root of the drop grows about in proportion to the way from the top.
        const double share = (aim - drop_inside) / (drop_outside - drop_inside);
        step = std::isinf(outside) ? step * std::clamp(drop > 0 ? aim / drop : 3.0, 1.05, 3.0)
                                   : inside + std::clamp(share, 0.1, 0.9) * (outside - inside);
    }
    return unstretched(reached);
}

}  // namespace

double loss_ahead(Model model, std::span<const double> parameters, std::span<const Purchases> clients, double ahead) {
    double alive = 0;
    double stay = 0;
    for (const Purchases& client : clients) {
        const double chance = chance_alive(model, parameters, client);
        alive += client.weight * chance;
        stay += client.weight * chance * chance_to_stay(model, parameters, client, ahead);
    }
    return alive > 0 ? 1 - stay / alive : 0;
}

LossInterval profile_loss(const Fit& pareto, const Fit& limit, std::span<const Purchases> clients, double ahead) {
    const Profile profile(clients, ahead);
    const double gain = pareto.log_likelihood() - limit.log_likelihood();
    const bool wider = gain > same_height;
    Begin begin;
    begin.alike = wider && pareto.maximum.at_limit;
    const bool from_pareto = wider && !begin.alike;
    begin.top = from_pareto ? profile.coordinates(pareto, 0) : profile.coordinates(limit, wholly_alike);
    const auto start_from = [&](const Point& point) { begin.starts.emplace_back(point.begin(), point.end()); };
    if (begin.alike || from_pareto) start_from(begin.top);
    // A limit below the floor is no part of the interval, and no way to its ends.
    if (!begin.alike && gain < chi_squared_95 / 2) start_from(profile.coordinates(limit, nearly_alike));
    return {end_of(profile, begin, -1), end_of(profile, begin, 1)};
}

}  // namespace clientele::ledger
