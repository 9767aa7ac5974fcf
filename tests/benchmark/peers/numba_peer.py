"""Peer "Numba": scalar loops compiled by Numba, prange over replications, np.random. JIT warm-up is not timed."""

import math
import time

import numba
import numpy as np

from ref_lifecycle import *


@numba.njit(cache=True)
def step_key(i, stage, kam_of, disrupted, load, left):
    """Revenue of client i this month, 0 without an order."""
    size = 0.0
    if left[kam_of[i]]:
        disrupted[i] = MONTHS_DISRUPTED
    if np.random.random() < KEY_ORDER_CHANCE:
        size = math.exp(KEY_MU + KEY_SIGMA * np.random.standard_normal())
    chance = KEY_CHURN * DISRUPTION if disrupted[i] > 0 else KEY_CHURN
    if np.random.random() < chance:
        stage[i] = LOST
        load[kam_of[i]] -= 1
    if disrupted[i] > 0:
        disrupted[i] -= 1
    return size


@numba.njit(cache=True)
def promote(stage, streak, bought, kam_of, disrupted, load):
    """Number of clients promoted; in order, each to the lowest-numbered KAM with a free slot."""
    kam = 0
    promoted = 0
    for i in range(CLIENTS):
        if stage[i] == ACTIVE and (streak[i] >= STREAK_TO_PROMOTE or bought[i] > REVENUE_TO_PROMOTE):
            while kam < KAMS and load[kam] >= KAM_SPAN:
                kam += 1
            if kam == KAMS:
                break
            stage[i] = KEY
            kam_of[i] = kam
            disrupted[i] = 0
            load[kam] += 1
            promoted += 1
    return promoted


@numba.njit(cache=True)
def live(seed, outcome):
    np.random.seed(seed)
    stage = np.zeros(CLIENTS, np.uint8)
    stage[:ACTIVE_AT_START] = ACTIVE
    streak = np.zeros(CLIENTS, np.int32)
    bought = np.zeros(CLIENTS)
    kam_of = np.zeros(CLIENTS, np.int32)
    disrupted = np.zeros(CLIENTS, np.int32)
    load = np.zeros(KAMS, np.int32)
    left = np.zeros(KAMS, np.bool_)
    revenue = 0.0
    cost = 0.0
    orders = 0
    actives = ACTIVE_AT_START
    for month in range(MONTHS):
        overload = max(0.0, actives / (FARMERS * FARMER_SPAN) - 1.0)
        churn = min(1.0, BASE_CHURN * (1.0 + NEGLECT_SLOPE * overload))
        for kam in range(KAMS):
            left[kam] = np.random.random() < KAM_LEAVES
        attempts = 0
        for i in range(CLIENTS):
            s = stage[i]
            if s == PROSPECT:
                if attempts < ATTEMPTS_A_MONTH:
                    attempts += 1
                    cost += COST_OF_ATTEMPT
                    if np.random.random() < WIN_CHANCE:
                        stage[i] = ACTIVE
                        actives += 1
                        streak[i] = 0
                        bought[i] = 0.0
            elif s == ACTIVE:
                if np.random.random() < ACTIVE_ORDER_CHANCE:
                    size = math.exp(ACTIVE_MU + ACTIVE_SIGMA * np.random.standard_normal())
                    revenue += size
                    bought[i] += size
                    orders += 1
                    streak[i] += 1
                else:
                    streak[i] = 0
                if np.random.random() < churn:
                    stage[i] = LOST
                    actives -= 1
            elif s == KEY:
                cost += COST_OF_SERVICE
                size = step_key(i, stage, kam_of, disrupted, load, left)
                revenue += size
                orders += size > 0.0
            elif np.random.random() < RETURN_CHANCE:
                stage[i] = PROSPECT
        actives -= promote(stage, streak, bought, kam_of, disrupted, load)
        cost += FIXED_COST
    outcome[0] = revenue
    outcome[1] = cost
    outcome[2] = MARGIN * revenue - cost
    outcome[3] = np.sum(stage == KEY)
    outcome[4] = np.sum(stage == LOST)
    outcome[5] = orders


@numba.njit(parallel=True, cache=True)
def live_all(seeds, outcomes):
    for replication in numba.prange(len(seeds)):
        live(seeds[replication], outcomes[replication])


def main():
    request = read_request()
    numba.set_num_threads(request.threads)
    # Numba's generator takes 32-bit seeds: consecutive ones, so that no two replications share one.
    first = stream_seed(request.seed, 0)
    seeds = ((np.arange(request.replications, dtype=np.uint64) + np.uint64(first & 0xFFFFFFFF))
             & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    outcomes = np.zeros((request.replications, len(OUTPUTS)))
    live_all(seeds[:4 * request.threads], outcomes[:4 * request.threads])
    start = time.perf_counter()
    live_all(seeds, outcomes)
    seconds = time.perf_counter() - start
    print_result("Numba", f"Numba {numba.__version__}, NumPy {np.__version__}", request, seconds, outcomes)


if __name__ == "__main__":
    main()
