#include "tools/clientele/study_words.hpp"

#include <algorithm>
#include <array>

namespace clientele::tools {

using reading::Explanation;

namespace {

struct StudyWord {
    std::string_view name;
    std::string_view meaning;
};

constexpr std::array terms{
    StudyWord{"replication", "One life of one organisation: the months of the horizon, once, under one draw of luck."},
    StudyWord{"world", "One draw of what nobody knows (every `believed` range); each world is lived several times."},
    StudyWord{"life",
              "One of the replications of a world: its luck and the differences between clients are drawn anew."},
    StudyWord{
        "hazard",
        "Rate at which something happens to those to whom it has not happened yet [1/month]; the month's chance is "
        "1 - exp(-hazard). Of loss: external + relational x what attention, ties and changes of owner do."},
    StudyWord{
        "phase",
        "A part of a month, in this order: calendar, people, market, power, attention, spending, pipeline, quotas, "
        "orders, commission, bonuses, ties, loss, changes of stage, rules, books."},
    StudyWord{"strength",
              "How much of a full seat is there: 0 while it is empty, growing to 1 over the ramp of a new person."},
    StudyWord{
        "pivot",
        "Responses describe departures from today, so that today's structure reproduces the loss, orders and share of "
        "wallet that were observed."},
    StudyWord{
        "verdict",
        "CHANGE: the interval of the best alternative lies above 0 and it is better in `judge.better_in` worlds; KEEP: "
        "the intervals of all lie below 0; else CANNOT TELL."},
    StudyWord{
        "synchronisation",
        "Every structure meets the same luck, so that differences are due to the structure: what that is worth in "
        "replications."},
};

Explanation explain_key_account_stages() {
    Explanation file{"file", "key_account_stages",
                     "Ships with the program: divides the one stage `key` into the stages of Millman & Wilson. Write "
                     "`extends: key_account_stages` at the top of a scenario, and admit to `early` instead of `key`. "
                     "No published study gives rates: they are wide beliefs. `config --origin` shows all values."};
    file.items_are = "stages";
    file.items = {{"early", "admitted; few contacts, other suppliers beside us"},
                  {"mid", "preferred supplier"},
                  {"partnership", "shared processes make leaving dear"},
                  {"synergistic", "integrated as if of one firm"},
                  {"uncoupling", "parting, or a relation that breaks up; from everywhere"},
                  {"dormant", "buys no more, knows us still; can be won again"}};
    return file;
}

Explanation all_terms() {
    Explanation all{"list", "study", "Words of scenarios and results that are no keys."};
    all.items_are = "words";
    for (const StudyWord& word : terms) all.items.push_back({std::string(word.name), std::string(word.meaning)});
    all.items.push_back({"key_account_stages", "a file that ships: stages of key accounts"});
    return all;
}

}  // namespace

std::vector<Explanation> explain_study_word(std::string_view name) {
    if (name == "key_account_stages") return {explain_key_account_stages()};
    if (name == "study") return {all_terms()};
    const auto found = std::ranges::find(terms, name, &StudyWord::name);
    if (found == terms.end()) return {};
    return {{"word", std::string(found->name), std::string(found->meaning)}};
}

std::vector<std::string> study_words() {
    std::vector<std::string> names{"key_account_stages", "study"};
    for (const StudyWord& word : terms) names.emplace_back(word.name);
    return names;
}

}  // namespace clientele::tools
