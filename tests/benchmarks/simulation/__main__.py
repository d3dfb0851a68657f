# ruff: noqa: T201 (its tables are its output)
"""Speed of the simulation beside simpy and ciw, a large centre's day, and a bank's February beside what was measured.

    python -m tests.benchmarks.simulation [PEER_PYTHON]

Make the peer with `pip install simpy ciw` in an environment of its own. Events are arrivals and departures, times CPU
seconds of one process, compilation apart. The bank's calls are those in PLANNER_TEST_DATA, left out where it is absent.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from planner.simulation.contacts import Source, draw
from planner.simulation.lists import Times
from planner.simulation.tally import COUNTED, IN_TIME, OFFERED, Tally
from planner.staffing import erlang
from tests.benchmarks.simulation.bank import comparisons
from tests.benchmarks.simulation.centre import centre, drawn
from tests.simulation.scenes import INTERVAL_S, Line, one_pool, played, ratio

AHT_S, WITHIN_S, LOAD = 180.0, 20.0, 0.9
RUNS, CONTACTS, SEED = 10, 100_000, 1
SINGLE_GOAL, FULL_GOAL, REPLICATIONS, REPLICATIONS_GOAL_S = 5e6, 1e6, 300, 10.0
BANK = "anonymous_bank_1999/calls_feb1999_call_level.csv"


def main() -> int:
    python = sys.argv[1] if len(sys.argv) > 1 else ""
    compile_first()
    ours = [single_queue(agents) for agents in (10, 100, 1000)]
    beside_peers(python, ours[0])
    full_roster()
    bank()
    return 0


def compile_first() -> None:
    began = time.process_time()
    played(centre(), drawn(0))
    print(f"first replication, compiled or from the cache: {time.process_time() - began:.1f} s")


def single_source(agents: int) -> Source:
    """Return a queue at ρ = 0.9 for so long that it has about `CONTACTS`."""
    intervals = round(CONTACTS * AHT_S / (LOAD * agents * INTERVAL_S))
    return Source(
        queue="single",
        interval_s=INTERVAL_S,
        offered=np.full((1, intervals), LOAD * agents * INTERVAL_S / AHT_S),
        work_s=np.full(intervals, AHT_S),
        within_s=np.full(intervals, WITHIN_S),
        patience_s=np.inf,
    )


def single_queue(agents: int) -> float:
    """Print events per second of a queue, with and without its drawing, and its service level beside the exact one."""
    source = single_source(agents)
    scene = one_pool(Line(), agents, source.offered.size)
    drawing_s, playing_s, counts = 0.0, 0.0, []
    for run in range(RUNS):
        began = time.process_time()
        chance = draw([source], SEED, run)._replace(present=np.ones(1))
        drawn_at = time.process_time()
        counts.append(played(scene, chance).counts[0].sum(axis=0))
        drawing_s, playing_s = drawing_s + drawn_at - began, playing_s + time.process_time() - drawn_at
    events = 2 * sum(own[OFFERED] for own in counts)
    alone, whole = events / playing_s, events / (playing_s + drawing_s)
    level = ratio(*np.array(counts)[:, [IN_TIME, COUNTED]].T)
    exact = erlang.service_level(LOAD * agents, agents, AHT_S, WITHIN_S)
    print(
        f"M/M/{agents}, {RUNS} times {CONTACTS:,} contacts: {alone / 1e6:.1f} M events/s, with drawing"
        f" {whole / 1e6:.1f} M (goal {SINGLE_GOAL / 1e6:g} M: {_met(whole >= SINGLE_GOAL)});"
        f" service level {level.value:.3f} ± {1.96 * level.error:.3f}, exact {exact:.3f}",
        flush=True,
    )
    return whole


def beside_peers(python: str, ours: float) -> None:
    """Print the queue with ten agents, once, in simpy and ciw."""
    if not python:
        print("no interpreter with simpy and ciw given: our figures only")
        return
    case = {"servers": 10, "rate_per_s": LOAD * 10 / AHT_S, "aht_s": AHT_S, "within_s": WITHIN_S, "contacts": CONTACTS}
    script = Path(__file__).with_name("queue_peer.py")
    answer = subprocess.run([python, script], input=json.dumps(case), capture_output=True, text=True, check=True)
    for peer in json.loads(answer.stdout):
        rate = 2 * peer["contacts"] / peer["seconds"]
        print(
            f"M/M/10, {peer['contacts']:,} contacts, {peer['name']}: {rate / 1e6:.3f} M events/s, ours is"
            f" {ours / rate:,.0f} times that; service level {peer['level']:.3f}",
            flush=True,
        )


def full_roster() -> None:
    """Print the speed of a large centre's day, and how sure its service levels are."""
    scene = centre()
    began = time.process_time()
    days = [drawn(number) for number in range(REPLICATIONS)]
    drawing_s = time.process_time() - began
    began = time.process_time()
    tallies = [played(scene, chance) for chance in days]
    playing_s = time.process_time() - began
    events = 2 * sum(tally.counts[:, :, OFFERED].sum() for tally in tallies)
    rate, whole = events / playing_s, events / (playing_s + drawing_s)
    print(
        f"180 agents, 5 queues, {events / REPLICATIONS:,.0f} events a day: {rate / 1e6:.2f} M events/s, with drawing"
        f" {whole / 1e6:.2f} M (goal {FULL_GOAL / 1e6:g} M: {_met(whole >= FULL_GOAL)})"
    )
    total_s, widths = playing_s + drawing_s, half_widths(tallies)
    print(
        f"{REPLICATIONS} replications: {total_s:.1f} s, of which drawing {drawing_s:.1f} s (goal"
        f" {REPLICATIONS_GOAL_S:g} s: {_met(total_s <= REPLICATIONS_GOAL_S)})"
    )
    print(
        f"95 % half-width of a queue's service level in half an hour: median {100 * np.median(widths):.2f} points,"
        f" largest {100 * widths.max():.2f}"
    )
    levels = sum(tally.counts for tally in tallies).sum(axis=1)
    print("service level by queue:", *(f"{row[IN_TIME] / row[COUNTED]:.3f}" for row in levels), flush=True)


def half_widths(tallies: list[Tally]) -> Times:
    """Return the half-width of the 95 % interval for each queue and interval that has contacts."""
    counts = np.array([tally.counts for tally in tallies])
    cells = [counts[:, q, i] for q in range(counts.shape[1]) for i in range(counts.shape[2])]
    return np.array([1.96 * ratio(c[:, IN_TIME], c[:, COUNTED]).error for c in cells if c[:, COUNTED].any()])


def bank() -> None:
    """Print weeks 2 to 4 of the bank by band."""
    path = Path(os.environ.get("PLANNER_TEST_DATA", "")) / BANK
    if not path.is_file():
        print(f"no {BANK} in PLANNER_TEST_DATA: the bank is left out")
        return
    for name, compared in comparisons(path):
        print(f"\nthe bank's February, weeks 2 to 4, Sunday to Thursday; {name} times {compared.factor:.3f} (week 1)")
        print("\n".join(compared.lines()), flush=True)


def _met(reached: bool) -> str:
    return "met" if reached else "NOT MET"


if __name__ == "__main__":
    sys.exit(main())
