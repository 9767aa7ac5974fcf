#pragma once

#include <compare>
#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace clientele::base {

/// The name of an input. Copies share the text: a scenario holds thousands of places in one file.
class FileName {
public:
    FileName() = default;
    FileName(std::string name) : text_(name.empty() ? nullptr : std::make_shared<const std::string>(std::move(name))) {}
    FileName(const char* name) : FileName(std::string(name)) {}

    bool empty() const { return text_ == nullptr; }
    const std::string& text() const {
        static const std::string none;
        return text_ ? *text_ : none;
    }

    friend bool operator==(const FileName& a, const FileName& b) { return a.text_ == b.text_ || a.text() == b.text(); }
    friend std::strong_ordering operator<=>(const FileName& a, const FileName& b) { return a.text() <=> b.text(); }
    template <std::convertible_to<std::string_view> Text>
    friend bool operator==(const FileName& a, const Text& b) {
        return a.text() == std::string_view(b);
    }

private:
    std::shared_ptr<const std::string> text_;  // none where empty
};

}  // namespace clientele::base
