#include "tools/clientele/ledger_words.hpp"

#include <algorithm>
#include <array>

#include "engine/base/text.hpp"

namespace clientele::tools {
namespace {

using reading::Explanation;

struct Word {
    std::string_view name;
    std::string_view meaning;
};

/// Words that stand in the outputs of audit and calibrate.
constexpr std::array words{
    Word{"abc",
         "Classes of clients by revenue: A while the running share of revenue, the client itself included, is "
         "at most the first threshold (80 %), B up to the second (95 %), C the rest. A client that returned more than "
         "it bought counts as 0 and is C. Five clients are needed."},
    Word{"xyz",
         "Classes by the variation of a client's revenue from interval to interval (standard deviation over mean): "
         "X up to 10 %, Y up to 25 %, Z above; --xyz and --xyz-interval change that."},
    Word{"top20_share",
         "Share of revenue that the largest 20 % of the clients bring, their number rounded up [share]. A client that "
         "returned more than it bought counts as 0, so revenue is that of all others; so it is in Gini, HHI and ABC."},
    Word{"gini",
         "Gini coefficient of revenue: 0 where all clients bring the same, near 1 where one brings all [0 to 1]. A "
         "client that returned more than it bought counts as 0."},
    Word{"hhi",
         "Herfindahl-Hirschman index: sum of the squared shares of revenue; 1/n for n equal clients [0 to 1]. "
         "A client that returned more than it bought counts as 0."},
    Word{"whale",
         "Whale curve: running sum of profit, best client first, over the profit of all. Its peak above 100 % is "
         "what loss-making clients take away again. Of margin or revenue where profit is not known; then net returns "
         "are taken off in full, other than in top20_share."},
    Word{"repeat_rate", "Share of the buying clients that ordered at least twice [share]."},
    Word{"cohort",
         "Clients whose first order fell into one quarter, and the share of them that bought in each whole "
         "quarter from then on. Of a quarter that is not over when the ledger ends no share is told."},
    Word{"last_12_months",
         "The twelve months that end with the last day of the ledger, from the day after the same date a year before; "
         "one meaning for candidates, the value coefficient, growth, owners and spans of control."},
    Word{
        "owner",
        "The owner of a client: who sold most to it in the last twelve months, net of returns. Where nobody sold to it "
        "then: who sold to it last, if that person sold to any client in those months; else nobody."},
    Word{"loyalty",
         "Loyalty coefficient: of the clients that bought in the half-year before the last, the share that "
         "bought again in the last [share]."},
    Word{"movement",
         "New and permanent clients by half-year. Permanent: bought in it, and on three days or more before "
         "it. New up and permanent down is a warning: something drives out those who stay."},
    Word{"value_coefficient",
         "Turnover of the last twelve months [million] x payment discipline x regularity of orders, "
         "by the multiplier tables of --rates; of the portfolio: the sum over its clients."},
    Word{"cost_to_serve",
         "Counted orders, lines, returns and days of credit, each times its rate of --rates [currency]."},
    Word{"margin_without_cost",
         "What lines without a cost are taken to bring: gross_margin of --rates where it is given, else the margin of "
         "all lines that have a cost, where these are half of all lines or more [share of revenue]."},
    Word{"strategic_score",
         "Weighted ranks by revenue, growth and regularity, 1 for the first client and 0 for the last."},
    Word{"candidates",
         "Key account candidates: the best clients by revenue, by profit and by strategic score, each of "
         "the last twelve months; disputed are those that not every list names."},
    Word{"look_alikes",
         "Names that may be one client: equal without legal form and punctuation, or one letter apart. "
         "They are never merged by themselves; --groups FILE merges them."},
    Word{"salespeople_per_account", "Mean number of salespeople with a line at one client over the whole ledger."},
    Word{"assumed",
         "A rate or table that nobody gave a source for. Write {value: 25, source: \"…\"} in the file of --rates."},
    Word{
        "dropout",
        "Do clients stop for good? Identified where a model in which they do (BG/NBD, Pareto/NBD or its limit) fits so "
        "much "
        "better than one in which they do not (NBD) that chance is no explanation (5 %), and no parameter runs "
        "to the limit of the search. Else no loss rate is given."},
    Word{"bg-nbd",
         "Clients buy at random at rates of their own and stop, if at all, right after a purchase (Fader, Hardie "
         "and Lee 2005). Parameters: r [-], alpha [time], a [-], b [-]."},
    Word{"pareto-nbd",
         "Clients buy at random at rates of their own and stop at any time (Schmittlein, Morrison and Colombo "
         "1987). Parameters: r [-], alpha [time], s [-], beta [time]. Takes the first purchase for the acquisition."},
    Word{"exponential-nbd",
         "The limit of Pareto/NBD where clients do not differ in how fast they stop: one rate mu for all. Taken in its "
         "place unless the purchases tell that they differ (likelihood ratio, 5 %). Parameters: r [-], alpha [time], "
         "mu [1/time]."},
    Word{"nbd", "Clients buy at random at rates of their own, and nobody stops (Ehrenberg 1959). r [-], alpha [time]."},
    Word{"gamma-gamma",
         "Mean amount of each client's purchases that bring revenue, as far as few purchases tell it (Fader and Hardie "
         "2013). "
         "Parameters: p [-], q [-], v [currency]. It takes frequency and amounts for independent."},
    Word{"orders_without_revenue",
         "Rows of amount 0. They count as orders; a client's order value is that of its orders that bring revenue, "
         "times "
         "its own chance that an order does, drawn towards that of all clients (beta-binomial)."},
    Word{"revenue_per_month",
         "What the clients of the ledger should buy for at the end of the period, each counted with its chance of not "
         "having stopped; where dropout is not identified, today's clients in full. 95 % interval: those chances, "
         "rates, "
         "values and parameters, not the luck of a month. portfolio.csv takes today's clients for clients that are "
         "there: "
         "together they buy for `kept_in_full` [currency/month]."},
    Word{"chance_not_stopped",
         "Chance that a client who bought so has not stopped by the end of the period. The models mean "
         "different things by stopping, so each has a column of its own; empty where dropout is not "
         "identified."},
    Word{
        "observed_loss",
        "Share of today's clients that will have stopped within a year at today's service, read off the "
        "model that it names; what `loss: {observed: …}` of a scenario means [per year]. Its 95 % interval holds both "
        "clients that differ in how fast they stop and clients that stop alike (profile likelihood of Pareto/NBD and "
        "its limit). Of simulated ledgers of 90 and 250 clients it held the truth in 93 of 100, or more; where clients "
        "stop alike, what it missed was higher. Where clients that stop alike look different by chance, as in 4 of 100 "
        "such ledgers, it is too low more often than not."},
    Word{"value_spread",
         "Log-standard-deviation of one client's order values around its mean, from single purchase days that brought "
         "revenue [-]."},
    Word{"empirical_bayes",
         "A client's own figure, drawn towards that of all clients the more, the less is known of it."},
    Word{"holdout",
         "What happened behind --until, predicted by models that saw only what lies before, as does everything else "
         "that is told; beside two naive "
         "guesses: the mean of each client's history, and the last period of equal length."},
    Word{"uncalibrated",
         "Today's structure was not simulated over the last twelve months (--today SCENARIO), or its 80 % "
         "bands do not cover the revenue, margin, wins and losses that happened; the text says which."},
    Word{"calibrated",
         "Today's structure, simulated over the last twelve months with the clients as what lies before tells "
         "them, covers actual revenue, margin, wins and losses in its 80 % bands."},
    Word{"at_the_limit",
         "A parameter ran to the edge of the search: the data do not hold it back. No loss is read off such a "
         "model of stopping (BG/NBD, Pareto/NBD); where Pareto/NBD runs to clients that stop alike, its limit tells "
         "it."},
    Word{"aic", "Akaike's criterion: 2 x parameters - 2 x log-likelihood; the model with the least is chosen."},
};

Explanation explain_rates() {
    Explanation rates{
        "file", "rates",
        "The YAML file of --rates: what serving costs, and tables of the value coefficient. Each may be left "
        "out; one without a source counts as assumed."};
    rates.facts.push_back({"with a source", {"order: {value: 25, source: \"order desk, 2024\"}"}});
    rates.items_are = "keys";
    rates.items = {{"order: 25", "cost of an order [currency]"},
                   {"line: 1.5", "cost of a line of an order [currency]"},
                   {"return: 40", "cost of a return [currency]"},
                   {"credit_day: 0.03 %", "cost of a day of credit [share of revenue per day to pay]"},
                   {"gross_margin: 31 %", "where lines have no cost [share of revenue, up to 100 %]"},
                   {"payment_discipline", "{0 days: 1, 31 days: 0.9}: factor from so many days to pay on"},
                   {"order_regularity", "{0 %: 0.3, 40 %: 0.7}: factor from such a share of months with an order on"},
                   {"strategic_score", "{revenue: 50 %, growth: 30 %, regularity: 20 %}: weights, together 100 %"}};
    return rates;
}

Explanation all_words() {
    Explanation all{"list", "ledger", "The words of audit and calibrate, which read a ledger."};
    all.items_are = "words";
    for (const Word& word : words) all.items.push_back({std::string(word.name), std::string(word.meaning)});
    return all;
}

}  // namespace

std::vector<Explanation> explain_ledger_word(std::string_view name) {
    const auto plain_word = [](std::string_view text) {
        std::string plain = base::to_lower(text);
        for (char& c : plain) c = c == ' ' || c == '-' ? '_' : c;
        return plain;
    };
    const std::string plain = plain_word(name);
    if (plain == "rates") return {explain_rates()};
    if (plain == "ledger") return {all_words()};
    const auto found = std::ranges::find(words, plain, [&](const Word& word) { return plain_word(word.name); });
    if (found == words.end()) return {};
    return {{"word of a ledger", std::string(found->name), std::string(found->meaning)}};
}

std::vector<std::string> ledger_words() {
    std::vector<std::string> names{"rates", "ledger"};
    for (const Word& word : words) names.emplace_back(word.name);
    return names;
}

}  // namespace clientele::tools
