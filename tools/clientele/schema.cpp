#include "engine/reading/reference.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/messages.hpp"

namespace clientele::tools {

int schema(const Request&) {
    put(reading::format_schema());
    return Exit::fine;
}

}  // namespace clientele::tools
