#pragma once

#include <string_view>
#include <vector>

namespace clientele::tools {

/// A code of a fault, explained.
struct FaultText {
    std::string_view code;
    std::string_view cause;
    std::string_view cure;
};

/// Every code the program can print, from tools/clientele/faults.txt, in its order.
const std::vector<FaultText>& fault_texts();

}  // namespace clientele::tools
