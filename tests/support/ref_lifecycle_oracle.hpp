#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

/// ref-lifecycle 1.0 written a second time, straight from its description and with nothing of the engine: the standard
/// library's generator and distributions, one client after the other. Slow and plain on purpose.
namespace clientele::tests {

struct RefParameters {
    int clients = 1000, months = 60, active_at_start = 400;
    int attempts = 40;
    double converts = 0.20;
    double farmers = 8, farmer_span = 40;
    double base_loss = 0.015, overload_slope = 2;
    double order_chance = 0.20, log_mean = 8.5, log_sd = 0.8;
    int streak = 3;
    double revenue = 80'000;
    int kams = 18, kam_span = 10;
    double key_order_chance = 0.60, key_log_mean = 9, key_log_sd = 0.6;
    double key_loss = 0.004, shock = 5;
    int shock_months = 3;
    double kam_leaves = 0.02, returns = 0.01, margin = 0.35;
    double attempt_cost = 250, key_cost = 600, fixed = 216'000;
};

struct RefOutcome {
    double revenue = 0, cost = 0, profit = 0, orders = 0;
    std::array<double, 4> end{};  ///< prospect, active, key, lost
};

class RefLifecycle {
public:
    RefLifecycle(const RefParameters& parameters, std::uint64_t seed) : p_(parameters), luck_(seed) {}

    RefOutcome live() {
        clients_.assign(static_cast<std::size_t>(p_.clients), {});
        for (int i = 0; i < p_.active_at_start; ++i) clients_[static_cast<std::size_t>(i)].state = active;
        load_.assign(static_cast<std::size_t>(p_.kams), 0);
        out_ = {};
        for (int month = 0; month < p_.months; ++month) live_month();
        out_.profit = p_.margin * out_.revenue - out_.cost;
        for (const Client& c : clients_) out_.end[c.state] += 1;
        return out_;
    }

private:
    enum State : std::uint8_t { prospect, active, key, lost };
    struct Client {
        State state = prospect;
        int streak = 0, kam = -1, shocked = 0;
        double revenue = 0;
    };

    bool happens(double chance) { return uniform_(luck_) < chance; }

    void live_month() {
        const auto active_now =
            std::count_if(clients_.begin(), clients_.end(), [](const Client& c) { return c.state == active; });
        const double overload = std::max(0.0, static_cast<double>(active_now) / (p_.farmers * p_.farmer_span) - 1);
        const double loss = std::min(1.0, p_.base_loss * (1 + p_.overload_slope * overload));
        for (int kam = 0; kam < p_.kams; ++kam) {
            if (!happens(p_.kam_leaves)) continue;
            for (Client& c : clients_) {
                if (c.state == key && c.kam == kam) c.shocked = p_.shock_months;
            }
        }
        int attempts = 0;
        for (Client& c : clients_) live_client(c, loss, attempts);
        for (Client& c : clients_) promote(c);
        out_.cost += p_.fixed;
    }

    void live_client(Client& c, double loss, int& attempts) {
        switch (c.state) {
            case prospect:
                if (attempts >= p_.attempts) break;
                ++attempts;
                out_.cost += p_.attempt_cost;
                if (happens(p_.converts)) c = {active, 0, -1, 0, 0};
                break;
            case active:
                if (happens(p_.order_chance)) {
                    c.revenue += order(p_.log_mean, p_.log_sd);
                    ++c.streak;
                } else {
                    c.streak = 0;
                }
                if (happens(loss)) c.state = lost;
                break;
            case key:
                out_.cost += p_.key_cost;
                if (happens(p_.key_order_chance)) order(p_.key_log_mean, p_.key_log_sd);
                if (happens(p_.key_loss * (c.shocked > 0 ? p_.shock : 1))) {
                    c.state = lost;
                    --load_[static_cast<std::size_t>(c.kam)];
                }
                if (c.shocked > 0) --c.shocked;
                break;
            case lost:
                if (happens(p_.returns)) c.state = prospect;
                break;
        }
    }

    double order(double log_mean, double log_sd) {
        const double size = std::exp(log_mean + log_sd * normal_(luck_));
        out_.revenue += size;
        out_.orders += 1;
        return size;
    }

    void promote(Client& c) {
        if (c.state != active || !(c.streak >= p_.streak || c.revenue > p_.revenue)) return;
        const auto seat = std::find_if(load_.begin(), load_.end(), [this](int load) { return load < p_.kam_span; });
        if (seat == load_.end()) return;
        ++*seat;
        c.state = key;
        c.kam = static_cast<int>(seat - load_.begin());
        c.shocked = 0;
    }

    RefParameters p_;
    std::mt19937_64 luck_;
    std::uniform_real_distribution<double> uniform_{0, 1};
    std::normal_distribution<double> normal_{0, 1};
    std::vector<Client> clients_;
    std::vector<int> load_;
    RefOutcome out_;
};

}  // namespace clientele::tests
