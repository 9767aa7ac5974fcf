"""A ledger that the engine itself wrote: its clients are Pareto/NBD and Gamma-Gamma in months; calibrate must find what made it.

Law first: orders at rates Gamma(r, alpha), hazards of stopping Gamma(s, beta), order values of mean p / n with n ~ Gamma(q, v). The first
purchase falls into month 1 for everybody, as the models take it; orders of the clients' own rates follow from month 2.
"""

import json
import math
import random
import sys
import unittest

sys.dont_write_bytecode = True
from support import Ledgers, clientele  # noqa: E402

R, ALPHA, S, BETA = 1.2, 2.4, 1.5, 30.0  # [month]
P, Q, V = 6.0, 4.0, 150.0
CLIENTS, MONTHS = 1200, 60
SIGMA = math.sqrt(math.log1p(1 / P))  # a lognormal value with the spread of a Gamma(p)

SCENARIO = f"""clientele: 1
horizon: {MONTHS} months
worlds: 2
lives: 2
seed: 5
defaults: none
today: today
portfolio:
  segments:
    all: {{gross_margin: 30 %, orders: {{poisson: 0.5/month, value_spread: {SIGMA:.12f}}}, LOSS}}
  named:
    file: clients.csv
    segment: all
    stage: first
    columns: {{client: client, owner: owner, orders: orders/month, order_value: value, share_of_wallet: share COLUMN}}
lifecycle:
  stages:
    first: {{kind: client, orders: {{chance: 100 %/month}}, loss: {{chance: 0 %/month}}}}
    later: {{kind: client}}
    lost: {{kind: lost}}
  transitions: {{begins: {{from: [first], to: later, chance: 100 %/month}}}}
people: {{seller: {{fixed: 3000/month}}}}
staff: {{seller: [Ann, Bob, Cid]}}
structures: {{today: {{teams: {{sales: {{seats: {{seller: 3}}, does: [keep]}}}}}}}}
"""


class Simulated(Ledgers):
    def make(self, stops):
        generator = random.Random(20)
        rows = ["client,owner,orders,value,loss,share"]
        for k in range(CLIENTS):
            rate = generator.gammavariate(R, 1 / ALPHA)
            hazard = generator.gammavariate(S, 1 / BETA)
            value = P / generator.gammavariate(Q, 1 / V)
            rows.append(f"c{k},{'Ann Bob Cid'.split()[k % 3]},{rate!r},{value:.4f},{1 - math.exp(-hazard):.9f},50 %")
        self.write("\n".join(rows) + "\n", "clients.csv")
        text = SCENARIO.replace("LOSS", "loss: {observed: 5 %/month}" if stops else "loss: {observed: 0 %/month}")
        path = self.write(text.replace(" COLUMN", ", loss: loss/month" if stops else ""), "firm.yaml")
        ledger = self.folder / "orders.csv"
        done = clientele("run", path, "--ledger", ledger, "--replication", "3", "--begins", "2015-01-01")
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        self.assertIn("2015-01-01 to 2019-12-31", done.stderr)
        return path, ledger

    def calibrate(self, ledger):
        done = clientele("calibrate", ledger, "--unit", "month", "--quiet", "--json", "-")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def found_back(self, result, model, made_with, most):
        fitted = result["models"][model]
        for name, value in made_with.items():
            z = (fitted["parameters"][name] - value) / fitted["standard_errors"][name]
            print(f"{model} {name}: made with {value}, found {fitted['parameters'][name]:.4g}, {z:+.1f} standard errors")
            self.assertLess(abs(z), most, f"{model} {name}")

    def test_clients_that_stop(self):
        path, ledger = self.make(stops=True)
        result = self.calibrate(ledger)
        self.assertEqual(result["dropout"], "identified")
        # 3 standard errors: a sound program fails once in 60 such ledgers; this ledger is always the same.
        self.found_back(result, "pareto-nbd", {"r": R, "alpha": ALPHA, "s": S, "beta": BETA}, 3)
        self.found_back(result, "gamma-gamma", {"p": P, "q": Q, "v": V}, 3)
        # The audit sees the same firm: each client bought, each has one salesperson.
        done = clientele("audit", ledger, "--quiet", "--json", "-")
        audit = json.loads(done.stdout)
        self.assertEqual((audit["clients"], audit["salespeople_per_account"], audit["ignored"]), (CLIENTS, 1.0, []))
        self.assertEqual(audit["salespeople_active"], ["Ann", "Bob", "Cid"])
        # ... and the sums are those of the life: replication 3 of the study.
        done = clientele("run", path, "--out", self.folder / "out", "--quiet")
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = (self.folder / "out" / "replications.csv").read_text(encoding="utf-8").splitlines()
        life = dict(zip(lines[0].split(","), lines[1 + 3].split(",")))
        self.assertEqual(life["replication"], "3")
        self.assertEqual(audit["orders"], int(float(life["orders"])))
        self.assertAlmostEqual(audit["revenue"], float(life["revenue"]), delta=0.005 * audit["orders"])

    def test_clients_that_never_stop(self):
        result = self.calibrate(self.make(stops=False)[1])
        self.assertEqual(result["dropout"], "not identified")
        self.found_back(result, "nbd", {"r": R, "alpha": ALPHA}, 3)


if __name__ == "__main__":
    unittest.main()
