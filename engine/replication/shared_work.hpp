#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/replication/terms.hpp"

namespace clientele::replication {

struct Life;

/// Hours that clients get before owners divide theirs, and from teams that own nobody. Sized where the firm has urgent
/// requests or support. The same for a life and for the reference at today, which takes expected requests.
///
/// An urgent request of h hours pre-empts all other work of whoever answers: the owner's seat, or every seat of the
/// teams that answer all requests together, each by the same part of its hours. Teams that support and own nobody are
/// one pool for the clients of all teams that do not support their own: where its hours do not suffice, everybody gets
/// the same part. What is left over helps attempts. A client is then served by
///     (hours of the owner + urgent + support) / (the same as needed),
/// while its share of wallet answers to its owner's hours alone: haste is no work for growth.
/// Form: preemptive priority, work-conserving; ring-fenced pools as in a divided service desk.
struct SharedWork {
    std::vector<std::int16_t> seat;                   ///< [client] of its owner, -1: none
    std::vector<double> asked;                        ///< [client] urgently [h], by `ask`
    std::vector<std::uint32_t> asking;                ///< clients who asked this month
    std::vector<double> need, given;                  ///< [client] urgent and support [h]
    std::vector<double> cost;                         ///< [client] of what was given [currency]
    std::vector<double> used;                         ///< [seat] paid hours spent so [h]
    std::vector<std::size_t> first_seat;              ///< [seat] of its person
    std::vector<double> asked_of, hours_of, cost_of;  ///< scratch: by who answers, the pool behind the seats
    std::vector<std::uint32_t> may_ask;               ///< clients of segments that may ask urgently, ascending
    base::Column<std::uint32_t> ask_words[4];         ///< [month of four] -> word by client
    bool supports = false;                            ///< the firm knows support
    double support_left = 0;                          ///< hours of the pool that clients do not need
    double support_rate = 0;                          ///< what such an hour costs [currency/h]

    void reserve(const model::Firm& firm, std::size_t wide, std::size_t seats);
    /// Nothing asked, nothing given.
    void begin_month();
    /// An urgent request. \pre seat is told, hours > 0
    void ask(std::uint32_t client, double hours);
    /// Calls visit(client) for everybody who may get something, ascending.
    template <class Visit>
    void each_served(Visit visit) const {
        for (std::uint32_t i = 0; supports && i < seat.size(); ++i) {
            visit(i);
        }
        for (std::size_t k = 0; !supports && k < asking.size(); ++k) {
            visit(asking[k]);
        }
    }
    /// \pre seats of clients are told, and what they ask. \param serving paid hours by seat: what is spent is taken
    /// away
    void answer_urgent(const model::Organisation& organisation, const double* rate, const double* effect,
                       double* serving);
    /// \param help hours by client that its owner's team does not give itself \param serving as above
    void support(const model::Organisation& organisation, const double* help, const double* rate, const double* effect,
                 double* serving);
};

/// Teams that support and own nobody.
bool in_support_pool(const model::TeamTerms& team);
/// Help that the client needs from the pool: nothing where its owner's team supports. [h/month]
double support_need(const LawTerms& law, const model::TeamTerms& owning, double complexity);

/// Hours of urgent requests to be expected. [h/month]
inline double expected_urgent(const Terms& terms, std::size_t segment) {
    return terms.urgent_chance[segment] * terms.urgent_hours[segment];
}

/// One month's requests and support, before seats divide their hours.
void share_work(Life& life);

}  // namespace clientele::replication
