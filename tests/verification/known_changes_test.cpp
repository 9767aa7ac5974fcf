#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/known_answer.hpp"
#include "tests/support/plain_world.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using tests::check_mean;
using tests::compiled_text;
using tests::head;
using tests::Lived;
using tests::plain;
using tests::Settings;

/// Known answers about a structure that begins, ends or inherits: who leaves, is hired, released, and what goes on.
/// Tolerance 5 standard errors where luck is in play.
namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace

TEST_CASE("People who may leave from the sixth month on leave as often as stated, whoever lived before") {
    const auto models = compiled_text(plain + R"(
people: {safe: {fixed: 1000/month}, risky: {fixed: 1000/month, leaves: 1 %/month}}
structures:
  today: {teams: {t: {seats: {safe: 100}, does: [keep]}}}
  later: {from: month 6, starts_as: today, teams: {t: {seats: {risky: 100}, does: [keep]}}}
)");
    const Lived all(models, 400);
    check_mean(all.of("departures", all.structure("later")), 7);
    // A life knows nothing of the lives before it in the same place.
    const Lived half(models, 10, 390);
    const std::vector<double> whole = all.kpi("departures", all.structure("later"));
    CHECK(half.kpi("departures", half.structure("later")) == std::vector<double>(whole.end() - 10, whole.end()));
}

TEST_CASE("A post that is empty when its structure ends is not filled: a rollout at once is the change itself") {
    const auto models = compiled_text(plain + R"(
people:
  old: {fixed: 1000/month, leaves: 10 %/month, hire: {cost: 10000, takes: 6 months}}
  new: {fixed: 1000/month}
structures:
  today: {teams: {t: {seats: {old: 10}, does: [keep]}}}
  change: {from: month 3, starts_as: today, rollout: {takes: 0 months}, teams: {t: {seats: {new: 10}, does: [keep]}}}
  at_once: {from: month 3, starts_as: today, teams: {t: {seats: {new: 10}, does: [keep]}}}
)");
    const Lived lived(models, 50);
    CHECK(lived.kpi("cost", lived.structure("change")) == lived.kpi("cost", lived.structure("at_once")));
    CHECK(sum(lived.kpi("departures", lived.structure("change"))) > 0);
}

TEST_CASE("A rollout that reaches nobody is today, overload and reviews included") {
    const auto models = compiled_text(head + R"(
horizon: 24 months
today: today
portfolio:
  segments:
    all: {clients: 1000, stage: c, gross_margin: 100 %, orders: {chance: 50 %/month, value: 100}, loss: {chance: 1 %/month, overload_slope: 1}}
lifecycle: {stages: {c: {kind: client}, k: {kind: client}, lost: {kind: lost}}}
people: {rep: {fixed: 1000/month}}
structures:
  today:
    teams: {t: {seats: {rep: 10}, does: [keep], span: 50}}
    admission: {from: [c], to: k, all: [{orders: 6}], review: 6 months}
  never:
    from: month 4
    starts_as: today
    rollout: {takes: 12 months, readiness: {openness: 0 %}}
    teams: {t: {seats: {rep: 10}, does: [keep], span: 25}}
)");
    const Lived lived(models, 10);
    const std::size_t today = lived.structure("today");
    const std::size_t never = lived.structure("never");
    for (const char* kpi : {"revenue", "losses", "clients_end.k"})
        CHECK(lived.kpi(kpi, never) == lived.kpi(kpi, today));
    CHECK(sum(lived.kpi("losses", today)) > 10 * 214);  // 1 % alone for two years: 214 of 1,000
}

