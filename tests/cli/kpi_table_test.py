"""The table of KPIs in reports/README.md has the names, units and directions of the program; its words may say more. `print` prints the
table in the program's words."""

import json
import sys
import unittest

from support import SOURCE, clientele


def explained(name):
    return json.loads(clientele("explain", name, "--json", "-").stdout)["explanations"]


def row_of(name):
    kpi = next(each for each in explained(name) if each["kind"] == "KPI" and each["name"] == name)
    facts = {label: texts[0] for label, texts in kpi["facts"].items()}
    unit = "currency" if facts["unit"] == "the scenario's currency" else facts["unit"]
    better = {"more is better": "more", "less is better": "less"}.get(facts["judge"], "–")
    undefined = facts.get("undefined", "–").removeprefix("when ")
    return f"| `{name}` | {unit} | {better} | {kpi['meaning']} | {undefined} |"


def table():
    return [row_of(item["name"]) for item in explained("kpis")[0]["items"]]


class Table(unittest.TestCase):
    def test_every_figure_of_the_program_has_its_row_and_no_other(self):
        section = (SOURCE / "reports/README.md").read_text(encoding="utf-8").split("\n## KPIs\n")[1].split("\n## ")[0]
        told = [line for line in section.splitlines() if line.startswith("| `")]
        figures = table()
        self.assertGreater(len(figures), 30)
        self.assertEqual([line.split("|")[1:4] for line in told], [line.split("|")[1:4] for line in figures])
        # Undefined at times in both or in neither.
        self.assertEqual([line.endswith("| – |") for line in told], [line.endswith("| – |") for line in figures])


if __name__ == "__main__":
    if sys.argv[1:] == ["print"]:
        print("\n".join(table()))
    else:
        sys.exit(unittest.main(verbosity=2))
