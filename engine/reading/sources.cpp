#include "engine/reading/sources.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "engine/base/file.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/text.hpp"

namespace clientele::reading {
namespace {

// Longer lines would only fill memory: nobody reads them.
constexpr std::size_t longest_excerpt = 16 * 1024;  // [bytes]

// Beyond as many faults, repeats are let through: nobody reads them.
constexpr std::size_t most_told = 1000;

/// "structures.split.teams" -> "structures.*.teams"
std::string without_structure(std::string_view message) {
    constexpr std::string_view prefix = "structures.";
    const std::size_t at = message.find(prefix);
    if (at == std::string_view::npos) return std::string(message);
    const std::size_t id = at + prefix.size();
    const std::size_t end = std::min(message.find_first_of(".: '", id), message.size());
    return std::string(message.substr(0, id)) + "*" + std::string(message.substr(end));
}

int characters(std::string_view text) {
    int count = 0;
    while (!text.empty()) {
        text.remove_prefix(std::max<std::size_t>(1, base::utf8_length(text)));
        ++count;
    }
    return count;
}

}  // namespace

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)), starts_{0} {
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (text_[i] == '\n') starts_.push_back(i + 1);
    }
}

std::string_view Source::line(int number) const {
    if (number < 1 || static_cast<std::size_t>(number) > starts_.size()) return {};
    const std::size_t index = static_cast<std::size_t>(number) - 1;
    const std::size_t end = index + 1 < starts_.size() ? starts_[index + 1] - 1 : text_.size();
    std::string_view line = text().substr(starts_[index], end - starts_[index]);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

int Source::line_at(std::size_t offset) const {
    return static_cast<int>(std::ranges::upper_bound(starts_, offset) - starts_.begin());
}

base::Location Source::locate(std::size_t offset, std::size_t bytes) const {
    return Locator(*this).locate(offset, bytes);
}

base::Location Locator::locate(std::size_t offset, std::size_t bytes) {
    const int number = source_->line_at(offset);
    const std::string_view line = source_->line(number);
    const std::size_t start = source_->start_of(number);
    const std::size_t place = std::min(offset, start + line.size());
    if (number != line_ || offset_ < start) {
        line_ = number;
        offset_ = start;
        column_ = 1;
    }
    const std::size_t low = std::min(place, offset_);
    const int apart = characters(source_->text().substr(low, std::max(place, offset_) - low));
    column_ += place < offset_ ? -apart : apart;
    offset_ = place;
    return {source_->file(), line_, column_, std::max(1, characters(line.substr(place - start, bytes)))};
}

const Source& Sources::add(Source source) {
    const std::string name = source.name();
    return by_name_.insert_or_assign(name, std::move(source)).first->second;
}

const Source* Sources::find(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &found->second;
}

std::string Sources::open(const std::filesystem::path& path, std::size_t limit) {
    std::uint64_t& hash = files_[path.string()];
    std::string bytes = base::read_file(path, limit);
    hash = base::content_hash(bytes);
    return bytes;
}

std::string Sources::excerpt(const base::Location& where) const {
    const Source* source = find(where.file.text());
    if (source == nullptr || source->line(where.line).size() > longest_excerpt) return {};
    return std::string(source->line(where.line));
}

base::Faults Sources::illustrated(const base::Faults& faults) const {
    base::Faults result;
    for (base::Fault fault : faults.sorted()) {
        if (fault.source_line.empty()) fault.source_line = excerpt(fault.where);
        result.add(std::move(fault));
    }
    return result;
}

void Report::fault(std::string code, const base::Location& where, std::string message, std::string help) {
    const std::string told =
        fmt::format("{} {}:{}:{} {}", code, where.file.text(), where.line, where.column, without_structure(message));
    if (told_.contains(told)) return;
    if (told_.size() < most_told) told_.insert(told);
    faults_.add({std::move(code), std::move(message), where, std::move(help), sources_.excerpt(where)});
}

void Report::stop_on_faults() const {
    if (!faults_.empty()) throw base::InvalidInput(faults_);
}

}  // namespace clientele::reading
