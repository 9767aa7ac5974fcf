#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/firm.hpp"

namespace clientele::replication {

struct Life;

/// What ties clients to us beside the hours they get. Columns are sized only where the mechanism acts. [client]
struct TieState {
    std::vector<double> strain_that_lasts;  ///< of the last month, without what heals by itself
    std::vector<double> trust;
    std::vector<double> bond_missing;
    std::vector<std::uint32_t> carried;  ///< clients whom a departing owner takes along this month
    std::vector<std::uint32_t> carried_word;
    std::size_t carried_count = 0;
    std::vector<std::uint8_t> contacts;    ///< people whom we know
    std::vector<std::uint8_t> alone_left;  ///< months that the departure of the last contact still acts
    std::vector<double> request;           ///< [seat], log of the time a request takes there
    std::vector<double> load;              ///< [seat], hours needed / hours there
    std::vector<double> excess;            ///< attention beyond need, as a part of it
    std::vector<std::uint16_t> granted;    ///< times that a client was granted what it asked for
    std::vector<double> discount;          ///< granted in all, a part of revenue
    std::vector<double> owed;              ///< relational hazard since the contract was last renewed
    std::vector<double> due;               ///< relational hazard that acts this month [1/month]
    std::vector<std::uint32_t> may_sign;   ///< clients whom some stage puts under contract, ascending
    std::vector<std::uint32_t> renewal;    ///< month at whose end the contract ends

    void reserve(const model::Firm& firm, std::size_t wide, std::size_t seats);
};

/// Ties as they are today; contacts.cpp, power.cpp and contract.cpp begin theirs.
void begin_ties(Life& life);
void begin_contacts(Life& life);
void begin_power(Life& life);
void begin_contracts(Life& life);
/// A client who no longer buys: what ties it begins anew when it comes back.
void loosen_ties(Life& life, std::uint32_t client);
/// A change of owner: of the bond there was, a part passes on.
void break_bond(Life& life, std::uint32_t client, double passed_on);
/// One month of the contacts of all clients.
void meet_contacts(Life& life);
/// Thresholds of clients under contract.
void hold_contracts(Life& life);
/// Part of sales that hangs on one contact or none.
double single_contact_share(const Life& life);

}  // namespace clientele::replication
