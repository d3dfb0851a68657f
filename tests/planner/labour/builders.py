"""Weeks under the labour pack: shifts are named for the minutes they are paid, days are parted by blanks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pandas as pd
from ortools.sat.python import cp_model

from planner.centre import Centre
from planner.rostering import Week, roster_problem
from planner.schema import Table
from planner.staffing.groups import queue_groups
from planner.tables import POOLED, REQUIREMENT
from solver.check import check
from solver.model import Model
from solver.problem import History, RosterProblem
from solver.roster import Assignment, Roster, Verdict
from tests.builders import PLAN, write_centre

COVERAGE = ("shortage", "surplus")
PAID_MIN = (300, 375, 390, 405, 480, 495, 540, 555, 600, 615, 660, 675)
SHIFTS = "".join(f'[shifts.s{paid}]\nstarts = ["08:00"]\nlength_min = {paid}\n' for paid in PAID_MIN)
AGENTS = """\
agent,name,team,skills,contract_h,tags
001,Ann,one,voice;email;lead,{contract_h},
002,Bea,one,voice,{contract_h},{tags}
"""
HOURS = (
    "max_hours_a_day",
    "max_hours_a_week",
    "max_hours_a_month",
    "max_hours_a_quarter",
    "max_hours_a_year",
    "max_overtime_a_month",
    "min_days_off",
    "protected",
    "overtime_pay",
    "period_overtime_pay",
    "one_shift_a_day",
)


def plan_text(labour: str = "", rules: str = "") -> str:
    """The small centre's plan under the pack, with shifts of many lengths in place of its own."""
    before, _, after = PLAN.partition("[shifts.early]")
    posts = "[posts.lead]" + after.partition("[posts.lead]")[2]
    pack = f'[calendar]\ncountry = "CN"\n\n[labour]\npack = "cn"\n{labour}\n'
    return f"{before}{pack}\n{rules}\n{SHIFTS}\n{posts}"


def problem(
    folder: Path, labour: str = "", rules: str = "", tags: str = "", week: str = "2026-W10", contract_h: int = 40
) -> RosterProblem:
    """The week's problem with nothing but the rules on hours and days off, in which nobody is needed."""
    write_centre(folder, plan=plan_text(labour, rules), agents=AGENTS.format(tags=tags, contract_h=contract_h))
    asked = roster_problem(week_of(Centre.open(folder / "plan.toml"), week))
    return replace(asked, rules=tuple(rule for rule in asked.rules if rule.name in HOURS))


def week_of(centre: Centre, week: str) -> Week:
    """A week in which nobody is needed."""
    grid = centre.grid(week, centre.plan.slot_min)
    days = centre.calendar(grid.first, grid.first + timedelta(days=6))
    return Week(
        plan=centre.plan,
        grid=grid,
        agents=centre.agents,
        requests=(),
        requirement=_empty(REQUIREMENT),
        pooled=_empty(POOLED),
        groups=queue_groups(centre.plan, centre.agents),
        published=centre.published_before(week),
        holidays=frozenset(days.loc[days["kind"] == "holiday", "date"]),
    )


def _empty(table: Table) -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in table.names})


def before(asked: RosterProblem, accounts: Mapping[str, int]) -> RosterProblem:
    """The same problem in which the first agent brings over minutes."""
    first, *others = asked.agents
    history = History(accounts=tuple(accounts.items()))
    return replace(asked, agents=(replace(first, history=history), *others))


def assignments(asked: RosterProblem, days: str, agent: int = 0) -> tuple[Assignment, ...]:
    """Read `"480 480 . 495"`: the minutes paid on each day, a dot for a day off."""
    index = {shift.paid_min: at for at, shift in enumerate(asked.shifts)}
    worked = [(day, int(paid)) for day, paid in enumerate(days.split()) if paid != "."]
    return tuple(Assignment(agent, day, index[paid]) for day, paid in worked)


def verdict(asked: RosterProblem, days: str, agent: int = 0) -> Verdict:
    return check(asked, Roster(assignments(asked, days, agent)))


def allowed(asked: RosterProblem, days: str, agent: int = 0) -> bool:
    """Whether a week breaks no enforced rule; the model and the check must agree, also on the cost."""
    model = Model(asked)
    model.fix(assignments(asked, days, agent))
    model.minimise()
    solver = cp_model.CpSolver()
    by_model = solver.solve(model.cp) == cp_model.OPTIMAL
    by_check = verdict(asked, days, agent)
    assert by_model == (not by_check.violations)
    cost = sum(item.cost for item in by_check.items if item.name not in COVERAGE)
    assert not by_model or round(solver.objective_value) == cost
    return by_model
