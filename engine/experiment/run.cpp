#include "engine/experiment/run.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include "engine/base/contract.hpp"
#include "engine/base/handover.hpp"
#include "engine/experiment/payback.hpp"

namespace clientele::experiment {
namespace {

using replication::Lives;
using replication::Series;

/// Replications of a block, about: enough to hide the cost of handing it out, few enough to stop soon.
constexpr std::uint32_t block_replications = 16;

/// Whole worlds [first_world, last_world) and what they add to the monthly sums. [structure][series x month]
struct Block {
    std::uint32_t first_world = 0;
    std::uint32_t last_world = 0;
    std::vector<std::vector<double>> sums;
};

using BlockPtr = std::shared_ptr<Block>;

/// Puts one replication of all structures into its slots of the record.
class Writer {
public:
    explicit Writer(Record& record) : record_(record) {}

    void write(const Lives& lives, std::uint32_t replication, Block& block) const {
        const std::size_t slot = replication - record_.plan.first;
        for (std::size_t s = 0; s < record_.structures.size(); ++s) {
            write_kpis(lives.kpis(s), s, slot);
            add_series(lives, s, block.sums[s]);
            keep_series(lives, s, replication);
            write_digests(lives.digests(s), s, replication);
            write_payback(lives, s, slot);
        }
    }

    void write_beliefs(std::span<const double> beliefs, std::uint32_t world) const {
        const std::size_t worlds = record_.plan.covered_worlds();
        base::expects(beliefs.size() == record_.belief_names.size(), "one value for each belief");
        for (std::size_t b = 0; b < beliefs.size(); ++b) {
            record_.beliefs[b * worlds + (world - record_.plan.first_world())] = beliefs[b];
        }
    }

private:
    void write_kpis(std::span<const double> kpis, std::size_t s, std::size_t slot) const {
        StructureRecord& structure = record_.structures[s];
        base::expects(kpis.size() == structure.subject.kpis.size(), "one value for each KPI");
        for (std::size_t k = 0; k < kpis.size(); ++k) {
            structure.values[k * record_.plan.replications() + slot] = kpis[k];
        }
    }

    void add_series(const Lives& lives, std::size_t s, std::vector<double>& sums) const {
        for (std::size_t which = 0; which < replication::series_count; ++which) {
            const std::span<const double> series = lives.series(s, static_cast<Series>(which));
            for (std::size_t month = 0; month < record_.months; ++month) {
                sums[which * record_.months + month] += series[month];
            }
        }
    }

    void keep_series(const Lives& lives, std::size_t s, std::uint32_t replication) const {
        if (replication >= band_replications) return;
        const std::size_t row = replication - record_.plan.first;
        for (std::size_t which = 0; which < banded_series; ++which) {
            const std::span<const double> series = lives.series(s, static_cast<Series>(which));
            const std::size_t place = (row * banded_series + which) * record_.months;
            std::copy(series.begin(), series.end(),
                      record_.structures[s].monthly_values.begin() + static_cast<std::ptrdiff_t>(place));
        }
    }

    void write_digests(std::span<const std::uint64_t> digests, std::size_t s, std::uint32_t replication) const {
        if (replication >= digest_replications) return;
        const std::size_t row = replication - std::min(record_.plan.first, digest_replications);
        std::copy_n(digests.begin(), record_.months,
                    record_.structures[s].digests.begin() + static_cast<std::ptrdiff_t>(row * record_.months));
    }

    void write_payback(const Lives& lives, std::size_t s, std::size_t slot) const {
        StructureRecord& structure = record_.structures[s];
        if (structure.payback.empty()) return;
        const std::span<const double> cash = lives.series(s, Series::cash);
        structure.payback[slot] = payback(cash, lives.series(record_.baseline, Series::cash));
        if (const model::Twin* twin = record_.twin_of(s)) {
            structure.payback_same_money[slot] = payback(cash, lives.series(twin->structure, Series::cash));
        }
    }

    Record& record_;
};

/// Hands out blocks in ascending order until none is left or somebody asks to stop.
class Blocks {
public:
    Blocks(const Record& record, const std::atomic<bool>* stop)
        : record_(record), stop_(stop), next_(record.plan.first_world()) {}

