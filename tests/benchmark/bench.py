"""ref-lifecycle through clientele and its peers, side by side: checked first, then timed in turns.

Throughput is in client-months a second of simulation: start-up, compilation, JIT warm-up and the summary are left out.
Ratios are taken between neighbours within one round, and the median of the ratios is shown: on a noisy machine trust
them rather than the absolute figures.
"""

import sys

sys.dont_write_bytecode = True

import argparse
import json
import os
import platform
import statistics
import subprocess
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "peers"))

import check_table
import contestants
import program as clientele
from contestants import Unusable

NUMBA, CAREFUL, OURS = "Numba", "careful C++", "clientele"
KAM_ROLLOUT, HUNDREDFOLD = "clientele kam_rollout", "clientele 100,000 clients"


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter runs: within 60 seconds")
    parser.add_argument("--check-only", action="store_true", help="compare everyone with the check table and stop")
    parser.add_argument("--rounds", type=int, help="rounds of timing (9; quick: 3)")
    parser.add_argument("--only", metavar="NAME,NAME", help="only these contestants")
    parser.add_argument("--cores", metavar="N,N", help="numbers of cores (1,2)")
    parser.add_argument("--memory", action="store_true", help="also the peak memory of a large study (minutes)")
    parser.add_argument("--kernels", action="store_true",
                        help="instead: nanoseconds a client-month by phase, and of each kernel (Google Benchmark)")
    parser.add_argument("--seed", type=int, default=20240602)
    parser.add_argument("--program", type=Path, default=contestants.ROOT / "build" / "clientele")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the result as JSON")
    options = parser.parse_args()
    options.started = time.monotonic()
    options.rounds = options.rounds or (3 if options.quick else 9)
    options.seconds = 0.4 if options.quick else 1.5  # of one run on one core
    options.deadline = 42.0 if options.quick else float("inf")  # no round starts that would end later
    available = len(os.sched_getaffinity(0))
    wanted = [int(word) for word in options.cores.split(",")] if options.cores else [1, 2]
    options.cores = [n for n in wanted if n <= available]
    return options


def say(text):
    print(text, file=sys.stderr, flush=True)


def machine():
    cpu = Path("/proc/cpuinfo").read_text().splitlines()
    field = lambda key: next((line.split(":", 1)[1].strip() for line in cpu if line.startswith(key)), "")
    widest = next((isa for isa in ("avx512f", "avx2", "sse4_2") if isa in field("flags").split()), "baseline")
    compiler = subprocess.run([os.environ.get("CXX", "g++"), "--version"], capture_output=True, text=True).stdout
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"cpu": field("model name") or platform.machine(), "cores": len(os.sched_getaffinity(0)), "simd": widest,
            "memory_gib": round(memory, 1), "compiler": compiler.splitlines()[0], "system": platform.platform(),
            "load": round(os.getloadavg()[0], 2)}


def line_up(options):
    """Those who can run, and those who cannot, with the reason."""
    everyone = contestants.peers()
    everyone += [make(options.program) for make in (clientele.ref_lifecycle, clientele.kam_rollout,
                                                    clientele.hundredfold)]
    if options.only:
        everyone = [c for c in everyone if c.name in options.only.split(",")]
    ready, absent = [], {}
    for contestant in everyone:
        try:
            contestant.prepare()
            ready.append(contestant)
        except Unusable as reason:
            absent[contestant.name] = str(reason)
    return ready, absent


def check(ready, absent, options):
    """Agreement with the check table; also a first idea of each one's speed (client-months a second and core)."""
    rows, speeds = [], {}
    cores = max(options.cores)
    for contestant in list(ready):
        say(f"checking {contestant.name}")
        try:
            run = contestant.run(contestant.check_replications * (1 if options.quick else 5), cores, options.seed)
        except Unusable as reason:
            absent[contestant.name] = str(reason)
            ready.remove(contestant)
            continue
        speeds[contestant.name] = (run.rate / cores, run.client_months / run.replications)
        if contestant.name in (KAM_ROLLOUT, HUNDREDFOLD):
            continue
        z = check_table.deviations(run.means, run.replications)
        rows.append({"name": contestant.name, "version": run.version, "replications": run.replications, "z": z,
                     "agrees": check_table.agrees(z)})
    return rows, speeds


