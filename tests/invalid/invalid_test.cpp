#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/fault.hpp"
#include "engine/base/file.hpp"
#include "engine/comparison/judge.hpp"
#include "engine/experiment/remarks.hpp"
#include "engine/model/model.hpp"
#include "engine/reading/read_scenario.hpp"
#include "engine/scenario/validate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/source.hpp"

namespace fs = std::filesystem;
using namespace clientele;

namespace {

/// The current folder is part of every message: names of files are relative to it.
class InsideFolder {
public:
    explicit InsideFolder(const fs::path& folder) : before_(fs::current_path()) { fs::current_path(folder); }
    ~InsideFolder() { fs::current_path(before_); }
    InsideFolder(const InsideFolder&) = delete;
    InsideFolder& operator=(const InsideFolder&) = delete;

private:
    fs::path before_;
};

/// What `clientele check` asks beyond the words: whether the judge can decide.
void decide(const scenario::ValidScenario& scenario) {
    if (!scenario->judge || !scenario->judge->by) return;
    comparison::Judge judge;
    judge.kpi = scenario->judge->by->text;
    judge.where = scenario->judge->by->where;
    comparison::expect_decidable(model::compile_structures(scenario, model::Scope::comparison), judge);
}

std::string refusal(const fs::path& file) {
    try {
        reading::Draft draft = reading::read_scenario(file);
        try {
            decide(scenario::validate(std::move(draft.scenario)));
        } catch (const base::InvalidInput& invalid) {
            throw base::InvalidInput(draft.sources.illustrated(invalid.faults()));
        }
    } catch (const base::InvalidInput& invalid) {
        return invalid.what();
    }
    return "accepted";
}

std::string remarks_on(const fs::path& file) {
    std::string text;
    const scenario::ValidScenario scenario = scenario::validate(reading::read_scenario(file).scenario);
    for (const std::string& remark : scenario.remarks()) text += remark + "\n";
    const model::Models models = model::compile_structures(scenario, model::Scope::check);
    for (const std::string& remark : experiment::remarks(scenario, models)) text += remark + "\n";
    return text;
}

std::vector<fs::path> scenarios_here() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(".")) {
        if (entry.path().extension() == ".yaml") files.push_back(entry.path().filename());
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

TEST_CASE("each broken scenario is refused with exactly its message") {
    const InsideFolder inside(tests::source("tests/invalid"));
    const std::vector<fs::path> files = scenarios_here();
    REQUIRE(files.size() >= 30);
    for (const fs::path& file : files) {
        INFO(file.string());
        fs::path expected = file;
        expected.replace_extension(".expected");
        CHECK(refusal(file) == base::read_file(expected, 1 << 20));
    }
}

TEST_CASE("scenarios that may not be meant so are accepted with remarks") {
    const InsideFolder inside(tests::source("tests/invalid/remarked"));
    const std::vector<fs::path> files = scenarios_here();
    REQUIRE(files.size() >= 3);
    for (const fs::path& file : files) {
        INFO(file.string());
        fs::path expected = file;
        expected.replace_extension(".expected");
        CHECK(remarks_on(file) == base::read_file(expected, 1 << 20));
    }
}

TEST_CASE("the firm that broken scenarios extend is accepted") {
    const InsideFolder inside(tests::source("tests/invalid"));
    CHECK(refusal("shared/firm.yaml") == "accepted");
}
