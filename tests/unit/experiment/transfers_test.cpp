#include "engine/experiment/transfers.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/experiment/small_firm.hpp"

using namespace clientele;
using experiment::TransferList;

namespace {

const TransferList& list_of(const std::vector<TransferList>& lists, const model::Models& models,
                            const std::string& id) {
    for (const TransferList& list : lists) {
        if (models.structures[list.structure].id == id) return list;
    }
    throw std::out_of_range(id);
}

}  // namespace

TEST_CASE("only what an alternative changes moves clients: a copy of today moves nobody, fewer farmers move theirs") {
    const model::Models models = test::small_models();
    const auto lists = experiment::transfers_at_start(models, test::plan_between(0, 20));
    REQUIRE(lists.size() == 2);
    CHECK(list_of(lists, models, "copy").transfers.empty());
    const TransferList& later = list_of(lists, models, "later");
    CHECK(later.month == 3);
    CHECK(later.lives == 60);
    REQUIRE(later.transfers.size() >= 20);
    for (const auto& transfer : later.transfers) {
        INFO(transfer.client);
        CHECK(transfer.from != transfer.to);
        CHECK(transfer.to == "farmer/1");  // the one seat that is left
        CHECK(transfer.why == "active belongs to farmers");
        CHECK(transfer.share > 0);
        CHECK(transfer.share <= 1);
        CHECK(transfer.same_share <= transfer.share);
    }
    CHECK(later.transfers.front().share >= later.transfers.back().share);
}

TEST_CASE("the mean number of clients who move is that of the runs") {
    const model::Models models = test::small_models();
    const auto lists = experiment::transfers_at_start(models, test::plan_between(0, 10));
    const TransferList& later = list_of(lists, models, "later");
    double count = 0;
    replication::Lives lives(models);
    for (std::uint32_t r = 0; r < 30; ++r) {
        for (const auto& event : lives.trace(later.structure, r)) {
            count += event.month == 3 && event.what.starts_with("handed from") ? 1 : 0;
        }
    }
    CHECK(later.mean_count() == Approx(count / 30));
}
