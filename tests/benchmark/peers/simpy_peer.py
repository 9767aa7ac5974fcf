"""Peer "SimPy": one process a client, a wake-up a month; processes of the operating system over replications.

Runs on `simpy` 3 or 4 where it is installed and on Debian 12's python3-simpy (SimPy 2.3.1) otherwise. Events of one
moment are served in the order they were scheduled, so every month opens with the office, meets the clients in order
and closes with promotion.
"""

import math
import random

from ref_lifecycle import *

try:
    import simpy

    VERSION = f"SimPy {simpy.__version__}"
except ImportError:
    simpy = None
    import SimPy
    from SimPy.Simulation import Process, Simulation, hold

    VERSION = f"SimPy {SimPy.__version__}"


class Client:
    __slots__ = ("stage", "streak", "bought", "kam", "disrupted")

    def __init__(self, stage):
        self.stage = stage
        self.streak = 0
        self.bought = 0.0
        self.kam = None
        self.disrupted = 0


class Firm:
    def __init__(self, rng):
        self.random = rng.random
        self.normal = rng.gauss
        self.clients = [Client(ACTIVE if i < ACTIVE_AT_START else PROSPECT) for i in range(CLIENTS)]
        self.load = [0] * KAMS
        self.actives = ACTIVE_AT_START
        self.churn = 0.0
        self.attempts = 0
        self.revenue = 0.0
        self.cost = 0.0
        self.orders = 0

    def open_month(self):
        self.churn = churn_this_month(self.actives)
        self.attempts = 0
        for kam in range(KAMS):
            if self.random() < KAM_LEAVES:
                for client in self.clients:
                    if client.stage == KEY and client.kam == kam:
                        client.disrupted = MONTHS_DISRUPTED

    def step(self, client):
        stage = client.stage
        if stage == PROSPECT:
            self.step_prospect(client)
        elif stage == ACTIVE:
            self.step_active(client)
        elif stage == KEY:
            self.step_key(client)
        elif self.random() < RETURN_CHANCE:
            client.stage = PROSPECT

    def step_prospect(self, client):
        if self.attempts < ATTEMPTS_A_MONTH:
            self.attempts += 1
            self.cost += COST_OF_ATTEMPT
            if self.random() < WIN_CHANCE:
                client.stage = ACTIVE
                self.actives += 1
                client.streak = 0
                client.bought = 0.0

    def step_active(self, client):
        if self.random() < ACTIVE_ORDER_CHANCE:
            size = math.exp(self.normal(ACTIVE_MU, ACTIVE_SIGMA))
            self.revenue += size
            self.orders += 1
            client.bought += size
            client.streak += 1
        else:
            client.streak = 0
        if self.random() < self.churn:
            client.stage = LOST
            self.actives -= 1

    def step_key(self, client):
        self.cost += COST_OF_SERVICE
        if self.random() < KEY_ORDER_CHANCE:
            self.revenue += math.exp(self.normal(KEY_MU, KEY_SIGMA))
            self.orders += 1
        shaken = client.disrupted > 0
        if self.random() < (KEY_CHURN * DISRUPTION if shaken else KEY_CHURN):
            client.stage = LOST
            self.load[client.kam] -= 1
        if shaken:
            client.disrupted -= 1

    def close_month(self):
        self.cost += FIXED_COST
        kam = 0
        for client in self.clients:
            if client.stage == ACTIVE and (client.streak >= STREAK_TO_PROMOTE or client.bought > REVENUE_TO_PROMOTE):
                while kam < KAMS and self.load[kam] >= KAM_SPAN:
                    kam += 1
                if kam == KAMS:
                    return
                client.stage = KEY
                client.kam = kam
                client.disrupted = 0
                self.load[kam] += 1
                self.actives -= 1

    def outcome(self):
        stages = [client.stage for client in self.clients]
        return (self.revenue, self.cost, MARGIN * self.revenue - self.cost, stages.count(KEY), stages.count(LOST),
                self.orders)


def simulate_with_simpy(firm):
    env = simpy.Environment()

    def office(act):
        while True:
            act()
            yield env.timeout(1)

    def life(client):
        step = firm.step
        while True:
            step(client)
            yield env.timeout(1)

    env.process(office(firm.open_month))
    for client in firm.clients:
        env.process(life(client))
    env.process(office(firm.close_month))
    env.run(until=MONTHS - 0.5)


def simulate_with_simpy_2(firm):
    class Office(Process):
        def run(self, act):
            while True:
                act()
                yield hold, self, 1

    class Life(Process):
        def run(self, client):
            step = firm.step
            while True:
                step(client)
                yield hold, self, 1

    simulation = Simulation()
    simulation.initialize()

    def start(process, argument):
        simulation.activate(process, process.run(argument))

    start(Office(sim=simulation), firm.open_month)
    for client in firm.clients:
        start(Life(sim=simulation), client)
    start(Office(sim=simulation), firm.close_month)
    simulation.simulate(until=MONTHS - 0.5)


def live(seed, replication):
    firm = Firm(random.Random(stream_seed(seed, replication)))
    if simpy is None:
        simulate_with_simpy_2(firm)
    else:
        simulate_with_simpy(firm)
    return firm.outcome()


def main():
    request = read_request()
    seconds, outcomes = time_in_processes(live, request, warm_up=1)
    print_result("SimPy", VERSION, request, seconds, outcomes)


if __name__ == "__main__":
    main()
