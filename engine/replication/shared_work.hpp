#pragma once

#include <cstdint>
#include <vector>

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
    std::vector<double> asked;                        ///< [client] urgently [h]
    std::vector<double> need, given;                  ///< [client] urgent and support [h]
    std::vector<double> cost;                         ///< [client] of what was given [currency]
    std::vector<double> used;                         ///< [seat] paid hours spent so [h]
    std::vector<std::size_t> first_seat;              ///< [seat] of its person
    std::vector<double> asked_of, hours_of, cost_of;  ///< scratch: by who answers, the pool behind the seats
    double support_left = 0;                          ///< hours of the pool that clients do not need
    double support_rate = 0;                          ///< what such an hour costs [currency/h]

    void reserve(const model::Firm& firm, std::size_t wide, std::size_t seats);
    /// Nothing asked, nothing given.
    void begin_month();
    /// \pre seat and asked are told. \param serving paid hours by seat: what is spent is taken away
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
