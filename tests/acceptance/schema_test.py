"""The JSON Schema agrees with the strict reader, as far as a schema can say anything.

Thousands of mutated scenarios are judged by ajv with the schema and by `clientele check`. They agree on the structure: which
keys, words, shapes of values and kinds of chance may stand where. What a schema of draft-07 cannot say stands in `BEYOND`, each
class with its reason; no other difference is left.
"""

import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("CLIENTELE_SOURCE", Path(__file__).resolve().parents[2]))
PROGRAM = Path(os.environ.get("CLIENTELE", ROOT / "build" / "clientele"))
HERE = Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "NODE_PATH": "/usr/share/nodejs:" + os.environ.get("NODE_PATH", "")}
DOCUMENTS = 4000

try:
    import yaml
except ImportError:
    sys.exit(77)
if shutil.which("node") is None or subprocess.run(["node", "-e", "require('ajv')"], env=ENVIRONMENT, capture_output=True).returncode:
    sys.exit(77)

# Faults that a schema says, too: (code, what the message says where the code says other things as well).
STRUCTURE = [
    ("unknown-key", ""), ("unknown-word", ""), ("wrong-shape", ""), ("empty-list", ""), ("bad-name", ""), ("contradiction", ""),
    ("wrong-kind-of-chance", ""), ("empty-value", "item of a list"), ("bad-range", "needs a range"),
    ("bad-distribution", "needs one distribution|needs '\\w+'(, '\\w+')? and '\\w+'"),
]
# What it cannot say, and why. The reader finds these alone.
BEYOND = {
    "numbers": ("not-a-number bad-number no-unit unknown-unit wrong-unit wrong-currency ambiguous-number mixed-units bad-currency "
                "out-of-range not-whole bad-range",
                "numbers with units are texts to a schema; their grammar and limits are the reader's"),
    "distributions": ("bad-distribution", "whether parameters make a distribution is arithmetic"),
    "presence": ("missing-key", "what a file lacks may come from the files or the structure it extends"),
    "layers": ("missing-file extends-cycle unknown-structure empty-file unreadable-file is-a-folder",
               "other files and structures are not part of the document"),
    "names": ("unknown-name duplicate-name duplicate-person unknown-column unknown-kpi unknown-owner reserved-name",
              "a schema does not look up what a name stands for"),
}
# Beside these the cross-checks of one part against another: what the rooms behind the reader say of a whole scenario.
CROSS_CHECKS = {
    code for room in ("scenario", "model", "comparison") for file in (ROOT / "engine" / room).glob("*.cpp")
    for code in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', file.read_text(encoding="utf-8"))
}

FAMILIES = {"lognormal": {"median": "14k/month", "sigma": "1.1"}, "beta": {"mean": "35 %", "sd": "15 %"},
            "uniform": {"low": "1", "high": "3"}, "gamma": {"mean": "4", "cv": "0.5"}}
# A page of the language that the gallery does not show.
RICH = """
clientele: 1
horizon: 24 months
today: one
judge: {by: npv, required_return: {value: 12 %/year, source: bank}, better_in: 80 % of worlds}
portfolio:
  segments:
    a: {clients: 10, stage: regular, potential: 2 to 5k/month, complexity: {lognormal: {mean: 1, cv: 0.2}},
        share_of_wallet: {believed: {beta: {mean: 35 %, sd: 10 %}}, source: x}, gross_margin: {believed: 20 % to 40 %, likely: 30 %},
        orders: {poisson: 2/month, value: {lognormal: {median: 4k, sigma: 0.8}}}, loss: {chance: 1 %/month, overload_slope: 0.4}}
lifecycle:
  transitions:
    named: {from: [regular], to: key, all: [{revenue: 50k}, {smallest_order: 5k, over: 3 months}], review: 6 months, order: by_revenue}
people: {seller: {fixed: 4500/month, hours: 160 hours/month}}
staff: {seller: [Ines, Jon]}
structures:
  one: {teams: {s: {seats: {seller: 2}, does: [win, keep], allocates: by_class, time: {win: 20 %}}}}
  two: {extends: one, from: month 3, teams: {s: {does: keep, owns: regular, time: null}},
        handover: {any: [{orders: 3}]}, admission: {from: regular, to: key, all: {potential: 5k/month}, at_most: 20 % of clients}}
"""


