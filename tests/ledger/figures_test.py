"""Figures of small ledgers, worked out by hand, and the commands that give them."""

import json
import re
import sys
import unittest

sys.dont_write_bytecode = True
from support import Ledgers, clientele  # noqa: E402

HEAD = "order,client,date,amount\n"


class Figures(Ledgers):
    def test_salespeople_contacts_and_costs(self):
        text = ("client,date,amount,cost,rep,contact,paid\na,2024-01-01,100,60,Ann,x,2024-01-31\na,2024-02-01,100,60,Bob,y,2024-03-12\n"
                "b,2024-02-01,50,45,Ann,z,2024-02-11\nc,2024-02-01,50,60,,,\n")
        rates = self.write('order: {value: 3, source: "books"}\nline: 1\ncredit_day: 0.1 %\n', "rates.yaml")
        result = self.audit(text, "--costs", rates, "--vat", "without", "--currency", "EUR")
        self.assertAlmostEqual(result["salespeople_per_account"], 1.5)
        self.assertEqual(result["accounts_without_salesperson"], 1)
        self.assertAlmostEqual(result["single_contact_clients"], 0.5)
        self.assertEqual((result["vat"], result["currency"]), ("amounts without VAT", "EUR"))
        # a: margin 80, 2 orders and 2 lines 8, 35 days of credit on 200 at 0.1 %: 7 -> 65; b: 5 - 4 - 0.5; c: -10 - 4
        whale = result["whale"]
        self.assertEqual((whale["basis"], whale["assumed"], whale["loss_makers"], whale["peak_rank"]),
                         ("profit after cost to serve", True, 1, 2))
        self.assertAlmostEqual(whale["peak"], 65.5 / 51.5)

    def test_value_tables_and_score_from_a_file(self):
        # a orders in each of 12 months and pays after 40 days, b orders in 3 of 12 and pays at once.
        months = [f"a,2024-{m:02}-01,1000,2024-{m + 1:02}-10\n" for m in range(1, 12)] + ["a,2024-12-01,1000,2025-01-10\n"]
        text = "client,date,amount,paid\n" + "".join(months) + "".join(f"b,2024-{m:02}-02,4000,2024-{m:02}-02\n" for m in (1, 6, 12))
        rates = self.write('payment_discipline: {0 days: 1, 30 days: 0.5, source: "handbook"}\norder_regularity: {0 %: 0.2, 90 %: 0.9}\n'
                           "strategic_score: {revenue: 100 %}\n", "rates.yaml")
        result = self.audit(text, "--rates", rates)
        # turnover [million] x discipline x regularity: 0.012 x 0.5 x 0.9 + 0.012 x 1 x 0.2
        self.assertAlmostEqual(result["value_coefficient"], 0.012 * 0.5 * 0.9 + 0.012 * 0.2)
        self.assertEqual(result["value_tables"]["days_to_pay"], {"source": "handbook", "steps": [{"factor": 1, "from": 0}, {"factor": 0.5, "from": 30}]})
        self.assertEqual(result["value_tables"]["months_with_orders"]["source"], "assumed")
        self.assertEqual(result["strategic_score"], {"growth": 0, "regularity": 0, "revenue": 1, "source": "assumed"})
        done = clientele("audit", self.folder / "ledger.csv", "--rates", rates)
        self.assertIn("from 30 0.5 (handbook)", " ".join(done.stdout.split()))
        self.assertIn("from 90 0.9 (ASSUMED)", " ".join(done.stdout.split()))

    def test_faults_of_rates(self):
        ledger = self.write(HEAD + "1,a,2024-01-01,5\n")
        rates = self.write("order: 3 %\nline: x\nordr: 3\npayment_discipline: {31 days: 0.9, 0 days: 1}\norder_regularity: {20: 0.5}\n"
                           "strategic_score: {revenue: 50 %, growth: 30 %}\n", "ledger.csv.rates")
        done = clientele("audit", ledger, "--rates", rates, "--quiet")
        self.assertEqual(done.returncode, 2)
        for fault in ("1:8: error[bad-number]: '3 %' is no rate", "2:7: error[bad-number]: 'x' is no rate",
                      "3:1: error[unknown-key]: unknown rate 'ordr'", "4:36: error[bad-number]: '0 days' does not lie above the step before",
                      "5:20: error[bad-number]: '20' is no start of a step",
                      "6:1: error[bad-number]: the weights of the score add up to 100 %, and these do not"):
            self.assertIn(fault, done.stderr)

    def test_thin_ledgers_get_no_numbers(self):
        result = self.audit(HEAD + "1,a,2024-01-01,5\n")
        for key in ("gini", "hhi", "top20_share", "repeat_rate", "abc", "loyalty_coefficient", "value_coefficient", "salespeople_per_account", "single_contact_clients"):
            self.assertIsNone(result[key])
            self.assertTrue(result["reasons"][key])
            self.assertNotIn("NaN", result["reasons"][key])
        self.assertIn("not enough data: 1 of 5 clients needed", result["reasons"]["abc"])
        done = clientele("calibrate", self.write(HEAD + "1,a,2024-01-01,5\n"), "--quiet", "--json", "-")
        self.assertEqual(done.returncode, 0)
        self.assertIn("not enough data", done.stdout)

    def test_one_rule_says_who_counts_in_shares(self):
        text = "client;date;amount\nA;2023-01-05;1000\nB;2023-02-05;900\nC;2023-03-01;10\nD;2023-04-01;10\nE;2024-05-01;-1500\nE;2024-02-01;500\n"
        result = self.audit(text)
        # A of A to D; all clients together bring 920
        self.assertAlmostEqual(result["top20_share"], 1000 / 1920)
        self.assertAlmostEqual(result["whale"]["top20_share"], 1000 / 920)
        self.assertEqual(result["net_returns"], {"clients": 1, "revenue": -1000})
        shown = " ".join(clientele("audit", self.folder / "ledger.csv", "--quiet").stdout.split())
        self.assertIn("share of the top 20 % (1 client) 52.0833 %", shown)
        self.assertIn("1 client returned more than it bought (-1,000.00) and counts as 0 in shares, Gini, Herfindahl and ABC: these are of what all others brought.", shown)
        self.assertIn("whale curve of revenue, returns and losses taken off in full: peak 208.70 %", shown)
        for word in ("top20_share", "gini", "hhi", "abc"):
            self.assertIn("returned more than it bought counts as 0", " ".join(clientele("explain", word).stdout.split()))
        self.assertNotIn("returned more than", clientele("audit", self.write(HEAD + "1,a,2024-01-01,5\n"), "--quiet").stdout)

    def test_the_last_twelve_months_end_with_the_last_day(self):
        rows = [("a", "1996-05-06", 1), ("a", "1996-05-07", 2), ("a", "1997-05-06", 4), ("a", "1997-05-07", 8), ("a", "1998-05-06", 16),
                ("b", "1997-05-06", 32), ("b", "1997-06-01", 64), ("c", "1997-05-06", 128), ("d", "1998-01-01", 256), ("e", "1998-05-01", 512)]
        text = "client,date,amount,cost,rep\n" + "".join(f"{c},{d},{v},0,{'Ann' if d < '1997-05-07' else 'Bob'}\n" for c, d, v in rows)
        result = self.audit(text, "--rates", self.write('order: {value: 1, source: "x"}\n', "rates.yaml"), "--out", self.folder / "out")
        self.assertEqual(result["last_12_months"], {"from": "1997-05-07", "to": "1998-05-06"})
        header, *lines = (self.folder / "out" / "clients.csv").read_text(encoding="utf-8").splitlines()
        clients = {line.split(",")[0]: dict(zip(header.split(","), line.split(","))) for line in lines}
        for client in "abcde":
            year = [v for c, d, v in rows if c == client and "1997-05-07" <= d <= "1998-05-06"]
            self.assertEqual(float(clients[client]["revenue_last_12_months"]), sum(year))
            self.assertEqual(float(clients[client]["profit_last_12_months"]), sum(year) - len(year))
        # a: 24 in the last twelve months after 6 in those before, from 1996-05-07 on
        self.assertEqual(float(clients["a"]["growth"]), 24 / 6 - 1)
        self.assertEqual(result["candidates"]["by_revenue"], ["e", "d", "b", "a"])
        self.assertEqual((result["salespeople_active"], result["span_of_control"]), (["Bob"], 4))
        self.assertEqual(clients["c"]["owner"], "")
        self.assertIn("the last 12 months, 1997-05-07 to 1998-05-06", " ".join(clientele("audit", self.folder / "ledger.csv", "--quiet").stdout.split()))

    def test_returns_alone_and_quarters_that_are_not_over_are_told(self):
        shown = clientele("audit", self.write(HEAD + "1,a,2024-01-01,-5\n"), "--quiet").stdout
        self.assertIn("new up and permanent down? (no client bought anything)", shown)
        self.assertIn("no whale curve of revenue: no client bought anything", shown)
        result = self.audit(HEAD + "1,a,2024-01-01,5\n2,b,2024-05-01,5\n")
        self.assertEqual([(each["cohort"], each["clients"], each["active"]) for each in result["cohorts"]],
                         [("2024-Q1", 1, [1]), ("2024-Q2", 1, [])])
        shown = clientele("audit", self.folder / "ledger.csv", "--quiet").stdout
        self.assertRegex(shown, r"2024-Q2 +1 *\n")
        self.assertIn("2024-Q2 is not over when the ledger ends: its clients are counted, no", shown)

    def test_a_mistyped_year_is_told_and_makes_no_candidates(self):
        rows = [f"c{c},{y}-{m:02}-0{c + 1},{100 + c}\n" for c in range(6) for y in (2022, 2023, 2024) for m in (2, 5, 9)]
        for year, told in ((2094, "after 2024-09-06 the next date is 2094-01-01 in line 5: 69.3 years without any row, and 1 row from then on."),
                           (1904, "after 1904-01-01 in line 5 the next date is 2022-02-01: 118.1 years without any row, and 1 row until then.")):
            text = "client,date,amount\n" + "".join(rows[:3]) + f"c0,{year}-01-01,50\n" + "".join(rows[3:])
            result = self.audit(text)
            self.assertTrue(result["warnings"][0].startswith(told), result["warnings"])
            done = clientele("audit", self.folder / "ledger.csv", "--quiet")
            self.assertIn(told, " ".join(done.stdout.split()))
            half_years = [line for line in done.stdout.splitlines() if re.match(r"  \d{4}-\d\d-\d\d to ", line)]
            self.assertEqual(len([line for line in half_years if "without a buyer" in line]), 1)
            self.assertLess(len(half_years), 9)
            self.assertEqual(result["candidates"]["by_revenue"], ["c0"] if year == 2094 else ["c5", "c4", "c3", "c2", "c1"])
        calibrated = clientele("calibrate", self.folder / "ledger.csv", "--quiet", "--draws", "200", "--json", "-")
        self.assertTrue(json.loads(calibrated.stdout)["warnings"][0].startswith(told))
        self.assertEqual(self.audit("client,date,amount\n" + "".join(rows))["warnings"],
                         ["XYZ at 10 %/25 % of 1 month puts 6 of 6 clients in Z: the classes tell little; try a longer interval or 50 %/100 %"])

    def test_names_that_a_spreadsheet_would_run(self):
        path = self.write(HEAD + "1,=1+1,2024-01-01,5\n")
        clientele("audit", path, "--quiet", "--out", self.folder / "out")
        self.assertIn("\n'=1+1,", (self.folder / "out" / "clients.csv").read_text(encoding="utf-8"))


