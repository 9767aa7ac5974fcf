#pragma once

#include "engine/experiment/run.hpp"
#include "tools/clientele/request.hpp"

namespace clientele::tools {

/// Says on stderr how far a run is: a bar with the time left on a terminal; else a line per 10 %, once it has lasted a
/// few seconds.
class ProgressLine {
public:
    explicit ProgressLine(Talk talk);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const experiment::Progress& progress);

private:
    void show_bar(const experiment::Progress& progress);
    void show_tenths(const experiment::Progress& progress);

    enum class Style { none, bar, lines };
    Style style_;
    bool bar_is_open_ = false;
    double shown_at_ = -1;  // [s]
    unsigned tenths_ = 0;
};

}  // namespace clientele::tools
