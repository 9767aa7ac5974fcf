#pragma once

#include <cstddef>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/file_name.hpp"

namespace clientele::base {

/// A place in an input.
struct Location {
    FileName file;   ///< as the author named it; empty: no file, e.g. the command line
    int line = 0;    ///< from 1; 0: the file as a whole
    int column = 0;  ///< from 1, in characters, not bytes; 0: the line as a whole
    int length = 1;  ///< characters to underline

    friend bool operator==(const Location&, const Location&) = default;
};

/// Something wrong in an input: what, where, and what to try.
struct Fault {
    std::string code;     ///< stable name for `clientele explain`, e.g. "unknown-key"
    std::string message;  ///< names the problem and why it is one
    Location where;
    std::string help;         ///< what to try; may be empty
    std::string source_line;  ///< text of the line, without its end; may be empty

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// The faults of all inputs, gathered before stopping.
///
/// Keeps the first `limit` faults reported and counts the rest, so that hostile input does not fill memory or the
/// terminal. Reporting the same fault twice counts once, as long as it is kept.
class Faults {
public:
    explicit Faults(std::size_t limit = 100) : limit_(limit) {}

    void add(Fault fault);
    void add(const Faults& others);

    bool empty() const { return kept_.empty() && more_ == 0; }
    std::size_t size() const { return kept_.size() + more_; }

    /// Those kept, by file, line and column; those at one place in the order of their reports.
    std::span<const Fault> sorted() const { return kept_; }

    /// How many were reported beyond those kept.
    std::size_t more() const { return more_; }

private:
    std::size_t limit_;
    std::size_t more_ = 0;
    std::vector<Fault> kept_;  // in sorted order
};

/// The input is at fault, not the program.
class InvalidInput : public std::exception {
public:
    /// \pre !faults.empty()
    explicit InvalidInput(Faults faults);
    explicit InvalidInput(Fault fault);

    const Faults& faults() const noexcept { return faults_; }

    /// All faults, rendered.
    const char* what() const noexcept override { return text_.c_str(); }

private:
    Faults faults_;
    std::string text_;
};

/// A fault as compilers print it, ending with a line end:
///
///     kam.yaml:14:7: error[unknown-key]: unknown key 'hunterz' in structures.split.teams
///        14 |       hunterz: 6
///           |       ^^^^^^^
///        help: did you mean 'hunters'?
///
/// The excerpt is left out without a source line. Lines wider than 100 columns are shown as a window around the place;
/// tabs are shown as one space, control characters and broken UTF-8 as \xNN.
std::string render(const Fault& fault);

/// All faults in order, an empty line between them, then how many more there were.
std::string render(const Faults& faults);

/// Line `number` (from 1) of a text, without its end and without the \r of CR LF; empty beyond the last.
std::string_view line_of(std::string_view text, int number);

}  // namespace clientele::base
