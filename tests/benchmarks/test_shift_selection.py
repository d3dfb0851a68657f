"""Shift selection beside pyworkforce: our least costs by plain search, and what plans and rosters cover by hand."""

import sys
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from solver import Effort, check, solve_roster
from solver.problem import PERSON, RosterProblem, Span, Step, SubsetRow
from solver.roster import Activity, Assignment, Roster
from tests.benchmarks.large.family import DAY, DAYS, centre
from tests.benchmarks.shift_selection import __main__ as bench
from tests.benchmarks.shift_selection.asking import Peer, answer_of
from tests.benchmarks.shift_selection.cases import (
    HoursCase,
    Ints,
    Selection,
    hours_case,
    hours_cases,
    required_of,
    selection_of,
    selections,
)
from tests.benchmarks.shift_selection.counts import ABSOLUTE_DIFFERENCE, REQUIRED_PEOPLE, least_cost
from tests.benchmarks.shift_selection.equal_hours import (
    covered_by_counts,
    covered_by_roster,
    fewer_people,
    paid_min,
    plan_of_hours,
)
from tests.benchmarks.shift_selection.hours import least_hours, problem_of

RNG = np.random.default_rng(7)


def small(periods: int = 4) -> Selection:
    covers = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 0, 1]], np.int64)[:, :periods]
    return Selection("small", RNG.integers(0, 4, (2, periods)), covers)


@pytest.mark.parametrize("_", range(10))
def test_shift_counts_are_the_best_of_all(_: int) -> None:
    selection = small()
    counts = np.array(list(product(range(5), repeat=len(selection.covers))))
    there = counts @ selection.covers
    difference = people = 0
    for required in selection.required:
        difference += np.abs(there - required).sum(axis=1).min()
        people += counts.sum(axis=1)[(there >= required).all(axis=1)].min()
    assert least_cost(selection, ABSOLUTE_DIFFERENCE) == difference
    assert least_cost(selection, REQUIRED_PEOPLE) == people


def test_counts_are_whole_where_the_linear_program_has_halves() -> None:
    """Three shifts that cover two of three periods each: half of every shift would do for one person everywhere."""
    ring = Selection("ring", np.ones((1, 3), np.int64), np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1]], np.int64))
    assert least_cost(ring, REQUIRED_PEOPLE) == 2
    assert least_cost(ring, ABSOLUTE_DIFFERENCE) == 1


def plain_least_hours(case: HoursCase) -> int:
    """Return the least hours over all rosters, tours chosen one person after the other."""
    days = case.required.shape[1]
    tours = []
    for tour in product(range(-1, len(case.shift_hours)), repeat=days):
        hours = [case.shift_hours[shift] for shift in tour if shift >= 0]
        follows = any(pair in case.not_followed_by for pair in pairwise(tour))
        if sum(hours) >= case.min_hours and days - len(hours) <= case.max_days_off and not follows:
            tours.append((sum(hours), tour))
    best = []
    for crew in product(tours, repeat=case.people):
        there = np.zeros_like(case.required)
        for _, tour in crew:
            for day, shift in enumerate(tour):
                if shift >= 0:
                    there[shift, day] += 1
        if (there >= case.required).all():
            best.append(sum(hours for hours, _ in crew))
    return min(best)


@pytest.mark.parametrize("bans", [(), ((1, 0),)])
def test_least_hours_are_the_best_of_all(bans: tuple[tuple[int, int], ...]) -> None:
    required = np.array([[1, 0, 1], [1, 1, 0]], np.int64)
    case = HoursCase("tiny", 3, (8, 5), 10, 2, required, bans)
    assert least_hours(case) == plain_least_hours(case)


def test_a_night_may_follow_a_night() -> None:
    """One who works nights on end: to forbid early shifts after nights forbids nothing else."""
    assert least_hours(hours_cases()[0]) == 16


def test_the_rules_of_least_hours_are_checked() -> None:
    problem = problem_of(HoursCase("tiny", 1, (8, 5), 10, 1, np.zeros((2, 3), np.int64), ((1, 0),)))
    found = check(problem, Roster((Assignment(0, 0, 1), Assignment(0, 1, 0)))).violations
    assert [breach.rule for breach in found] == ["not_followed_by"]
    found = check(problem, Roster((Assignment(0, 0, 1),))).violations
    assert [(breach.rule, breach.amount) for breach in found] == [("works_at_least", 5)]


def test_cases_are_what_they_say() -> None:
    assert [(s.required.shape, len(s.covers)) for s in selections()] == [((2, 24), 4), ((7, 96), 132), ((7, 96), 132)]
    case = hours_case(50, 1.0, bans=True)
    assert np.array(case.shift_hours) @ case.required.sum(axis=1) == pytest.approx(50 * 32, rel=0.05)


@pytest.fixture(scope="module")
def week() -> RosterProblem:
    return centre(20, 1, 1).problem


