#include "engine/scenario/arrivals.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>

#include "engine/scenario/moves.hpp"

namespace clientele::scenario {

namespace {

/// Stages, joined by what moves clients from one to the next, in words.
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, std::string,
                                    boost::property<boost::edge_name_t, std::string>>;

std::optional<Name> start_of(const Scenario& scenario, const Named& named, const NamedClient& client) {
    if (client.stage || named.stage) {
        return client.stage ? client.stage : named.stage;
    }
    const auto& own = client.segment ? client.segment : named.segment;
    const auto& segments = scenario.portfolio->segments;
    const auto segment = own ? segments.find(own->text) : segments.end();
    return segment == segments.end() ? std::nullopt : segment->second.stage;
}

/// Where clients go from where they start.
class Ways {
public:
    explicit Ways(const Scenario& scenario) : scenario_(scenario) {
        for (const auto& entry : scenario.lifecycle->stages) {
            places_.emplace(entry.first, boost::add_vertex(entry.first, graph_));
        }
        add_losses();
    }

    void add(const Structure& structure) {
        for (const Move& move : moves_of(scenario_, structure)) {
            add(move.how.from, move.how.to, move.own ? "by its " + move.name : "by transition '" + move.name + "'");
        }
    }

    Arrivals arrivals() const {
        Arrivals by_stage;
        std::vector<boost::default_color_type> colours(places_.size(), boost::white_color);
        boost::queue<std::size_t> queue;
        const Recorder recorder(by_stage);
        for (const auto& [stage, cause] : starts()) {
            const auto place = places_.find(stage);
            if (place == places_.end() || colours[place->second] != boost::white_color) {
                continue;
            }
            by_stage[stage] = cause;
            boost::breadth_first_visit(
                graph_, place->second, queue, recorder,
                boost::make_iterator_property_map(colours.begin(), boost::get(boost::vertex_index, graph_)));
        }
        return by_stage;
    }

private:
    /// Notes by which move a stage is first entered.
    class Recorder : public boost::default_bfs_visitor {
    public:
        explicit Recorder(Arrivals& by_stage) : by_stage_(&by_stage) {}
        void tree_edge(Graph::edge_descriptor edge, const Graph& graph) const {
            (*by_stage_)[graph[boost::target(edge, graph)]] = boost::get(boost::edge_name, graph, edge);
        }

    private:
        Arrivals* by_stage_;
    };

    void add(const std::vector<Name>& from, const std::optional<Name>& to, const std::string& cause) {
        const auto target = to ? places_.find(to->text) : places_.end();
        for (const Name& stage : from) {
            const auto source = places_.find(stage.text);
            if (source != places_.end() && target != places_.end()) {
                boost::add_edge(source->second, target->second, cause, graph_);
            }
        }
    }

    void add_losses() {
        const auto& stages = scenario_.lifecycle->stages;
        const bool everywhere = std::any_of(scenario_.portfolio->segments.begin(), scenario_.portfolio->segments.end(),
                                            [](const auto& segment) { return segment.second.loss.has_value(); });
        for (const auto& [lost, its] : stages) {
            for (const auto& [name, stage] : stages) {
                const bool loses = stage.kind == StageKind::client && (everywhere || stage.loss);
                if (loses && its.kind == StageKind::lost) {
                    add({Name{name, {}}}, Name{lost, {}}, "lost clients");
                }
            }
        }
    }

    std::vector<std::pair<std::string, std::string>> starts() const {
        std::vector<std::pair<std::string, std::string>> found;
        for (const auto& [name, segment] : scenario_.portfolio->segments) {
            if (segment.stage && segment.clients && segment.clients->central() > 0) {
                found.emplace_back(segment.stage->text, "segment '" + name + "' starts there");
            }
        }
        if (scenario_.portfolio->named) {
            const Named& named = *scenario_.portfolio->named;
            for (const NamedClient& client : named.clients) {
                if (const auto stage = start_of(scenario_, named, client)) {
                    found.emplace_back(stage->text, "named clients start there");
                }
            }
        }
        return found;
    }

    const Scenario& scenario_;
    std::map<std::string, std::size_t> places_;
    Graph graph_;
};

}  // namespace

Arrivals arrivals_in(const Scenario& s, const Structure& structure) {
    Ways ways(s);
    ways.add(structure);
    return ways.arrivals();
}

Arrivals arrivals_by_then(const Scenario& s, const Structure& structure) {
    Ways ways(s);
    std::set<const Structure*> seen;
    for (const Structure* next = &structure; next != nullptr && seen.insert(next).second;) {
        ways.add(*next);
        const auto before = next->starts_as ? s.structures.find(next->starts_as->text) : s.structures.end();
        next = before == s.structures.end() ? nullptr : &before->second;
    }
    return ways.arrivals();
}

double buyers_at_start(const Checks& checks) {
    const Portfolio& portfolio = *checks.scenario.portfolio;
    double buyers = 0;
    for (const auto& [name, segment] : portfolio.segments) {
        const bool buys = segment.stage && checks.kind_of(segment.stage->text) == StageKind::client;
        buyers += buys && segment.clients ? segment.clients->central() : 0;
    }
    for (const NamedClient& client : portfolio.named ? portfolio.named->clients : std::vector<NamedClient>{}) {
        const auto stage = start_of(checks.scenario, *portfolio.named, client);
        buyers += stage && checks.kind_of(stage->text) == StageKind::client ? 1 : 0;
    }
    return buyers;
}

std::vector<std::string> stages_of(const Checks& checks, const Structure& structure, const Team& team) {
    std::vector<std::string> stages;
    for (const Name& stage : team.owns) {
        stages.push_back(stage.text);
    }
    if (!stages.empty() || !serves(team)) {
        return stages;
    }
    std::set<std::string> others;
    for (const auto& entry : structure.teams) {
        for (const Name& stage : entry.second.owns) {
            others.insert(stage.text);
        }
    }
    for (const auto& entry : checks.scenario.lifecycle->stages) {
        if (checks.kind_of(entry.first) == StageKind::client && !others.contains(entry.first)) {
            stages.push_back(entry.first);
        }
    }
    return stages;
}

}  // namespace clientele::scenario
