"""The program from outside: exit codes, channels, result files, the same bytes for any number of threads."""

import csv
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from support import FEW, PROGRAM, SCENARIO, Folder, clientele


class Help(unittest.TestCase):
    def test_help_shows_examples_first_and_answers_at_once(self):
        for command in ([], ["check"], ["run"], ["compare"], ["replay"]):
            started = time.monotonic()
            done = clientele(*command, "--help")
            self.assertLess(time.monotonic() - started, 1)
            self.assertEqual(done.returncode, 0)
            self.assertTrue(done.stdout.startswith("Examples:\n  clientele "), done.stdout[:60])
            self.assertIn("Options:", done.stdout)
            self.assertEqual(done.stderr, "")

    def test_version_goes_to_stdout(self):
        done = clientele("--version")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"^clientele \d+\.\d+\.\d+ \(commit \S+, .+\)\n$")


class Usage(unittest.TestCase):
    def refused(self, *arguments):
        done = clientele(*arguments)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertIn("error[", done.stderr)
        return done.stderr

    def test_misspelt_words_get_a_suggestion(self):
        self.assertIn("did you mean 'compare'?", self.refused("comapre", SCENARIO))
        self.assertIn("did you mean '--threads'?", self.refused("compare", SCENARIO, "--thread", "2"))
        self.assertIn("did you mean '--version'?", self.refused("--verison"))
        self.assertIn("did you mean 'split'?", self.refused("run", SCENARIO, "--structure", "spilt"))
        self.assertIn("did you mean 'npv'?", self.refused("compare", SCENARIO, "--set", "judge.by=nvp"))
        self.assertIn("did you mean 'clientele compare firm.yaml'?", self.refused("firm.yaml"))

    def test_numbers_out_of_range_are_refused(self):
        for option, value in [("--threads", "0"), ("--threads", "-1"), ("--threads", "two"), ("--replications", "0"),
                              ("--replications", "1.5"), ("--seed", "-3"), ("--seed", "x"), ("--replications", "99999999999")]:
            self.assertIn(option, self.refused("compare", SCENARIO, option, value))

    def test_numbers_that_begin_with_zero_and_options_given_twice_are_refused_by_name(self):
        self.assertIn("--seed: '007' begins with 0; write 7", self.refused("run", SCENARIO, "--seed", "007"))
        self.assertIn("--replications stands twice",
                      self.refused("run", SCENARIO, "--replications", "5", "--replications", "6"))

    def test_replications_whose_figures_do_not_fit_into_memory_are_refused_before_the_run(self):
        limit = 3_000_000 * 1024
        for command in ("run", "compare"):
            done = subprocess.run(
                [PROGRAM, command, SCENARIO, "--replications", "1000000000"], capture_output=True, text=True, check=False,
                timeout=60, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            self.assertRegex(done.stderr, r"error\[too-many-replications\]: to keep the figures of 1000000000 replications "
                                          r"takes [\d.]+ [GT]B, and there are [23][\d.]* GB\n   help: \d+ replications fit")

    def test_a_life_beyond_the_study_is_refused_with_the_range(self):
        text = self.refused("replay", SCENARIO, "--structure", "split", "--replication", "10", "--set", "worlds=2")
        self.assertIn("a number from 0 to 9,", text)

    def test_a_fault_of_a_values_file_is_summed_up_under_its_name(self):
        with tempfile.TemporaryDirectory() as folder:
            values = Path(folder) / "wrong.yaml"
            values.write_text("horizon: 12\n")
            self.assertIn(f"1 fault in {values}; nothing was run",
                          self.refused("check", SCENARIO, "--values", str(values)))

    def test_missing_and_surplus_words_are_refused(self):
        self.refused()
        self.assertIn("clientele compare needs a SCENARIO", self.refused("compare"))
        self.assertIn("a name with blanks goes in quotes", self.refused("compare", "my", "firm.yaml"))
        self.assertIn("--seed stands without a value", self.refused("compare", SCENARIO, "--seed"))
        self.assertIn("clientele init has no use for 'b'", self.refused("init", "a", "b"))

    def test_a_missing_scenario_is_a_fault_that_says_nothing_was_run(self):
        text = self.refused("compare", "no/such/firm.yaml")
        self.assertIn("missing-file", text)
        self.assertTrue(text.endswith("1 fault in no/such/firm.yaml; nothing was run. More: clientele explain missing-file\n"), text)

    def test_all_faults_of_the_command_line_values_are_listed(self):
        text = self.refused("compare", SCENARIO, "--set", "judge.bye=npv", "--set", "worlds=many")
        self.assertIn("2 faults in", text)

    def test_a_headline_without_required_return_names_the_reason(self):
        text = self.refused("compare", SCENARIO, "--set", "judge.required_return=null")
        self.assertIn("npv", text)
        self.assertIn("required return", text)

    def test_unwritable_results_are_found_before_the_run(self):
        started = time.monotonic()
        many = ["--replications", "4000000"]
        self.assertIn("unwritable-output", self.refused("compare", SCENARIO, *many, "--out", "/dev/null/results"))
        self.assertIn("unwritable-output", self.refused("compare", SCENARIO, *many, "--json", "/no/such/folder/x.json"))
        self.assertIn("it is a folder", self.refused("compare", SCENARIO, *many, "--json", "/"))
        self.assertIn("a file has a name", self.refused("compare", SCENARIO, *many, "--json", ""))
        self.assertIn("a folder has a name", self.refused("compare", SCENARIO, *many, "--out", ""))
        self.assertIn("there is --json -", self.refused("compare", SCENARIO, *many, "--out", "-"))
        self.assertLess(time.monotonic() - started, 20)
        self.assertIn("a file has a name", self.refused("init", ""))


class Check(Folder):
    def test_check_says_what_was_understood_and_runs_nothing(self):
        done = clientele("check", SCENARIO)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for word in ("no faults", "clients", "people", "horizon", "generalists (today)", "EUR"):
            self.assertIn(word, done.stdout)

    def test_check_lists_the_faults_of_all_files(self):
        wrong = self.folder / "wrong.yaml"
        wrong.write_text("clientele: 1\nhorizonn: 3 months\n")
        done = clientele("check", str(wrong), SCENARIO, "missing.yaml")
        self.assertEqual(done.returncode, 2)
        self.assertIn("unknown-key", done.stderr)
        self.assertIn("missing-file", done.stderr)
        self.assertEqual(done.stderr.count("nothing was run"), 2)
        self.assertIn("no faults", done.stdout)


class Results(Folder):
    def test_the_result_has_the_same_bytes_for_any_number_of_threads_and_on_every_run(self):
        results = [clientele("compare", SCENARIO, *FEW, "--json", "-", "--threads", t) for t in ("1", "2", "3", "7", "2")]
        for done in results:
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertEqual(done.stdout, results[0].stdout)

    def test_stdout_carries_only_json_when_asked_and_the_documented_keys(self):
        result = json.loads(clientele("compare", SCENARIO, *FEW, "--json", "-").stdout)
        self.assertEqual(result["schema"], "clientele.result/1")
        self.assertEqual(result["replications"], result["worlds"] * result["lives"])
        for structure in result["structures"].values():
            for figure in structure["kpis"].values():
                self.assertLessEqual({"mean", "standard_error", "sd", "assumption_sd", "luck_sd", "p5", "p50", "p95"},
                                     figure.keys())
        comparison = result["comparison"]
        self.assertIn(comparison["verdict"]["decision"], ("change", "keep", "cannot_tell"))
        self.assertEqual(set(comparison["share_of_worlds_best"]), set(result["structures"]))
        for alternative in comparison["alternatives"].values():
            keys = {"difference", "standard_error", "low", "high", "share_of_worlds_better", "share_of_futures_better",
                    "correlation", "variance_reduction"}
            self.assertLessEqual(keys, alternative["as_stated"]["npv"].keys())
            self.assertLessEqual(keys | {"size", "structure"}, alternative["same_money"]["npv"].keys())
            self.assertLessEqual({"size", "structure", "seats", "gap"}, alternative["same_money"].keys())

    def test_run_gives_the_same_figures_without_comparison(self):
        compared = json.loads(clientele("compare", SCENARIO, *FEW, "--json", "-").stdout)
        alone = json.loads(clientele("run", SCENARIO, *FEW, "--structure", "split", "--json", "-").stdout)
        self.assertNotIn("comparison", alone)
        self.assertEqual(list(alone["structures"]), ["split"])
        self.assertEqual(alone["structures"]["split"], compared["structures"]["split"])

    def test_the_result_folder_holds_three_files_that_agree(self):
        out = self.folder / "deep" / "results"
        done = clientele("compare", SCENARIO, *FEW, "--out", str(out))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sorted(p.name for p in out.iterdir()), ["manifest.json", "replications.csv", "result.json"])
        result = json.loads((out / "result.json").read_text())
        manifest = json.loads((out / "manifest.json").read_text())
        self.assertEqual(manifest["schema"], "clientele.manifest/1")
        self.assertGreater(manifest["timing"]["client_months"], 0)
        self.assertNotIn("threads", result)
        with open(out / "replications.csv", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["structure"] == "split"]
        self.assertEqual(len(rows), result["replications"])
        mean = sum(float(row["npv"]) for row in rows) / len(rows)
        self.assertAlmostEqual(mean / result["structures"]["split"]["kpis"]["npv"]["mean"], 1, places=9)

    def test_the_result_tells_years_cash_transfers_and_what_matters(self):
        result = json.loads(clientele("compare", SCENARIO, *FEW, "--json", "-").stdout)
        for structure in result["structures"].values():
            for kpi, line in [("revenue", "revenue"), ("gross_margin", "gross_margin"), ("cost", "cost"), ("profit", "profit")]:
                total = sum(year[line] for year in structure["years"])
                self.assertAlmostEqual(total / structure["kpis"][kpi]["mean"], 1, places=9)
            for year in structure["years"]:
                self.assertAlmostEqual(sum(year["costs"].values()) / year["cost"], 1, places=9)
                self.assertAlmostEqual((year["gross_margin"] - year["cost"]) / year["profit"], 1, places=9)
                self.assertLess(year["profit_p5"], year["profit_p95"])
            self.assertEqual(structure["monthly_bands"]["replications"], 40)
            cash = sum(year["cash"] for year in structure["years"])
            self.assertAlmostEqual(structure["cash"]["cumulative"][-1] / cash, 1, places=9)
        department = result["comparison"]["alternatives"]["department"]
        self.assertEqual(department["transfers"]["month"], 3)
        moved = {client["client"]: client for client in department["transfers"]["clients"]}
        self.assertGreater(len(moved), 200)
        self.assertEqual({client["from"] == client["to"] for client in moved.values()}, {False})
        paths = {assumption["path"] for assumption in result["assumptions"] if assumption["believed"]}
        self.assertEqual({driver["path"] for driver in department["drivers"]}, paths)
        sizes = [abs(driver["correlation"]) for driver in department["drivers"]]
        self.assertEqual(sizes, sorted(sizes, reverse=True))

    def test_the_seed_changes_the_result_and_is_recorded(self):
        one, two = (json.loads(clientele("compare", SCENARIO, *FEW, "--json", "-", "--seed", s).stdout) for s in ("5", "6"))
        self.assertEqual((one["seed"], two["seed"]), (5, 6))
        self.assertNotEqual(one["structures"], two["structures"])

    def test_set_wins_over_values_and_values_over_the_file(self):
        values = self.folder / "values.yaml"
        values.write_text("horizon: 6 months\nquestion: from the values\n")
        done = clientele("compare", SCENARIO, *FEW, "--json", "-", "--values", str(values), "--set", "horizon=5 months",
                         "--set", "lives=4")
        result = json.loads(done.stdout)
        self.assertEqual((result["months"], result["question"], result["lives"]), (5, "from the values", 4))

    def test_rounding_to_whole_worlds_is_said_on_stderr(self):
        done = clientele("run", SCENARIO, "--replications", "41", "--structure", "split")
        self.assertIn("41 replications were asked for", done.stderr)
        self.assertIn("45 replications = 9 worlds x 5 lives", done.stdout)
        one = clientele("run", SCENARIO, "--replications", "1", "--structure", "split")
        self.assertIn("1 replication was asked for", one.stderr)
        self.assertEqual(clientele("run", SCENARIO, "--replications", "41", "--quiet").stderr, "")

    def test_the_report_starts_with_the_verdict_fits_80_columns_and_has_no_colour_in_a_pipe(self):
        done = clientele("compare", SCENARIO, *FEW)
        self.assertRegex(done.stdout, r"^[^\n]+\n\nVerdict: (CHANGE|KEEP|CANNOT TELL)\n")
        self.assertNotIn("\x1b", done.stdout + done.stderr)
        self.assertLessEqual(max(map(len, done.stdout.splitlines())), 80)


class Failing(Folder):
    def test_an_interrupt_finishes_running_blocks_and_writes_what_is_known(self):
        out = self.folder / "results"
        for seconds in (4, 16):  # on a busy machine nothing may be known yet
            process = subprocess.Popen([PROGRAM, "compare", SCENARIO, "--replications", "200000", "--out", str(out)],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            time.sleep(seconds)
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=60)
            if (out / "result.json").exists():
                break
        self.assertEqual(process.returncode, 130, errors)
        result = json.loads((out / "result.json").read_text())
        self.assertFalse(result["complete"])
        self.assertGreaterEqual(result["worlds"], 2)
        self.assertIn("Interrupted", output)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_a_result_that_cannot_be_written_is_a_failure_said_in_one_line(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "compare", SCENARIO, *FEW], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertIn("could not be written", done.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