TEST_CASE("Severance goes by the seat that is left, and is owed to people of a rollout that another change ends") {
    const auto models = compiled_text(plain + R"(
people:
  rep: {fixed: 100/month}
  kam: {from: rep, fixed: 100/month, severance: 1000}
  new: {fixed: 100/month}
structures:
  today: {teams: {t: {seats: {kam: 10}, does: [keep]}}}
  less: {teams: {t: {seats: {kam: 4}, does: [keep]}}}
  slow: {from: month 3, starts_as: today, rollout: {takes: 2 months, readiness: {data: 50 %}}, teams: {t: {seats: {new: 10}, does: [keep]}}}
  other: {from: month 6, starts_as: slow, teams: {t: {seats: {new: 1}, does: [keep]}}}
)");
    const Lived lived(models, 4);
    for (const double paid : lived.kpi("severance", lived.structure("less"))) CHECK(paid == 6 * 1000);
    for (const double paid : lived.kpi("severance", lived.structure("slow"))) CHECK(paid == 0);
    for (const double paid : lived.kpi("severance", lived.structure("other"))) CHECK(paid == 10 * 1000);
}

TEST_CASE("Who comes back to a post is hired for it, whether or not anybody is owed a severance") {
    const std::string world = plain + R"(
people: {old: {fixed: 100/month, hire: {cost: 1000}}, mid: {fixed: 100/month, hire: {cost: 1000}}, spare: {fixed: 100/month}}
structures:
  today: {teams: {t: {seats: {old: 10}, does: [keep]}}}
  between: {from: month 3, starts_as: today, teams: {t: {seats: {mid: 10}, does: [keep]}}}
  back: {from: month 6, starts_as: between, teams: {t: {seats: {old: 10}, does: [keep]}}}
)";
    const auto cost = [&](const Settings& settings) {
        const auto models = compiled_text(world, settings);
        const Lived lived(models, 2);
        return lived.kpi("cost", lived.structure("back"));
    };
    const double everybody = 12 * 10 * 100 + 20 * 1000;
    CHECK(cost({}) == std::vector<double>{everybody, everybody});
    CHECK(cost({"people.spare.severance=1"}) == cost({}));
}

TEST_CASE("A belief that a structure inherits is one belief: two structures of the same words are the same") {
    const std::string world = head + R"(
horizon: 12 months
today: a
portfolio: {segments: {s: {clients: 40, stage: n, gross_margin: 50 %, orders: {chance: 100 %/month, value: 100}}}}
people: {m: {fixed: 1/month}}
)";
    const auto check_same = [&](const std::string& rest, const char* one, const char* other) {
        const auto models = compiled_text(world + rest);
        const Lived lived(models, 20);
        const std::vector<double> cost = lived.kpi("cost", lived.structure(one));
        CHECK(cost == lived.kpi("cost", lived.structure(other)));
        const auto [least, most_of_all] = std::minmax_element(cost.begin(), cost.end());
        CHECK(*most_of_all - *least > 1);  // worlds differ
    };
    check_same(R"(
lifecycle: {stages: {n: {kind: client}, r: {kind: client, cost: 40/month}}}
structures:
  a: {teams: {f: {seats: {m: 1}, does: [keep]}}, admission: {from: [n], to: r, any: [{revenue: {believed: 1 to 1200}}]}}
  b: {extends: a, admission: {order: canonical}}
)",
               "a", "b");
    check_same(R"(
lifecycle:
  stages: {n: {kind: client}, r: {kind: client, cost: 40/month}}
  transitions: {handover: {from: [n], to: r, any: [{revenue: {believed: 1 to 1200}}]}}
structures:
  a: {teams: {f: {seats: {m: 1}, does: [keep]}}}
  b: {extends: a, handover: {order: canonical}}
)",
               "a", "b");
    check_same(R"(
lifecycle: {stages: {n: {kind: client}, r: {kind: client, cost: 40/month}}}
structures:
  a: {teams: {f: {seats: {m: 1}, does: [keep]}}}
  c:
    from: month 3
    starts_as: a
    rollout: {takes: {believed: 0 to 9 months}, cost: {believed: 100 to 9000}, readiness: {data: {believed: 10 to 90 %}}}
    teams: {f: {seats: {m: 2}, does: [keep]}}
  b: {extends: c}
)",
               "c", "b");
}
