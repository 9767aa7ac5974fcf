"""Input that nobody in this project wrote: Northwind from audit to verdict, CDNOW against published estimates.

The data lie outside the repository: in the folder that CLIENTELE_DATA names, else in ../shared/data beside it.
"""

import csv
import json
import re
import shlex
import sys
import unittest

sys.dont_write_bytecode = True
from support import DATA, ROOT, SKIPPED, Ledgers, clientele  # noqa: E402

NORTHWIND = DATA / "northwind" / "ledger.csv"
CDNOW = DATA / "cdnow" / "ledger_sample.csv"


def result_of(*arguments):
    done = clientele(*arguments, "--quiet", "--json", "-")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Northwind(Ledgers):
    def test_audit_gives_the_known_answers(self):
        audit = result_of("audit", NORTHWIND)
        self.assertAlmostEqual(audit["revenue"], 1265793.04, places=2)
        self.assertEqual((audit["clients"], audit["orders"], audit["lines"]), (89, 830, 2155))
        self.assertEqual((audit["repeat_clients"], audit["top20_clients"]), (88, 18))
        self.assertAlmostEqual(audit["repeat_rate"], 88 / 89)
        self.assertAlmostEqual(audit["top20_share"], 0.600570, places=6)
        self.assertAlmostEqual(audit["gini"], 0.575454, places=6)
        self.assertEqual(audit["abc"], {"A": 33, "B": 27, "C": 29})
        self.assertAlmostEqual(audit["salespeople_per_account"], 5.2, places=1)
        self.assertEqual(audit["ignored"], [])
        self.assertEqual((audit["from"], audit["to"]), ("1996-07-04", "1998-05-06"))

    def test_losses_that_the_ledger_does_not_tell_get_no_rate(self):
        calibration = result_of("calibrate", NORTHWIND)
        self.assertEqual(calibration["dropout"], "not identified")
        self.assertIsNone(calibration["observed_loss"]["yearly"])
        self.assertIn("do not tell whether clients stop", calibration["reasons"]["yearly"])

    def test_from_the_ledger_to_a_verdict(self):
        for command in ("audit", "calibrate"):
            done = clientele(command, NORTHWIND, "--quiet", "--out", self.folder)
            self.assertEqual(done.returncode, 0, done.stderr)
        portfolio = (self.folder / "portfolio.yaml").read_text(encoding="utf-8")
        self.assertIn("uncalibrated", portfolio)
        self.assertIn("calibrated from ledger.csv, 1996-07-04 to 1998-05-06", portfolio)
        self.assertNotIn("\n      loss:", portfolio)
        rows = list(csv.DictReader((self.folder / "portfolio.csv").read_text(encoding="utf-8").splitlines()))
        self.assertEqual(len(rows), 88)
        # Each client has orders and a value of its own, not those of a class.
        self.assertGreater(len({row["orders_per_month"] for row in rows}), 60)
        self.assertGreater(len({row["order_value"] for row in rows}), 80)
        done = clientele("init", "--from", self.folder / "audit.json")
        self.assertEqual(done.returncode, 0, done.stderr)
        (self.folder / "firm.yaml").write_text(done.stdout, encoding="utf-8")
        self.assertEqual(clientele("check", self.folder / "firm.yaml").returncode, 0)
        result = result_of("compare", self.folder / "firm.yaml", "--replications", "40")
        self.assertEqual(set(result["structures"]), {"generalists", "split"})
        self.assertIn(result["comparison"]["verdict"]["decision"], {"change", "keep", "cannot_tell"})


