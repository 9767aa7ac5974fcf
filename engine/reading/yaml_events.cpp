#include "engine/reading/yaml_events.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <string_view>
#include <utility>

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "engine/base/text.hpp"
#include "engine/reading/yaml.hpp"
#include "engine/reading/yaml_syntax.hpp"

namespace clientele::reading {
namespace {

[[noreturn]] void refuse(const char* code, const base::Location& where, std::string message, std::string help) {
    throw Refused{{code, std::move(message), where, std::move(help), {}}};
}

/// Bytes of a text between quotes, both included; 0 where the closing quote is missing.
std::size_t quoted_bytes(std::string_view rest) {
    const char quote = rest[0];
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (quote == '"' && rest[i] == '\\') {
            ++i;
        } else if (rest[i] == quote) {
            if (quote == '"' || i + 1 >= rest.size() || rest[i + 1] != quote) return i + 1;
            ++i;
        }
    }
    return 0;
}

/// Bytes of the token that begins at an offset, for underlining; 0 where that cannot be told.
std::size_t token_bytes(std::string_view rest, const std::string& value, bool quoted) {
    if (!quoted) return rest.starts_with(value) ? value.size() : 0;
    return rest.empty() || (rest[0] != '"' && rest[0] != '\'') ? 0 : quoted_bytes(rest);
}

class Recorder final : public YAML::EventHandler {
public:
    Recorder(const Source& source, Report& report) : source_(source), locator_(source), report_(report) {}

    Events take() { return std::move(events_); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        check_quotes_closed(offset(mark));
        if (++documents_ < 2) return;
        refuse("second-document", place(mark, 0), "a second YAML document begins here; a scenario is one document",
               "remove the line '---', or put what follows into a file of its own");
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const std::string_view rest = source_.text().substr(std::min(offset(mark), source_.text().size()));
        std::string written;
        for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
            if (rest.starts_with(word)) written = word;
        }
        add({Event::Kind::null, written, false, place(mark, written.size()), offset(mark)}, anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const base::Location where = place(mark, 1);
        if (std::ranges::find(open_anchors_, anchor) != open_anchors_.end()) {
            refuse("alias-cycle", where, "this alias refers to the value it is a part of", "write the value out");
        }
        add({Event::Kind::alias, "", false, where, offset(mark), anchors_.at(anchor)}, 0);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        const bool quoted = tag == "!";
        if (!quoted) check_tag(tag, mark);
        const std::string_view rest = source_.text().substr(std::min(offset(mark), source_.text().size()));
        const std::size_t bytes = token_bytes(rest, value, quoted);
        // Block texts and escapes bring line ends; no value has a use for them.
        const bool broken = value.find_first_of("\r\n") != std::string::npos;
        add({Event::Kind::scalar, broken ? base::one_line(value) : value, quoted, place(mark, bytes), offset(mark)},
            anchor);
        expect_closing_quote(rest, offset(mark));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(Event::Kind::list, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(Event::Kind::map, mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    static std::size_t offset(const YAML::Mark& mark) { return static_cast<std::size_t>(std::max(0, mark.pos)); }
    base::Location place(const YAML::Mark& mark, std::size_t bytes) { return locator_.locate(offset(mark), bytes); }

    // The parser ends a text between quotes where the next line stands further left than it may, and says nothing.
    void expect_closing_quote(std::string_view rest, std::size_t begin) {
        if (!events_.back().quoted || rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return;
        const std::size_t bytes = quoted_bytes(rest);
        quote_at_ = events_.back().where;
        if (bytes == 0) refuse_quote();
        quoted_until_ = begin + bytes;
    }
    void check_quotes_closed(std::size_t next) const {
        if (next < quoted_until_) refuse_quote();
    }
    [[noreturn]] void refuse_quote() const {
        refuse("syntax", {quote_at_.file, quote_at_.line, quote_at_.column, 1}, "a text between quotes is not closed",
               "add the closing quote");
    }

    void check_tag(const std::string& tag, const YAML::Mark& mark) {
        if (tag.empty() || tag == "?" || tag == "!") return;
        report_.fault("yaml-tag", place(mark, 1), "YAML tags are not used in scenarios",
                      "remove the word that begins with '!', or put the text between quotes");
    }
    void add(Event event, YAML::anchor_t anchor) {
        if (anchor != 0) anchors_[anchor] = events_.size();
        if (events_.size() >= 2 * most_values) refuse_number(event.where);
        check_quotes_closed(event.offset);
        events_.push_back(std::move(event));
    }
    void open(Event::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        check_tag(tag, mark);
        open_anchors_.push_back(anchor);
        if (open_anchors_.size() > deepest_yaml) refuse_depth(place(mark, 1));
        add({kind, "", false, place(mark, 1), offset(mark)}, anchor);
    }
    void close() {
        open_anchors_.pop_back();
        events_.push_back({Event::Kind::end, "", false, {}});
    }

    const Source& source_;
    Locator locator_;
    Report& report_;
    Events events_;
    std::map<YAML::anchor_t, std::size_t> anchors_;  // index of the anchored event
    std::vector<YAML::anchor_t> open_anchors_;       // of lists and maps not yet closed, 0 where they have none
    base::Location quote_at_;                        // of the last text between quotes
    std::size_t quoted_until_ = 0;                   // its end
    int documents_ = 0;
};

/// Tabs at the beginning of the line at fault, or of the one before, are its cause whatever the parser says.
Refused syntax_fault(const Source& source, std::size_t offset, const std::string& said) {
    const int line = source.line_at(std::min(offset, source.text().size()));
    for (int number = line; number >= std::max(1, line - 1); --number) {
        const std::string_view text = source.line(number);
        const std::size_t indent = std::min(text.find_first_not_of(" \t"), text.size());
        const std::size_t tab = text.substr(0, indent).find('\t');
        if (tab == std::string_view::npos) continue;
        return {
            {"syntax", "a tab cannot indent", source.locate(source.start_of(number) + tab), "indent with spaces", {}}};
    }
    const SyntaxAdvice advice = advice_on(said);
    return {{"syntax", advice.message, source.locate(offset), advice.help, {}}};
}

}  // namespace

void refuse_depth(const base::Location& where) {
    refuse("too-deep", where, fmt::format("values are nested more than {} levels deep", deepest_yaml),
           "no scenario needs that; look for brackets that are not closed");
}

void refuse_number(const base::Location& where) {
    refuse("too-many-values", where, fmt::format("the file holds more than {} values, aliases followed", most_values),
           "many clients belong into a CSV file: portfolio: {named: {file: ...}}");
}

Events read_events(const Source& source, Report& report) {
    std::istringstream stream{std::string(source.text())};
    Recorder recorder(source, report);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(recorder)) {
        }
    } catch (const YAML::Exception& error) {
        throw syntax_fault(source, static_cast<std::size_t>(std::max(0, error.mark.pos)), error.msg);
    }
    Events events = recorder.take();
    if (events.empty()) {
        refuse("empty-file", {source.name(), 0, 0, 1}, "the file holds no value",
               "a scenario begins with 'clientele: 1', a file of rates with one such as 'order: 25'");
    }
    return events;
}

}  // namespace clientele::reading