def counts_of(problem: RosterProblem, day: int, start_min: int, kind: str) -> Ints:
    counts = np.zeros((DAYS, len(problem.shifts)), np.int64)
    number = next(n for n, s in enumerate(problem.shifts) if (s.start_min, s.kind) == (start_min, kind))
    counts[day, number] = 1
    return counts


def test_a_plan_covers_its_shifts_outside_breaks_mid_window(week: RosterProblem) -> None:
    """A shift of 6 hours on a week that asks one person from 08:00 to 10:00: both breaks are mid-window."""
    asked = np.zeros(week.slots, np.int64)
    asked[32:40] = 1
    problem = requiring(week, asked)
    covered = covered_by_counts(problem, counts_of(week, 0, 480, "6h"))  # break at 09:15, meal at 11:00
    assert (covered.required_h, covered.paid_h, covered.on_contacts_h) == (2, 5.5, 5.25)
    assert (covered.uncovered_h, covered.surplus_h, covered.unavoidable_h) == (0.25, 3.5, 0)


def requiring(problem: RosterProblem, asked: Ints) -> RosterProblem:
    needed = tuple((PERSON * asked).tolist())
    queue = replace(problem.queues[0], required=needed, shortage=((Step(None, 1),),) * len(needed))
    group = replace(problem.groups[0], rows=(SubsetRow(frozenset({0}), needed),))
    return replace(problem, queues=(queue,), groups=(group,))


def test_a_shift_past_midnight_covers_the_day_after(week: RosterProblem) -> None:
    asked = np.zeros(week.slots, np.int64)
    asked[DAY : DAY + 4] = 1
    covered = covered_by_counts(requiring(week, asked), counts_of(week, 0, 22 * 60, "4h"))
    assert covered.uncovered_h == 0


def test_a_roster_is_counted_like_a_plan(week: RosterProblem) -> None:
    counts = counts_of(week, 2, 480, "8h")
    day, number = np.argwhere(counts)[0].tolist()
    start = week.span(day, number).start
    begun = [(start + (spec.earliest + spec.latest) // 2, spec) for spec in week.shifts[number].breaks]
    activities = tuple(Activity(0, day, Span(at, at + spec.slots), spec.kind) for at, spec in begun)
    roster = Roster((Assignment(0, day, number),), activities)
    assert covered_by_roster(week, roster) == covered_by_counts(week, counts)


def test_a_plan_of_some_hours_pays_just_enough(week: RosterProblem) -> None:
    """The planner of this test puts on one shift as many as its requirement amounts to."""

    def plan(selection: Selection) -> Ints:
        counts = np.zeros((DAYS, len(week.shifts)), np.int64)
        counts[0, 0] = selection.required.sum() // 16
        return counts

    least = round(paid_min(week, plan(selection_of(week))) * 1.07)
    assert least <= paid_min(week, plan_of_hours(week, least, plan)) <= 1.01 * least


def test_fewer_people_are_never_paid_more(week: RosterProblem) -> None:
    few = fewer_people(week, 60 * 300)
    assert 0 < len(few.agents) < len(week.agents)
    result = solve_roster(few, effort=Effort.QUICK, time_s=1)
    assert covered_by_roster(few, result.roster).paid_h <= 300
    assert fewer_people(week, 60 * 60 * len(week.agents)).agents == week.agents


def test_each_day_is_a_selection_from_midnight(week: RosterProblem) -> None:
    selection = selection_of(week)
    assert selection.required.sum() == required_of(week).sum()
    assert selection.required[0, 0] == required_of(week)[DAYS * DAY]
    assert (selection.covers.sum(axis=1) == [shift.slots for shift in week.shifts]).all()


def test_no_answer_of_the_peer_is_none() -> None:
    assert answer_of({"status": "INFEASIBLE", "cost": -1, "seconds": 0.1}) is None


def test_a_short_run_prints_every_row(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With a peer whose answers are our own."""
    few = [small(), small()]
    monkeypatch.setattr(bench, "selections", lambda: few)
    monkeypatch.setattr(bench, "hours_cases", lambda: [hours_case(5, 1.0, bans=False)])
    monkeypatch.setattr(Peer, "select", lambda _, model, selection: said(selection))
    monkeypatch.setattr(Peer, "hours", lambda *_: {"status": "FEASIBLE", "cost": 999.0, "seconds": 1.0})
    assert bench.main([sys.executable, "--agents", "20", "--time", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("small, least") == 4
    assert "999?" in printed
    assert printed.count(": named people") == printed.count("of its uncovered hours") == 2


def said(selection: Selection) -> dict[str, object]:
    counts = np.zeros((len(selection.required), len(selection.covers)), np.int64)
    counts[:, 0] = selection.required.sum(axis=1) // 10
    return {"status": "OPTIMAL", "cost": 1.0, "seconds": 1.0, "counts": counts.tolist()}


def test_the_peer_script_runs_apart_from_the_project() -> None:
    script = Path(bench.__file__).with_name("peer.py").read_text(encoding="utf-8")
    assert "import solver" not in script
    assert "from tests" not in script
