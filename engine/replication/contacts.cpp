#include "engine/behaviour/contacts.hpp"

#include <algorithm>
#include <limits>

#include "engine/behaviour/lists.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

using behaviour::ContactChain;

struct Meeting {
    std::uint32_t left = 0;
    std::uint32_t found = 0;
};

/// One month of a client's contacts; the places empty at its start may be filled in it.
Meeting meet(const ContactChain& chain, double found, std::uint32_t known, std::uint32_t leave_word,
             std::uint32_t found_word) {
    const std::uint32_t places = chain.people > known ? chain.people - known : 0;
    return {ContactChain::count(random::uniform(leave_word), known, chain.leave),
            ContactChain::count(random::uniform(found_word), places, found)};
}

void apply(TieState& ties, std::uint32_t i, const Meeting& meeting) {
    const std::uint32_t known = ties.contacts[i];
    if (known > 0 && meeting.left == known) {
        ties.alone_left[i] = ContactChain::months_alone;
    }
    ties.contacts[i] = static_cast<std::uint8_t>(known - meeting.left + meeting.found);
}

/// Told with the chance that any left, or that any was found.
void tell(Life& life, std::uint32_t i, const Meeting& meeting, double found, std::uint32_t leave_word,
          std::uint32_t found_word) {
    const ContactChain& chain = life.terms->laws[life.clients.law[i]].contacts;
    const std::uint32_t known = life.ties.contacts[i];
    const std::uint32_t before = known + meeting.left - meeting.found;
    const std::uint32_t places = chain.people > before ? chain.people - before : 0;
    const auto put = [&](const char* what, double decided, double drawn) {
        life.events->push_back({life.month, "contacts", life.firm.clients.names[i],
                                what + std::to_string(known) + " known", decided, drawn, static_cast<double>(known)});
    };
    if (meeting.left > 0) {
        put(meeting.left == before ? "last contact left, " : "contact left, ",
            1 - ContactChain::binomial(before, 0, chain.leave), random::uniform(leave_word));
    }
    if (meeting.found > 0) {
        put("contact found, ", 1 - ContactChain::binomial(places, 0, found), random::uniform(found_word));
    }
}

/// Words of four months, for these clients, where those of the decision stand. \returns them, by month of four
const base::Column<std::uint32_t>* draw(Life& life, random::Stream stream, const std::uint32_t* ids, std::size_t n,
                                        std::uint32_t period, Decision decision) {
    const model::ClientTable& table = life.firm.clients;
    base::Column<std::uint32_t>* const words = &life.words[decision * 4];
    random::month_words(stream, {table.address_low.data(), table.address_high.data()}, ids, n, life.replication, period,
                        {words[0].data(), words[1].data(), words[2].data(), words[3].data()});
    return words;
}

/// Clients to whom anything may happen this month: a place is empty, or the word lets somebody leave.
std::size_t list_stirring(const Life& life, const std::uint32_t* leave_words, std::uint32_t* ids) {
    const ContactLaw* const laws = life.terms->contact_laws.data();
    std::size_t count = 0;
    for_each_buyer(life, [&](std::uint32_t i) {
        const ContactLaw& law = laws[life.clients.law[i]];
        const std::uint32_t known = life.ties.contacts[i];
        ids[count] = i;
        count += ((known < law.people ? 1U : 0U) | (leave_words[i] < law.any_leaves[known] ? 1U : 0U));
    });
    return count;
}

}  // namespace

