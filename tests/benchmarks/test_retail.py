"""The retail instances: reading, the evaluator by hand, the problem, tasks, and that the solver's terms are these."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from solver import Effort, check, solve_roster
from solver.roster import Assignment, Roster
from tests.benchmarks.retail.__main__ import HEADER, PRICED_MISSING, solve
from tests.benchmarks.retail.evaluate import MISSING_COST, WorkedShift, penalty, violations
from tests.benchmarks.retail.instance import OPENS, SLOTS_A_DAY, Contract, Instance, read
from tests.benchmarks.retail.problem import SCALE, prices_of_hours, problem_of, spans_of
from tests.benchmarks.retail.tasks import with_tasks
from tests.data import real_data

# one shift of six hours covers what is asked of task 1; an hour of task 2 lies inside it, beside two of task 1
TEXT = """# a comment
SECTION_HORIZON
# days
2

SECTION_TASKS
2

SECTION_STAFF
# ID, MinTotalMinutes, MaxTotalMinutes
A,360,1200
B,0,600

SECTION_COVER
# Day, Time, TaskID, Min, Max
1,08:00-08:15,1,1,1
1,08:15-08:30,1,2,2
1,09:00-09:15,2,1,1
2,00:00-00:15,2,1,1
3,05:45-06:00,1,1,1
"""


@pytest.fixture
def instance(tmp_path: Path) -> Instance:
    path = tmp_path / "tiny.txt"
    path.write_text(TEXT, encoding="ascii")
    return read(path)


def at(day: int, hour: float) -> int:
    return day * SLOTS_A_DAY + round(4 * hour)


def worked(employee: str, day: int, hour: float, tasks: str) -> WorkedShift:
    """A shift whose tasks are told as pieces: "0x24 1x4"."""
    pieces = (piece.split("x") for piece in tasks.split())
    return WorkedShift(employee, at(day, hour), tuple(int(task) for task, length in pieces for _ in range(int(length))))


def test_an_instance_is_read(instance: Instance) -> None:
    assert instance.name == "tiny"
    assert instance.staff == {"A": Contract(360, 1200), "B": Contract(0, 600)}
    assert instance.end == at(3, 6) - SLOTS_A_DAY == len(instance.required[0])
    asked = {(task, slot): n for task, row in enumerate(instance.required) for slot, n in enumerate(row) if n}
    assert asked == {(0, at(0, 8)): 1, (0, at(0, 8.25)): 2, (1, at(0, 9)): 1, (1, at(1, 0)): 1, (0, at(2, 5.75)): 1}


def test_a_range_of_people_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "range.txt"
    path.write_text(TEXT.replace("2,1,1", "2,1,2", 1), encoding="ascii")
    with pytest.raises(ValueError, match="1 to 2 people on day 1"):
        read(path)


@pytest.mark.parametrize(
    ("roster", "found"),
    [
        ([worked("A", 0, 8, "0x24")], []),
        ([worked("A", 0, 8, "0x20 1x4")], []),
        ([worked("A", 0, 8, "0x21 1x3")], ["A: a task too short on day 0"]),
        ([worked("A", 0, 8, "0x23")], ["A: 345 minutes", "A: 23 slots on day 0"]),
        ([worked("A", 0, 10.25, "0x24")], ["A: begins at slot 41 of day 0"]),
        ([worked("A", 1, 0, "0x24")], []),
        ([worked("A", 1, 0.25, "0x24")], ["A: begins at slot 1 of day 1"]),
        ([worked("A", 2, 0, "0x24")], []),
        ([worked("A", 2, 0, "0x25")], ["A: outside the horizon on day 2"]),
        ([worked("A", 0, 0, "0x24")], ["A: outside the horizon on day 0"]),
        ([worked("A", 0, 20, "0x24"), worked("A", 1, 16, "0x24")], []),
        ([worked("A", 0, 20, "0x24"), worked("A", 1, 15.75, "0x24")], ["A: rests 55 slots before day 1"]),
        (
            [worked("A", 0, 8, "0x24"), worked("A", 0, 23, "0x24")],
            ["A: rests 36 slots before day 0", "A: two shifts on day 0"],
        ),
        ([worked("A", 0, 8, "0x24"), worked("C", 0, 8, "0x24")], ["C: unknown"]),
    ],
)
def test_violations_are_named(instance: Instance, roster: Sequence[WorkedShift], found: list[str]) -> None:
    assert sorted(violations(instance, roster)) == sorted(found)


def test_six_days_in_a_row_are_too_many(instance: Instance) -> None:
    week = replace(instance, days=7, staff={"A": Contract(0, 6_000)})
    tour = [worked("A", day, 8, "0x24") for day in range(6)]
    assert violations(week, tour) == ["A: 6 days in a row from day 0"]
    assert violations(week, [tour[0], *tour[2:]]) == []


def test_the_published_cost_is_that_of_hand(instance: Instance) -> None:
    """A is too many in 22 of 24 slots and alone where two are asked; two slots of task 2 and the last miss one each."""
    alone = [worked("A", 0, 8, "0x24")]
    assert penalty(instance, alone) == 22 + 10_000 * (1 + 3)
    both = [*alone, worked("B", 0, 8, "0x24")]
    assert penalty(instance, both) == 1 + 22 * 4 + 10_000 * 3
    assert penalty(instance, [*alone, worked("B", 0, 8, "0x4 1x4 0x16")]) == 1 + 2 * 4 + 4 + 16 * 4 + 3 + 10_000 * 2


def test_the_solver_knows_the_shifts_of_the_instance(instance: Instance) -> None:
    problem = problem_of(instance)
    spans = [problem.span(day, shift) for day, shift in problem.offers()]
    assert min(span.start for span in spans) == OPENS
    assert max(span.end for span in spans) == problem.slots == instance.end
    last = [problem.span(day, shift) for day, shift in problem.offers() if day == 2]
    assert [(span.start, span.end) for span in last] == [(at(2, 0), at(2, 6))]
    assert len({(span.start, span.end) for span in spans}) == len(spans)


def test_both_counts_agree_for_one_task(instance: Instance) -> None:
    single = replace(instance, required=instance.required[:1])
    problem = problem_of(single)
    shift = next(n for n, s in enumerate(problem.shifts) if s.start_min == 480 and s.slots == 28)
    for people in (0, 1, 2):
        roster = Roster(tuple(Assignment(agent, 0, shift) for agent in range(people)))
        named = [WorkedShift(name, span.start, (0,) * len(span)) for name, span in spans_of(problem, roster)]
        coverage = {item.name: item.cost for item in check(problem, roster).items}
        assert coverage["shortage"] + coverage["surplus"] == penalty(single, named) * SCALE


def test_tasks_are_given_at_the_least_published_cost(instance: Instance) -> None:
    """Two are asked on task 1 at 08:15, so for an hour both are on it, after which they are on different tasks."""
    spans = [(employee, range(at(0, 8), at(0, 14))) for employee in "AB"]
    roster = with_tasks(instance, spans, work=5)
    assert not violations(instance, roster)
    assert penalty(instance, roster) == 1 + 2 * 4 + 1 + 19 * 2 + 10_000 * 2


def test_no_roster_costs_less_than_the_bound_of_the_hours(instance: Instance) -> None:
    """Nobody is asked for, and A owes six hours: the prices of hours alone prove that they cost 1 a slot."""
    single = replace(instance, required=((0,) * instance.end,))
    problem = problem_of(single)
    result = solve_roster(problem, effort=Effort.QUICK, time_s=5, prices=prices_of_hours(problem))
    assert (result.cost, result.bound) == (24 * SCALE, 24 * SCALE)


@pytest.mark.parametrize(("name", "beyond"), [("1_7_10_1", 383), ("6_7_20_1", 583), ("10_7_20_3", 59)])
def test_published_instances_are_read(name: str, beyond: int) -> None:
    """What staff owes beyond what is asked, in slots: no roster costs less."""
    instance = read(real_data(f"retail_multitask/{name}.txt"))
    owed = sum(contract.min_minutes for contract in instance.staff.values()) // 15
    assert owed - sum(map(sum, instance.required)) == beyond


def test_the_first_days_of_a_published_instance_are_solved() -> None:
    instance = read(real_data("retail_multitask/10_7_20_3.txt"))
    few = dict.fromkeys(list(instance.staff)[:6], Contract(360, 1200))
    end = OPENS + 2 * SLOTS_A_DAY
    solved = solve(replace(instance, days=2, staff=few, required=tuple(row[:end] for row in instance.required)), 10)
    report = solved.report
    assert report.bound <= report.modelled
    assert report.cost >= report.modelled + report.missing * (MISSING_COST - PRICED_MISSING)
    assert len(str(report)) == len(HEADER.removesuffix("engine")) + len(report.engine)
