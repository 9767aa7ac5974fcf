#include "tools/clientele/faults.hpp"

namespace clientele::tools {

/// The text of tools/clientele/faults.txt, embedded when the program is built.
extern const std::string_view faults_text;

namespace {

/// The next line of the text, without its end, taken away from it.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

}  // namespace

const std::vector<FaultText>& fault_texts() {
    static const std::vector<FaultText> texts = [] {
        std::vector<FaultText> read;
        for (std::string_view rest = faults_text; !rest.empty();) {
            const std::string_view code = take_line(rest);
            if (code.empty() || code.front() == '#') continue;
            const std::string_view cause = take_line(rest);
            read.push_back({code, cause, take_line(rest)});
        }
        return read;
    }();
    return texts;
}

}  // namespace clientele::tools
