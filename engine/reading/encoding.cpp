#include "engine/reading/encoding.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "engine/base/text.hpp"

namespace clientele::reading {
namespace {

/// Name of the encoding where the first bytes give it away; empty when it may be UTF-8.
std::string_view foreign_encoding(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16";
    if (bytes.size() < 4) return "";
    if (bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0) return "UTF-16";
    if (bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0) return "UTF-16";
    return "";
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

unsigned byte_of(char c) { return static_cast<unsigned char>(c); }

}  // namespace

std::optional<Source> accept_text(std::string name, std::string bytes, Report& report) {
    const std::string_view foreign = foreign_encoding(bytes);
    if (!foreign.empty()) {
        report.fault("wrong-encoding", {name, 0, 0, 1}, fmt::format("the file is written in {}, not in UTF-8", foreign),
                     "save it as UTF-8 in your editor");
        return std::nullopt;
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    Source source(std::move(name), std::move(bytes));
    const std::string_view text = source.text();
    // A broken byte comes first in the message, since control characters often are its consequence.
    if (const auto broken = base::find_invalid_utf8(text)) {
        report.fault(
            "wrong-encoding", source.locate(*broken),
            fmt::format("byte 0x{:02X} is no UTF-8 here: the file is in another encoding", byte_of(text[*broken])),
            "save it as UTF-8 in your editor");
        return std::nullopt;
    }
    const auto control = std::ranges::find_if(text, is_control);
    if (control != text.end()) {
        report.fault("control-character", source.locate(static_cast<std::size_t>(control - text.begin())),
                     fmt::format("a control character (0x{:02X}) cannot be part of a text", byte_of(*control)),
                     "remove it");
        return std::nullopt;
    }
    return source;
}

}  // namespace clientele::reading
