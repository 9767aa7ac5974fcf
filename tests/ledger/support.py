"""Small ledgers written to a folder, and the program run on them."""

import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("CLIENTELE_SOURCE", Path(__file__).resolve().parents[2]))
PROGRAM = os.environ.get("CLIENTELE", str(ROOT / "build" / "clientele"))
DATA = Path(os.environ.get("CLIENTELE_DATA", ROOT.parent / "shared" / "data")).resolve()
SKIPPED = 77


def clientele(*arguments, cwd=None):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=280, cwd=cwd)


class Ledgers(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def write(self, content, name="ledger.csv", encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def audit(self, content, *options, encoding="utf-8"):
        """The result of an audit that must succeed."""
        path = self.write(content, encoding=encoding)
        done = clientele("audit", path, *options, "--quiet", "--json", "-")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def rules(self, result):
        return {rule["rule"]: (rule["rows"], round(rule["amount"], 6)) for rule in result["rules"]}

    def expect(self, content, *options, encoding="utf-8", clients=None, orders=None, revenue=None, rules=None, understood=None):
        result = self.audit(content, *options, encoding=encoding)
        if clients is not None:
            self.assertEqual(result["clients"], clients)
        if orders is not None:
            self.assertEqual(result["orders"], orders)
        if revenue is not None:
            self.assertAlmostEqual(result["revenue"], revenue, places=6)
        self.assertEqual(self.rules(result), rules or {})
        for key, value in (understood or {}).items():
            self.assertEqual(result["understood"][key], value)
        return result

    def refuse(self, content, *options, fault, encoding="utf-8", command="audit"):
        """The ledger is refused with exactly this: "line:column: code: message | help"."""
        path = self.write(content, encoding=encoding)
        done = clientele(command, path, *options, "--quiet", "--json", "-")
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(self.faults(done.stderr), [fault] if isinstance(fault, str) else fault)

    def faults(self, stderr):
        found = []
        for block in stderr.strip().split("\n\n"):
            head = re.match(r"(?:.*?ledger\.csv:?)?((?:\d+:){0,2}) ?error\[([\w-]+)\]: (.*)", block)
            if not head:
                continue
            aid = re.search(r"^ *help: (.*)$", block, re.M)
            place = head[1].rstrip(":")
            text = f"{place}: " if place else ""
            found.append(f"{text}{head[2]}: {head[3]}" + (f" | {aid[1]}" if aid else ""))
        return found
