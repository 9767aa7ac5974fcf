"""What calibrate may not depend on: rows after its date, and the order of the rows."""

import datetime
import json
import random
import sys
import unittest

sys.dont_write_bytecode = True
from support import Ledgers, clientele  # noqa: E402

UNTIL = datetime.date(2023, 12, 31)
HEAD = "order,client,name,segment,rep,date,amount,cost\n"


def rows_of(seed, returns_from=None):
    """30 clients over 2022-07 to 2024-12; from 2024 on served by somebody else, under another name, and some come back."""
    generator = random.Random(seed)
    rows = []
    for c in range(30):
        day = datetime.date(2022, 7, 1) + datetime.timedelta(generator.randrange(400 if c % 4 == 0 else 30))
        while day <= datetime.date(2024, 12, 31):
            late = day > UNTIL
            amount = 0 if c % 10 == 0 and generator.random() < 0.5 else round(generator.lognormvariate(7, 0.4), 2)
            rep, name, segment = ("New", "Renamed", "large") if late else ("Old", f"Name {c}", "small")
            order = len(rows)
            for share in (0.3, 0.7):
                rows.append((day, f"{order},C{c:02},{name},{segment},{rep},{day},{round(share * amount, 2)},{round(share * amount / 3, 2)}\n"))
            if returns_from and day > returns_from:
                rows.append((day, f"R{order},C{c:02},{name},{segment},{rep},{day},{-round(0.8 * amount, 2)},0\n"))
            day += datetime.timedelta(int(generator.expovariate(1 / 40)) + 1)
    rows.append((UNTIL, f"last,C01,Name 1,small,Old,{UNTIL},50,20\n"))
    return rows


def text_of(rows):
    return HEAD + "".join(row for _, row in rows)


class Calibrate(Ledgers):
    def results(self, rows, *options):
        """Bytes of each file of the results."""
        path = self.write(text_of(rows))
        out = self.folder / "out"
        done = clientele("calibrate", path, *options, "--quiet", "--out", out)
        self.assertEqual(done.returncode, 0, done.stderr)
        files = {file.name: file.read_text(encoding="utf-8") for file in out.iterdir()}
        return files | {"terminal": done.stdout}

    def test_nothing_after_the_date_changes_a_result(self):
        rows = rows_of(3, returns_from=datetime.date(2024, 1, 10))
        whole = self.results(rows, "--until", UNTIL, "--by", "segment")
        cut = self.results([row for row in rows if row[0] <= UNTIL], "--by", "segment")
        self.assertEqual(whole["portfolio.csv"], cut["portfolio.csv"])
        self.assertNotIn("New", whole["portfolio.csv"])
        self.assertNotIn("Renamed", whole["portfolio.csv"])
        # What is left to differ is the comparison with what was held out, and the sentence that rows were.
        kept = [line for line in whole["portfolio.yaml"].splitlines() if "WARNING: the back-test failed" not in line]
        self.assertEqual(kept, cut["portfolio.yaml"].splitlines())
        found = []
        for files in (whole, cut):
            result = json.loads(files["calibration.json"])
            for each in (result, *result["segments"].values()):
                each["holdout"], each["reasons"] = None, {key: why for key, why in each["reasons"].items() if key != "holdout"}
                each["warnings"] = [warning for warning in each["warnings"] if "the back-test failed" not in warning]
            for rules in ("rules", "ignored"):
                result[rules] = [rule for rule in result[rules] if rule["rule"] != "held-out"]
            found.append(result)
        self.assertEqual(*found)
        held_out = [rule for rule in json.loads(whole["calibration.json"])["ignored"] if rule["rule"] == "held-out"]
        self.assertEqual([rule["rows"] for rule in held_out], [sum(day > UNTIL for day, _ in rows)])

    def test_the_order_of_rows_changes_nothing(self):
        rows = rows_of(5, returns_from=datetime.date(2023, 1, 1))
        first = self.results(rows, "--by", "segment", "--until", UNTIL)
        for seed in (1, 2):
            shuffled = list(rows)
            random.Random(seed).shuffle(shuffled)
            again = self.results(shuffled, "--by", "segment", "--until", UNTIL)
            for name, text in first.items():
                self.assertEqual(text, again[name], name)

    def test_the_simulated_year_goes_by_date_and_its_band_by_what_lies_before(self):
        ledger = self.write(text_of([row for row in rows_of(3) if row[0] <= UNTIL]))
        out = self.folder / "out"
        clientele("audit", ledger, "--quiet", "--out", out)
        clientele("calibrate", ledger, "--quiet", "--out", out)
        (out / "firm.yaml").write_text(clientele("init", "--from", out / "audit.json").stdout, encoding="utf-8")
        bands = []
        for returns_from in (None, datetime.date(2024, 1, 10)):
            rows = rows_of(3, returns_from)
            done = clientele("calibrate", self.write(text_of(rows)), "--today", out / "firm.yaml", "--quiet", "--json", "-")
            self.assertEqual(done.returncode, 0, done.stderr)
            result = json.loads(done.stdout)
            revenue = next(band for band in result["simulated_year"] if band["figure"] == "revenue")
            # 2024 has 366 days: the twelve months that end on its last day begin on its first.
            year = sum(float(row.split(",")[6]) for day, row in rows if day > UNTIL)
            self.assertAlmostEqual(revenue["actual"], year, places=4)
            bands.append((revenue["low"], revenue["high"]))
        self.assertEqual(*bands)

    def test_orders_without_revenue_are_valued_by_their_own_history(self):
        generator = random.Random(1)
        rows, last_year = [], 0
        for c in range(60):
            day = datetime.date(2022, 1, 1) + datetime.timedelta(generator.randrange(30))
            while day <= UNTIL:
                amount = 0 if c % 2 else round(generator.lognormvariate(7, 0.5), 2)
                last_year += amount if day.year == 2023 else 0
                rows.append((day, f"{len(rows)},{'free' if c % 2 else 'paying'}{c},,,,{day},{amount},\n"))
                day += datetime.timedelta(int(generator.expovariate(1 / 30)) + 1)
        files = self.results(rows)
        for line in files["portfolio.csv"].splitlines()[1:]:
            value = float(line.split(",")[7])
            (self.assertLess if line.startswith("free") else self.assertGreater)(value, 20 if line.startswith("free") else 700, line)
        result = json.loads(files["calibration.json"])
        revenue = result["todays_clients"]["revenue_per_month"]
        self.assertLess(revenue["low"], last_year / 12)
        self.assertGreater(revenue["high"], last_year / 12)
        self.assertIn("purchase days brought none)", result["todays_clients"]["order_value_from"])
        self.assertTrue(any(warning.startswith("30 of 60 clients never paid") for warning in result["warnings"]), result["warnings"])


if __name__ == "__main__":
    unittest.main()
