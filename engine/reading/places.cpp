#include "engine/reading/places.hpp"

#include <algorithm>
#include <utility>

namespace clientele::reading {
namespace {

using Holds = FormatType::Holds;
using Times = FormatType::Times;

/// "SEGMENT" for things of a section, else "NAME".
std::string placeholder_for(const FormatType& type) {
    if (type.holds != Holds::section) return "NAME";
    std::string text(type.section);
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

void collect(const FormatSection& section, const std::vector<std::string>& above, std::vector<KeyPlace>& places) {
    for (const FormatField& field : section.fields) {
        std::vector<std::string> steps = above;
        steps.emplace_back(field.key);
        places.push_back({steps, &section, &field});
        if (field.type.holds != Holds::section) continue;
        if (field.type.times == Times::by_name) steps.push_back(placeholder_for(field.type));
        collect(section_named(field.type.section), steps, places);
    }
}

bool step_meets(const std::string& written, const std::string& step) {
    return written == step || (!written.empty() && is_placeholder(step));
}

/// The end of a path that begins where `written` is as long as what is left.
bool ends_meet(const std::vector<std::string>& written, const std::vector<std::string>& steps) {
    return written.size() <= steps.size() && written.back() == steps.back() &&
           std::equal(written.rbegin(), written.rend(), steps.rbegin(), step_meets);
}

}  // namespace

std::string joined(const std::vector<std::string>& steps) {
    std::string path;
    for (const std::string& step : steps) {
        const bool dotted = step.find('.') != std::string::npos;
        path += (path.empty() ? "" : ".") + (dotted ? '"' + step + '"' : step);
    }
    return path;
}

std::string KeyPlace::path() const { return joined(steps); }

bool is_placeholder(std::string_view step) {
    return std::ranges::all_of(step, [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

const std::vector<KeyPlace>& key_places() {
    static const std::vector<KeyPlace> places = [] {
        std::vector<KeyPlace> found;
        collect(format().front(), {}, found);
        return found;
    }();
    return places;
}

std::vector<std::string> places_of(const FormatSection& section) {
    std::vector<std::string> paths;
    for (const KeyPlace& place : key_places()) {
        const FormatType& type = place.field->type;
        if (type.holds != Holds::section || type.section != section.name) continue;
        paths.push_back(place.path() + (type.times == Times::by_name ? "." + placeholder_for(type) : ""));
    }
    return paths;
}

std::vector<std::string> steps_of(std::string_view path) {
    std::vector<std::string> steps{""};
    bool quoted = false;
    for (const char c : path) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == '.' && !quoted) {
            steps.emplace_back();
        } else {
            steps.back() += c;
        }
    }
    return steps;
}

Meets meets(const std::vector<std::string>& written, const KeyPlace& place) {
    std::vector<std::string> steps = place.steps;
    if (written.size() == steps.size() + 1 && place.field->type.times == Times::by_name) {
        if (place.field->type.holds == Holds::section) return Meets::not_at_all;
        steps.push_back(placeholder_for(place.field->type));
    }
    const bool whole = written.size() == steps.size() && std::ranges::equal(written, steps, step_meets);
    if (whole) return Meets::whole;
    return ends_meet(written, place.steps) ? Meets::by_its_end : Meets::not_at_all;
}

}  // namespace clientele::reading
