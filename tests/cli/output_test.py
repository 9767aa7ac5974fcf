"""Where results go: they replace neither what is read nor each other, come whole or not at all, and the report comes in any case."""

import json
import os
import pty
import resource
import shutil
import signal
import subprocess
import sys
import unittest
from pathlib import Path

from support import FEW, PROGRAM, SCENARIO, SOURCE, Folder, clientele

LEDGER = SOURCE / "scenarios/gallery/example_ledger.csv"


class Apart(Folder):
    """A folder with a scenario that extends another, reads a table and has values laid over it."""

    def setUp(self):
        super().setUp()
        clientele("init", "base", cwd=self.folder)
        for name, text in {"firm.yaml": "clientele: 1\nextends: base.yaml\nstaff: {seller: {file: people.csv, column: Name}}\n",
                           "people.csv": "Name\n" + "".join(f"P{i}\n" for i in range(8)), "values.yaml": "worlds: 4\n"}.items():
            (self.folder / name).write_text(text)
        shutil.copy(LEDGER, self.folder / "l.csv")
        (self.folder / "groups.csv").write_text("entity,client\nx,y\n")
        (self.folder / "rates.yaml").write_text("order: 25\n")

    def contents(self):
        return {str(path): path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}

    def refused(self, *arguments, why, **options):
        before = self.contents()
        done = clientele(*arguments, cwd=self.folder, **options)
        self.assertEqual((done.returncode, done.stdout), (2, ""), (arguments, done.stderr))
        self.assertIn("error[unwritable-output]: " + why, done.stderr)
        self.assertEqual(self.contents(), before, arguments)

    def test_a_scenario_and_all_it_reads_are_never_replaced(self):
        self.assertEqual(clientele("check", "firm.yaml", cwd=self.folder).returncode, 0)
        for name in ("firm.yaml", "base.yaml", "people.csv", "values.yaml"):
            for command, *more in (["check"], ["config"], ["run"], ["compare"], ["replay", "--replication", "1"]):
                self.refused(command, "firm.yaml", *more, "--values", "values.yaml", "--json", name,
                             why=f"--json '{name}' cannot be written: it would replace {name}, which is read")
            self.refused("run", "firm.yaml", "--values", "values.yaml", "--ledger", name,
                         why=f"--ledger '{name}' cannot be written: it would replace {name}, which is read")

    def test_files_of_a_scenario_that_is_at_fault_are_not_replaced_either(self):
        (self.folder / "people.csv").write_bytes(b"Name\nJos\xe9\n")
        for name in ("firm.yaml", "base.yaml", "people.csv"):
            self.refused("check", "firm.yaml", "--json", name, why=f"--json '{name}' cannot be written: it would replace {name}")

    def test_files_are_told_apart_by_what_they_are_not_by_name(self):
        os.symlink("base.yaml", self.folder / "link.yaml")
        os.link(self.folder / "base.yaml", self.folder / "twin.yaml")
        for name in ("link.yaml", "twin.yaml", "./base.yaml", f"../{self.folder.name}/base.yaml", str(self.folder / "base.yaml")):
            self.refused("compare", "firm.yaml", "--json", name, why=f"--json '{name}' cannot be written: it would replace base.yaml")

    def test_a_ledger_and_what_is_read_beside_it_are_never_replaced(self):
        for command, name, *more in (["audit", "l.csv"], ["calibrate", "l.csv"], ["audit", "groups.csv", "--groups", "groups.csv"],
                                     ["audit", "rates.yaml", "--rates", "rates.yaml"], ["calibrate", "base.yaml", "--today", "base.yaml"]):
            self.refused(command, "l.csv", *more, "--json", name, why=f"--json '{name}' cannot be written: it would replace {name}, which is read")
        for command, name in (("audit", "clients.csv"), ("calibrate", "portfolio.csv")):
            (self.folder / "out").mkdir(exist_ok=True)
            shutil.copy(LEDGER, self.folder / "out" / name)
            self.refused(command, f"out/{name}", "--out", "out", why=f"--out 'out' cannot be written: its {name} would replace out/{name}, which is read")
        with open(self.folder / "l.csv") as ledger:
            self.refused("audit", "-", "--json", "l.csv", why="--json 'l.csv' cannot be written: it would replace standard input", stdin=ledger)

    def test_results_do_not_replace_each_other_whether_they_are_there_or_not(self):
        for _ in range(2):
            for name in ("oo/replications.csv", "oo/../oo/./replications.csv"):
                self.refused("compare", "base.yaml", "--out", "oo", "--json", name,
                             why=f"--json '{name}' cannot be written: it would replace replications.csv of --out 'oo'")
            self.assertEqual(clientele("compare", "base.yaml", *FEW, "--out", "oo", cwd=self.folder).returncode, 0)
        self.assertEqual(clientele("compare", "base.yaml", *FEW, "--out", "oo", "--json", "apart.json", cwd=self.folder).returncode, 0)
        self.assertEqual((self.folder / "apart.json").read_bytes(), (self.folder / "oo/result.json").read_bytes())

    def test_what_standard_output_is_sent_to_counts_too(self):
        for arguments, name, why in ((["compare", "base.yaml", "--json", "r.json"], "r.json", "--json 'r.json' cannot be written: it would replace what"),
                                     (["check", "base.yaml"], "base.yaml", "standard output 'base.yaml' cannot be written: it is read")):
            with open(self.folder / name, "a") as printed:
                before = printed.tell()
                done = subprocess.run([str(Path(PROGRAM).resolve()), *arguments], cwd=self.folder, stdout=printed, stderr=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, 2)
            self.assertIn(why, done.stderr)
            self.assertEqual((self.folder / name).stat().st_size, before)

    def test_devices_may_be_named_more_than_once(self):
        done = clientele("compare", "base.yaml", *FEW, "--json", "/dev/null", cwd=self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_options_without_effect_beside_a_ledger_are_refused_all_at_once(self):
        done = clientele("run", "base.yaml", "--ledger", "a.csv", "--json", "b.json", "--out", "c", "--replications", "50", "--threads", "1",
                         cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        for option in ("--json", "--out", "--replications", "--threads"):
            self.assertIn(f"error[usage]: {option} has no effect with --ledger", done.stderr)
        self.assertFalse(any((self.folder / name).exists() for name in ("a.csv", "b.json", "c")))

    def test_a_ledger_begins_with_a_month_and_tells_a_life_of_the_study(self):
        for more, why in ((["--begins", "2020-02-15"], "--begins 2020-02-15 is not the first day of a month\n   help: a life is made of whole months: write --begins 2020-02-01"),
                          (["--begins", "9999-12-01"], "--begins '9999-12-01' lies outside the years 1900 to 2199"),
                          (["--begins", "2199-12-01"], "months would end on"), (["--begins", "soon"], "--begins 'soon' is no date"),
                          (["--begins", "03/04/2020"], "--begins '03/04/2020' could be one of two days"),
                          (["--replication", "10", "--set", "worlds=2"], "--replication: the study has no replication 10\n   help: a number from 0 to 9,")):
            done = clientele("run", "base.yaml", "--ledger", "-", *more, cwd=self.folder)
            self.assertEqual((done.returncode, done.stdout), (2, ""), more)
            self.assertIn("error[usage]: ", done.stderr)
            self.assertIn(why, done.stderr)
        done = clientele("run", "base.yaml", "--ledger", "-", "--begins", "2021-02-01", "--replication", "9", "--set", "worlds=2", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(",2021-02-", done.stdout)


class Whole(Folder):
    def limited(self, limit, *arguments):
        """The program, where no file may grow beyond `limit` bytes, as on a disk that is full."""
        def limit_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
                              restore_signals=False, preexec_fn=limit_files)

    def test_a_full_disk_leaves_the_old_results_as_they_were_and_the_report_is_printed(self):
        out, apart = self.folder / "o", self.folder / "apart.json"
        options = ["--out", str(out), "--json", str(apart)]
        self.assertEqual(clientele("compare", SCENARIO, *FEW, *options).returncode, 0)
        before = {path.name: path.read_bytes() for path in out.iterdir()} | {"apart": apart.read_bytes()}
        size = len(before["result.json"])
        self.assertLess(size + 20_000, 3_000_000)
        more = ["--replications", "4000", "--quiet", "--seed", "2", "--set", "horizon=6 months"]
        done = self.limited(size + 20_000, "compare", SCENARIO, *more, *options)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, r"^clientele: error: cannot write \S+/o/replications.csv: File too large\n$")
        self.assertIn("Verdict: ", done.stdout)
        after = {path.name: path.read_bytes() for path in out.iterdir()} | {"apart": apart.read_bytes()}
        self.assertEqual(after, before)

    def test_of_an_audit_too(self):
        out = self.folder / "o"
        done = self.limited(1_000, "audit", str(LEDGER), "--bad-rows", "skip", "--quiet", "--out", str(out))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("cannot write", done.stderr)
        self.assertIn("buying clients", done.stdout)
        self.assertEqual(list(out.iterdir()), [])

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_help_and_version_that_cannot_be_written_are_failures(self):
        for arguments in (["--help"], ["--version"], ["run", "--help"], ["man"], ["explain"]):
            with open("/dev/full", "w") as full:
                done = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, 1, arguments)
            self.assertIn("could not be written", done.stderr)

    def test_no_zero_has_a_sign(self):
        result = clientele("run", SCENARIO, *FEW, "--out", str(self.folder / "o"), "--json", "-")
        self.assertEqual(result.returncode, 0)
        self.assertNotRegex(result.stdout, r"-0\.0\b(?!\d)")
        self.assertNotRegex((self.folder / "o/replications.csv").read_text(), r",-0[,\n]")


