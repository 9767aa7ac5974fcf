#include "engine/base/column.hpp"

#include <cstdint>
#include <numeric>
#include <thread>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace {

using clientele::base::Column;

constexpr std::size_t large_page = std::size_t{2} << 20U;

std::uintptr_t address(const Column<double>& column) { return reinterpret_cast<std::uintptr_t>(column.data()); }

TEST_CASE("columns of every size begin at a line of the cache and do not overlap", "[column]") {
    // Sizes around the limits: too small for large pages, most of one, just more than one, several.
    std::vector<Column<double>> columns;
    for (const std::size_t bytes : {8UL, 4088UL, 4096UL, 800'000UL, 800'000UL, 800'000UL, large_page - 128, large_page,
                                    large_page + 8, 3 * large_page, 4096UL}) {
        columns.emplace_back(bytes / sizeof(double), 0.0);
        REQUIRE(address(columns.back()) % 64 == 0);
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        std::fill(columns[c].begin(), columns[c].end(), static_cast<double>(c));
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        REQUIRE(std::accumulate(columns[c].begin(), columns[c].end(), 0.0) ==
                static_cast<double>(c) * static_cast<double>(columns[c].size()));
    }
    while (!columns.empty()) {  // in an order of its own, while others live on
        columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(columns.size() / 2));
        for (const auto& column : columns) {
            REQUIRE(column.front() == column.back());
        }
    }
}

TEST_CASE("a column may outlive the thread that made it and be freed by another", "[column]") {
    Column<double> kept;
    std::thread([&kept] {
        Column<double> mine(100'000, 1.0);
        kept = Column<double>(100'000, 2.0);
        kept.swap(mine);
    }).join();
    REQUIRE(std::accumulate(kept.begin(), kept.end(), 0.0) == 100'000.0);
    std::thread([moved = std::move(kept)]() mutable { moved = Column<double>(); }).join();
}

}  // namespace