    BlockPtr next() {
        const std::uint32_t end = record_.plan.last / record_.plan.lives;
        if (next_ >= end || (stop_ != nullptr && stop_->load())) return nullptr;
        const std::uint32_t worlds = std::max(1U, block_replications / record_.plan.lives);
        auto block = std::make_shared<Block>();
        block->first_world = next_;
        block->last_world = std::min(end, (next_ / worlds + 1) * worlds);
        block->sums.assign(record_.structures.size(),
                           std::vector<double>(replication::series_count * record_.months, 0.0));
        next_ = block->last_world;
        return block;
    }

private:
    const Record& record_;
    const std::atomic<bool>* stop_;
    std::uint32_t next_;
};

void live_block(Block& block, Lives& lives, const Writer& writer, std::uint32_t lives_a_world) {
    for (std::uint32_t world = block.first_world; world < block.last_world; ++world) {
        lives.bind(world);
        writer.write_beliefs(lives.beliefs(), world);
        for (std::uint32_t life = 0; life < lives_a_world; ++life) {
            const std::uint32_t replication = world * lives_a_world + life;
            lives.live(replication);
            writer.write(lives, replication, block);
        }
    }
}

/// Adds finished blocks to the record, in order, and says how far the run is.
class Folder {
public:
    Folder(Record& record, const RunOptions& options) : record_(record), options_(options) {}

    void fold(const Block& block) {
        for (std::size_t s = 0; s < record_.structures.size(); ++s) {
            std::vector<double>& sums = record_.structures[s].monthly_sums;
            for (std::size_t cell = 0; cell < sums.size(); ++cell) sums[cell] += block.sums[s][cell];
        }
        last_ = block.last_world * record_.plan.lives;
        if (options_.progress) {
            options_.progress({last_ - record_.plan.first, record_.plan.replications(), seconds()});
        }
    }

    std::uint32_t last() const { return last_; }

    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

private:
    Record& record_;
    const RunOptions& options_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::uint32_t last_ = record_.plan.first;
};

/// Blocks go out one after the other, are lived side by side, and come back in order.
void live_all(const model::Models& models, Record& record, Folder& folder, const RunOptions& options,
              unsigned threads) {
    const Writer writer(record);
    Blocks blocks(record, options.stop);
    tbb::enumerable_thread_specific<Lives> lives([&] { return Lives(models); });
    const std::uint32_t lives_a_world = record.plan.lives;

    const auto hand_out =
        tbb::make_filter<void, BlockPtr>(tbb::filter_mode::serial_in_order, [&](tbb::flow_control& flow) {
            base::take(&blocks);
            BlockPtr block = blocks.next();
            if (block) {
                base::give(block.get());
            } else {
                flow.stop();
            }
            base::give(&blocks);
            return block;
        });
    const auto live = tbb::make_filter<BlockPtr, BlockPtr>(tbb::filter_mode::parallel, [&](BlockPtr block) {
        base::take(block.get());
        live_block(*block, lives.local(), writer, lives_a_world);
        base::give(block.get());
        return block;
    });
    const auto fold = tbb::make_filter<BlockPtr, void>(tbb::filter_mode::serial_in_order, [&](const BlockPtr& block) {
        base::take(block.get());
        base::take(&folder);
        folder.fold(*block);
        base::give(&folder);
    });
    base::give(&blocks);
    tbb::parallel_pipeline(std::size_t{2} * threads, hand_out & live & fold);
    base::take(&blocks);
    base::take(&folder);
}

}  // namespace

Record run(const model::Models& models, const Plan& plan, const RunOptions& options) {
    Record record = blank_record(models, plan);
    const unsigned threads =
        options.threads > 0 ? options.threads : static_cast<unsigned>(tbb::info::default_concurrency());
    Folder folder(record, options);
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    tbb::task_arena arena(static_cast<int>(threads));
    arena.execute([&] { live_all(models, record, folder, options, threads); });
    record.simulation_seconds = folder.seconds();
    record.threads = threads;
    if (folder.last() != plan.last) truncate(record, folder.last());
    record.client_months = static_cast<double>(models.firm->clients.size()) * record.months *
                           record.plan.replications() * static_cast<double>(models.structures.size());
    return record;
}

}  // namespace clientele::experiment
