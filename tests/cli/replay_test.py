"""One life told: the figures of the study, the month in which two lives part, names."""

import csv
import json
import unittest

from support import FEW, SCENARIO, Folder, clientele


class Replay(Folder):
    ONE = ["replay", SCENARIO, "--structure", "department", "--replication", "17"]

    def test_the_figures_are_those_of_the_same_replication_in_a_run_of_many(self):
        out = self.folder / "results"
        self.assertEqual(clientele("compare", SCENARIO, *FEW, "--out", str(out)).returncode, 0)
        with open(out / "replications.csv", newline="") as file:
            rows = {(row["structure"], int(row["replication"])): row for row in csv.DictReader(file)}
        for structure, number in [("department", 17), ("generalists", 39), ("generalists@department", 17)]:
            done = clientele("replay", SCENARIO, "--structure", structure, "--replication", str(number), "--json", "-")
            told = json.loads(done.stdout)
            row = rows[structure, number]
            self.assertEqual((told["world"], told["life"]), (int(row["world"]), int(row["life"])))
            self.assertGreater(len(told["kpis"]), 20)
            for kpi, value in told["kpis"].items():
                self.assertEqual(float(row[kpi]) if row[kpi] else None, value, kpi)
            revenue = sum(event["amount"] for event in told["events"] if event["what"] == "ordered")
            self.assertEqual(revenue, told["kpis"]["revenue"])

    def test_the_report_fits_80_columns_and_follows_one_client(self):
        whole = clientele(*self.ONE)
        self.assertEqual((whole.returncode, whole.stderr), (0, ""))
        one = clientele(*self.ONE, "--client", "industrial/10")
        person = clientele(*self.ONE, "--person", "seller/3", "--phase", "reseating")
        for done in (whole, one, person):
            self.assertNotIn("\x1b", done.stdout)
            self.assertLessEqual(max(map(len, done.stdout.splitlines())), 80)
        self.assertIn("Month 48: ", whole.stdout)
        market = clientele(*self.ONE, "--phase", "market")
        self.assertRegex(market.stdout, r"market: potentials are so many times today's, [01]\.\d")
        self.assertNotRegex(whole.stdout + market.stdout, r"(so many times today's|put out to tender)[^\n]*EUR")
        self.assertIn("share of wallet", one.stdout)
        self.assertIn("stayed (chance", one.stdout)
        self.assertIn("to seller/3", person.stdout)

    def test_two_lives_are_told_from_the_month_in_which_they_part(self):
        done = clientele(*self.ONE, "--against", "generalists")
        self.assertIn("through month 2. First difference, month 3", " ".join(done.stdout.split()))
        self.assertLessEqual(max(map(len, done.stdout.splitlines())), 80)
        both = json.loads(clientele(*self.ONE, "--against", "generalists", "--json", "-").stdout)
        self.assertEqual(both["parting"]["month"], 3)
        self.assertEqual(both["digests"][:2], both["against"]["digests"][:2])
        self.assertNotEqual(both["digests"][2], both["against"]["digests"][2])
        self.assertGreaterEqual(min(event["month"] for event in both["events"]), 3)
        same = clientele(*self.ONE, "--against", "department")
        self.assertIn("the same in every month", same.stdout)

    def test_names_get_a_suggestion(self):
        for option, wrong, right in [("--client", "industral/10", "industrial/10"), ("--person", "selller/3", "seller/3"),
                                     ("--phase", "order", "orders"), ("--against", "spilt", "split")]:
            done = clientele(*self.ONE, option, wrong)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(f"did you mean '{right}'?", done.stderr)
        self.assertIn("structures: department, generalists,", clientele("replay", SCENARIO, "--replication", "1").stderr)
        self.assertIn("0 to 1999", clientele("replay", SCENARIO, "--structure", "split").stderr)


if __name__ == "__main__":
    unittest.main()
