"""Where scenarios come from: files, pipes and standard input; and what is said of those that cannot be read."""

import json
import os
import subprocess
import sys
import unittest

from support import FEW, PROGRAM, SCENARIO, Folder, clientele


class Pipes(Folder):
    def setUp(self):
        super().setUp()
        clientele("init", "firm", cwd=self.folder)
        self.text = (self.folder / "firm.yaml").read_text()

    def shell(self, command):
        return subprocess.run(["bash", "-c", command], cwd=self.folder, env={**os.environ, "P": PROGRAM}, capture_output=True, text=True, timeout=120)

    def test_scenarios_and_values_are_read_from_pipes_however_late_they_come(self):
        for command in ("$P check <(cat firm.yaml)", "cat firm.yaml | $P check /dev/stdin", "cat firm.yaml | $P check -", "$P check - < firm.yaml",
                        "$P check firm.yaml --values <(sleep 0.5; echo 'worlds: 4')", "(sleep 0.5; cat firm.yaml) | $P config - --origin"):
            done = self.shell(command)
            self.assertEqual((done.returncode, done.stderr), (0, ""), command)
        self.assertIn("4 worlds", self.shell("echo 'worlds: 4' | $P check firm.yaml --values -").stdout)

    def test_what_a_pipe_names_starts_from_the_current_folder(self):
        (self.folder / "top.yaml").write_text("clientele: 1\nextends: firm.yaml\nstaff: {seller: {file: people.csv, column: Name}}\n")
        (self.folder / "people.csv").write_text("Name\n" + "".join(f"P{i}\n" for i in range(8)))
        done = self.shell("cat top.yaml | $P check -")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_the_manifest_holds_the_hash_of_what_came_through_the_pipe(self):
        options = " ".join(FEW)
        for command in (f"$P run firm.yaml {options} --out a", f"cat firm.yaml | $P run - {options} --out b"):
            self.assertEqual(self.shell(command).returncode, 0)
        a, b = (json.loads((self.folder / name / "manifest.json").read_text())["inputs"] for name in "ab")
        self.assertEqual(b[0]["file"], "/dev/stdin")
        self.assertEqual(a[0]["hash"], b[0]["hash"])

    def test_faults_in_a_pipe_are_located(self):
        done = self.shell("echo 'horizonn: 1' | $P check -")
        self.assertEqual(done.returncode, 2)
        self.assertIn("/dev/stdin:1:1: error[unknown-key]", done.stderr)


class Raw(Folder):
    def test_no_exception_reaches_the_user_as_it_is(self):
        clientele("init", "firm", cwd=self.folder)
        name = "a" * 300
        for arguments, code in ((["check", name], 2), (["check", "firm.yaml", "--values", name], 2), (["init", name], 2), (["init", name + "/x"], 2),
                                (["init", "x", "--from", name], 2), (["compare", "firm.yaml", *FEW, "--json", name], 2),
                                (["compare", "firm.yaml", *FEW, "--out", name], 2), (["run", "firm.yaml", "--ledger", name], 2),
                                (["audit", name], 2), (["audit", "firm.yaml", "--groups", name], 2), (["config", "firm.yaml", "--json", name], 2)):
            done = clientele(*arguments, cwd=self.folder)
            self.assertEqual(done.returncode, code, (arguments, done.stderr))
            self.assertIn("error[", done.stderr)
            self.assertNotRegex(done.stderr, "filesystem error|exception|terminate")

    def test_a_name_that_is_no_utf8_is_no_trouble(self):
        clientele("init", "firm", cwd=self.folder)
        name = b"f\xff.yaml"
        os.rename(self.folder / "firm.yaml", os.path.join(os.fsencode(self.folder), name))
        for command in ("config", "check", "run"):
            done = subprocess.run([PROGRAM.encode(), command.encode(), name, *(option.encode() for option in (FEW if command == "run" else [])), b"--json", b"-"],
                                  cwd=self.folder, capture_output=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            json.loads(done.stdout)

    def test_a_pipe_without_a_folder_for_temporary_files_is_a_failure_in_plain_words(self):
        done = subprocess.run([PROGRAM, "audit", "-"], input="client,date,amount\n", env={**os.environ, "TMPDIR": "/nonexistent"}, capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, "clientele: error: a copy of what a pipe holds cannot be written to the folder for temporary files (TMPDIR): "
                                      "No such file or directory\n")


class Texts(Folder):
    def test_a_text_of_several_lines_is_one_line(self):
        values = self.folder / "v.yaml"
        for written in ("|\n  How many\n  jobs?\n", ">\n  How many\n  jobs?\n", "|+\n  How many\n\n  jobs?\n\n", "\"\\nHow many\\n jobs?\\n\"\n", "How many\n  jobs?\n"):
            values.write_text("question: " + written)
            done = clientele("run", SCENARIO, *FEW, "--values", str(values), "--json", "-")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(json.loads(done.stdout)["question"], "How many jobs?", written)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
