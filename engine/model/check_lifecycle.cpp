#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>

#include "engine/model/compile.hpp"

namespace clientele::model {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

void connect(Graph& graph, StageSet from, std::size_t to, std::size_t stages) {
    for (std::size_t stage = 0; stage < stages; ++stage) {
        if (from.has(stage)) {
            boost::add_edge(stage, to, graph);
        }
    }
}

Graph graph_of(const scenario::Scenario& scenario, const Firm& firm) {
    const std::size_t stages = firm.stages.size();
    Graph graph(stages);
    const auto add = [&](const scenario::Transition& move, const scenario::Transition& below) {
        const auto& from = move.from.empty() ? below.from : move.from;
        const auto& to = move.to ? move.to : below.to;
        connect(graph, firm.stages_named(from), firm.stage_named(*to), stages);
    };
    const auto add_own = [&](const char* name, const std::optional<scenario::Transition>& own) {
        if (own) {
            const auto shared = scenario.lifecycle->transitions.find(name);
            add(*own, shared == scenario.lifecycle->transitions.end() ? *own : shared->second);
        }
    };
    for (const auto& [name, move] : scenario.lifecycle->transitions) {
        add(move, move);
    }
    for (const auto& [id, structure] : scenario.structures) {
        add_own("handover", structure.handover);
        add_own("admission", structure.admission);
    }
    for (std::size_t stage = 0; stage < stages && firm.lost_stage; ++stage) {
        for (std::size_t segment = 0; segment < firm.segments.size(); ++segment) {
            if (firm.laws[firm.law(stage, segment)].losing != Losing::never) {
                boost::add_edge(stage, std::size_t{*firm.lost_stage}, graph);
            }
        }
    }
    return graph;
}

}  // namespace

void check_lifecycle(const scenario::Scenario& scenario, const Firm& firm) {
    const Graph graph = graph_of(scenario, firm);
    std::vector<boost::default_color_type> colours(firm.stages.size(), boost::white_color);
    auto colour = boost::make_iterator_property_map(colours.begin(), boost::get(boost::vertex_index, graph));
    boost::queue<std::size_t> queue;
    for (const std::uint8_t start : firm.clients.stage) {
        if (colours[start] == boost::white_color) {
            boost::breadth_first_visit(graph, std::size_t{start}, queue, boost::default_bfs_visitor(), colour);
        }
    }
    base::Faults faults;
    // A standard lifecycle offers stages that a scenario need not use; only written worlds must use all they write.
    const bool strict = scenario.defaults == scenario::Defaults::none;
    for (std::size_t stage = 0; stage < firm.stages.size() && strict && firm.clients.size() > 0; ++stage) {
        if (colours[stage] == boost::white_color) {
            faults.add({"unreachable-stage", "no client can ever reach stage '" + firm.stages[stage] + "'",
                        scenario.lifecycle->stages.at(firm.stages[stage]).where,
                        "start a segment there, add a transition that leads to it, or remove the stage", ""});
        }
    }
    if (!faults.empty()) {
        throw base::InvalidInput(faults);
    }
}

}  // namespace clientele::model
