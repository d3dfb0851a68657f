"""Speed and accuracy of the staffing mathematics, beside pyworkforce where an interpreter that has it is given.

    python -m tests.benchmarks.staffing [PEER_PYTHON]

Make the peer with `pip install ortools numpy pandas joblib` and
`pip install --ignore-requires-python --no-deps pyworkforce==0.5.4` in an environment of its own.
All times are CPU seconds of one process.
"""

import json
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import numpy as np

from planner.staffing import chat, erlang
from planner.staffing.deferred import DeferredQueue, Staffing, on_time_shares
from planner.staffing.live_demand import LiveDemand, ShiftEnd, Target
from planner.staffing.tiers import Discipline, Tier, service_levels
from planner.staffing.transient import agents_required, independent_agents, predict
from solver.level_backlog import Backlog, level_backlog
from tests.staffing import event_loop, plain

_DAY = np.array([4, 6, 9, 12, 16, 19, 20, 20, 19, 18, 17, 16, 16, 17, 18, 19, 18, 16, 14, 12, 10, 8, 6, 4]) / 20
_SURGE = np.repeat([0.0, 1.0, 0.0], [10, 4, 10])
_HALF_WIDTH = 0.005  # of the 95 % interval of a simulated service level


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def seconds(call):
    began = time.process_time()
    result = call()
    return time.process_time() - began, result


def cases(rng, count, load_erl=None):
    """Columns load, aht, service level, threshold, patience: of one load or mixed, log-uniform from 0.1 to 50,000."""
    load = 10 ** rng.uniform(-1, np.log10(50_000), count) if load_erl is None else np.full(count, float(load_erl))
    aht, level, within, patience = (rng.uniform(*ends, count) for ends in ((60, 600), (0.5, 0.98), (5, 120), (60, 600)))
    return load, aht, level, within, patience


def peer(python, model, columns):
    """Seconds and answers of pyworkforce for the same cases."""
    script = Path(__file__).with_name("pyworkforce_peer.py")
    question = json.dumps({"model": model, "rows": np.column_stack(columns).tolist()})
    answer = subprocess.run([python, script], input=question, capture_output=True, text=True, check=True)
    result = json.loads(answer.stdout)
    return result["seconds"], np.array(result["answers"])


def first_call():
    taken, _ = seconds(lambda: erlang.agents_required(10, 180, 0.8, 20, 300))
    say(f"first Erlang A requirement, compiled or from the cache: {taken:.2f} s")
    demand = LiveDemand.checked(1800, [100], 180, 300)
    taken, _ = seconds(lambda: agents_required(demand, Target(0.8, 20)))
    say(f"first forward staffing, compiled or from the cache: {taken:.2f} s")


def throughput(python):
    rng = np.random.default_rng(1)
    plans = [
        ("Erlang C, mixed 0.1 to 50,000 erl", "C", None, 1_000_000, 100),
        ("Erlang C at 100 erl", "C", 100, 1_000_000, 1000),
        ("Erlang C at 1,000 erl", "C", 1000, 300_000, 50),
        ("Erlang A at 100 erl", "A", 100, 50_000, 3),
        ("Erlang A at 1,000 erl", "A", 1000, 20_000, 0),
    ]
    for name, model, load, ours, theirs in plans:
        columns = cases(rng, ours, load)
        taken, _ = seconds(lambda c=columns, m=model: erlang.agents_required(*(c if m == "A" else c[:4])))
        line = f"{name}: {ours / taken:,.0f} requirements/s"
        if python and theirs:
            their_seconds, _ = peer(python, model, [column[:theirs] for column in columns])
            line += (
                f"; pyworkforce {theirs / their_seconds:,.0f}/s; ratio {ours / taken / (theirs / their_seconds):,.0f}"
            )
        say(line)


