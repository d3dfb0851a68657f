"""Runs in an environment of its own with simpy and ciw: a case as JSON in, seconds and service levels as JSON out."""

import json
import random
import sys
import time


def with_simpy(case):
    """Waits of contacts at `servers` agents, each contact a process."""
    import simpy

    draw, waits = random.Random(1), []
    room = simpy.Environment()
    agents = simpy.Resource(room, case["servers"])

    def contact():
        arrived = room.now
        with agents.request() as turn:
            yield turn
            waits.append(room.now - arrived)
            yield room.timeout(draw.expovariate(1 / case["aht_s"]))

    def come():
        for _ in range(case["contacts"]):
            yield room.timeout(draw.expovariate(case["rate_per_s"]))
            room.process(contact())

    room.process(come())
    room.run()
    return waits


def with_ciw(case):
    """Waits of customers of a network with one node."""
    import ciw

    ciw.seed(1)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(case["rate_per_s"])],
        service_distributions=[ciw.dists.Exponential(1 / case["aht_s"])],
        number_of_servers=[case["servers"]],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(case["contacts"], method="Finish")
    return [record.waiting_time for record in simulation.get_all_records()]


def main():
    """Answer {"servers", "rate_per_s", "aht_s", "within_s", "contacts"}; imports are not timed."""
    import ciw
    import simpy

    case, answers = json.load(sys.stdin), []
    for module, run in ((simpy, with_simpy), (ciw, with_ciw)):
        began = time.process_time()
        waits = run(case)
        seconds = time.process_time() - began
        level = sum(wait <= case["within_s"] for wait in waits) / len(waits)
        name = f"{module.__name__} {module.__version__}"
        answers.append({"name": name, "seconds": seconds, "contacts": len(waits), "level": level})
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
