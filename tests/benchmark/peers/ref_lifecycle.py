"""What the Python peers share: parameters of ref-lifecycle 1.0, command line, processes, the line of JSON printed."""

import argparse
import functools
import json
import math
import multiprocessing
import time

CLIENTS, MONTHS, ACTIVE_AT_START = 1000, 60, 400
ATTEMPTS_A_MONTH, WIN_CHANCE = 40, 0.20
FARMERS, FARMER_SPAN = 8, 40
BASE_CHURN, NEGLECT_SLOPE = 0.015, 2.0
ACTIVE_ORDER_CHANCE, ACTIVE_MU, ACTIVE_SIGMA = 0.20, 8.5, 0.8
STREAK_TO_PROMOTE, REVENUE_TO_PROMOTE = 3, 80000.0
KAMS, KAM_SPAN = 18, 10
KEY_ORDER_CHANCE, KEY_MU, KEY_SIGMA = 0.60, 9.0, 0.6
KEY_CHURN, DISRUPTION, MONTHS_DISRUPTED = 0.004, 5.0, 3
KAM_LEAVES, RETURN_CHANCE = 0.02, 0.01
MARGIN, COST_OF_ATTEMPT, COST_OF_SERVICE = 0.35, 250.0, 600.0
FIXED_COST = 4 * 6000.0 + FARMERS * 6000.0 + KAMS * 8000.0

PROSPECT, ACTIVE, KEY, LOST = 0, 1, 2, 3

OUTPUTS = ("revenue", "cost", "profit", "key_end", "lost_end", "orders")


def read_request():
    parser = argparse.ArgumentParser(description="One peer of ref-lifecycle; prints one line of JSON.")
    parser.add_argument("--replications", type=int, default=10)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def stream_seed(seed, replication):
    """A 64-bit seed for one replication (splitmix64), the same whatever thread lives it."""
    mask = (1 << 64) - 1
    z = (seed * 0x9E3779B97F4A7C15 + (replication + 1) * 0xD1342543DE82EF95) & mask
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
    return z ^ (z >> 31)


def churn_this_month(actives):
    overload = max(0.0, actives / (FARMERS * FARMER_SPAN) - 1.0)
    return min(1.0, BASE_CHURN * (1.0 + NEGLECT_SLOPE * overload))


def print_result(name, version, request, seconds, outcomes):
    """outcomes: one row of six numbers, in the order of OUTPUTS, for each replication."""
    columns = [[float(row[k]) for row in outcomes] for k in range(len(OUTPUTS))]
    means, sds = {}, {}
    for output, column in zip(OUTPUTS, columns):
        mean = math.fsum(column) / len(column)
        means[output] = mean
        squares = math.fsum((x - mean) ** 2 for x in column)
        sds[output] = math.sqrt(squares / (len(column) - 1)) if len(column) > 1 else None
    print(json.dumps({"name": name, "version": version, "replications": request.replications,
                      "threads": request.threads, "seconds": seconds, "means": means, "sds": sds}))


def time_in_processes(live, request, warm_up):
    """Wall seconds of live(seed, replication) over all replications, in `threads` processes that are already warm.

    One thread runs in this process. Returns (seconds, outcomes in order of replication).
    """
    one_life = functools.partial(live, request.seed)
    if request.threads == 1:
        for replication in range(warm_up):
            one_life(replication)
        start = time.perf_counter()
        outcomes = [one_life(replication) for replication in range(request.replications)]
        return time.perf_counter() - start, outcomes
    with multiprocessing.get_context("fork").Pool(request.threads) as pool:
        pool.map(one_life, range(warm_up * request.threads), chunksize=warm_up)
        chunk = max(1, request.replications // (8 * request.threads))
        start = time.perf_counter()
        outcomes = pool.map(one_life, range(request.replications), chunksize=chunk)
        return time.perf_counter() - start, outcomes
