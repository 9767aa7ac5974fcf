#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/fault.hpp"

namespace clientele::reading {

/// A text and the places in it.
class Source {
public:
    Source(std::string name, std::string text);

    const std::string& name() const { return name_.text(); }
    const base::FileName& file() const { return name_; }
    std::string_view text() const { return text_; }

    /// Line from 1, without its end; empty beyond the last.
    std::string_view line(int number) const;

    /// Number of the line that holds an offset, from 1.
    int line_at(std::size_t offset) const;

    /// Where a line begins in the text.
    std::size_t start_of(int line) const { return starts_[static_cast<std::size_t>(line) - 1]; }

    /// The place of `bytes` bytes from an offset on, cut at the end of the line.
    base::Location locate(std::size_t offset, std::size_t bytes = 1) const;

private:
    base::FileName name_;
    std::string text_;
    std::vector<std::size_t> starts_;  // offset of each line
};

/// Places asked for in about the order of the text: each costs the distance to the one before, however long the line
/// is.
class Locator {
public:
    explicit Locator(const Source& source) : source_(&source) {}

    base::Location locate(std::size_t offset, std::size_t bytes = 1);

private:
    const Source* source_;
    std::size_t offset_ = 0;
    int line_ = 1;
    int column_ = 1;
};

/// What was read, by the name its locations carry: the excerpts under faults come from here.
class Sources {
public:
    /// \returns the stored source; one of the same name is replaced
    const Source& add(Source source);

    const Source* find(const std::string& name) const;

    /// The bytes of a file, which is one of `files` from now on, even where it cannot be read.
    /// \throws base::InvalidInput where it cannot
    std::string open(const std::filesystem::path& path, std::size_t limit);

    /// The files that were opened, from the current folder on, each with the hash of its bytes.
    const std::map<std::string, std::uint64_t>& files() const { return files_; }

    /// The line of a place; empty where its source is unknown or the line is very long.
    std::string excerpt(const base::Location& where) const;

    /// The faults, each with the line it is about where its source is known and it has none yet.
    base::Faults illustrated(const base::Faults& faults) const;

private:
    std::map<std::string, Source> by_name_;
    std::map<std::string, std::uint64_t> files_;
};

/// Where the reader puts faults. What a structure passes on to those that extend it is told once.
class Report {
public:
    void fault(std::string code, const base::Location& where, std::string message, std::string help = "");
    void add(const base::Faults& faults) { faults_.add(faults); }

    Sources& sources() { return sources_; }
    const base::Faults& faults() const { return faults_; }

    /// \throws InvalidInput when there are faults
    void stop_on_faults() const;

private:
    Sources sources_;
    base::Faults faults_;
    std::set<std::string> told_;
};

}  // namespace clientele::reading