class Interrupted(Folder):
    def test_the_manifest_says_what_was_asked_for_and_what_was_done_and_the_note_says_what_it_replaced(self):
        out = self.folder / "o"
        self.assertEqual(clientele("run", SCENARIO, *FEW, "--threads", "1", "--out", str(out)).returncode, 0)
        whole = json.loads((out / "manifest.json").read_text())
        self.assertEqual((whole["complete"], whole["asked"]["replications"], whole["replications"], whole["threads"]), (True, 40, 40, 1))
        ours, theirs = pty.openpty()
        process = subprocess.Popen([PROGRAM, "run", SCENARIO, "--replications", "200000", "--out", str(out)], stdout=subprocess.DEVNULL,
                                   stderr=theirs, env={**os.environ, "TERM": "dumb"})
        os.close(theirs)
        try:
            process.wait(timeout=8)  # on any machine two worlds are lived by then, and 200,000 are not
        except subprocess.TimeoutExpired:
            pass
        process.send_signal(signal.SIGINT)
        process.wait(timeout=120)
        said = os.read(ours, 65536).decode()
        os.close(ours)
        self.assertEqual(process.returncode, 130, said)
        self.assertNotIn("\x1b", said)
        cut = json.loads((out / "manifest.json").read_text())
        self.assertEqual((cut["complete"], cut["asked"]["replications"]), (False, 200000))
        self.assertEqual(cut["replications"], json.loads((out / "result.json").read_text())["replications"])
        self.assertLess(cut["replications"], 200000)
        self.assertGreaterEqual(cut["threads"], 1)
        self.assertIn(f"interrupted: the results hold {cut['replications']} of 200000 replications, and replace those that were there",
                      " ".join(said.split()))


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
