"""The family of large centres: as described, legal, and within what was published for it."""

import json
import subprocess
import sys

import pytest

from solver.coverage import coverage
from tests.benchmarks.large.__main__ import measure
from tests.benchmarks.large.family import DAY, DAYS, LENGTHS, TAIL, UNIT, centre


def test_the_same_arguments_give_the_same_centre() -> None:
    assert centre(30, 4, seed=5) == centre(30, 4, seed=5)
    assert centre(30, 4, seed=5) != centre(30, 4, seed=6)


def test_as_many_person_slots_are_required_as_people_are_on_duty() -> None:
    made = centre(200, 4, seed=1).problem
    contracts = next(rule for rule in made.rules if rule.name == "contracts").contracts
    supply = 0
    for contract in contracts:
        slots, _, breaks = LENGTHS[min(contract.kinds)]
        supply += contract.days * (slots - sum(length for _, _, length in breaks))
    required = sum(sum(queue.required) for queue in made.queues) / 100
    assert required == pytest.approx(supply, rel=0.01)
    assert all(queue.required[TAIL] >= 100 and not any(queue.required[:TAIL]) for queue in made.queues)
    assert made.slots == DAYS * DAY + TAIL


def test_a_longer_interval_has_the_same_requirement_in_all_its_slots() -> None:
    for queue in centre(50, 4, seed=1, interval=30).problem.queues:
        assert queue.required[0::2] == queue.required[1::2]


def test_short_and_spare_people_are_as_published() -> None:
    """At 200 people the published rosters are 202 person-slots short and 988 over of 26,848."""
    made = centre(200, 4, seed=1)
    result, figures = measure(200, 4, seed=1, interval=15, time_s=None, workers=None, effort="quick")
    short = sum(sum(queue.shortage) for queue in coverage(made.problem, result.roster))
    assert figures["gap_labour"] < 0.0155  # of the published first roster
    assert short < 1.3 * 202
    assert figures["cost"] * UNIT == result.cost


def test_the_command_prints_the_keys_asked_for(tmp_path) -> None:
    arguments = ["--agents", "20", "--time", "3", "--out", str(tmp_path), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.large", *arguments], capture_output=True, text=True, check=True
    )
    figures = json.loads(done.stdout)
    assert {"agents", "cost", "bound", "gap_labour", "gap_controllable", "wall_s", "peak_mb"} <= set(figures)
    assert json.loads((tmp_path / "result.json").read_text()) == figures
    assert (tmp_path / "roster.csv").read_text().startswith("agent,day,shift\n")
