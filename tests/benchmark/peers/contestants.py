"""Who takes part, how each is built and how one run of it becomes one measurement."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

PEERS = Path(__file__).resolve().parent
ROOT = PEERS.parents[2]
SCRATCH = ROOT / "build" / "bench"

CLIENT_MONTHS = 1000 * 60  # of one replication of ref-lifecycle


class Unusable(Exception):
    """A contestant cannot run, and why."""


@dataclass
class Run:
    seconds: float  # simulation only
    client_months: float
    means: dict  # empty where the check table does not apply
    replications: int
    digest: str  # equal for equal seed and replications, whatever the thread count
    version: str = ""
    peak_bytes: int = 0
    result: dict = field(default_factory=dict)

    @property
    def rate(self):
        """Client-months a second."""
        return self.client_months / self.seconds


def environment():
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "NUMBA_CACHE_DIR": str(SCRATCH / "numba"),
            "OMP_WAIT_POLICY": "passive"}


def call(command, accepted=(0,)):
    """Standard output of a command and the peak resident bytes of its process."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    with open(SCRATCH / "stdout", "w+b") as out, open(SCRATCH / "stderr", "w+b") as err:
        try:
            child = subprocess.Popen([str(word) for word in command], stdout=out, stderr=err, env=environment())
        except OSError as error:
            raise Unusable(f"{command[0]}: {error.strerror}") from error
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode not in accepted:
            said = err.read().decode(errors="replace").strip().splitlines()
            line = " ".join(str(word) for word in command)
            raise Unusable(f"exit code {child.returncode} of: {line}\n    " + "\n    ".join(said[-8:]))
        return out.read(), usage.ru_maxrss * 1024


@dataclass
class Peer:
    name: str
    command: list
    check_replications: int  # about a second on two cores of a laptop

    def prepare(self):
        if shutil.which(str(self.command[0])) is None:
            raise Unusable(f"{self.command[0]} is not installed (./tools/setup --bench installs it)")

    def run(self, replications, threads, seed):
        out, peak = call([*self.command, "--replications", replications, "--threads", threads, "--seed", seed])
        told = json.loads(out)
        digest = json.dumps([told["means"], told["sds"]], sort_keys=True)
        return Run(told["seconds"], CLIENT_MONTHS * told["replications"], told["means"], told["replications"], digest,
                   told.get("version", ""), peak)


class CarefulCpp(Peer):
    """Built for this machine, again only when source, compiler or machine has changed."""

    def prepare(self):
        source, binary, stamp = PEERS / "careful.cpp", SCRATCH / "careful", SCRATCH / "careful.stamp"
        compiler = os.environ.get("CXX", "g++")
        if shutil.which(compiler) is None:
            raise Unusable(f"{compiler} is not installed (./tools/setup --bench installs it)")
        build = [compiler, "-std=c++20", "-O3", "-march=native", "-o", binary, source, "-ltbb"]
        version = subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout
        flags = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("flags")][:1]
        state = repr([str(word) for word in build]) + version + "".join(flags)
        state = hashlib.sha256(state.encode() + source.read_bytes()).hexdigest()
        if binary.exists() and stamp.exists() and stamp.read_text() == state:
            return
        print("building the careful C++ peer", file=sys.stderr)
        call(build)
        stamp.write_text(state)


def peers():
    python = sys.executable
    return [
        Peer("SimPy", [python, PEERS / "simpy_peer.py"], 12),
        Peer("NumPy", [python, PEERS / "numpy_peer.py"], 300),
        Peer("node", ["node", PEERS / "node_peer.mjs"], 800),
        Peer("Numba", [python, PEERS / "numba_peer.py"], 1200),
        CarefulCpp("careful C++", [SCRATCH / "careful"], 4000),
    ]
