"""clientele as a contestant, and the questions only it is asked.

Everything that depends on keys of the scenario language or on names in the program's output stands in the first
block: a renamed key is mended here and nowhere else.
"""

import hashlib
import json
import re
import shutil
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from contestants import ROOT, SCRATCH, Run, Unusable, call

REF_LIFECYCLE = ROOT / "scenarios" / "verification" / "ref_lifecycle.yaml"
KAM_ROLLOUT = ROOT / "scenarios" / "gallery" / "kam_rollout.yaml"

# output of the check table: KPI of the program
KPI = {
    "revenue": "revenue",
    "cost": "cost",
    "profit": "profit",
    "key_end": "clients_end.key",
    "lost_end": "clients_end.lost",
    "orders": "orders",
}

# ref-lifecycle with 100,000 clients: a hundred times the clients and the people, so that every rate stays the same
HUNDREDFOLD = [
    "portfolio.segments.active.clients=40000",
    "portfolio.segments.prospect.clients=60000",
    "staff.hunter=400",
    "staff.farmer=800",
    "staff.kam=1800",
    "structures.reference.teams.hunters.seats.hunter=400",
    "structures.reference.teams.farmers.seats.farmer=800",
    "structures.reference.teams.key_accounts.seats.kam=1800",
]

# ref-lifecycle as a large study of four structures and their twins; `memory` names what came of it
LARGE_STUDY = [
    "horizon=120 months",
    "judge.by=profit",
    "portfolio.segments.active.clients=4000",
    "portfolio.segments.prospect.clients=6000",
    "staff={hunter: 40, farmer: 80, kam: 180}",
    "structures.reference.teams.hunters.seats.hunter=40",
    "structures.reference.teams.farmers.seats.farmer=80",
    "structures.reference.teams.key_accounts.seats.kam=180",
    "structures.fewer_kams={extends: reference, teams: {key_accounts: {seats: {kam: 120}}}}",
    "structures.fewer_farmers={extends: reference, teams: {farmers: {seats: {farmer: 60}}}}",
    "structures.fewer_hunters={extends: reference, teams: {hunters: {seats: {hunter: 30}}}}",
]
LARGE_STUDY_REPLICATIONS = 10_000

# exit codes of a computation that ended well: fine, undecided, an expectation missed
ENDED = (0, 3, 99)


@dataclass
class Program:
    """One scenario run through the ordinary program."""

    name: str
    program: Path
    command: str
    scenario: Path
    check_replications: int
    overrides: list = field(default_factory=list)
    least_replications: int = 4  # so many that setting up and the last block of a run do not count

    def prepare(self):
        if shutil.which(str(self.program)) is None:
            raise Unusable(f"{self.program} is not there: build it first (./tools/demo does)")
        if not self.scenario.exists():
            raise Unusable(f"{self.scenario} is not there")

    def run(self, replications, threads, seed):
        folder = SCRATCH / "out"
        shutil.rmtree(folder, ignore_errors=True)
        words = [self.program, self.command, self.scenario, "--replications", replications, "--threads", threads,
                 "--seed", seed, "--json", "-", "--out", folder]
        for override in self.overrides:
            words += ["--set", override]
        out, peak = call(words, accepted=ENDED)
        result = json.loads(out)
        timing = read_timing(folder / "manifest.json")
        means = self.means(result) if self.scenario == REF_LIFECYCLE else {}
        return Run(timing["simulation_seconds"], timing["client_months"], means, result["replications"],
                   hashlib.sha256(out).hexdigest(), "", peak, result)

    @staticmethod
    def means(result):
        kpis = next(iter(result["structures"].values()))["kpis"]
        return {output: kpis[kpi]["mean"] for output, kpi in KPI.items() if kpi in kpis}


def read_timing(manifest):
    try:
        timing = json.loads(manifest.read_text())["timing"]
        return {key: float(timing[key]) for key in ("simulation_seconds", "client_months")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{manifest.name}: no timing.simulation_seconds or timing.client_months ({error!r})") from error


def ref_lifecycle(program):
    return Program("clientele", program, "run", REF_LIFECYCLE, 8000)


def kam_rollout(program):
    return Program("clientele kam_rollout", program, "compare", KAM_ROLLOUT, 40, least_replications=80)


def hundredfold(program):
    return Program("clientele 100,000 clients", program, "run", REF_LIFECYCLE, 20, HUNDREDFOLD, least_replications=40)


def memory(program, threads, seed):
    """Peak memory of a large study, with and without the KPIs that are kept for every replication [bytes]."""
    study = Program("memory", program, "compare", REF_LIFECYCLE, 0, LARGE_STUDY)
    study.prepare()
    run = study.run(LARGE_STUDY_REPLICATIONS, threads, seed)
    kept = 8 * run.replications * sum(len(s["kpis"]) for s in run.result["structures"].values())
    return {"peak_bytes": run.peak_bytes, "kept_bytes": kept, "beyond_bytes": run.peak_bytes - kept,
            "structures": len(run.result["structures"]), "replications": run.replications,
            "client_months": run.client_months, "seconds": run.seconds}


def long_scenario(text, lines):
    """A scenario made at least `lines` long by copies of its first segment, each under its own name."""
    rows = text.splitlines()
    head = next((n for n, row in enumerate(rows) if re.match(r"\s*segments:\s*(#.*)?$", row)), None)
    if head is None:
        raise Unusable(f"{KAM_ROLLOUT.name} has no block of segments to copy")

    def indent(row):
        return len(row) - len(row.lstrip())

    def is_inside(row):
        return not row.strip() or row.lstrip().startswith("#") or indent(row) > indent(rows[first])

    first = next(n for n in range(head + 1, len(rows)) if rows[n].strip() and not rows[n].lstrip().startswith("#"))
    end = first + 1
    while end < len(rows) and is_inside(rows[end]):
        end += 1
    key, rest = rows[first].split(":", 1)
    copies = []
    while len(rows) + len(copies) < lines:
        copies += [f"{key}_{len(copies)}:{rest}", *rows[first + 1:end]]
    return "\n".join(rows[:end] + copies + rows[end:]) + "\n"


def median_seconds(command, repeats):
    call(command)
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        call(command)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def check_seconds(program, repeats):
    """Wall seconds of `clientele check` on a scenario of a thousand lines."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    scenario = SCRATCH / "thousand_lines.yaml"
    scenario.write_text(long_scenario(KAM_ROLLOUT.read_text(), 1000))
    return median_seconds([program, "check", scenario], repeats)


def help_seconds(program, repeats):
    return median_seconds([program, "--help"], repeats)