/// Contacts left before the first month too, and their clients still feel it: the year before is lived from the steady
/// state, so that the observed loss, which includes such departures, comes out from the first month on.
void begin_contacts(Life& life) {
    TieState& ties = life.ties;
    const random::Stream left = life.firm.luck.contact_left_before;
    const random::Stream found = life.firm.luck.contact_found_before;
    std::fill(ties.contacts.begin(), ties.contacts.end(), std::uint8_t{0});
    std::fill(ties.alone_left.begin(), ties.alone_left.end(), std::uint8_t{0});
    std::uint32_t* const ids = life.ids.data();
    const std::size_t n = behaviour::list_marked(life.clients.buys.data(), life.client_count(), ids);
    const auto chain_of = [&](std::uint32_t i) -> const ContactChain& {
        return life.terms->laws[life.clients.law[i]].contacts;
    };
    const base::Column<std::uint32_t>* leave_words = nullptr;
    const base::Column<std::uint32_t>* found_words = draw(life, found, ids, n, 0, contact_found_decision);
    for (std::size_t k = 0; k < n; ++k) {
        const ContactChain& chain = chain_of(ids[k]);
        const double start = random::uniform(found_words[0][ids[k]]);
        ties.contacts[ids[k]] = static_cast<std::uint8_t>(ContactChain::count(start, chain.people, chain.filled()));
    }
    for (std::uint32_t ago = ContactChain::months_alone; ago > 0; --ago) {
        if (ago == ContactChain::months_alone || ago % 4 == 3) {
            leave_words = draw(life, left, ids, n, ago / 4, contact_leaves_decision);
            found_words = draw(life, found, ids, n, ago / 4, contact_found_decision);
        }
        for (std::size_t k = 0; k < n; ++k) {
            const std::uint32_t i = ids[k];
            const ContactChain& chain = chain_of(i);
            if (chain.found > 0) {
                ties.alone_left[i] = static_cast<std::uint8_t>(ties.alone_left[i] > 0 ? ties.alone_left[i] - 1 : 0);
                apply(ties, i,
                      meet(chain, chain.found, ties.contacts[i], leave_words[ago % 4][i], found_words[ago % 4][i]));
            }
        }
    }
    for (std::size_t k = 0; k < n; ++k) {
        std::uint8_t& alone = ties.alone_left[ids[k]];
        alone = static_cast<std::uint8_t>(alone > 0 ? alone - 1 : 0);
    }
}

/// Contacts are found by those who serve: the chance goes with service against today's. Who is won brings all of them.
void meet_contacts(Life& life) {
    const ClientState& c = life.clients;
    TieState& ties = life.ties;
    const double* const served = served_as_felt(life);
    const std::uint32_t* const leave_words = life.words[contact_leaves_decision * 4 + life.month % 4].data();
    const std::uint32_t* const found_words = life.words[contact_found_decision * 4 + life.month % 4].data();
    const std::size_t stirring = list_stirring(life, leave_words, life.ids.data());
    for (std::size_t k = 0; k < stirring; ++k) {
        const std::uint32_t i = life.ids[k];
        const LawTerms& law = life.terms->laws[c.law[i]];
        const double today = life.population->served_today[i];
        const double found = today > 0 ? std::min(1.0, law.contacts.found * served[i] / today) : law.contacts.found;
        const Meeting meeting = meet(law.contacts, found, ties.contacts[i], leave_words[i], found_words[i]);
        apply(ties, i, meeting);
        if (meeting.left + meeting.found > 0) {
            digest_in(life, (std::uint64_t{i} << 16U) | (std::uint64_t{meeting.left} << 8U) | meeting.found);
            if (life.events != nullptr) {
                tell(life, i, meeting, found, leave_words[i], found_words[i]);
            }
        }
    }
    for_each_buyer(life, [&](std::uint32_t i) {
        if (ties.alone_left[i] > 0) {
            life.clients.strain[i] += life.terms->contact_laws[c.law[i]].alone_strain;
            --ties.alone_left[i];
        }
    });
}

double single_contact_share(const Life& life) {
    double all = 0;
    double exposed = 0;
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        const LawTerms& law = life.terms->laws[life.clients.law[i]];
        const double revenue = life.clients.buys[i] != 0 ? expected_revenue(law, life.population->activity_of(i),
                                                                            life.potential[i], life.clients.wallet[i])
                                                         : 0;
        all += revenue;
        exposed += life.ties.contacts[i] <= 1 ? revenue : 0;
    }
    return all > 0 ? exposed / all : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace clientele::replication
