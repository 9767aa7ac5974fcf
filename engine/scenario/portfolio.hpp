#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/market.hpp"

namespace clientele::scenario {

/// How a client orders: exactly one of `chance` (Bernoulli) and `poisson`. The value of an order is either stated
/// (`value`) or follows from potential x share of wallet, spread by `value_spread`.
struct Orders {
    MaybeQuantity chance;
    MaybeQuantity poisson;
    MaybeQuantity value;
    MaybeQuantity value_spread;
    MaybeQuantity value_level;
    MaybeQuantity handling;
    base::Location where;
};

/// How a client pays.
struct Payment {
    MaybeQuantity delay;
    MaybeQuantity never_paid;
    base::Location where;
};

/// Requests that cannot wait: who is asked drops other work.
struct Urgent {
    MaybeQuantity chance;
    MaybeQuantity hours;
    base::Location where;
};

/// A client under contract is lost to others only when it ends.
struct Contract {
    MaybeQuantity term;
    MaybeQuantity tender;
    MaybeQuantity tender_loss_times;
    base::Location where;
};

/// How a client is lost: either a written `chance`, or the loss `observed` at today's service, split into what no
/// salesperson can change and the rest, which responds to attention.
struct Loss {
    MaybeQuantity chance;
    MaybeQuantity overload_slope;
    MaybeQuantity observed;
    MaybeQuantity of_it_external;
    base::Location where;
};

/// Clients of one kind.
struct Segment {
    MaybeQuantity clients;
    std::optional<Name> stage;
    MaybeQuantity potential;
    MaybeQuantity share_of_wallet;
    MaybeQuantity gross_margin;
    MaybeQuantity complexity;
    MaybeQuantity loudness;
    MaybeQuantity activity;
    MaybeQuantity frailty;
    MaybeQuantity cost_to_serve;
    std::optional<Variation> potential_varies;
    std::optional<Variation> segment_varies;
    std::optional<Orders> orders;
    std::optional<Payment> payment;
    std::optional<Urgent> urgent;
    std::optional<Loss> loss;
    std::optional<Contract> contract;
    MaybeQuantity contacts;
    base::Location where;
};

enum class Duplicates { refuse, keep_first, add_up };

/// Which column of the file holds what.
struct Columns {
    std::optional<Name> client;
    std::optional<Name> group;
    std::optional<Name> name;
    std::optional<Name> owner;
    std::optional<Name> segment;
    std::optional<Name> stage;
    std::optional<Name> potential;
    std::optional<Name> order_value;
    std::optional<Name> order_value_high;
    std::optional<Name> share_of_wallet;
    std::optional<Name> orders;
    std::optional<Name> loss;
    base::Location where;
};

/// One client of a file. Numbers in the units of their dimensions.
struct NamedClient {
    std::string key;
    std::string name;
    std::string group;                 ///< the word of its group; empty where it stands alone
    std::vector<std::string> members;  ///< keys of the rows that are this client, where it is a group
    std::optional<Name> owner;
    std::optional<Name> segment;
    std::optional<Name> stage;
    std::optional<double> potential;         // [currency/month]
    std::optional<double> order_value;       // mean, at today's share of wallet [currency]
    std::optional<double> order_value_high;  // upper end of the 95 % in which that mean lies [currency]
    std::optional<double> share_of_wallet;   // [1]
    std::optional<double> orders;            // [1/month]
    std::optional<double> loss;              // chance observed today [1/month]
    base::Location where;
};

/// Clients with names, from a CSV file beside the scenario.
struct Named {
    std::optional<Name> file;
    std::optional<Columns> columns;
    std::optional<Name> segment;
    std::optional<Name> stage;
    std::optional<Duplicates> duplicates;
    std::vector<NamedClient> clients;  ///< filled by the reader from the file
    std::size_t rows_merged = 0;       ///< duplicate rows folded by the rule, said in messages
    base::Location where;
};

struct Portfolio {
    std::map<std::string, Segment> segments;
    std::optional<Named> named;
    base::Location where;
};

template <>
struct Vocabulary<Duplicates> {
    static constexpr std::array words{
        Word<Duplicates>{"refuse", Duplicates::refuse, "two rows with one key are a fault"},
        Word<Duplicates>{"keep_first", Duplicates::keep_first,
                         "the first row counts, later ones are passed over and counted"},
        Word<Duplicates>{"add_up", Duplicates::add_up,
                         "potentials of rows with one key are added, the rest is the first row's"}};
};

template <>
struct Description<Orders> {
    static constexpr std::string_view name = "orders", meaning = "how often a client orders and for how much";
    static constexpr std::array alternatives{Alternative{"chance"}, Alternative{"poisson"}};
    static constexpr auto fields = std::make_tuple(
        field("chance", &Orders::chance, a_chance, "chance of one order in a month (Bernoulli)"),
        field("poisson", &Orders::poisson, between(a_rate, 0, 500), "expected orders a month (Poisson)"),
        field("value", &Orders::value, by_luck(above(an_amount, 0)),
              "value of an order, untouched by potential and share of wallet",
              "potential x share of wallet / expected orders, on average"),
        field("value_spread", &Orders::value_spread, between(a_number, 0, 3),
              "log-standard-deviation of an order's value around its mean", "0: every order has its mean value"),
        field("value_level", &Orders::value_level, between(a_number, 0, 100),
              "factor on the `order_value` of named clients: what is not known of all of them together", "1"),
        field("handling", &Orders::handling, an_amount, "what taking, picking and billing one order costs", "0"));
};

template <>
struct Description<Urgent> {
    static constexpr std::string_view
        name = "urgent",
        meaning = "requests that cannot wait: whoever answers drops other work; a team's `answers` says who that is";
    static constexpr auto fields =
        std::make_tuple(required(field("chance", &Urgent::chance, a_chance, "chance that a client asks in a month")),
                        required(field("hours", &Urgent::hours, above(some_hours, 0), "hours that a request takes")));
};

template <>
struct Description<Payment> {
    static constexpr std::string_view name = "payment", meaning = "how a client pays";
    static constexpr auto fields =
        std::make_tuple(field("delay", &Payment::delay, between(some_months, 0, 24),
                              "time from the order to the money, such as 45 days", "0: at once"),
                        field("never_paid", &Payment::never_paid, below_one(a_share),
                              "part of revenue that is never paid: bad debt", "0"));
};

template <>
struct Description<Contract> {
    static constexpr std::string_view name = "contract",
                                      meaning = "what salespeople can change about loss decides when the term ends";
    static constexpr auto fields = std::make_tuple(
        required(field("term", &Contract::term, constant_only(between(some_months, 1, 120)), "how long it runs")),
        field("tender", &Contract::tender, a_share, "part of renewals that are put out to tender", "0"),
        field("tender_loss_times", &Contract::tender_loss_times, between(a_number, 1, 100),
              "a tender loses the client so many times as often as a plain renewal", "1"));
};

template <>
struct Description<Loss> {
    static constexpr std::string_view name = "loss", meaning = "how a client is lost";
    static constexpr std::array alternatives{Alternative{"chance", "overload_slope"},
                                             Alternative{"observed", "of_it_external"}};
    static constexpr auto fields = std::make_tuple(
        field("chance", &Loss::chance, a_chance, "chance to be lost in a month, as written"),
        field(
            "overload_slope", &Loss::overload_slope, a_number,
            "chance x (1 + slope x overload), overload = clients of the serving team / (seats x span) - 1, at least 0",
            "0: load has no effect on a written chance"),
        field("observed", &Loss::observed, below_one(a_chance),
              "loss observed under today's structure, owner changes included; a yearly figure is a share lost"),
        field("of_it_external", &Loss::of_it_external, below_one(a_chance),
              "the part no salesperson can change: closure, merger, product, delivery", "0"));
};

template <>
struct Description<Segment> {
    static constexpr std::string_view name = "segment", meaning = "clients of one kind";
    static constexpr auto fields = std::make_tuple(
        field("clients", &Segment::clients, between(a_count, 0, 1'000'000),
              "how many clients the segment has at the start",
              "0 where named clients are of the segment; else it must be written"),
        field("stage", &Segment::stage, "the stage of the lifecycle in which they start"),
        field("potential", &Segment::potential, varying(money_per_month),
              "what a client buys a month from us and all others"),
        field("share_of_wallet", &Segment::share_of_wallet, varying(a_share), "our part of a client's potential today"),
        field("gross_margin", &Segment::gross_margin, between(a_share, -1, 1),
              "part of revenue left after the cost of goods"),
        field("complexity", &Segment::complexity, varying(a_number), "factor on the hours a client needs", "1"),
        field("loudness", &Segment::loudness, varying(a_number),
              "how hard a client presses for hours, where the loudest are served first", "1"),
        field("activity", &Segment::activity, varying(a_number),
              "factor on a client's expected orders where they are `poisson`", "1"),
        field("frailty", &Segment::frailty, varying(a_number),
              "factor on a client's hazard to be lost where loss is `observed`", "1"),
        field("cost_to_serve", &Segment::cost_to_serve, varying(Shape{Dimension::share, 0}),
              "money that orders cost beside goods and people's hours, as a part of revenue: handling, delivery, "
              "returns, "
              "terms",
              "0"),
        field("potential_varies", &Segment::potential_varies, "each client's potential moves on its own", "it stays"),
        field("segment_varies", &Segment::segment_varies, "the potentials of the segment move together", "they stay"),
        field("orders", &Segment::orders, "how a client orders, where its stage does not say"),
        field("payment", &Segment::payment, "how a client pays", "at once and in full"),
        field("urgent", &Segment::urgent, "requests that cannot wait, of clients who buy", "none"),
        field("loss", &Segment::loss, "how a client is lost, where its stage does not say"),
        field("contract", &Segment::contract, "terms between us and the client", "none: it may go any month"),
        field("contacts", &Segment::contacts, between(a_count, 1, 20), "people of the client whom we know",
              "1, where `relationship.contacts` is written"));
};

template <>
struct Description<Columns> {
    static constexpr std::string_view name = "columns", meaning = "which column holds what";
    static constexpr std::array alternatives{Alternative{"potential"}, Alternative{"order_value"}};
    static constexpr auto fields = std::make_tuple(
        required(field("client", &Columns::client, "the client's key: unique, stable, used for its luck")),
        field("group", &Columns::group,
              "legal entities with the same word here are one client: potentials and orders add up, the rest is the "
              "first row's",
              "each row is a client"),
        field("name", &Columns::name, "the client's name for people", "the key"),
        field("owner", &Columns::owner, "the person of `staff` who owns the client", "no owner: the least loaded seat"),
        field("segment", &Columns::segment, "the client's segment", "the one named beside `file`"),
        field("stage", &Columns::stage, "the client's stage", "the one named beside `file`, else the segment's"),
        field("potential", &Columns::potential,
              "what the client buys from us and all others; write COLUMN/month or COLUMN/year", "the segment's"),
        field("order_value", &Columns::order_value,
              "in place of `potential`: mean value of the client's orders today, from which its potential follows"),
        field(
            "order_value_high", &Columns::order_value_high,
            "upper end of the 95 % interval in which that mean lies: each world draws one, lognormal, with the stated "
            "mean",
            "the mean is known"),
        field("share_of_wallet", &Columns::share_of_wallet, "our part of it, in per cent or as a fraction with a point",
              "the segment's"),
        field("orders", &Columns::orders,
              "the client's own expected orders; write COLUMN/month or COLUMN/year. A belief about the segment's "
              "orders moves them in proportion",
              "the segment's"),
        field("loss", &Columns::loss,
              "the client's own observed loss, in per cent or as a fraction with a point; write COLUMN/year (a share "
              "lost) or COLUMN/month. A belief about the segment's loss moves its hazard in proportion",
              "the segment's"));
};

template <>
struct Description<Named> {
    static constexpr std::string_view name = "named", meaning = "clients with names, from a CSV file";
    static constexpr auto fields =
        std::make_tuple(required(field("file", &Named::file, "CSV file, relative to the scenario")),
                        required(field("columns", &Named::columns, "which column holds what")),
                        field("segment", &Named::segment, "the segment that says the rest about these clients"),
                        field("stage", &Named::stage, "the stage in which they start", "the segment's"),
                        field("duplicates", &Named::duplicates, "what to do with two rows of one key", "refuse"));
};

template <>
struct Description<Portfolio> {
    static constexpr std::string_view name = "portfolio", meaning = "the clients at the start";
    static constexpr auto fields =
        std::make_tuple(field("segments", &Portfolio::segments, "clients by kind"),
                        field("named", &Portfolio::named, "clients with names, from a CSV file"));
};

}  // namespace clientele::scenario
