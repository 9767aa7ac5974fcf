#include "engine/reading/resolved.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/core.h>

namespace clientele::reading {
namespace {

constexpr std::array kind_words{"known", "believed", "heterogeneous", "luck"};  // by Kind
constexpr std::array family_words{"constant",  "uniform", "triangular", "normal",
                                  "lognormal", "beta",    "gamma"};  // by Family

/// Text in one line, told apart from words and numbers by its quotes.
std::string in_quotes(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c == '\n' ? "\\n" : std::string(1, c);
    }
    return result + '"';
}

std::string text_of(const scenario::Quantity& quantity) {
    const scenario::Distribution& d = quantity.distribution;
    const bool yearly = quantity.conversion.form == scenario::Conversion::Form::yearly_chance;
    const std::string unit = yearly                            ? " yearly"
                             : quantity.conversion.factor != 1 ? fmt::format(" x {}", quantity.conversion.factor)
                                                               : "";
    const std::string_view kind = kind_words.at(static_cast<std::size_t>(quantity.kind));
    const std::string_view family = family_words.at(static_cast<std::size_t>(d.family));
    if (d.family == scenario::Family::constant) return fmt::format("{} {}{}", kind, d.a, unit);
    return fmt::format("{} {}({}, {}, {}){}", kind, family, d.a, d.b, d.c, unit);
}

class Writer {
public:
    template <scenario::Described T>
    void write(const std::string& path, const T& value) {
        const std::size_t before = lines_.size();
        std::apply([&](const auto&... field) { (write_field(path, field, value), ...); },
                   scenario::Description<T>::fields);
        complete(path, value);
        if (lines_.size() == before) line(path, "{}");
    }

    std::string text() {
        std::ranges::sort(lines_);
        std::string text;
        for (const std::string& each : lines_) text += each + '\n';
        return text;
    }

private:
    void line(const std::string& path, std::string_view value) {
        lines_.push_back(fmt::format("{} = {}", path, value));
    }

    static std::string join(const std::string& path, std::string_view key) {
        return path.empty() ? std::string(key) : path + "." + std::string(key);
    }

    template <class T, class Field>
    void write_field(const std::string& path, const Field& field, const T& value) {
        if (path.empty() && field.key == "question") return;
        write(join(path, field.key), value.*field.member);
    }

    void write(const std::string& path, const scenario::Quantity& quantity) { line(path, text_of(quantity)); }
    void write(const std::string& path, const scenario::Name& name) { line(path, in_quotes(name.text)); }
    void write(const std::string& path, const scenario::StaffOf& staff) {
        std::string people = fmt::format("{}", staff.count);
        for (const std::string& name : staff.names) people += " " + in_quotes(name);
        line(path, people);
    }
    template <class E>
    requires std::is_enum_v<E>
    void write(const std::string& path, E value) {
        const auto& words = scenario::Vocabulary<E>::words;
        line(path, std::ranges::find(words, value, &scenario::Word<E>::value)->text);
    }
    template <class T>
    void write(const std::string& path, const std::optional<T>& value) {
        if (value) write(path, *value);
    }
    template <class T>
    void write(const std::string& path, const std::vector<T>& values) {
        for (std::size_t i = 0; i < values.size(); ++i) write(fmt::format("{}[{:06}]", path, i), values[i]);
    }
    template <class T>
    void write(const std::string& path, const std::map<std::string, T>& values) {
        for (const auto& [key, value] : values) write(join(path, key), value);
    }

    template <class T>
    void complete(const std::string&, const T&) {}
    void complete(const std::string& path, const scenario::Named& named) {
        for (const scenario::NamedClient& client : named.clients) {
            const std::string own = path + ".clients." + in_quotes(client.key);
            line(own, in_quotes(client.name));
            write(own + ".owner", client.owner);
            write(own + ".segment", client.segment);
            write(own + ".stage", client.stage);
            if (client.potential) line(own + ".potential", fmt::format("{}", *client.potential));
            if (client.order_value) line(own + ".order_value", fmt::format("{}", *client.order_value));
            if (client.order_value_high) line(own + ".order_value_high", fmt::format("{}", *client.order_value_high));
            if (client.share_of_wallet) line(own + ".share_of_wallet", fmt::format("{}", *client.share_of_wallet));
            if (client.orders) line(own + ".orders", fmt::format("{}", *client.orders));
            if (client.loss) line(own + ".loss", fmt::format("{}", *client.loss));
        }
    }

    std::vector<std::string> lines_;
};

}  // namespace

std::string resolved_text(const scenario::Scenario& scenario) {
    Writer writer;
    writer.write("", scenario);
    return writer.text();
}

}  // namespace clientele::reading
