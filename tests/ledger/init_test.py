"""From an audit to a scenario that can be read: paths, currencies, VAT, and files that are none."""

import json
import re
import sys
import unittest

sys.dont_write_bytecode = True
from support import Ledgers, clientele  # noqa: E402


class Init(Ledgers):
    def results(self, *options):
        """A folder with an audit and a portfolio."""
        rows = [f"{c},2023-{1 + (k * (c % 4 + 1)) % 12:02}-{1 + (7 * k + c) % 28:02},{(10 + c) * 1000},Ann\n" for c in range(40) for k in range(3 + c % 5)]
        ledger = self.write("client,date,amount,rep\n" + "".join(rows))
        folder = self.folder / "results of 2023"
        for command in ("audit", "calibrate"):
            done = clientele(command, ledger, "--quiet", "--out", folder, *options)
            self.assertEqual(done.returncode, 0, done.stderr)
        return folder

    def test_a_named_scenario_finds_its_portfolio_wherever_it_lies(self):
        folder = self.results("--currency", "EUR")
        (self.folder / "other").mkdir()
        for name, extended in (("firm.yaml", "results of 2023/portfolio.yaml"), ("other/firm.yaml", "../results of 2023/portfolio.yaml"),
                               ("results of 2023/firm.yaml", "portfolio.yaml")):
            done = clientele("init", name, "--from", folder / "audit.json", cwd=self.folder)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(f'\nextends: "{extended}"\n', (self.folder / name).read_text(encoding="utf-8"))
            done = clientele("check", self.folder / name)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_names_that_spreadsheets_take_for_formulas_come_back(self):
        reps = ["=cmd", "+49 171", "-", "@jane", "'=quoted", "O'Brien"]
        rows = [f"{reps[c % 6]}{c},2023-{1 + (k * (c % 4 + 1)) % 12:02}-{1 + (7 * k + c) % 28:02},{(10 + c) * 1000},{reps[c % 6]}\n"
                for c in range(40) for k in range(3 + c % 5)]
        ledger = self.write("client,date,amount,rep\n" + "".join(rows))
        for command in ("audit", "calibrate"):
            self.assertEqual(clientele(command, ledger, "--quiet", "--out", self.folder).returncode, 0)
        portfolio = (self.folder / "portfolio.csv").read_text(encoding="utf-8")
        for guarded in ("\n'=cmd0,'=cmd0,'=cmd,", "\n'-2,'-2,'-,", "\n'=quoted10,'=quoted10,'=quoted,"):
            self.assertIn(guarded, portfolio)
        self.assertEqual(clientele("init", "firm.yaml", "--from", "audit.json", cwd=self.folder).returncode, 0)
        done = clientele("check", self.folder / "firm.yaml")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads((self.folder / "audit.json").read_text(encoding="utf-8"))["warnings"]
        self.assertIn("a salesperson is called '-' (at 7 clients): if that stands for nobody, empty the cell, and nobody it is", told)
        # A guard in a ledger is none of the name either.
        guarded = self.audit("client,date,amount,rep\n'=a,2024-01-01,5,'-Ann\n=a,2024-02-01,7,-Ann\n")
        self.assertEqual((guarded["clients"], guarded["salespeople_active"]), (1, ["-Ann"]))

    def test_an_audit_that_was_tampered_with_is_refused_where_it_is_wrong(self):
        folder = self.results()
        path = folder / "audit.json"
        audit = json.loads(path.read_text(encoding="utf-8"))
        for key, value in (("revenue", "x"), ("salespeople_active", [1]), ("from", 5), ("clients", -1), ("vat", None)):
            path.write_text(json.dumps({**audit, key: value}, indent=2, sort_keys=True), encoding="utf-8")
            done = clientele("init", "--from", path)
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            self.assertRegex(done.stderr, rf"audit\.json:\d+:3: error\[not-an-audit\]: '{key}' should be ")
        for text in ("{}", "[1]", "nothing", '{"schema": 5}'):
            path.write_text(text, encoding="utf-8")
            done = clientele("init", "--from", path)
            self.assertEqual(done.returncode, 2)
            self.assertIn("error[not-an-audit]", done.stderr)

    def test_a_month_of_revenue_is_counted_in_days_not_in_names_of_months(self):
        path = self.results() / "audit.json"
        audit = json.loads(path.read_text(encoding="utf-8"))
        for last, months in (("2023-02-01", 1), ("2023-03-02", 31 * 12 / 365.25), ("2025-01-30", 24)):
            path.write_text(json.dumps({**audit, "from": "2023-01-31", "to": last}, indent=2, sort_keys=True), encoding="utf-8")
            text = clientele("init", "--from", path).stdout
            potential = float(re.search(r"potential: {value: (\d+)/month", text).group(1))
            self.assertAlmostEqual(potential, 2 * audit["revenue"] / months / audit["clients"], delta=0.002 * potential)

    def test_pay_is_an_assumption_that_says_so_and_fits_the_currency(self):
        for currency, pay in (("EUR", "4500/month"), ("USD", "4500/month"), ("JPY", None), (None, None)):
            folder = self.results(*(("--currency", currency) if currency else ()))
            text = clientele("init", "--from", folder / "audit.json").stdout
            line = next(line for line in text.splitlines() if "fixed:" in line)
            self.assertIn("assumption", line)
            self.assertEqual("4500/month" in line, pay is not None)
            if pay is None:
                self.assertIn("40 % of the gross margin", line)
            self.assertEqual("# QUESTION: which currency?" in text, currency is None)
            (folder / "firm.yaml").write_text(text, encoding="utf-8")
            self.assertEqual(clientele("check", folder / "firm.yaml").returncode, 0)

    def test_vat_goes_along(self):
        for vat, said, column in (("with", "amounts are WITH VAT", "with"), ("without", "amounts are without VAT", "without"),
                                  (None, "QUESTION: do the ledger's amounts hold VAT?", "not stated")):
            folder = self.results(*(("--vat", vat) if vat else ()))
            self.assertIn(said, clientele("init", "--from", folder / "audit.json").stdout)
            for name in ("clients.csv", "portfolio.csv"):
                head, first = (folder / name).read_text(encoding="utf-8").splitlines()[:2]
                self.assertEqual(dict(zip(head.split(","), first.split(",")))["vat"], column)


if __name__ == "__main__":
    unittest.main()
