"""The example ledger: made by the project, with every defect in it, audited and calibrated back to what made it."""

import json
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
from support import ROOT, Ledgers, clientele  # noqa: E402

GALLERY = ROOT / "scenarios" / "gallery"
LEDGER = GALLERY / "example_ledger.csv"
GROUPS = GALLERY / "example_groups.csv"


class Example(Ledgers):
    def test_the_files_are_what_the_generator_makes(self):
        subprocess.run([sys.executable, ROOT / "tools" / "dev" / "example_ledger", self.folder], check=True, timeout=60)
        for file in (LEDGER, GROUPS):
            self.assertEqual((self.folder / file.name).read_bytes(), file.read_bytes(), file.name)

    def test_every_defect_is_counted(self):
        done = clientele("audit", LEDGER, "--groups", GROUPS, "--vat", "without", "--currency", "RUB", "--quiet", "--json", "-")
        self.assertEqual(done.returncode, 0, done.stderr)
        audit = json.loads(done.stdout)
        rows = {rule["rule"]: rule["rows"] for rule in audit["rules"]}
        # What the generator put in, counted from its own text.
        text = LEDGER.read_bytes().decode("cp1251")
        self.assertEqual(rows["before-header"], 2)
        self.assertEqual(rows["total"], 1)
        self.assertEqual(rows["empty"], text.count("\r\n;;;;;;;;;\r\n"))
        self.assertEqual(rows["cancelled"], text.count(";отменен\r\n"))
        self.assertEqual(rows["return"] + rows["cancellation"], text.count(";возврат\r\n"))
        self.assertEqual(rows["zero-amount"], text.count(";0,00;0,00;;"))
        self.assertEqual(set(rows), {"before-header", "total", "empty", "cancelled", "return", "cancellation", "zero-amount",
                                     "no-client", "duplicate"})
        self.assertEqual((audit["clients"], audit["vat"]), (120, "amounts without VAT"))
        self.assertEqual(audit["understood"]["encoding"], "cp1251")
        self.assertEqual(audit["whale"]["basis"], "gross margin")

    def test_three_clients_trade_under_two_entities(self):
        alone = clientele("audit", LEDGER, "--quiet", "--json", "-")
        self.assertEqual(json.loads(alone.stdout)["clients"], 122)

    def test_the_loss_that_made_it_lies_in_the_interval(self):
        done = clientele("calibrate", LEDGER, "--groups", GROUPS, "--quiet", "--json", "-", "--out", self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        result = json.loads(done.stdout)
        self.assertEqual(result["dropout"], "identified")
        loss = result["observed_loss"]
        made_with = 1 - 2.718281828 ** -0.25
        self.assertLess(loss["low"], made_with)
        self.assertGreater(loss["high"], made_with)
        self.assertIn("loss:\n        observed: {believed: ", (self.folder / "portfolio.yaml").read_text(encoding="utf-8"))

    def test_the_stamp_says_what_a_simulated_year_covers(self):
        options = ["--groups", GROUPS, "--quiet"]
        clientele("audit", LEDGER, *options[:3], "--out", self.folder)
        clientele("calibrate", LEDGER, *options, "--until", "2022-12-26", "--out", self.folder)
        done = clientele("init", "--from", self.folder / "audit.json")
        (self.folder / "firm.yaml").write_text(done.stdout, encoding="utf-8")
        done = clientele("calibrate", LEDGER, *options, "--until", "2022-12-26", "--today", self.folder / "firm.yaml", "--json", "-")
        self.assertEqual(done.returncode, 0, done.stderr)
        result = json.loads(done.stdout)
        bands = {band["figure"]: band for band in result["simulated_year"]}
        self.assertEqual(set(bands), {"revenue", "gross_margin", "wins", "losses"})
        for band in bands.values():
            self.assertEqual(band["covers"], band["low"] <= band["actual"] <= band["high"])
        # Sums of the generator's text behind the day; the losses are read off a model, so only their size is sure.
        self.assertEqual(bands["wins"]["actual"], 13)
        self.assertLess(abs(bands["losses"]["actual"] - 24), 8)
        missed = [figure for figure in ("revenue", "gross_margin", "wins", "losses") if not bands[figure]["covers"]]
        self.assertTrue(result["stamp"].startswith("uncalibrated: " if missed else "calibrated: "), result["stamp"])
        for figure in missed:
            self.assertIn(figure, result["stamp"])
        # Without --until the clients of a year ago are fitted first; the portfolio that is written is that of the whole ledger.
        done = clientele("calibrate", LEDGER, *options, "--today", self.folder / "firm.yaml", "--json", "-", "--out", self.folder / "now")
        self.assertEqual(done.returncode, 0, done.stderr)
        last_year = json.loads(done.stdout)
        self.assertEqual({band["figure"] for band in last_year["simulated_year"]}, set(bands))
        self.assertIn("simulated over the 12 months after 2022-12-", last_year["stamp"])
        self.assertEqual(last_year["until"], json.loads(clientele("audit", LEDGER, *options[:3], "--json", "-").stdout)["to"])
        self.assertIn(last_year["stamp"], (self.folder / "now" / "portfolio.yaml").read_text(encoding="utf-8"))
        done = clientele("calibrate", LEDGER, *options, "--until", "2023-06-30", "--today", self.folder / "firm.yaml")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--today needs a year behind --until", done.stderr)

    def test_the_portfolio_carries_its_uncertainty_into_a_comparison(self):
        for command in ("audit", "calibrate"):
            clientele(command, LEDGER, "--groups", GROUPS, "--currency", "RUB", "--quiet", "--out", self.folder)
        done = clientele("init", "--from", self.folder / "audit.json")
        (self.folder / "firm.yaml").write_text(done.stdout, encoding="utf-8")
        done = clientele("compare", self.folder / "firm.yaml", "--replications", "40", "--json", "-", "--quiet")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(json.loads(done.stdout)["structures"]["generalists"]["kpis"]["npv"]["assumption_sd"], 0)


if __name__ == "__main__":
    unittest.main()
