#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nearest.hpp"
#include "engine/reading/context.hpp"
#include "engine/reading/explain.hpp"
#include "engine/reading/format.hpp"
#include "tests/support/catch.hpp"

using namespace clientele;

namespace {

/// One slip of the hand at every place of a word: a letter left out, put in, replaced, or swapped with its neighbour.
std::vector<std::string> slips_of(const std::string& word, std::minstd_rand& letters) {
    const auto letter = [&] { return static_cast<char>('a' + letters() % 26); };
    std::vector<std::string> slips;
    for (std::size_t i = 0; i <= word.size(); ++i) {
        slips.push_back(word.substr(0, i) + letter() + word.substr(i));
        if (i == word.size()) break;
        slips.push_back(word.substr(0, i) + word.substr(i + 1));
        slips.push_back(word.substr(0, i) + letter() + word.substr(i + 1));
        if (i + 1 == word.size()) break;
        std::string swapped = word;
        std::swap(swapped[i], swapped[i + 1]);
        slips.push_back(swapped);
    }
    return slips;
}

struct Score {
    double typos = 0;
    double right = 0;

    double share() const { return right / typos; }
};

/// How often a misspelt word of some is recognised among them. A slip that leads to another of the words is none.
void score(const std::vector<std::string>& words, std::minstd_rand& letters, Score& total) {
    for (const std::string& word : words) {
        for (const std::string& typo : slips_of(word, letters)) {
            if (typo.empty() || std::ranges::find(words, typo) != words.end()) continue;
            total.typos += 1;
            if (reading::suggest(typo, words, "keys here") == "did you mean '" + word + "'?") total.right += 1;
        }
    }
}

}  // namespace

TEST_CASE("at least 95 % of single typos of keys are recognised where the key stands") {
    std::minstd_rand letters(20260101);
    Score total;
    for (int round = 0; round < 5; ++round) {
        for (const auto& section : reading::format()) {
            std::vector<std::string> keys;
            for (const auto& field : section.fields) keys.emplace_back(field.key);
            score(keys, letters, total);
        }
    }
    INFO(total.right << " of " << total.typos);
    CHECK(total.typos > 10'000);
    CHECK(total.share() >= 0.95);
    CHECK(total.share() < 1);  // "t" may be meant to be `to`; a suggestion for everything would be a guess
}

TEST_CASE("at least 95 % of single typos are recognised among all names that can be explained") {
    std::minstd_rand letters(20260102);
    Score total;
    for (int round = 0; round < 3; ++round) score(reading::language_names(), letters, total);
    INFO(total.right << " of " << total.typos);
    CHECK(total.typos > 10'000);
    CHECK(total.share() >= 0.95);
}

TEST_CASE("of two keys that are as near, the one with the same letters is meant") {
    const std::vector<std::string> keys{"stage", "stages"};
    CHECK(base::nearest("stagse", keys) == "stages");
    CHECK(base::nearest("stgae", keys) == "stage");
}
