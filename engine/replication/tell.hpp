#pragma once

#include <string>

#include "engine/replication/life.hpp"

/// A life told event by event. Nothing here changes the life, and nothing here is called unless somebody asks
/// (`life.events`).
namespace clientele::replication {

/// Another organisation is in force from this month on.
void tell_regime(Life& life);
/// What the client is in its first month.
void tell_start(Life& life, std::uint32_t client);
void tell_departure(Life& life, std::size_t person, double chance, std::uint32_t word);
void tell_release(Life& life, std::size_t person, double severance);
/// Who sits there, where people differ.
void tell_seat(Life& life, std::size_t seat);
void tell_hire(Life& life, std::size_t person, const RoleNumbers& role);
/// The client feels a change of owner. \pre the shock has begun
void tell_shock(Life& life, std::uint32_t client, const std::string& why);
/// Hours and share of wallet of a month.
void tell_attention(Life& life, std::uint32_t client);
/// Attempts of a team on the clients life.ids[from ... to).
void tell_attempts(Life& life, std::size_t from, std::size_t to, const model::TeamTerms& team, double hours);
/// Orders just booked: who[k] and life.event_value[k].
void tell_orders(Life& life, const std::uint32_t* who, std::size_t n);
/// A month without an order.
void tell_no_order(Life& life, std::uint32_t client);
/// Keeps what made this month's chance of loss until the move is told: shocks are a month older by then.
void remember_reasons(Life& life, std::uint32_t client);
/// A month in which the client was not lost. \param chance of the month
void tell_staying(Life& life, std::uint32_t client, double chance);
/// A change of stage that is about to happen, by effort, loss or chance.
void tell_move(Life& life, const Move& move);
/// A change of stage by rule that is about to happen, with what met the rule.
void tell_rule(Life& life, std::uint32_t client, const model::RuleMove& rule);
/// A planned change of owner that has happened; the client is or will be in `stage`.
void tell_transfer(Life& life, std::uint32_t client, std::int16_t from, std::uint8_t stage, bool overlap);
/// A client who belonged to nobody has an owner, or one has nobody any more. \param before owner before
void tell_owner(Life& life, std::uint32_t client, std::int16_t before);

}  // namespace clientele::replication