def measure(ready, speeds, options):
    """rounds[n][(name, cores)] = client-months a second; who runs first changes from round to round."""
    replications = {}
    for contestant in ready:
        speed, client_months = speeds[contestant.name]
        least = getattr(contestant, "least_replications", 4)
        replications[contestant.name] = max(least, round(options.seconds * speed / client_months))
    rounds, digests, longest = [], {}, 0.0
    while len(rounds) < options.rounds:
        start = time.monotonic()
        if rounds and start - options.started + longest > options.deadline:
            say(f"time is up after {len(rounds)} rounds")
            break
        say(f"round {len(rounds) + 1} of {options.rounds}")
        rates = {}
        turn = len(rounds) % len(ready)
        for cores in options.cores:
            for contestant in ready[turn:] + ready[:turn]:
                run = contestant.run(replications[contestant.name], cores, options.seed)
                if digests.setdefault(contestant.name, run.digest) != run.digest:
                    raise Unusable(f"{contestant.name}: the same seed gave other numbers on {cores} core(s)")
                rates[contestant.name, cores] = run.rate
        rounds.append(rates)
        longest = max(longest, time.monotonic() - start)
    return rounds


def median_ratio(rounds, above, below):
    """Median over rounds of the ratio of two rates, or None where one of them does not take part."""
    ratios = [rates[above] / rates[below] for rates in rounds if above in rates and below in rates]
    return statistics.median(ratios) if ratios else None


def throughput(ready, rounds, options):
    """One row for each contestant and number of cores; no ratio to a peer that lived another model."""
    rows = []
    for contestant in ready:
        for cores in options.cores:
            key = (contestant.name, cores)
            rate = statistics.median(rates[key] for rates in rounds)
            same_model = contestant.name not in (KAM_ROLLOUT, HUNDREDFOLD)
            rows.append({"name": contestant.name, "cores": cores, "million_client_months_per_second": rate / 1e6,
                         "ns_per_client_month": 1e9 / rate,
                         "to_numba": median_ratio(rounds, key, (NUMBA, cores)) if same_model else None,
                         "to_careful": median_ratio(rounds, key, (CAREFUL, cores)) if same_model else None})
    return rows


def targets(rounds, options):
    """What the project asks of itself: measured, floor, aim. `least`: the floor is a lower limit, else an upper one."""
    rows = []

    def add(what, value, floor, aim, least):
        if value is not None:
            reached = value >= floor if least else value <= floor
            rows.append({"target": what, "value": value, "floor": floor, "aim": aim, "reached": reached})

    for cores in options.cores:
        plural = "core" if cores == 1 else "cores"
        add(f"against Numba, {cores} {plural}", median_ratio(rounds, (OURS, cores), (NUMBA, cores)), 5.0, 10.0, True)
        add(f"against careful C++, {cores} {plural}", median_ratio(rounds, (OURS, cores), (CAREFUL, cores)), 2.3, 4.5,
            True)
    if {1, 2} <= set(options.cores):
        ours, careful = (median_ratio(rounds, (name, 2), (name, 1)) for name in (OURS, CAREFUL))
        if ours and careful:
            add("two cores against one, as a share of careful C++'s scaling", ours / careful, 0.95, 1.0, True)
    cores = options.cores[0]
    add("kam_rollout, cost of a client-month against ref-lifecycle",
        median_ratio(rounds, (OURS, cores), (KAM_ROLLOUT, cores)), 6.0, 3.0, False)
    add("100,000 clients, cost of a client-month against 1,000",
        median_ratio(rounds, (OURS, cores), (HUNDREDFOLD, cores)), 1.5, 1.1, False)
    return rows


def ask_program(options, absent):
    """Start-up, `check` and, if asked for, memory."""
    rows = []

    def add(what, ask, floor, aim):
        try:
            value = ask()
            rows.append({"target": what, "value": value, "floor": floor, "aim": aim, "reached": value <= floor})
        except Unusable as reason:
            absent[what] = str(reason)

    repeats = 7 if options.quick else 21
    program = options.program
    add("clientele check, 1,000 lines [ms]", lambda: 1e3 * clientele.check_seconds(program, repeats), 50.0, None)
    add("clientele --help [ms]", lambda: 1e3 * clientele.help_seconds(program, repeats), 20.0, None)
    large = {}
    if options.memory:
        def beyond():
            say("large study for memory: this takes minutes")
            large.update(clientele.memory(program, max(options.cores), options.seed))
            return large["beyond_bytes"] / 1e6
        add("memory beyond the kept KPIs, large study [MB]", beyond, 200.0, 80.0)
    return rows, large