def minimality(python):
    rng = np.random.default_rng(2)
    _, *columns = cases(rng, 10_000)
    load = 10 ** rng.uniform(-1, 2.5, 10_000)
    rows = list(zip(load, *columns[:3], strict=True))
    least = np.array([plain.erlang_c_required(*row) for row in rows])
    ours = erlang.agents_required(load, *columns[:3])
    say(f"Erlang C: {np.sum(ours != least)} of 10,000 not the least (plain loop)")
    if python:
        _, theirs = peer(python, "C", [column[:4000] for column in (load, *columns)])
        say(f"pyworkforce: {np.sum(theirs != least[:4000])} of 4,000 not the least")


def digits():
    rng = np.random.default_rng(3)
    worst_b = worst_a = 0.0
    for _ in range(150):
        load = 10 ** rng.uniform(-1, np.log10(50_000))
        agents = max(0.0, load + rng.uniform(-5, 5) * load**0.5)
        exact = plain.digits_blocking(load, agents)
        worst_b = max(worst_b, abs(float(erlang.blocking_probability(load, agents) / exact - 1)))
        theta, within = 10 ** rng.uniform(-1, 2), 10 ** rng.uniform(-3, 1)
        exact = [float(value) for value in plain.digits_erlang_a(load, agents, theta, within)]
        queue = (load, agents, 1.0)
        ours = (
            erlang.wait_probability(*queue, 1 / theta),
            erlang.abandon_rate(*queue, 1 / theta),
            1 - erlang.service_level(*queue, within, 1 / theta, "virtual"),
            1 - erlang.abandon_rate(*queue, 1 / theta) - erlang.service_level(*queue, within, 1 / theta),
        )
        worst_a = max(worst_a, *(abs(one - other) for one, other in zip(ours, exact, strict=True)))
    say(f"against 50 digits, 0.1 to 50,000 erl: B {worst_b:.1e} relative, A {worst_a:.1e} absolute (150 cases)")


def simulated(demand, agents, within_s, cv):
    """Service level by interval, and the largest half-width of its 95 % interval: days enough for half a point."""
    loop = event_loop.fast(event_loop.queue_day)
    args = (demand.offered, agents, 1800.0, np.array(demand.aht_s), cv, demand.patience_s, float(within_s), False)
    days, half_width = [], np.inf
    while half_width > _HALF_WIDTH:
        days += [loop(*args, seed)[:2] for seed in range(len(days), len(days) + 500)]
        offered, in_time = np.array(days).swapaxes(0, 1)
        level = in_time.sum(axis=0) / offered.sum(axis=0)
        spread = np.sqrt(((in_time - level * offered) ** 2).sum(axis=0))
        half_width = (1.96 * spread / offered.sum(axis=0)).max()
    return level, half_width


def day(peak_erl, surge, patience_s=300.0):
    load = peak_erl * _DAY * (1 + (surge - 1) * _SURGE)
    return LiveDemand.checked(1800, load * 1800 / 240, 240, patience_s)


def through_the_day():
    for peak, (name, surge, patience_s, cap) in product(
        (20, 100),
        (("ordinary", 1, 300, 1.0), ("+300 %", 4, 300, 1.0), ("+500 %", 6, 300, 1.0), ("capped", 4, 180, 0.85)),
    ):
        demand = day(peak, surge, patience_s)
        agents = agents_required(demand, Target(0.8, 20))
        hours, independent = agents.sum() / 2, independent_agents(demand, Target(0.8, 20)).sum() / 2
        agents = np.minimum(agents, np.floor(cap * agents.max()))
        ours = predict(demand, agents, 20, shift_end=ShiftEnd.FINISH).service_level
        level, half_width = simulated(demand, agents, 20, 1.0)
        other, _ = simulated(demand, agents, 20, -1.0)
        error, skewed = 100 * np.abs(ours - level), 100 * np.abs(ours - other)
        say(
            f"day {name}, peak {peak} erl: error mean {error.mean():.2f} max {error.max():.2f} points (simulation "
            f"±{100 * half_width:.2f}), log-normal mean {skewed.mean():.2f} max {skewed.max():.2f}; least simulated "
            f"{100 * level.min():.1f} %; {hours:g} h, interval by interval {independent:g} h"
        )


