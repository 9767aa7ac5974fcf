#include "engine/base/fault.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "engine/base/contract.hpp"

namespace clientele::base {
namespace {

auto place(const Fault& fault) { return std::tie(fault.where.file, fault.where.line, fault.where.column); }

bool before(const Fault& left, const Fault& right) { return place(left) < place(right); }

Faults one(Fault fault) {
    Faults faults;
    faults.add(std::move(fault));
    return faults;
}

}  // namespace

void Faults::add(Fault fault) {
    const auto [first, last] = std::equal_range(kept_.begin(), kept_.end(), fault, before);
    if (std::find(first, last, fault) != last) return;
    if (kept_.size() >= limit_) {
        ++more_;
        return;
    }
    kept_.insert(last, std::move(fault));
}

void Faults::add(const Faults& others) {
    for (const Fault& fault : others.kept_) add(fault);
    more_ += others.more_;
}

InvalidInput::InvalidInput(Faults faults) : faults_(std::move(faults)), text_(render(faults_)) {
    expects(!faults_.empty(), "at least one fault");
}

InvalidInput::InvalidInput(Fault fault) : InvalidInput(one(std::move(fault))) {}

std::string render(const Faults& faults) {
    std::string text;
    for (const Fault& fault : faults.sorted()) {
        if (!text.empty()) text += '\n';
        text += render(fault);
    }
    if (faults.more() > 0) {
        text += fmt::format("\n{} more {} not shown\n", faults.more(), faults.more() == 1 ? "fault is" : "faults are");
    }
    return text;
}

std::string_view line_of(std::string_view text, int number) {
    for (int line = 1; line < number; ++line) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    text = number < 1 ? std::string_view{} : text.substr(0, text.find('\n'));
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

}  // namespace clientele::base
