#include "engine/experiment/transfers.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace clientele::experiment {
namespace {

using replication::Event;
using replication::Lives;

/// Client-lives that are told at most, so that large portfolios do not take minutes.
constexpr std::size_t most_told = 200'000;

/// One client's change in one life.
struct Change {
    std::string from, to, why;
    double potential = 0;
};

struct Seen {
    std::uint32_t lives = 0;
    double potential = 0;
    std::map<std::tuple<std::string, std::string, std::string>, std::uint32_t> changes;  ///< (from, to, why)
};

double potential_in(const Event& event) {
    for (const replication::Reason& reason : event.reasons) {
        if (reason.name == "potential") return reason.value;
    }
    return 0;
}

/// Owners before and after the month, by client: who is handed on twice, by the new organisation and by an admission,
/// changes once.
std::map<std::string, Change> changes_of(const std::vector<Event>& events, std::uint32_t month) {
    std::map<std::string, Change> changes;
    for (const Event& event : events) {
        if (event.month != month || !event.what.starts_with("handed from")) continue;
        const auto [place, first] = changes.try_emplace(event.who, Change{event.from, "", "", 0});
        place->second.to = event.to;
        place->second.why = event.why;
        place->second.potential = potential_in(event);
    }
    std::erase_if(changes, [](const auto& entry) { return entry.second.from == entry.second.to; });
    return changes;
}

Transfer transfer_of(const std::string& client, const Seen& seen, std::uint32_t lives) {
    const auto commonest = std::max_element(seen.changes.begin(), seen.changes.end(),
                                            [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto& [from, to, why] = commonest->first;
    return {client,
            from,
            to,
            why,
            static_cast<double>(seen.lives) / lives,
            static_cast<double>(commonest->second) / lives,
            seen.potential / seen.lives};
}

TransferList list_of(Lives& lives, std::size_t structure, std::uint32_t month, const Plan& plan, std::uint32_t count) {
    std::map<std::string, Seen> seen;
    for (std::uint32_t r = plan.first; r < plan.first + count; ++r) {
        const auto events = lives.trace(structure, r, {.months = month + 1, .small = false, .watched = {}});
        for (const auto& [client, change] : changes_of(events, month)) {
            Seen& entry = seen[client];
            ++entry.lives;
            entry.potential += change.potential;
            ++entry.changes[{change.from, change.to, change.why}];
        }
    }
    TransferList list{structure, month, count, {}};
    for (const auto& [client, entry] : seen) list.transfers.push_back(transfer_of(client, entry, count));
    std::stable_sort(list.transfers.begin(), list.transfers.end(), [](const Transfer& a, const Transfer& b) {
        return a.share != b.share ? a.share > b.share : a.potential > b.potential;
    });
    return list;
}

}  // namespace

double TransferList::mean_count() const {
    double count = 0;
    for (const Transfer& transfer : transfers) count += transfer.share;
    return count;
}

std::vector<TransferList> transfers_at_start(const model::Models& models, const Plan& plan) {
    std::vector<TransferList> lists;
    const std::size_t clients = std::max<std::size_t>(1, models.firm->clients.size());
    const auto affordable = static_cast<std::uint32_t>(std::max<std::size_t>(2, most_told / clients));
    const std::uint32_t count = std::min({transfer_lives, plan.replications(), affordable});
    Lives lives(models);
    for (std::size_t s = 0; s < models.structures.size(); ++s) {
        const model::Model& model = models.structures[s];
        const std::uint32_t month = model.regimes.back().first_month;
        if (model.purpose != model::Purpose::declared || s == models.baseline || month >= models.firm->months) continue;
        lists.push_back(list_of(lives, s, month, plan, count));
    }
    return lists;
}

}  // namespace clientele::experiment
