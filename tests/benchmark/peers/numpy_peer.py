"""Peer "NumPy": one replication at a time, vectorised over its clients, SFC64; processes over replications."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from ref_lifecycle import *


def live(seed, replication):
    random = np.random.Generator(np.random.SFC64(stream_seed(seed, replication)))
    stage = np.zeros(CLIENTS, np.int8)
    stage[:ACTIVE_AT_START] = ACTIVE
    streak = np.zeros(CLIENTS, np.int16)
    bought = np.zeros(CLIENTS)
    kam_of = np.zeros(CLIENTS, np.int8)
    disrupted = np.zeros(CLIENTS, np.int8)
    load = np.zeros(KAMS, np.int64)
    revenue, cost, orders = 0.0, 0.0, 0
    for _ in range(MONTHS):
        prospects = np.flatnonzero(stage == PROSPECT)[:ATTEMPTS_A_MONTH]
        actives = np.flatnonzero(stage == ACTIVE)
        keys = np.flatnonzero(stage == KEY)
        lost = np.flatnonzero(stage == LOST)
        churn = churn_this_month(len(actives))
        left = random.random(KAMS) < KAM_LEAVES
        if left.any():
            disrupted[keys[left[kam_of[keys]]]] = MONTHS_DISRUPTED

        cost += COST_OF_ATTEMPT * len(prospects) + COST_OF_SERVICE * len(keys) + FIXED_COST
        won = prospects[random.random(len(prospects)) < WIN_CHANCE]
        stage[won], streak[won], bought[won] = ACTIVE, 0, 0.0

        chances = random.random((2, len(actives)))
        orders_now = chances[0] < ACTIVE_ORDER_CHANCE
        buyers = actives[orders_now]
        sizes = np.exp(ACTIVE_MU + ACTIVE_SIGMA * random.standard_normal(len(buyers)))
        bought[buyers] += sizes
        streak[buyers] += 1
        streak[actives[~orders_now]] = 0
        stage[actives[chances[1] < churn]] = LOST

        chances = random.random((2, len(keys)))
        key_orders = int(np.count_nonzero(chances[0] < KEY_ORDER_CHANCE))
        key_sizes = np.exp(KEY_MU + KEY_SIGMA * random.standard_normal(key_orders))
        shaken = disrupted[keys] > 0
        leavers = keys[chances[1] < np.where(shaken, KEY_CHURN * DISRUPTION, KEY_CHURN)]
        stage[leavers] = LOST
        load -= np.bincount(kam_of[leavers], minlength=KAMS)
        disrupted[keys[shaken]] -= 1
        revenue += sizes.sum() + key_sizes.sum()
        orders += len(buyers) + key_orders

        stage[lost[random.random(len(lost)) < RETURN_CHANCE]] = PROSPECT

        waiting = np.flatnonzero((stage == ACTIVE) & ((streak >= STREAK_TO_PROMOTE) | (bought > REVENUE_TO_PROMOTE)))
        if len(waiting):
            slots = np.repeat(np.arange(KAMS), KAM_SPAN - load)[:len(waiting)]
            promoted = waiting[:len(slots)]
            stage[promoted], kam_of[promoted], disrupted[promoted] = KEY, slots, 0
            load += np.bincount(slots, minlength=KAMS)
    return (revenue, cost, MARGIN * revenue - cost, np.count_nonzero(stage == KEY), np.count_nonzero(stage == LOST),
            orders)


def main():
    request = read_request()
    seconds, outcomes = time_in_processes(live, request, warm_up=3)
    print_result("NumPy", f"NumPy {np.__version__}", request, seconds, outcomes)


if __name__ == "__main__":
    main()
