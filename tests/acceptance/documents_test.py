"""The pages on the scenario language show scenarios that are read, and output that was seen."""

import os
import re
import shlex
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("CLIENTELE_SOURCE", Path(__file__).resolve().parents[2]))
PROGRAM = Path(os.environ.get("CLIENTELE", ROOT / "build" / "clientele"))
SCENARIOS = ROOT / "scenarios"
PAGE = SCENARIOS / "README.md"

BLOCK = re.compile(r"(?:<!-- (?P<kind>scenario|values|file): (?P<name>\S+)(?: over (?P<below>\S+))? -->\n)?"
                   r"```(?P<language>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def clientele(arguments, folder):
    return subprocess.run(
        [PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


class TheIntroduction(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.blocks = [match.groupdict() for match in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        for block in cls.blocks:
            if block["name"]:
                (cls.folder / block["name"]).write_text(block["text"], encoding="utf-8")

    def of_kind(self, kind):
        found = [block for block in self.blocks if block["kind"] == kind]
        self.assertTrue(found, kind)
        return found

    def expect_fine(self, *arguments):
        answer = clientele(["check", *arguments], self.folder)
        self.assertEqual((answer.returncode, answer.stderr), (0, ""), arguments)

    def test_marks_every_piece_of_yaml_and_csv(self):
        for block in self.blocks:
            if block["language"] in ("yaml", "csv"):
                self.assertTrue(block["kind"], block["text"])
            else:
                self.assertEqual(block["language"], "console")

    def test_shows_scenarios_without_faults(self):
        for block in self.of_kind("scenario"):
            self.expect_fine(block["name"])

    def test_shows_values_that_fit_over_their_scenario(self):
        for block in self.of_kind("values"):
            self.expect_fine(block["below"], "--values", block["name"])

    def test_shows_output_that_the_program_gives(self):
        consoles = [block["text"] for block in self.blocks if block["language"] == "console"]
        self.assertTrue(consoles)
        for text in consoles:
            command, _, expected = text.partition("\n")
            words = shlex.split(command)
            self.assertEqual(words[:2], ["$", "clientele"])
            answer = clientele(words[2:], self.folder)
            self.assertEqual(answer.stdout + answer.stderr, expected, command)

    def test_says_what_a_yearly_chance_is_in_a_month(self):
        self.assertIn(f"20 %/year is {100 * (1 - 0.8 ** (1 / 12)):.2f} % a month", PAGE.read_text(encoding="utf-8"))


    def test_shows_scenarios_that_can_be_written_out(self):
        for block in self.of_kind("scenario"):
            expect_same_written_out(self, block["name"], self.folder)
        for block in self.of_kind("values"):
            expect_same_written_out(self, block["below"], self.folder, "--values", block["name"])


def expect_same_written_out(test, scenario, folder, *options):
    """What `config` writes is accepted, lives the same lives to the last bit, and written out again is itself."""
    def answer(*arguments):
        done = clientele(arguments, folder)
        test.assertEqual(done.returncode, 0, (arguments, done.stderr))
        return done.stdout

    with tempfile.NamedTemporaryFile("w", suffix=".yaml", dir=folder, encoding="utf-8") as copy:
        copy.write(answer("config", scenario, *options))
        copy.flush()
        name = os.path.basename(copy.name)
        test.assertEqual(answer("config", name), answer("config", scenario, *options), scenario)
        small = ("--replications", "8", "--seed", "5", "--json", "-")
        test.assertEqual(answer("run", name, *small), answer("run", scenario, *options, *small), scenario)


class TheScenarios(unittest.TestCase):
    def test_can_be_written_out(self):
        files = [SCENARIOS / "starter.yaml", *SCENARIOS.glob("gallery/*.yaml"), *SCENARIOS.glob("verification/*.yaml")]
        with tempfile.TemporaryDirectory() as folder:
            for file in sorted(files):
                with self.subTest(file.name):
                    expect_same_written_out(self, str(file), folder)

    def test_have_no_faults(self):
        files = sorted([*SCENARIOS.glob("gallery/*.yaml"), *SCENARIOS.glob("verification/*.yaml")])
        self.assertTrue(files)
        answer = clientele(["check", SCENARIOS / "starter.yaml", *files], ROOT)
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))

    def test_of_the_gallery_stand_in_its_list(self):
        page = (SCENARIOS / "gallery" / "README.md").read_text(encoding="utf-8")
        listed = re.findall(r"^\| \[(\S+)\]\(\1\) \|", page, re.MULTILINE)
        self.assertEqual(listed, sorted(path.name for path in SCENARIOS.glob("gallery/*.yaml")))


if __name__ == "__main__":
    unittest.main()