class FailedBackTest(Ledgers):
    def test_a_miss_of_all_models_is_said_plainly(self):
        """Northwind doubles in 1998: 264 orders happened, and the bands of all models end near 154."""
        done = clientele("calibrate", NORTHWIND, "--until", "1997-12-31", "--out", self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("  FAILED: no band holds what happened; see the warnings.", done.stdout)
        said = " ".join(done.stdout.partition("\nWarnings\n")[2].split())
        self.assertIn("the back-test failed: 264 purchases happened after the fitted part, and no model's 80 % band holds them; nbd expected 137.4", said)
        self.assertIn("so 92 % more happened", said)
        self.assertIn("intervals do not hold that", said)
        self.assertIn("\n    # WARNING: the back-test failed: 264 ", (self.folder / "portfolio.yaml").read_text(encoding="utf-8"))

    def test_a_band_that_holds_warns_of_nothing(self):
        result = result_of("calibrate", NORTHWIND, "--until", "1997-06-30")
        covers = [band["covers"] for band in result["holdout"]["bands_80"].values()]
        self.assertEqual(any(covers), not any("back-test" in warning for warning in result["warnings"]))


class WalkThrough(Ledgers):
    def test_readme_shows_output_that_the_program_gives(self):
        """Every console block about Northwind, command by command; '…' stands for lines left out."""
        page = (ROOT / "README.md").read_text(encoding="utf-8")
        blocks = [block for block in re.findall(r"^```console\n(.*?)^```$", page, re.DOTALL | re.MULTILINE) if "northwind" in block]
        self.assertTrue(blocks)
        for command, shown in re.findall(r"^\$ build/clientele (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks), re.MULTILINE):
            command, _, target = command.partition(" > ")
            arguments = [str(NORTHWIND) if word.endswith("northwind/ledger.csv") else word for word in shlex.split(command)]
            done = clientele(*arguments, cwd=self.folder)
            self.assertEqual(done.returncode, 0, done.stderr)
            if target:
                (self.folder / target).write_text(done.stdout, encoding="utf-8")
            place = 0
            for piece in filter(None, (piece.strip("\n") for piece in re.split(r"^…\n", shown, flags=re.MULTILINE))):
                found = done.stdout.find(piece, place)
                self.assertGreaterEqual(found, 0, f"{command}\n{piece}\n--- but it says\n{done.stdout}")
                place = found + len(piece)


class Cdnow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.result = result_of("calibrate", CDNOW, "--until", "1997-09-30", "--unit", "week")

    def close(self, model, published, log_likelihood, loose=()):
        found = self.result["models"][model]
        for name, value in published.items():
            self.assertAlmostEqual(found["parameters"][name], value, delta=0.05 if name in loose else 0.005, msg=f"{model} {name}")
            self.assertGreater(found["standard_errors"][name], 0)
        self.assertAlmostEqual(found["log_likelihood"], log_likelihood, delta=0.02)

    def test_bg_nbd(self):
        self.close("bg-nbd", {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}, -9582.4292)

    def test_pareto_nbd(self):
        self.close("pareto-nbd", {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}, -9594.9762, loose={"beta"})

    def test_gamma_gamma(self):
        self.close("gamma-gamma", {"p": 6.25, "q": 3.74, "v": 15.44}, -4055.92)
        self.assertEqual(self.result["models"]["gamma-gamma"]["clients"], 946)

    def test_holdout(self):
        holdout = self.result["holdout"]
        self.assertEqual((holdout["actual"], holdout["length"]), (1882, 39))
        self.assertAlmostEqual(holdout["bg-nbd"], 1653.4, delta=0.1)
        self.assertAlmostEqual(holdout["pareto-nbd"], 1665.5, delta=0.1)
        naive = holdout["baselines"]["mean_of_history"]
        for model in ("bg-nbd", "pareto-nbd"):
            self.assertLess(abs(holdout[model] - 1882), abs(naive - 1882))

    def test_dropout_is_identified_and_bg_nbd_chosen(self):
        self.assertEqual((self.result["dropout"], self.result["chosen"]), ("identified", "bg-nbd"))
        loss = self.result["observed_loss"]
        self.assertLess(loss["low"], loss["yearly"])
        self.assertLess(loss["yearly"], loss["high"])
        self.assertIn("pareto-nbd", loss["how"])


if __name__ == "__main__":
    missing = [str(file) for file in (NORTHWIND, CDNOW) if not file.exists()]
    if missing:
        print("skipped: " + ", ".join(missing) + " not there; name the folder in CLIENTELE_DATA")
        sys.exit(SKIPPED)
    unittest.main()
