#pragma once

#include <string>

#include "engine/comparison/candidate.hpp"

namespace clientele::comparison {

/// Says the gains of one study in words.
class Speaker {
public:
    Speaker(const Comparison& comparison, const experiment::Record& record)
        : comparison_(comparison), record_(record) {}

    /// "at the same money as today EUR 1.2 million more net present value over 48 months (95 % interval: ...), better
    /// in 91 % of 400 worlds"; and what the alternative brings as stated, where that is less than today and not said
    /// yet.
    std::string clauses(const Candidate& candidate) const;

    /// In what a candidate of which nothing that decides differs from today is like it.
    std::string indifference(const Candidate& candidate) const;

    /// Why nothing can be recommended although the candidate is not surely worse.
    std::string doubt(const Candidate& candidate) const;

    const std::string& id(const Candidate& candidate) const {
        return record_.structures[candidate.alternative->structure].subject.id;
    }
    const std::string& baseline() const { return record_.structures[comparison_.baseline].subject.id; }

private:
    std::string clause(const Candidate& candidate, const Gain& gain) const;
    std::string setting(const Candidate& candidate, const Gain& gain) const;
    std::string resized(const Alternative& alternative) const;
    std::string gained(const Contrast& contrast) const;
    std::string amount(const Contrast& contrast, double value) const;
    std::string interval(const Contrast& contrast) const;
    std::string agreement(const Contrast& contrast) const;

    const Comparison& comparison_;
    const experiment::Record& record_;
};

}  // namespace clientele::comparison
