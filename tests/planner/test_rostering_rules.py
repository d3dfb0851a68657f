"""The rules of a plan as the solver's: hours in slots, kinds of nights, rotations by day, what was worked before."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from planner.centre import Centre
from planner.grid import Grid
from planner.rostering import Published, Week, roster_problem
from planner.staffing.groups import queue_groups
from planner.tables import ACCOUNTS
from solver import rules
from solver.problem import COST_PER_WAGE_HOUR, RosterProblem
from solver.rules import Rule, Severity
from tests.builders import AGENTS, PLAN

RULES = """
[shifts.night]
starts = ["22:00"]
length_min = 540

[rules.min_rest_between_shifts]
after = { night = 24 }

[rules.max_nights_in_a_row]
severity = "warn"
weight = 2

[rules.protected.tags.nursing]
shifts = ["late"]

[rules.mentor]
overlap_min = 200

[rules.together]
pairs = [["003", "001"]]

[rules.rotations.patterns.front]
pattern = ["early", "early", "late", "off"]
start = 2026-03-03
agents = { 001 = 1, 002 = 4 }
"""
LEAVE = "002,2026-03-04T00:00:00+08:00,2026-03-05T00:00:00+08:00,leave,,\n"
LOCK = "002,2026-03-05T11:00:00+08:00,,lock,late,\n"


@pytest.fixture
def asked(tmp_path: Path) -> RosterProblem:
    (tmp_path / "plan.toml").write_text(PLAN + RULES, encoding="utf-8")
    (tmp_path / "agents.csv").write_text(AGENTS, encoding="utf-8")
    (tmp_path / "requests.csv").write_text("agent,start,end,kind,shift,weight\n" + LEAVE + LOCK, encoding="utf-8")
    centre = Centre.open(tmp_path / "plan.toml")
    return roster_problem(week_of(centre))


def week_of(centre: Centre) -> Week:
    starts = pd.to_datetime(["2026-02-26T08:00:00+08:00", "2026-03-01T22:00:00+08:00"])
    ends = pd.to_datetime(["2026-02-26T17:00:00+08:00", "2026-03-02T07:00:00+08:00"])
    roster = pd.DataFrame(
        {"agent": ["001", "001"], "shift_start": starts, "shift_end": ends, "shift": ["early", "night"], "post": ""}
    ).assign(paid_min=480)
    activities = pd.DataFrame({"agent": [], "shift_start": [], "start": [], "end": []})
    accounts = pd.DataFrame({name: [] for name in ACCOUNTS.names})
    grid = Grid(date(2026, 3, 2), 7, centre.plan.slot_min, centre.plan.timezone)
    nothing = pd.DataFrame({"queue": [], "queues": [], "interval_start": [], "scheduled_required": []})
    groups = queue_groups(centre.plan, centre.agents)
    return Week(
        centre.plan,
        grid,
        centre.agents,
        centre.requests,
        nothing,
        nothing,
        groups,
        Published(roster, activities, accounts, weeks=1),
    )


def rule_of(problem: RosterProblem, kind: type[Rule]) -> Rule:
    return next(rule for rule in problem.rules if isinstance(rule, kind))


def test_parameters_are_in_slots_and_kinds(asked: RosterProblem) -> None:
    assert rule_of(asked, rules.MinRestBetweenShifts) == rules.MinRestBetweenShifts(
        slots=44, after={"night": 96}, weight=8 * COST_PER_WAGE_HOUR
    )
    assert rule_of(asked, rules.MaxNightsInARow) == rules.MaxNightsInARow(
        most=4, severity=Severity.WARN, weight=2 * COST_PER_WAGE_HOUR
    )
    protections = rule_of(asked, rules.Protected).protections
    assert protections == (rules.Protection("nursing", frozenset({"late", "night"}), no_overtime=True),)
    assert rule_of(asked, rules.Mentor).overlap == 14  # a part of a slot is a slot
    assert asked.together == ((2, 0),)


def test_rules_that_nobody_asked_for_are_left_out(asked: RosterProblem) -> None:
    assert not {rule.name for rule in asked.rules} & {"weekends_off", "apart", "forward_rotation", "start_consistency"}


def test_a_rotation_binds_from_its_start_but_not_on_leave_or_locked_days(asked: RosterProblem) -> None:
    assert asked.agents[0].rotation == (None, "early", "early", "late", "", "early", "early")
    assert asked.agents[1].rotation == (None, "", None, None, "late", "", "early")
    assert asked.agents[2].rotation == ()


def test_what_was_worked_is_known_for_every_day_of_the_published_weeks(asked: RosterProblem) -> None:
    assert asked.agents[0].history.worked == ("", "", "", "early", "", "", "night")
    assert asked.agents[0].history.last_end == 28
    assert asked.agents[1].history.worked == ("",) * 7
    assert asked.first_weekday == 0


def test_starts_are_known_on_the_clock_and_nights_by_kind(asked: RosterProblem) -> None:
    assert asked.night_kinds == {"night"}
    assert {shift.kind: shift.start_min for shift in asked.shifts} == {"early": 480, "late": 660, "night": 1320}
