#include "engine/base/column.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "tests/support/catch.hpp"

using clientele::base::Column;
using clientele::base::ColumnMemory;
using clientele::base::LineAllocator;

namespace {

constexpr std::size_t large_page = std::size_t{2} << 20U;

Column<double> column_of(ColumnMemory* memory, std::size_t bytes) {
    return Column<double>(bytes / sizeof(double), 0.0, LineAllocator<double>(memory));
}

std::uintptr_t address(const Column<double>& column) { return reinterpret_cast<std::uintptr_t>(column.data()); }

}  // namespace

TEST_CASE("Columns of every size begin at a line of the cache, and none lies in another") {
    ColumnMemory memory;
    for (ColumnMemory* const from : {&memory, static_cast<ColumnMemory*>(nullptr)}) {
        std::vector<Column<double>> columns;
        for (const std::size_t bytes : {std::size_t{8}, std::size_t{4096}, std::size_t{800'000}, std::size_t{800'000},
                                        large_page - 64, large_page, large_page + 8, 20 * large_page, std::size_t{8}}) {
            columns.push_back(column_of(from, bytes));
            CHECK(address(columns.back()) % 64 == 0);
        }
        for (std::size_t c = 0; c < columns.size(); ++c) {
            std::fill(columns[c].begin(), columns[c].end(), static_cast<double>(c));
        }
        for (std::size_t c = 0; c < columns.size(); ++c) {
            CHECK(std::accumulate(columns[c].begin(), columns[c].end(), 0.0) ==
                  static_cast<double>(c) * static_cast<double>(columns[c].size()));
        }
    }
}

TEST_CASE("A column that is assigned to another keeps its place, and a copy goes to the memory of the original") {
    ColumnMemory memory;
    Column<double> original = column_of(&memory, 8000);
    Column<double> copy;
    copy = original;
    CHECK(copy.get_allocator().memory == &memory);
    const auto place = address(copy);
    std::fill(original.begin(), original.end(), 1.0);
    copy = original;
    CHECK(address(copy) == place);
    CHECK(copy.back() == 1.0);
    const Column<double> moved = std::move(copy);
    CHECK(address(moved) == place);
}