def forward_staffing():
    for peak, surge in ((100, 1), (100, 6), (2000, 1), (2000, 6)):
        taken, agents = seconds(lambda p=peak, s=surge: agents_required(day(p, s), Target(0.8, 20)))
        hours, independent = agents.sum() / 2, independent_agents(day(peak, surge), Target(0.8, 20)).sum() / 2
        say(f"forward staffing, peak {peak} erl times {surge}: {taken:.3f} s; {hours:g} h against {independent:g} h")


def chats():
    worst, loop = 0.0, event_loop.fast(event_loop.chat_levels)
    for agents, aht_s, load, patience_s in (
        (8, (420, 600, 720), 0.95, 300),
        (20, (420, 500, 640, 800), 1.0, 120),
        (60, (300, 400, 480, 560, 640), 1.05, 180),
        (100, (420, 600, 720), 1.02, 240),
        (12, (300, 450, 560, 640, 700), 0.9, 600),
    ):
        rate = load * agents * len(aht_s) / aht_s[-1]
        in_time, _ = loop(rate, agents, np.array(aht_s, float), patience_s, 20, 1_000_000, 1)
        worst = max(worst, abs(chat.service_level(3600 * rate, agents, aht_s, 20, patience_s) - in_time))
    say(f"chat, 3 to 5 at once, 8 to 100 agents: largest error {100 * worst:.2f} points")


def priorities():
    worst, loop = dict.fromkeys(Discipline, 0.0), event_loop.fast(event_loop.tiers)
    targets = np.array([60.0, 180.0, 600.0])
    for load, mix, agents in ((8, (0.2, 0.5, 0.3), 9), (8, (0.5, 0.2, 0.3), 10), (27, (0.6, 0.3, 0.1), 31)):
        tiers = [Tier(12 * load * share, 300.0, within, 0.9) for share, within in zip(mix, targets, strict=True)]
        rates = np.array(mix) * load / 300
        for number, discipline in enumerate(Discipline):
            measured = loop(rates, np.full(3, 300.0), targets, agents, number, 5_000_000, 1)
            worst[discipline] = max(
                worst[discipline], np.abs(service_levels(tiers, agents, discipline) - measured).max()
            )
    text = ", ".join(f"{discipline.value} {100 * error:.2f}" for discipline, error in worst.items())
    say(f"three tiers in one pool, largest error in points: {text}")


def deferred_work():
    """Social, email and tickets at 125 hours a day, open 8 to 22, levelled with the 5 % buffer and replayed."""
    hours = np.tile(np.arange(48) / 2, 7)
    works = ((hours >= 8) & (hours < 22)).astype(float)
    shape = np.where(hours >= 8, 1 + np.sin((hours - 8) / 16 * np.pi), 0.15)
    shape /= shape[:48].sum()
    queues = [
        DeferredQueue.checked(name, shape * per_day, aht_s, within_h * 3600, True)
        for name, per_day, aht_s, within_h in (
            ("social", 300, 300, 0.5),
            ("email", 450, 480, 4),
            ("ticket", 160, 900, 24),
        )
    ]
    backlog = Backlog(
        np.array([queue.work_h() for queue in queues]),
        np.array([queue.may_wait_h(1800, works) for queue in queues]),
        np.ones(3, bool),
        works / 2,
        np.zeros(len(works)),
    )
    taken, levelled = seconds(lambda: level_backlog(backlog))
    staffing = Staffing(1800, 2 * levelled.agents.sum(axis=0), np.zeros(len(works)))
    shares = 100 * on_time_shares(queues, staffing, works, seed=1, periods=50)
    text = ", ".join(f"{queue.name} {share:.2f} %" for queue, share in zip(queues, shares, strict=True))
    say(f"deferred work over a week, levelled in {taken:.2f} s, on time in 49 replayed weeks: {text}")


def main():
    python = sys.argv[1] if len(sys.argv) > 1 else ""
    if not python:
        say("no interpreter with pyworkforce given: our figures only")
    first_call()
    throughput(python)
    minimality(python)
    digits()
    through_the_day()
    forward_staffing()
    chats()
    priorities()
    deferred_work()


if __name__ == "__main__":
    main()
