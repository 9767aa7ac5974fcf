"""Real input: the AdventureWorks stores and salespeople, three structures, a verdict.

The data lie outside the repository: in the folder that CLIENTELE_DATA names, else in ../shared/data beside it.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(os.environ.get("CLIENTELE_SOURCE", Path(__file__).resolve().parents[2]))
PROGRAM = Path(os.environ.get("CLIENTELE", ROOT / "build" / "clientele"))
DATA = Path(os.environ.get("CLIENTELE_DATA", ROOT.parent / "shared" / "data")).resolve() / "adventureworks"
SCENARIO = ROOT / "tests" / "acceptance" / "adventureworks.yaml"
SKIPPED = 77

STRUCTURES = {"as_is", "hunters_and_farmers", "key_department"}
PLACES = 40  # 4 key account managers x 10 places


def rows_of(file):
    with open(file, encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def write_rows(file, rows):
    with open(file, "w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def stores():
    """The first row of each StoreID, as the scenario keeps it."""
    first = {}
    for row in rows_of(DATA / "stores.csv"):
        first.setdefault(row["StoreID"], row)
    return first


def clientele(command, *options, file=DATA / "stores.csv"):
    return subprocess.run(
        [PROGRAM, command, SCENARIO, "--set", f"portfolio.named.file={file}", *map(str, options)],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


class AdventureWorks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.stores = stores()

    def path(self, name):
        return Path(self.folder.name) / name

    def study(self, *options, file=DATA / "stores.csv", replications=200):
        answer = clientele("compare", "--replications", replications, "--json", "-", *options, file=file)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return answer

    def kpi(self, result, structure, name):
        return result["structures"][structure]["kpis"][name]["mean"]

    def test_the_data_are_what_the_scenario_says_about_them(self):
        rows = rows_of(DATA / "stores.csv")
        self.assertEqual((len(rows), len(self.stores)), (1336, 701))
        for row in rows:
            differing = {column for column in row if row[column] != self.stores[row["StoreID"]][column]}
            self.assertLessEqual(differing, {"CustomerID"})
        sizes = Counter(float(row["AnnualRevenue"]) for row in self.stores.values())
        self.assertEqual((len(sizes), max(sizes), sizes[300000]), (5, 300000, 204))
        owners = Counter(row["SalesPersonID"] for row in self.stores.values())
        self.assertEqual((len(owners), min(owners.values()), max(owners.values())), (13, 38, 80))

        people = {row["SalesPersonID"]: row for row in rows_of(DATA / "salespersons.csv")}
        self.assertEqual(sorted(set(people) - set(owners)), ["274", "284", "285", "287"])
        ours = sum(float(people[owner]["SalesYTD"]) for owner in owners)
        theirs = sum(float(row["AnnualRevenue"]) for row in self.stores.values())
        self.assertAlmostEqual(ours / theirs, 0.301, places=3)  # share_of_wallet: mean 30 %
        paid = sum(float(p["Bonus"]) + float(p["CommissionPct"]) * float(p["SalesYTD"]) for p in people.values())
        self.assertAlmostEqual(paid / 17 / 12, 2744, delta=1)  # the part of a seller's pay that the data know

    def test_check_counts_the_stores_the_people_and_the_merged_rows(self):
        answer = clientele("check")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn("701 regular", answer.stdout)
        self.assertIn("17 seller", answer.stdout)
        self.assertIn("635 rows repeat the key of an earlier row", " ".join(answer.stdout.split()))
        self.assertIn("keep_first", answer.stdout)

    def test_the_staff_list_names_everybody_in_the_file(self):
        people = DATA / "salespersons.csv"
        answer = clientele("check", "--set", f"staff.seller={{file: {people}, column: SalesPersonID}}")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn("17 seller", answer.stdout)
        # Everybody but one owner: each store of the missing one is a fault, so the owners were read store by store.
        others = [row["SalesPersonID"] for row in rows_of(people) if row["SalesPersonID"] != "289"]
        answer = clientele("check", "--set", f"staff.seller={json.dumps(others)}")
        self.assertEqual(answer.returncode, 2)
        self.assertIn("'289' owns 40 clients", answer.stderr)

    def test_a_second_row_of_a_store_is_refused_without_a_rule(self):
        answer = clientele("check", "--set", "portfolio.named.duplicates=refuse")
        self.assertEqual(answer.returncode, 2)
        self.assertIn("stores.csv:3:", answer.stderr)

    def test_three_structures_and_a_verdict_come_out(self):
        answer = self.study("--threads", 1)
        self.assertIn("635 rows", " ".join(answer.stderr.split()))
        result = json.loads(answer.stdout)
        self.assertEqual(set(result["structures"]), STRUCTURES)
        self.assertEqual(result["comparison"]["baseline"], "as_is")
        self.assertEqual(set(result["comparison"]["alternatives"]), STRUCTURES - {"as_is"})
        verdict = result["comparison"]["verdict"]
        self.assertIn(verdict["decision"], {"change", "keep", "cannot_tell"})
        self.assertTrue(verdict["text"])
        self.assertTrue(all(check["identical"] for check in result["comparison"]["identical_prefix"]))
        for structure in STRUCTURES:
            kpis = result["structures"][structure]["kpis"]
            ends = sum(kpi["mean"] for name, kpi in kpis.items() if name.startswith("clients_end."))
            self.assertAlmostEqual(ends, 701 + 600, places=6)
        # Forty accounts at 7.2 hours fill four managers of 72 hours.
        self.assertGreater(self.kpi(result, "key_department", "utilisation.top_stores"), 0.9)
        self.assertLessEqual(self.kpi(result, "key_department", "clients_end.key"), PLACES)
        self.assertGreater(self.kpi(result, "key_department", "clients_end.key"), 0.9 * PLACES)
        self.assertEqual(self.study("--threads", 2).stdout, answer.stdout)

    def test_sales_of_the_first_month_are_a_twelfth_of_those_in_the_file(self):
        # Expected: 30 % of AnnualRevenue; who is won or lost in the first month matters from the second on. The sd of
        # one life is about 11 % (orders of 701 stores, one each in three months), so 0.4 % for the mean of 800: five
        # standard errors.
        result = json.loads(self.study(replications=800).stdout)
        first = result["structures"]["as_is"]["monthly_means"]["revenue"][0]
        expected = 0.30 * sum(float(row["AnnualRevenue"]) for row in self.stores.values()) / 12
        self.assertAlmostEqual(first / expected, 1, delta=0.02)

    def test_the_order_of_rows_changes_nothing(self):
        rows = rows_of(DATA / "stores.csv")
        rows.sort(key=lambda row: (row["StoreName"], row["CustomerID"]), reverse=True)
        write_rows(self.path("reversed.csv"), rows)
        reversed_rows = self.study(file=self.path("reversed.csv"), replications=40)
        self.assertEqual(reversed_rows.stdout, self.study(replications=40).stdout)

    def losses_where_only_these_can_be_lost(self, chosen):
        """Losses in key_department where nobody is ever lost but the chosen stores, and they only as key accounts."""
        rows = [dict(row, Kind="chosen" if row["StoreID"] in chosen else "stores") for row in self.stores.values()]
        write_rows(self.path("kinds.csv"), rows)
        never = "{chance: 0 %/month, observed: null, of_it_external: null}"
        values = self.path("kinds.yaml")
        values.write_text(
            "portfolio:\n"
            "  named: {columns: {segment: Kind}}\n"
            "  segments:\n"
            f"    stores: {{loss: {never}}}\n"
            f"    prospects: {{loss: {never}}}\n"
            "    chosen:\n"
            "      {share_of_wallet: 30 %, potential: 125k/year, gross_margin: 35 %, orders: {poisson: 4/year},\n"
            "       loss: {chance: 5 %/month}}\n"
            "lifecycle: {stages: {new: {loss: {chance: 0 %/month}}, regular: {loss: {chance: 0 %/month}}}}\n",
            encoding="utf-8")
        result = json.loads(self.study("--values", values, file=self.path("kinds.csv"), replications=40).stdout)
        return self.kpi(result, "key_department", "losses")

    def test_ties_in_potential_go_to_the_first_keys(self):
        top = sorted((key for key, row in self.stores.items() if row["AnnualRevenue"] == "300000"), key=str.encode)
        self.assertEqual(self.losses_where_only_these_can_be_lost(top[PLACES:]), 0)
        self.assertGreater(self.losses_where_only_these_can_be_lost(top[:PLACES]), 0)


if __name__ == "__main__":
    if not (DATA / "stores.csv").is_file():
        print(f"skipped: no AdventureWorks data in {DATA}; CLIENTELE_DATA names another place")
        sys.exit(SKIPPED)
    unittest.main()