def print_table(header, rows):
    rows = [header] + [["–" if cell is None else cell if isinstance(cell, str) else f"{cell:.4g}" for cell in row]
                       for row in rows]
    widths = [max(len(row[k]) for row in rows) for k in range(len(header))]
    for n, row in enumerate(rows):
        cells = [cell.ljust(w) if k == 0 else cell.rjust(w) for k, (cell, w) in enumerate(zip(row, widths))]
        print("| " + " | ".join(cells) + " |")
        if n == 0:
            rules = ["-" * (w + 2) if k == 0 else "-" * (w + 1) + ":" for k, w in enumerate(widths)]
            print("|" + "|".join(rules) + "|")
    print()


def print_machine(facts):
    print(f"{facts['cpu']}, {facts['cores']} cores, {facts['simd']}, {facts['memory_gib']} GiB; {facts['compiler']}; "
          f"{facts['system']}; load {facts['load']} at the start\n")


def print_check(rows):
    table = []
    for row in rows:
        output, z = check_table.worst(row["z"])
        largest = f"{output}: " + ("missing" if z is None else f"{z:+.2f}")
        table.append([row["name"], row["version"], str(row["replications"]), largest,
                      "agrees" if row["agrees"] else "DIFFERS"])
    print_table(["check table", "version", "replications", "largest deviation [standard errors]", "verdict"], table)


def print_timing(rows, target_rows, rounds):
    if rows:
        print_table([f"medians of {len(rounds)} rounds", "cores", "M client-months/s", "ns per client-month",
                     "ratio to Numba", "ratio to careful C++"],
                    [[row["name"], str(row["cores"]), row["million_client_months_per_second"],
                      row["ns_per_client_month"], row["to_numba"], row["to_careful"]] for row in rows])
    if target_rows:
        print_table(["target", "measured", "floor", "aim", "floor reached"],
                    [[row["target"], row["value"], row["floor"], row["aim"], "yes" if row["reached"] else "NO"]
                     for row in target_rows])


def bench(options):
    """0 when all took part and agreed, else 1. A floor that is missed is shown, not a failure."""
    facts = machine()
    if facts["load"] > 0.5:
        say(f"the machine is busy (load {facts['load']}): figures at two cores will suffer most")
    ready, absent = line_up(options)
    checks, speeds = check(ready, absent, options)
    print_machine(facts)
    print_check(checks)
    differ = [row["name"] for row in checks if not row["agrees"]]
    rounds, rows, target_rows, large = [], [], [], {}
    if ready and not differ and not options.check_only:
        rounds = measure(ready, speeds, options)
        rows = throughput(ready, rounds, options)
        target_rows = targets(rounds, options)
        if any(contestant.name == OURS for contestant in ready):
            asked, large = ask_program(options, absent)
            target_rows += asked
        print_timing(rows, target_rows, rounds)
    for name, reason in absent.items():
        say(f"not measured: {name}: {reason}")
    for name in differ:
        say(f"{name} does not agree with the check table: nothing was timed")
    if options.json:
        options.json.write_text(json.dumps(
            {"machine": facts, "checks": checks, "rounds": len(rounds), "throughput": rows, "targets": target_rows,
             "large_study": large, "not_measured": absent}, indent=2) + "\n")
    return 1 if differ or absent else 0


def time_kernels():
    """Phases and kernels alone, through Google Benchmark; kernels.cpp is built with the program's own settings."""
    build = contestants.ROOT / "build"
    if not (build / "CMakeCache.txt").exists():
        raise Unusable("build/ is not configured: ./tools/dev/build does it")
    subprocess.run(["cmake", "--build", build, "--target", "clientele_kernels"], check=True, stdout=sys.stderr)
    return subprocess.run([build / "tests" / "clientele_kernels"], cwd=contestants.ROOT).returncode


def main():
    try:
        options = read_options()
        sys.exit(time_kernels() if options.kernels else bench(options))
    except Unusable as reason:
        say(f"bench: {reason}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
