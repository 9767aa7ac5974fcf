#include "tools/clientele/study_words.hpp"

#include <algorithm>
#include <array>

namespace clientele::tools {

using reading::Explanation;

namespace {

/// What a column or line of the report is called, and the name it goes by elsewhere.
struct InReport {
    std::string_view heading;
    std::string_view name;
};

constexpr std::array in_report{
    InReport{"net present value", "npv"},
    InReport{"net present value within the horizon", "npv_in_horizon"},
    InReport{"error", "standard_error"},
    InReport{"P5", "p5"},
    InReport{"P50", "p50"},
    InReport{"P95", "p95"},
    InReport{"P(<0)", "loss_probability"},
    InReport{"worst 5 %", "cvar"},
    InReport{"best in", "share_of_worlds_best"},
    InReport{"95 % interval", "low"},
    InReport{"at the same money", "same_money"},
    InReport{"= size", "size"},
    InReport{"+ structure", "size"},
    InReport{"worth", "variance_reduction"},
    InReport{"if low", "drivers"},
    InReport{"if high", "drivers"},
};

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
    StudyWord{"payback",
              "Month from which on cumulative cash of an alternative, as stated, stays at or above that of "
              "today's structure; told among the replications that pay back, with their share. Only in "
              "comparisons."},
    StudyWord{"payback_same_money", "The same against today's structure in the size of the alternative's money."},
    StudyWord{"same_money",
              "An alternative against today's structure, whose seats are scaled to the alternative's people cost."},
    StudyWord{"size",
              "Part of a difference: today's structure at the money of the alternative, less as it is; the rest "
              "is due to the structure."},
    StudyWord{"size_standard_error", "Of the part of a difference that is due to size."},
    StudyWord{"gap",
              "People cost of an alternative less that of today's structure at its money, all seats filled: what "
              "whole seats leave."},
    StudyWord{"paid_gap", "The same as people were paid on average, with vacancies and people kept through a rollout."},
    StudyWord{"share", "Of payback: share of the replications that pay back."},
    StudyWord{"futures", "Single replications: neither luck nor what nobody knows is averaged out."},
    StudyWord{"mean", "Over all replications."},
    StudyWord{"standard_error",
              "Of a mean, from the means of worlds: lives of one world share its assumptions. `error` in the report."},
    StudyWord{"assumption_sd", "Standard deviation between worlds: what comes of what nobody knows."},
    StudyWord{"luck_sd", "Standard deviation within worlds: what comes of luck."},
    StudyWord{"p5", "Fifth percentile of replications: one of twenty lies below."},
    StudyWord{"p50", "Median of replications."},
    StudyWord{"p95", "95th percentile of replications: one of twenty lies above."},
    StudyWord{"loss_probability", "Share of replications in which an amount is below zero. `P(<0)` in the report."},
    StudyWord{"cvar", "Mean of the worst 5 % of replications. `worst 5 %` in the report."},
    StudyWord{"undefined_share",
              "Share of replications in which a KPI has no value; one is enough to leave the "
              "other figures out."},
    StudyWord{"difference", "Of an alternative to today's structure, replication by replication under the same luck."},
    StudyWord{"low", "Lower end of a 95 % interval of a difference; it holds for all alternatives at once."},
    StudyWord{"high", "Upper end of a 95 % interval of a difference; it holds for all alternatives at once."},
    StudyWord{"correlation",
              "Between an alternative and today's structure within worlds; of an assumption: of its "
              "ranks with those of the difference, over worlds."},
    StudyWord{"variance_reduction",
              "So many times the replications are needed without the same luck. `worth` in the "
              "report."},
    StudyWord{"drivers",
              "What nobody knows and how the difference answers to it: correlation of ranks over worlds; `if "
              "low`, `if high`: difference in the worlds of its lowest and highest third."},
    StudyWord{"other_costs", "All costs of a year but those of people and of goods."},
    StudyWord{"share_of_worlds_better", "Worlds in which the alternative is better on average of their lives."},
    StudyWord{"share_of_futures_better", "Replications in which the alternative is better."},
    StudyWord{"share_of_worlds_best",
              "Worlds in which a structure is best on average, as stated. `best in` in the "
              "report."},
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

std::string name_in_report(std::string_view heading) {
    const auto known = std::ranges::find(in_report, heading, &InReport::heading);
    std::string name(known != in_report.end() ? known->name : heading);
    std::ranges::replace(name, ' ', '_');
    return name;
}

std::vector<std::string> study_words() {
    std::vector<std::string> names{"key_account_stages", "study"};
    for (const StudyWord& word : terms) names.emplace_back(word.name);
    return names;
}

}  // namespace clientele::tools
