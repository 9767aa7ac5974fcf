"""The program from outside, and a folder for what it writes."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ.get("CLIENTELE", "build/clientele")
SOURCE = Path(os.environ.get("CLIENTELE_SOURCE", Path(__file__).resolve().parents[2]))
SCENARIO = str(SOURCE / "scenarios/gallery/kam_rollout.yaml")
FEW = ["--replications", "40", "--quiet"]  # quiet, since a busy machine would tell of its progress


def clientele(*arguments, **options):
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=120, env=environment,
                          **options)


class Folder(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = Path(self.temporary.name)
