#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/comparison/words.hpp"
#include "reports/replay.hpp"
#include "reports/replay_words.hpp"
#include "reports/table.hpp"

namespace clientele::reports {
namespace {

using experiment::Replay;
using experiment::Side;
using experiment::Told;
using replication::Event;
using replication::Series;

constexpr std::size_t phase_width = 10;
constexpr std::size_t told_a_phase = 12;  ///< of a month, where nothing narrows the view

bool is_small(const std::string& phase) {
    return std::any_of(std::begin(replication::told_phases), std::end(replication::told_phases),
                       [&](const replication::ToldPhase& known) { return phase == known.name && known.small; });
}

std::string amount(double value, const Replay& life) {
    return comparison::figure(value, {"", life.currency, model::Better::higher, "", ""}, life.currency);
}

std::string month_line(const ReplayStudy& study, std::uint32_t month) {
    if (study.against != nullptr || !study.lens.is_open()) return fmt::format("Month {}\n", month + 1);
    const Replay& life = study.life;
    return fmt::format("Month {}: {:.0f} clients, revenue {}, cash {}\n", month + 1, life.at(Series::clients, month),
                       amount(life.at(Series::revenue, month), life), amount(life.at(Series::cash, month), life));
}

/// Text in lines, no number apart from its unit.
std::string broken(std::string text, std::size_t columns) {
    static const std::string no_break = "\xC2\xA0";
    for (std::size_t at = 0; (at = text.find(" %", at)) != std::string::npos;) text.replace(at, 1, no_break);
    text = wrapped(text, columns);
    for (std::size_t at = 0; (at = text.find(no_break, at)) != std::string::npos;) text.replace(at, 2, " ");
    return text;
}

char mark(Side side) { return side == Side::here ? '<' : side == Side::there ? '>' : ' '; }

/// The events of one month and phase.
class PhaseText {
public:
    PhaseText(const ReplayStudy& study, const std::string& phase) : study_(study), phase_(phase) {}

    void add(const Told& told) {
        const bool open = study_.lens.is_open();
        if (study_.against != nullptr && open && told.side == Side::both) {
            ++same_;
        } else if (open && is_small(phase_)) {
            Sum& sum = sums_[std::string(1, mark(told.side)) + told.event->what];
            ++sum.count;
            sum.value += is_amount(*told.event) ? told.event->value : 0;
        } else if (open && shown_ == told_a_phase) {
            ++left_out_;
        } else {
            ++shown_;
            text_ += line(told);
        }
    }

    std::string text() const {
        std::string text = text_;
        for (const auto& [what, sum] : sums_) {
            text += row(what[0], fmt::format("{}: {}{}", base::printable(what.substr(1)),
                                             sum.count == 1 ? "once" : fmt::format("{} times", sum.count),
                                             sum.value != 0 ? ", " + amount(sum.value, study_.life) : ""));
        }
        if (left_out_ > 0) text += row(' ', fmt::format("and {} more (--phase {})", left_out_, phase_));
        return text;
    }

    std::size_t same() const { return same_; }

private:
    struct Sum {
        std::size_t count = 0;
        double value = 0;
    };

    std::string row(char side, const std::string& content) const {
        const std::string start = fmt::format("{} {:<{}}", side, phase_, phase_width);
        std::string lines = broken(content, page_width - start.size() - 2);
        for (std::size_t at = 0; (at = lines.find('\n', at)) != std::string::npos; at += start.size() + 3) {
            lines.insert(at + 1, start.size() + 2, ' ');
        }
        return start + lines + "\n";
    }

    std::string line(const Told& told) const {
        const Event& event = *told.event;
        const std::string who = event.who == study_.lens.client ? "" : base::printable(event.who) + ": ";
        std::string content = who + what_happened(event, study_.life.currency);
        const std::string why = why_it_happened(event, study_.life.currency);
        if (!why.empty()) content += "; " + why;
        return row(mark(told.side), content);
    }

