#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/worlds.hpp"

using namespace clientele;
using replication::Event;

/// What must hold in every life of every world: nobody appears or vanishes, no hour is worked twice, every amount is
/// somebody's.
namespace {

constexpr std::uint32_t lives_looked_at = 6;
constexpr std::uint64_t random_worlds = 25;

class Figures {
public:
    Figures(const model::Model& model, std::span<const double> values) : model_(model), values_(values) {}
    double operator[](const std::string& name) const {
        for (std::size_t k = 0; k < model_.kpis.size(); ++k) {
            if (model_.kpis[k].name == name) return values_[k];
        }
        throw std::out_of_range(name);
    }
    /// 0 where the structure has no such figure.
    double or_nothing(const std::string& name) const {
        for (const model::Kpi& kpi : model_.kpis) {
            if (kpi.name == name) return (*this)[name];
        }
        return 0;
    }

private:
    const model::Model& model_;
    std::span<const double> values_;
};

/// Where every client goes, told event by event. \returns the stage a change leads to, or nothing
std::string destination(const model::Firm& firm, const Event& event) {
    if (event.what == "won") return firm.stages[firm.effort->to];
    if (event.what.starts_with("lost")) return firm.stages[*firm.lost_stage];
    for (const std::string& moved : {std::string("moved by chance to "), std::string("moved by rule to ")}) {
        if (event.what.starts_with(moved)) return event.what.substr(moved.size());
    }
    return "";
}

void check_flows(const model::Firm& firm, const std::vector<Event>& events, const Figures& figures) {
    std::map<std::string, std::string> stage;
    std::map<std::string, double> count;
    for (std::size_t i = 0; i < firm.clients.size(); ++i)
        stage[firm.clients.names[i]] = firm.stages[firm.clients.stage[i]];
    std::map<std::string, std::uint32_t> last_moved;
    double won = 0;
    double lost = 0;
    double orders = 0;
    for (const Event& event : events) {
        orders += event.what == "ordered" ? 1 : 0;
        const std::string to = destination(firm, event);
        if (to.empty()) continue;
        const auto [when, first] = last_moved.try_emplace(event.who, event.month);
        REQUIRE((first || when->second < event.month));  // once a month at most
        when->second = event.month;
        REQUIRE(stage.at(event.who) != to);
        stage[event.who] = to;
        won += event.what == "won" ? 1 : 0;
        lost += event.what.starts_with("lost") ? 1 : 0;
    }
    for (const auto& [who, where] : stage) ++count[where];
    for (const std::string& name : firm.stages) CHECK(figures["clients_end." + name] == count[name]);
    CHECK(figures["wins"] == won);
    CHECK(figures["losses"] == lost);
    CHECK(figures["losses"] == figures["losses.external"] + figures["losses.relational"] + figures["losses.stated"]);
    CHECK(figures["orders"] == orders);
}

void check_books(const model::Model& model, const Figures& figures, const std::vector<Event>& events) {
    CHECK(figures["profit"] == figures["gross_margin"] - figures["cost"]);
    const double hiring = figures["cost"] -
                          (figures["cost_to_serve"] + figures["acquisition_cost"] + figures["unused_capacity"]) -
                          figures.or_nothing("severance") - figures.or_nothing("programme_cost");
    CHECK(hiring >= 0);
    CHECK(std::fmod(hiring, model.id == "reference" ? 1.0 : 8.0) == 0);  // whole hires: 9k, 15k or 4,096 each
    std::uint32_t seats = 0;  // of any of which the person may have been hired when the structure began
    for (const auto& entry : model.seats) seats += entry.second;
    CHECK(hiring <= (figures["departures"] + seats) * 15'000);
    double revenue = 0;
    double departures = 0;
    double transfers = 0;
    for (const Event& event : events) {
        revenue += event.what == "ordered" ? event.value : 0;
        departures += event.what == "left" ? 1 : 0;
        transfers += event.what.starts_with("handed from") ? 1 : 0;
    }
    CHECK(figures["revenue"] == revenue);
    CHECK(figures["departures"] == departures);
    CHECK(figures["transfers"] == transfers);
    CHECK(figures["cash_trough"] <= 0);
    for (const model::Kpi& kpi : model.kpis) {
        const double value = figures[kpi.name];
        INFO(kpi.name << " " << value);
        CHECK((std::isfinite(value) || (std::isnan(value) && !kpi.undefined_when.empty())));
        if (kpi.name.starts_with("utilisation.") && std::isfinite(value)) CHECK((value >= 0 && value <= 1 + 1e-12));
    }
}

}  // namespace

TEST_CASE("In every life clients and money balance, moves are one a month, and hours used are hours there were") {
    for (const tests::World& world : tests::worlds(random_worlds)) {
        const auto models = tests::compiled_text(world.yaml, {}, model::Scope::comparison);
        replication::Lives lives(models);
        for (std::size_t s = 0; s < models.structures.size(); ++s) {
            for (std::uint32_t r = 0; r < lives_looked_at; ++r) {
                INFO(world.name << ", structure " << models.structures[s].id << ", replication " << r);
                const auto events = lives.trace(s, r);
                const Figures figures(models.structures[s], lives.kpis(s));
                check_flows(*models.firm, events, figures);
                check_books(models.structures[s], figures, events);
            }
        }
    }
}

TEST_CASE("The monthly series add up to the figures of the life") {
    for (const tests::World& world : tests::worlds(random_worlds)) {
        const auto models = tests::compiled_text(world.yaml);
        const tests::Lived lived(models, lives_looked_at);
        for (std::size_t s = 0; s < models.structures.size(); ++s) {
            const auto total = [&](replication::Series which, std::size_t r) {
                double sum = 0;
                for (std::size_t month = 0; month < models.firm->months; ++month) sum += lived.at(which, r, month, s);
                return sum;
            };
            for (std::size_t r = 0; r < lived.count(); ++r) {
                INFO(world.name << ", structure " << models.structures[s].id << ", replication " << r);
                CHECK(total(replication::Series::revenue, r) == lived.kpi("revenue", s)[r]);
                CHECK(total(replication::Series::cost, r) == lived.kpi("cost", s)[r]);
                // Where clients pay later, cash is told apart from profit: see known_payment_test.cpp.
                if (!models.firm->pays_later) CHECK(total(replication::Series::cash, r) == lived.kpi("profit", s)[r]);
            }
        }
    }
}