def numbers_as_numbers(value):
    if isinstance(value, dict):
        return {key: numbers_as_numbers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [numbers_as_numbers(each) for each in value]
    if value == "null":
        return None
    return json.loads(value) if re.fullmatch(r"[1-9][0-9]*(\.[0-9]+)?", value) else value


def written(text):
    return numbers_as_numbers(yaml.load(text, yaml.BaseLoader))


class Mutator:
    """Changes a document at a place of its own choice, always the same way for the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def places(self, value):
        """All containers with each of their keys or positions."""
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, each in items:
            yield value, key
            yield from self.places(each)

    def slip(self, word):
        at = self.random.randrange(len(word)) if word else 0
        letter = self.random.choice("abcdefghijklmnopqrstuvwxyz")
        return self.random.choice([word[:at] + word[at + 1:], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1:]])

    def something(self):
        family = self.random.choice(list(FAMILIES))
        spread = {family: dict(FAMILIES[family])}
        broken = {family: {k: v for k, v in list(FAMILIES[family].items())[self.random.randrange(2):]}}
        return self.random.choice([
            None, [], {}, [None], "", "   ", True, 7, 0.5, -1, "some text", "by_revenue", "5 % to 25 %", "60 to 200", "12 months", "35 %",
            spread, broken, {"believed": "5 % to 25 %"}, {"believed": "5 % to 25 %", "likely": "12 %"}, {"believed": spread},
            {"believed": "5 %"}, {"believed": 5}, {"believed": broken}, {"value": "35 %"}, {"value": 3, "source": "a book"},
            {"value": "1 to 3"}, {"value": [3]}, {"value": 3, "believed": "1 to 2"}, {"value": 3, "believed": None}, {"value": 3, "likely": 2},
            {**spread, "source": "a book"}, {**spread, "value": 1}, {"source": ["a", "b"], "value": 1}, {family: 3}, {"keep": "2 hours/month"},
            ["seller", "kam"], ["win", "kepe"], [["win"]], {"file": "people.csv"}, {"x": {"y": 1}},
        ])

    def mutate(self, document):
        container, key = self.random.choice(list(self.places(document)))
        kind = self.random.choice([0, 1, 1, 1, 1, 2, 2, 2, 3, 4, 5, 6])
        if kind == 0 and isinstance(container, dict):
            container[self.slip(key)] = container.pop(key)
        elif kind == 1:
            del container[key]
        elif kind == 2 and isinstance(container[key], str):
            container[key] = self.slip(container[key])
        elif kind == 3:
            container[key] = container[key][0] if isinstance(container[key], list) and container[key] else [container[key]]
        elif kind == 4 and isinstance(container, dict):
            name = self.random.choice(["notes", "a b", "a.b", "", "x" * 101, "größe", "source", "clients", "null"])
            container[name] = self.something()
        elif kind == 5:
            other, place = self.random.choice(list(self.places(document)))
            alike = [(c, k) for c, k in self.places(document) if k == key]  # often a value that may stand there
            other, place = self.random.choice([(other, place), *alike])
            container[key] = json.loads(json.dumps(other[place]))
        else:
            container[key] = self.something()


def is_structural(fault):
    return any(fault["code"] == code and re.search(message, fault["message"]) for code, message in STRUCTURE)


def class_beyond(fault):
    for name, (codes, _) in BEYOND.items():
        if fault["code"] in codes.split():
            return name
    return "the whole" if fault["code"] in CROSS_CHECKS else None


class TheSchema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        schema = subprocess.run([PROGRAM, "schema"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
        cls.schema = cls.folder / "schema.json"
        cls.schema.write_text(schema, encoding="utf-8")

    def judged(self, documents):
        """(accepted by ajv, faults of the reader) of each document."""
        names = []
        for number, document in enumerate(documents):
            names.append(str(self.folder / f"{number}.yaml"))
            Path(names[-1]).write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
        ajv = subprocess.run(["node", HERE / "ajv_verdicts.js", self.schema], input="\n".join(names), env=ENVIRONMENT,
                             capture_output=True, text=True, check=True)
        reader = subprocess.run([PROGRAM, "check", "--quiet", "--json", "-", *names], capture_output=True, text=True, encoding="utf-8")
        self.assertIn(reader.returncode, (0, 2), reader.stderr)
        faults = [each["faults"] for each in json.loads(reader.stdout)["scenarios"]]
        accepted = [line == "true" for line in ajv.stdout.split()]
        self.assertEqual((len(accepted), len(faults)), (len(names), len(names)), ajv.stderr)
        return list(zip(accepted, faults))

    def test_is_the_one_that_ships(self):
        self.assertEqual(self.schema.read_text(encoding="utf-8"),
                         (ROOT / "scenarios" / "clientele.schema.json").read_text(encoding="utf-8"))

    def test_accepts_every_scenario_that_ships(self):
        files = [*(ROOT / "scenarios").glob("*/*.yaml"), ROOT / "scenarios/starter.yaml", ROOT / "scenarios/defaults.yaml"]
        documents = [written(file.read_text(encoding="utf-8")) for file in files] + [written(RICH)]
        for file, (accepted, _) in zip([*files, "RICH"], self.judged(documents)):
            self.assertTrue(accepted, file)

    def test_agrees_with_the_reader_on_thousands_of_mutated_scenarios(self):
        gallery = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "scenarios/gallery").glob("*.yaml"))]
        bases = [written(text) for text in [RICH, (ROOT / "scenarios/starter.yaml").read_text(encoding="utf-8"), *gallery]]
        mutator = Mutator(20260101)
        documents = []
        for number in range(DOCUMENTS):
            document = json.loads(json.dumps(bases[number % len(bases)]))
            document.pop("extends", None)  # other files are not there
            document["defaults"] = "none"  # what the defaults hold is not part of the document
            for _ in range(1 + number % 2):
                mutator.mutate(document)
            documents.append(document)
        self.compare(documents)

    def compare(self, documents):
        counts = collections.Counter()
        unexplained = []
        for document, (accepted, faults) in zip(documents, self.judged(documents)):
            structural = [fault for fault in faults if is_structural(fault)]
            classes = {class_beyond(fault) for fault in faults if not is_structural(fault)}
            if accepted != bool(structural):
                counts["agreed: both accept the structure" if accepted else "agreed: both refuse the structure"] += 1
                for name in classes if accepted else ():
                    counts[f"beyond a schema: {name}"] += 1
                if None in classes:
                    unexplained.append((accepted, faults, document))
            elif not accepted and any(f["code"] == "not-a-number" for f in faults) and re.search(r"\b(true|false)\b", json.dumps(document)):
                counts["refused by both: true and false are no numbers"] += 1
            else:
                unexplained.append((accepted, faults, document))
        for name, count in sorted(counts.items()):
            print(f"  {count:5}  {name}")
        shown = [(accepted, [(f["code"], f["message"]) for f in faults]) for accepted, faults, _ in unexplained[:10]]
        self.assertEqual(len(unexplained), 0, json.dumps(shown, indent=1, ensure_ascii=False))
        self.assertGreater(counts["agreed: both refuse the structure"], DOCUMENTS / 4)
        self.assertGreater(counts["agreed: both accept the structure"], DOCUMENTS / 10)

    def test_a_schema_that_knows_fewer_words_is_caught(self):
        """The comparison can fail: a word that the schema lacks is a difference."""
        schema = self.schema.read_text(encoding="utf-8")
        self.schema.write_text(schema.replace('"const": "by_class"', '"const": "by_clas"'), encoding="utf-8")
        try:
            ((accepted, faults),) = self.judged([written(RICH)])
        finally:
            self.schema.write_text(schema, encoding="utf-8")
        self.assertFalse(accepted)
        self.assertFalse(any(is_structural(fault) for fault in faults))


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