class Commands(Ledgers):
    def test_help_shows_examples_first(self):
        for command in ("audit", "calibrate", "init"):
            done = clientele(command, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertTrue(done.stdout.startswith(f"Examples:\n  clientele {command}"))

    def test_the_words_of_the_results_are_explained(self):
        for word in ("ABC", "xyz", "gini", "HHI", "whale", "loyalty", "dropout", "uncalibrated", "holdout", "rates", "value coefficient",
                     "top20_share", "repeat_rate", "observed_loss", "value_spread", "look_alikes", "bg-nbd", "exponential-nbd", "orders without revenue", "revenue_per_month",
                     "gamma-gamma", "ledger"):
            done = clientele("explain", word)
            self.assertEqual((done.returncode, done.stderr), (0, ""), word)
            self.assertTrue(all(len(line) <= 80 for line in done.stdout.splitlines()), done.stdout)
        # The file that the explanation shows is one that audit reads.
        done = clientele("explain", "rates", "--json", "-")
        items = [item["name"] + (": " + re.match(r"\{.*?\}", item["meaning"])[0] if ":" not in item["name"] else "")
                 for item in json.loads(done.stdout)["explanations"][0]["items"]]
        rates = self.write("\n".join(items) + "\n", "rates.yaml")
        self.assertEqual(len(items), 8)
        used = self.audit(HEAD + "1,a,2024-01-01,5\n", "--rates", rates)["profitability"]
        self.assertEqual((set(used["rates"]), used["assumed"]), ({"order", "line", "return", "credit_day", "gross_margin"}, True))
        self.assertAlmostEqual(used["gross_margin"], 5 * 0.31)
        self.assertAlmostEqual(used["profit"], 5 * 0.31 - 25 - 1.5)

    def test_segments_are_fitted_apart(self):
        rows = [f"{s}{c},{s},2023-{1 + (k * (c % 4 + 1)) % 12:02}-{1 + (7 * k + c) % 28:02},{10 + c}\n"
                for s in "ab" for c in range(30) for k in range(2 + c % 5)]
        path = self.write("client,segment,date,amount\n" + "".join(rows))
        done = clientele("calibrate", path, "--by", "segment", "--quiet", "--json", "-")
        self.assertEqual(done.returncode, 0, done.stderr)
        result = json.loads(done.stdout)
        self.assertEqual({name: each["clients"] for name, each in result["segments"].items()}, {"a": 30, "b": 30})
        # Two halves that are alike: each has half of the log-likelihood of the whole.
        done = clientele("calibrate", path, "--by", "segment", "--quiet", "--out", self.folder / "out")
        self.assertEqual(done.returncode, 0, done.stderr)
        portfolio = (self.folder / "out" / "portfolio.yaml").read_text(encoding="utf-8")
        self.assertIn("\n    ledger_a:\n", portfolio)
        self.assertIn("\n    ledger_b:\n", portfolio)
        whole = result["models"]["nbd"]["log_likelihood"]
        self.assertAlmostEqual(2 * result["segments"]["a"]["models"]["nbd"]["log_likelihood"], whole, places=4)

    def test_only_models_of_stopping_speak_of_loss_at_the_limit(self):
        # All alike: 30 clients, an order every four weeks for a year, amounts of one client equal; all begin in the first weeks.
        rows = [f"c{c},{d // 10000}-{d // 100 % 100:02}-{d % 100:02},{100 + c}\n" for c in range(30) for m in range(1, 13) for d in (20230000 + 100 * m + 1 + c % 25,)]
        done = clientele("calibrate", self.write("client,date,amount\n" + "".join(rows)), "--quiet", "--json", "-")
        warnings = json.loads(done.stdout)["warnings"]
        at_limit = [warning for warning in warnings if "ran to the limit" in warning]
        self.assertTrue(any(warning.startswith("nbd:") for warning in at_limit), warnings)
        for warning in at_limit:
            self.assertEqual("loss" in warning, warning.startswith(("bg-nbd", "pareto-nbd")), warning)
        self.assertTrue(any(w.startswith("30 of 30 clients first bought within the first 13 weeks.") for w in warnings), warnings)

    def test_clients_that_come_one_by_one_are_no_running_portfolio(self):
        rows = [f"c{c},2023-{1 + m:02}-{1 + c % 28:02},{100 + c}\n" for c in range(40) for m in range(c % 12, 12)]
        done = clientele("calibrate", self.write("client,date,amount\n" + "".join(rows)), "--quiet", "--json", "-")
        self.assertFalse(any("acquisition" in warning for warning in json.loads(done.stdout)["warnings"]))

    def test_notes_keep_to_80_columns(self):
        path = self.write(HEAD + "1,a,2024-01-01,5\n")
        done = clientele("calibrate", path, "--out", "results", cwd=self.folder)
        self.assertEqual(done.returncode, 0)
        self.assertIn("note: no portfolio: not enough data: ", done.stderr)
        self.assertIn("note: wrote calibration.json to results\n", done.stderr)
        self.assertTrue(all(len(line) <= 80 for line in done.stderr.splitlines()), done.stderr)

    def test_an_empty_file_of_rates_is_told_what_rates_look_like(self):
        ledger = self.write(HEAD + "1,a,2024-01-01,5\n")
        done = clientele("audit", ledger, "--rates", self.write("# none\n", "rates.yaml"), "--quiet")
        self.assertEqual(done.returncode, 2)
        self.assertIn("a file of rates with one such as 'order: 25'", done.stderr)

    def test_each_segment_has_its_own_margin(self):
        # a sells at exactly 10 %, b at 60 %, c has a line without cost.
        cost = {"a": lambda v: 0.9 * v, "b": lambda v: 0.4 * v, "c": lambda v: ""}
        rows = [f"{s}{c},{s},2023-{1 + (k * (c % 4 + 1)) % 12:02}-{1 + (7 * k + c) % 28:02},{10 * (c + 1)},{cost[s](10 * (c + 1))}\n"
                for s in "abc" for c in range(24) for k in range(2 + c % 5)]
        path = self.write("client,segment,date,amount,cost\n" + "".join(rows))
        def margins(*more):
            done = clientele("calibrate", path, "--by", "segment", "--quiet", "--out", self.folder / "out", *more)
            self.assertEqual(done.returncode, 0, done.stderr)
            portfolio = (self.folder / "out" / "portfolio.yaml").read_text(encoding="utf-8")
            return re.findall(r"gross_margin: \{value: (.*?), source: \"(.*?)\"\}", portfolio)
        own = "counted from the cost column, of this segment"
        self.assertEqual(margins(), [("10 %", own), ("60 %", own), ("30 %", "assumption: 0 of 94 lines of this segment have a cost, fewer than half")])
        self.assertEqual(margins("--gross-margin", "25 %"), [("25 %", "given with --gross-margin")] * 3)

if __name__ == "__main__":
    unittest.main()
