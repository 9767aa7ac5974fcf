#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "engine/experiment/record.hpp"

namespace clientele::experiment {

struct Progress {
    std::uint32_t done = 0;   ///< replications lived
    std::uint32_t total = 0;  ///< replications asked for
    double seconds = 0;       ///< since the start of the run
};

struct RunOptions {
    unsigned threads = 0;                           ///< 0: as many as the machine offers
    std::function<void(const Progress&)> progress;  ///< after each block, from one thread at a time; may be empty
    const std::atomic<bool>* stop = nullptr;        ///< once true, running blocks are finished and no other is begun
};

/// Lives replications [plan.first, plan.last) of every structure.
///
/// A task is a block of whole worlds x all structures, so that paired differences fall out of it. Values go to indexed
/// slots and sums are folded in the order of blocks, whose size depends on the plan alone: the record is the same, bit
/// for bit, for any number of threads. When it was stopped, the record covers the replications that were finished, a
/// shorter range from plan.first.
Record run(const model::Models& models, const Plan& plan, const RunOptions& options = {});

}  // namespace clientele::experiment
