#include "engine/reading/yaml_plain.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/reading/yaml.hpp"

namespace clientele::reading {
namespace {

constexpr std::size_t longest_key = 100;  // [bytes]; beyond 1,024 YAML knows no keys of this form

bool is_of_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_null(std::string_view scalar) {
    return scalar == "null" || scalar == "~" || scalar == "Null" || scalar == "NULL";
}

/// Functions that return a bool go on in the line, and return false where the text is not plain.
class PlainReader {
public:
    explicit PlainReader(const Source& source) : text_(source.text()), locator_(source) {}

    std::optional<Events> read() {
        if (text_.find_first_of("\t\r") != std::string_view::npos) return std::nullopt;
        for (std::size_t begin = 0; begin < text_.size(); begin = end_ + 1) {
            end_ = std::min(text_.find('\n', begin), text_.size());
            at_ = begin;
            skip_blanks();
            if (at_ == end_ || text_[at_] == '#') continue;
            if (!find_level(at_ - begin) || !read_line()) return std::nullopt;
        }
        if (awaits_value_) return std::nullopt;
        while (!indents_.empty()) close_level();
        return std::move(events_);
    }

private:
    enum class Within { line, brackets };

    /// Opens or closes maps, so that the innermost one has its keys at this indent.
    bool find_level(std::size_t indent) {
        if (awaits_value_) {
            if (!indents_.empty() && indent <= indents_.back()) return false;
            indents_.push_back(indent);
            awaits_value_ = false;
            return open(Event::Kind::map);
        }
        while (!indents_.empty() && indent < indents_.back()) close_level();
        return !indents_.empty() && indent == indents_.back();
    }

    void close_level() {
        indents_.pop_back();
        close();
    }

    bool read_line() {
        if (!read_key()) return false;
        if (line_ends()) {
            awaits_value_ = true;
            return true;
        }
        return read_value(Within::line) && line_ends();
    }

    /// A key, its colon and the blanks behind it.
    bool read_key() {
        const std::size_t begin = at_;
        while (at_ < end_ && is_of_word(text_[at_])) ++at_;
        const std::string_view key = text_.substr(begin, at_ - begin);
        if (key.empty() || key.size() > longest_key || key.front() == '-' || is_null(key)) return false;
        if (!skip(':') || (at_ < end_ && text_[at_] != ' ')) return false;
        skip_blanks();
        return add(Event::Kind::scalar, begin, key);
    }

    bool read_value(Within within) {
        switch (at_ < end_ ? text_[at_] : '\n') {
            case '{':
                return read_brackets(Event::Kind::map, '}');
            case '[':
                return read_brackets(Event::Kind::list, ']');
            case '"':
            case '\'':
                return read_quoted();
            default:
                return read_scalar(within);
        }
    }

    bool read_brackets(Event::Kind kind, char closing) {
        if (!open(kind)) return false;
        ++at_;
        skip_lines();
        if (!skip(closing)) {
            do {
                skip_lines();
                if (kind == Event::Kind::map && !read_key()) return false;
                if (!read_value(Within::brackets)) return false;
                skip_lines();
            } while (skip(','));
            if (!skip(closing)) return false;
        }
        close();
        return true;
    }

    bool read_quoted() {
        const char quote = text_[at_];
        const std::size_t begin = at_ + 1;
        const std::size_t end = text_.find(quote, begin);
        if (end >= end_) return false;
        const std::string_view inner = text_.substr(begin, end - begin);
        at_ = end + 1;
        // A quote in the text is written as two in a row, or behind a backslash.
        const bool escapes =
            quote == '"' ? inner.find('\\') != std::string_view::npos : at_ < end_ && text_[at_] == '\'';
        return !escapes && add(Event::Kind::scalar, begin - 1, inner, 2);
    }

    bool read_scalar(Within within) {
        constexpr std::string_view never_first = " \n,[]{}#&*!|>'\"%@`?:-.";  // '...' may end a document
        const std::size_t begin = at_;
        if (at_ == end_ || (never_first.find(text_[at_]) != std::string_view::npos && !is_negative_number()))
            return false;
        const std::string_view ends = within == Within::brackets ? ",]}" : "";
        const std::string_view never = within == Within::brackets ? "[{?" : "";
        for (; at_ < end_ && ends.find(text_[at_]) == std::string_view::npos; ++at_) {
            const char next = at_ + 1 < end_ ? text_[at_ + 1] : ' ';
            if (text_[at_] == ':' && (next == ' ' || ends.find(next) != std::string_view::npos)) return false;
            if (never.find(text_[at_]) != std::string_view::npos) return false;
            if (text_[at_] == ' ' && next == '#') break;  // a comment
        }
        if (within == Within::brackets && at_ == end_) return false;  // the next line may go on with it
        std::string_view scalar = text_.substr(begin, at_ - begin);
        while (scalar.back() == ' ') scalar.remove_suffix(1);
        return add(is_null(scalar) ? Event::Kind::null : Event::Kind::scalar, begin, scalar);
    }

    bool is_negative_number() const {
        return text_[at_] == '-' && at_ + 1 < end_ && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9';
    }

    void skip_blanks() {
        while (at_ < end_ && text_[at_] == ' ') ++at_;
    }

    /// Between brackets the end of a line is a blank.
    void skip_lines() {
        for (skip_blanks(); at_ == end_ && end_ < text_.size(); skip_blanks()) {
            ++at_;
            end_ = std::min(text_.find('\n', at_), text_.size());
        }
    }

    bool skip(char expected) {
        if (at_ == end_ || text_[at_] != expected) return false;
        ++at_;
        return true;
    }

    bool line_ends() {
        skip_blanks();
        return at_ == end_ || (text_[at_] == '#' && text_[at_ - 1] == ' ');
    }

    bool open(Event::Kind kind) { return ++depth_ <= deepest_yaml && add(kind, at_, "", 1); }

    void close() {
        --depth_;
        events_.push_back({Event::Kind::end, "", false, {}});
    }

    /// \param signs bytes around the text: its quotes, or the bracket where there is no text
    bool add(Event::Kind kind, std::size_t begin, std::string_view text, std::size_t signs = 0) {
        const bool quoted = signs == 2;
        events_.push_back({kind, std::string(text), quoted, locator_.locate(begin, text.size() + signs), begin});
        return events_.size() <= 2 * most_values;
    }

    const std::string_view text_;
    Locator locator_;
    Events events_;
    std::vector<std::size_t> indents_;  // of the maps that are made of lines, outermost first
    std::size_t depth_ = 0;             // of all that is open
    bool awaits_value_ = true;          // the text as a whole, or the last key
    std::size_t at_ = 0;
    std::size_t end_ = 0;  // of the line
};

}  // namespace

std::optional<Events> plain_events(const Source& source) { return PlainReader(source).read(); }

}  // namespace clientele::reading
