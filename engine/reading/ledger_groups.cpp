#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/text.hpp"
#include "engine/reading/ledger.hpp"
#include "engine/reading/ledger_rows.hpp"

namespace clientele::reading {
namespace {

constexpr std::array<std::string_view, 9> entity_words{"entity", "legalentity",     "subsidiary", "from",     "to",
                                                       "юрлицо", "юридическоелицо", "дочерняя",   "belongsto"};

/// Does the row name columns? A file without header would lose its first row unnoticed.
bool names_columns(const LedgerRows& rows) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        cells.emplace_back(rows.cell(i));
        if (std::ranges::find(entity_words, plain_header(cells.back())) != entity_words.end()) return true;
    }
    const Recognised known = recognise(cells);
    return known.has(Role::client) || known.has(Role::name) || known.has(Role::group) ||
           known.doubtful.contains(Role::client) || known.doubtful.contains(Role::name) ||
           known.doubtful.contains(Role::group);
}

/// Where an entity stands, to tell it of later.
struct Belonging {
    std::string client;
    base::Location where;
    std::string line;
};

class GroupsReader {
public:
    GroupsReader(const std::filesystem::path& path, const std::string& name, Encoding encoding)
        : rows_(path, name, encoding, find_delimiter(path, name, encoding)) {}

    std::map<std::string, std::string, std::less<>> read() {
        bool header = true;
        while (rows_.next()) {
            if (rows_.is_blank()) continue;
            const bool first = std::exchange(header, false);
            if (first && names_columns(rows_)) continue;
            if (first)
                fault("the first row names no columns, so it could be a header or a pair",
                      "write entity,client above the pairs");
            read_pair();
        }
        refuse_chains();
        if (!faults_.empty()) throw base::InvalidInput(faults_);
        std::map<std::string, std::string, std::less<>> groups;
        for (const auto& [entity, given] : given_) groups.emplace(entity, given.client);
        return groups;
    }

private:
    void fault(std::string message, std::string help) {
        faults_.add({"groups", std::move(message), rows_.where(0), std::move(help), rows_.excerpt()});
    }

    void read_pair() {
        if (rows_.size() != 2 || rows_.cell(0).empty() || rows_.cell(1).empty()) {
            return fault("a row names a legal entity and the client it belongs to",
                         "two cells, the first row being the header");
        }
        const auto [known, fresh] =
            given_.emplace(rows_.cell(0), Belonging{std::string(rows_.cell(1)), rows_.where(0), rows_.excerpt()});
        if (fresh || known->second.client == rows_.cell(1)) return;
        fault(fmt::format("'{}' already belongs to '{}'", known->first, known->second.client),
              "an entity belongs to one client");
    }

    /// A belongs to B and B to C: whose A is would depend on the order of looking.
    void refuse_chains() {
        for (const auto& [entity, given] : given_) {
            const auto next = given_.find(given.client);
            if (next == given_.end() || next->second.client == given.client) continue;
            faults_.add({"groups",
                         fmt::format("'{}' belongs to '{}', which itself belongs to '{}'", entity, given.client,
                                     next->second.client),
                         given.where, fmt::format("give '{}' to '{}' at once", entity, next->second.client),
                         given.line});
        }
    }

    LedgerRows rows_;
    std::map<std::string, Belonging, std::less<>> given_;
    base::Faults faults_;
};

}  // namespace

std::map<std::string, std::string, std::less<>> read_groups(const std::filesystem::path& path,
                                                            const std::string& name) {
    return GroupsReader(path, name, find_encoding(path, name)).read();
}

}  // namespace clientele::reading
