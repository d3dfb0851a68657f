"""The benchmark of rosters runs, and its own counts of what is wrong agree with the rules."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from solver import Effort, solve_roster
from solver.roster import Roster
from solver.rules import Posts
from tests.benchmarks import roster as bench
from tests.solver.builders import centre
from tests.solver.small import small, small_roster


def test_a_short_run_prints_every_row_and_goal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "INTERVALS_MIN", (15,))
    monkeypatch.setattr(bench, "AGENTS", (20,))
    monkeypatch.setattr(bench, "example_problem", lambda folder, interval_min: centre(agents=20))
    assert bench.main(["--time", "0.5", "--seeds", "1", "--effort", "quick", "--json"]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    rows = [line for line in printed if "cost" in line]
    assert [(row["case"], row["seed"]) for row in rows] == [("15 min", 1), ("15 min", 0), ("20 made up", 1)]
    for row in rows:
        assert row["violations"] == row["handovers_missed"] == row["activities_missing"] == 0
        assert row["bound"] <= row["cost"]
        assert row["first_s"] <= row["wall_s"]
    assert sum("met" in line for line in printed) == 7


def test_the_example_needs_people_by_the_quarter_of_an_hour(tmp_path: Path) -> None:
    problem = bench.example_problem(tmp_path, 15)
    assert problem.slot_min == 15
    assert any(
        queue.required[slot] != queue.required[slot + 1] for queue in problem.queues for slot in range(36, 90, 2)
    )


def test_missed_handovers_are_found_exactly_where_the_rule_finds_some() -> None:
    rng, verdicts = random.Random(1), set()
    for _ in range(400):
        problem = small(rng)
        found = Roster(small_roster(rng, problem))
        if len(problem.posts[0].eligible) == len(problem.agents):  # with some held by chance
            found = Roster(tuple(replace(worked, post=0) for worked in found.assignments))
        broken = any(Posts().check(problem, found))
        assert (bench.handovers_missed(problem, found) > 0) == broken
        verdicts.add(broken)
    assert verdicts == {True, False}


def test_what_is_taken_out_of_a_roster_is_missing() -> None:
    problem = centre(1, 20)
    found = solve_roster(problem, effort=Effort.QUICK, time_s=0).roster
    assert bench.activities_missing(problem, found) == 0
    without = replace(found, activities=[a for a in found.activities if a.kind != "meal" or a.agent])
    meals = sum(a.kind == "meal" and not a.agent for a in found.activities)
    assert bench.activities_missing(problem, without) == meals > 0