    const ReplayStudy& study_;
    std::string phase_;
    std::string text_;
    std::map<std::string, Sum> sums_;
    std::size_t shown_ = 0, left_out_ = 0, same_ = 0;
};

std::vector<Told> shown(const ReplayStudy& study) {
    std::vector<Told> told;
    if (study.parting != nullptr) {
        for (const Told& one : study.parting->told) {
            if (study.lens.shows(*one.event)) told.push_back(one);
        }
        return told;
    }
    for (const Event& event : study.life.events) {
        if (study.lens.shows(event)) told.push_back({Side::both, &event});
    }
    return told;
}

/// One month, phase by phase.
std::string month_text(const ReplayStudy& study, const Told* begin, const Told* end) {
    std::map<std::size_t, PhaseText> phases;
    for (const Told* told = begin; told != end; ++told) {
        const std::string& phase = told->event->phase;
        phases.try_emplace(experiment::place_of(phase), study, phase).first->second.add(*told);
    }
    std::string text;
    std::size_t same = 0;
    for (const auto& [place, phase] : phases) {
        text += phase.text();
        same += phase.same();
    }
    if (text.empty() && same == 0) return "";
    if (same > 0) text += fmt::format("  {} events are the same in both lives\n", same);
    return month_line(study, begin->event->month) + text;
}

std::string all_months(const ReplayStudy& study) {
    const std::vector<Told> told = shown(study);
    std::string text;
    for (std::size_t first = 0; first < told.size();) {
        std::size_t last = first;
        while (last < told.size() && told[last].event->month == told[first].event->month) ++last;
        text += month_text(study, told.data() + first, told.data() + last);
        first = last;
    }
    return text.empty() ? "Nothing of the kind happened.\n" : text;
}

std::string head(const ReplayStudy& study) {
    const Replay& life = study.life;
    std::string text = fmt::format("{}: replication {} (world {}, life {}), {} months, seed {}", life.subject.id,
                                   life.replication, life.replication / life.lives_a_world,
                                   life.replication % life.lives_a_world, life.months, study.seed);
    if (study.against != nullptr) text += fmt::format("; against {}", study.against->subject.id);
    for (const std::string& wanted : {study.lens.client, study.lens.person, study.lens.phase}) {
        if (!wanted.empty()) text += fmt::format("; {} alone", wanted);
    }
    return wrapped(base::printable(text), page_width, 2) +
           "\nWhat has a chance happens where the number drawn lies below it.\n";
}

std::string parting_text(const ReplayStudy& study) {
    const experiment::Parting& parting = *study.parting;
    if (!parting.month) return "Both lives are the same in every month, to the bit.\n";
    std::string text;
    if (*parting.month > 0)
        text += fmt::format("The lives are the same, to the bit, through month {}. ", *parting.month);
    text += parting.first ? first_difference(*parting.first, study.life.subject.id, study.against->subject.id,
                                             study.life.currency)
                          : fmt::format("From month {} on their books differ and no event does.", *parting.month + 1);
    return broken(text, page_width) + fmt::format("\n\n<  {} alone\n>  {} alone\n",
                                                  base::printable(study.life.subject.id),
                                                  base::printable(study.against->subject.id));
}

std::string figures(const ReplayStudy& study) {
    Table table;
    const Replay* other = study.against;
    std::vector<std::string> top{"", shortened(base::printable(study.life.subject.id), 18)};
    if (other != nullptr) {
        top.push_back(shortened(base::printable(other->subject.id), 18));
        top.emplace_back("difference");
    }
    table.add(std::move(top));
    for (std::size_t k = 0; k < study.life.subject.kpis.size(); ++k) {
        const model::Kpi& kpi = study.life.subject.kpis[k];
        const double here = study.life.kpis[k];
        const auto place = other != nullptr ? other->subject.find_kpi(kpi.name) : std::nullopt;
        const double there = place ? other->kpis[*place] : std::nan("");
        const auto size = [](double value) { return std::isfinite(value) ? std::abs(value) : 0.0; };
        const comparison::Scale scale(std::max(size(here), size(there)), kpi, study.life.currency,
                                      comparison::Digits::whole);
        std::vector<std::string> row{fmt::format("{} [{}]", base::printable(kpi.name), scale.unit()),
                                     scale.write(here)};
        if (other != nullptr) {
            row.push_back(place ? scale.write(there) : "");
            row.push_back(place ? scale.write(here - there) : "");
        }
        table.add(std::move(row));
    }
    return "Figures of this life\n" + table.render();
}

}  // namespace

std::string replay_report(const ReplayStudy& study) {
    std::string text = head(study) + "\n";
    if (study.parting != nullptr) text += parting_text(study) + "\n";
    if (study.parting == nullptr || study.parting->month) text += all_months(study) + "\n";
    return text + figures(study);
}

}  // namespace clientele::reports
