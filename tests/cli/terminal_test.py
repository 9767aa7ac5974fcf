"""What a run says while it lasts: a bar with the time left on a terminal, a line per 10 % elsewhere, and how it ends early."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from support import PROGRAM, SCENARIO, SOURCE

MANY = "200000"  # minutes, on any machine
LONG = ["--replications", MANY]


class Running:
    """A run that is watched; messages through a pipe or a terminal of their own."""

    def __init__(self, *arguments, terminal=False, term="xterm"):
        self.said = ""
        self.ours, theirs = pty.openpty() if terminal else os.pipe()
        self.process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=theirs,
                                        env={**os.environ, "TERM": term})
        os.close(theirs)

    def read_until(self, pattern, seconds):
        """Reads messages until they hold the pattern."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.said) and time.monotonic() < end:
            if select.select([self.ours], [], [], 0.2)[0]:
                try:
                    block = os.read(self.ours, 65536)
                except OSError:  # the other side of the terminal is closed
                    block = b""
                if not block:
                    break
                self.said += block.decode()
        return re.search(pattern, self.said)

    def end(self, *signals):
        for each in signals:
            self.process.send_signal(each)
        output = self.process.communicate(timeout=120)[0].decode()
        self.read_until("$^", 1)
        os.close(self.ours)
        return self.process.returncode, output


class OnATerminal(unittest.TestCase):
    def test_faults_fit_a_page_on_a_terminal_and_stand_on_one_line_elsewhere(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "l.csv"
            path.write_text("client,date,amount\na,soon,5\n", encoding="utf-8")
            ours, theirs = pty.openpty()
            done = subprocess.Popen([str(Path(PROGRAM).resolve()), "audit", "l.csv"], cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs)
            self.assertEqual(done.wait(timeout=60), 2)
            os.close(theirs)
            lines = os.read(ours, 65536).decode().replace("\r\n", "\n").splitlines()
            os.close(ours)
            self.assertTrue(all(len(line) <= 80 for line in lines), lines)
            self.assertIn("    2 | a,soon,5", lines)
            self.assertIn("      |   ^^^^", lines)
            piped = subprocess.run([str(Path(PROGRAM).resolve()), "audit", "l.csv"], cwd=folder, capture_output=True, text=True, timeout=60).stderr
            self.assertIn("   help: dates are read as 2024-03-07, 07.03.2024 or 3/7/2024; --bad-rows skip passes such rows over and counts them\n", piped)
            self.assertEqual(" ".join(" ".join(lines).split()), " ".join(piped.split()))

    def test_a_bar_shows_share_replications_and_time_left_and_is_wiped_in_the_end(self):
        run = Running("run", SCENARIO, *LONG, terminal=True)
        self.assertTrue(run.read_until(r"\r\[#*\.+\] +\d+ %  \d+ of 200000 replications, [\d.]+ (s|min|h) left\x1b\[K", 30), run.said)
        code, output = run.end(signal.SIGINT)
        self.assertEqual(code, 130)
        self.assertIn("Interrupted", output)
        self.assertTrue(run.said.rstrip("\r\n").endswith("\r\x1b[K"), run.said[-80:])
        for line in re.split(r"[\r\n]+", run.said.replace("\x1b[K", "")):
            self.assertLess(len(line), 80)


    def test_a_dumb_terminal_gets_no_escapes(self):
        run = Running("run", SCENARIO, *LONG, terminal=True, term="dumb")
        time.sleep(4)
        code, _ = run.end(signal.SIGINT)
        self.assertEqual(code, 130)
        self.assertNotIn("\x1b", run.said)


class ElseWhere(unittest.TestCase):
    def test_a_long_run_says_a_line_per_10_percent(self):
        small = str(SOURCE / "scenarios/gallery/small_firm.yaml")  # seconds, on any machine
        run = Running("run", small, "--replications", "10000", "--threads", "1")
        self.assertTrue(run.read_until(r"(left\n[^\n]*){3}", 250), run.said)
        run.end(signal.SIGINT)
        tenths = [int(share) for share in re.findall(r"(?m)^ *(\d+) %  \d+ of 10000 replications, [\d.]+ (?:s|min|h) left$", run.said)]
        self.assertGreaterEqual(len(tenths), 3, run.said)
        self.assertEqual(tenths, sorted(set(tenths)))
        self.assertTrue(all(share % 10 == 0 for share in tenths))
        self.assertNotIn("\r", run.said)

    def test_a_short_or_quiet_run_says_nothing(self):
        for arguments in (["--replications", "10"], ["--replications", "20", "--quiet"]):
            done = subprocess.run([PROGRAM, "run", SCENARIO, *arguments], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""))


class Interrupted(unittest.TestCase):
    def interrupted(self, signals):
        with tempfile.TemporaryDirectory() as folder:
            run = Running("run", SCENARIO, *LONG, "--out", folder, terminal=True)
            self.assertTrue(run.read_until(r"[1-9]\d* of 200000", 60))
            code, output = run.end(*signals)
            files = sorted(path.name for path in Path(folder).iterdir())
            result = json.loads((Path(folder) / "result.json").read_text()) if "result.json" in files else None
            return code, output, files, result

    def test_the_first_interrupt_finishes_the_block_writes_what_is_known_and_ends_with_130(self):
        for name in (signal.SIGINT, signal.SIGTERM):
            code, output, files, result = self.interrupted([name])
            self.assertEqual((code, files), (130, ["manifest.json", "replications.csv", "result.json"]))
            self.assertFalse(result["complete"])
            self.assertEqual(result["replications"], result["worlds"] * result["lives"])
            self.assertIn("Interrupted", output)

    def test_what_an_interrupt_leaves_is_the_beginning_of_the_whole_run(self):
        _, _, _, cut = self.interrupted([signal.SIGINT])
        whole = subprocess.run([PROGRAM, "run", SCENARIO, "--replications", str(cut["replications"]), "--json", "-"],
                               capture_output=True, text=True)
        self.assertEqual(json.loads(whole.stdout)["structures"], cut["structures"])


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
