#include "engine/experiment/replay.hpp"

#include <bit>
#include <cmath>

#include "engine/experiment/run.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/experiment/small_firm.hpp"

using namespace clientele;
using experiment::Replay;
using experiment::Side;
using experiment::Told;
using test::plan_between;

namespace {

std::size_t place(const model::Models& models, const std::string& id) {
    for (std::size_t s = 0; s < models.structures.size(); ++s) {
        if (models.structures[s].id == id) return s;
    }
    return models.structures.size();
}

}  // namespace

TEST_CASE("a replay has the bits of the same replication in a run of many") {
    const model::Models models = test::small_models();
    const experiment::Record record = experiment::run(models, plan_between(0, 12));
    for (const std::uint32_t replication : {0U, 17U, 35U}) {
        for (std::size_t s = 0; s < models.structures.size(); ++s) {
            const Replay life = experiment::replay(models, s, replication);
            INFO(life.subject.id << ", replication " << replication);
            for (std::size_t k = 0; k < life.kpis.size(); ++k) {
                const double in_run = record.structures[s].kpi(k, record.plan.replications())[replication];
                CHECK((std::bit_cast<std::uint64_t>(life.kpis[k]) == std::bit_cast<std::uint64_t>(in_run) ||
                       (std::isnan(life.kpis[k]) && std::isnan(in_run))));
            }
            const auto digests = record.structures[s].digests.begin() + replication * record.months;
            CHECK(std::equal(life.digests.begin(), life.digests.end(), digests));
            CHECK(life.beliefs[0] == record.beliefs[replication / 3]);
        }
    }
}

TEST_CASE("watching a client tells every month of it and changes no bit of the life") {
    const model::Models models = test::small_models();
    const Replay plain = experiment::replay(models, 0, 8);
    const Replay watched = experiment::replay(models, 0, 8, 3U);
    CHECK(plain.digests == watched.digests);
    CHECK(watched.events.size() > plain.events.size());
    const experiment::Lens lens{models.firm->clients.names[3], "", "loss"};
    std::size_t months = 0;
    for (const auto& event : watched.events) months += lens.shows(event) ? 1U : 0U;
    CHECK(months >= 1);
    CHECK(months <= 9);
}

TEST_CASE("two lives part in the month that their digests tell, and what they share is told once") {
    const model::Models models = test::small_models();
    const Replay here = experiment::replay(models, place(models, "later"), 4);
    const Replay there = experiment::replay(models, place(models, "today"), 4);
    const experiment::Parting parting = experiment::part(here, there);
    REQUIRE(parting.month.has_value());
    CHECK(*parting.month >= 3);
    CHECK(here.digests[*parting.month] != there.digests[*parting.month]);
    CHECK(here.digests[*parting.month - 1] == there.digests[*parting.month - 1]);
    REQUIRE(parting.first.has_value());
    CHECK(parting.first->month >= *parting.month);
    std::size_t of_here = 0;
    std::size_t of_there = 0;
    for (const Told& told : parting.told) {
        of_here += told.side != Side::there ? 1U : 0U;
        of_there += told.side != Side::here ? 1U : 0U;
        CHECK(told.event->month >= *parting.month);
    }
    const auto after = [&](const Replay& life) {
        std::size_t count = 0;
        for (const auto& event : life.events) count += event.month >= *parting.month ? 1U : 0U;
        return count;
    };
    CHECK(of_here == after(here));
    CHECK(of_there == after(there));
}

TEST_CASE("lives of two copies never part") {
    const model::Models models = test::small_models();
    const Replay here = experiment::replay(models, place(models, "copy"), 4);
    const Replay there = experiment::replay(models, place(models, "today"), 4);
    const experiment::Parting parting = experiment::part(here, there);
    CHECK_FALSE(parting.month.has_value());
    CHECK(parting.told.empty());
}

TEST_CASE("a lens shows one client, one person or one phase") {
    const replication::Event order{0, "orders", "a/1", "ordered", 0.5, 0.1, 10};
    const replication::Event handed{0, "ownership", "a/2", "handed", 0, 0, 0, "s/1", "s/2"};
    CHECK(experiment::Lens{}.shows(order));
    CHECK(experiment::Lens{"a/1", "", ""}.shows(order));
    CHECK_FALSE(experiment::Lens{"a/1", "", ""}.shows(handed));
    CHECK(experiment::Lens{"", "s/2", ""}.shows(handed));
    CHECK_FALSE(experiment::Lens{"", "s/3", ""}.shows(handed));
    CHECK_FALSE(experiment::Lens{"a/2", "s/1", "orders"}.shows(handed));
}
