"""Rosters as text: a letter a day, E early, L late, N night, dot off; `+` behind one holds the first post."""

from dataclasses import replace

from ortools.sat.python import cp_model

from solver.finish import finish
from solver.model import Model
from solver.problem import Agent, BreakSpec, Day, History, Post, PostHours, RosterProblem, Shift, Span
from solver.roster import Assignment, Breach
from solver.rules import OneShiftADay, Rule

DAYS = 4
HOURS = {"E": (7, 8), "L": (14, 8), "N": (22, 9)}  # start, length


def shift(letter: str, start: int, length: int) -> Shift:
    starts = tuple(24 * day + start for day in range(DAYS))
    return Shift(letter, letter, starts, length, 60 * length, (BreakSpec("break", 1, 3, 4),), 60 * start, letter == "N")


def before(days: str, last_end: int | None = None) -> History:
    """What was worked before day 0: `"EE.N"`, the last letter the day before."""
    return History(last_end, tuple("" if letter == "." else letter for letter in days))


def agent(name: str = "A", **parts: object) -> Agent:
    return replace(Agent(name, frozenset(), 2000, 0, Span(0, 24 * DAYS)), **parts)


def post(start: int, end: int, **parts: object) -> Post:
    """A post held on day 1 only."""
    return replace(Post("lead", (PostHours(Span(24 + start, 24 + end)),), frozenset({0, 1})), **parts)


def problem(*rules: Rule, agents: tuple[Agent, ...] = (agent("A"), agent("B")), **parts: object) -> RosterProblem:
    days = tuple(Day(Span(24 * day, 24 * day + 24)) for day in range(DAYS))
    shifts = tuple(shift(letter, *hours) for letter, hours in HOURS.items())
    return replace(RosterProblem(60, days, agents, shifts, (), (), (OneShiftADay(), *rules)), **parts)


def assignments(weeks: str) -> tuple[Assignment, ...]:
    """Read `"E.LN|L..+."`: agents are parted by a bar."""
    found = []
    for number, week in enumerate(weeks.split("|")):
        day = -1
        for letter in week:
            if letter == "+":
                found[-1] = replace(found[-1], post=0)
                continue
            day += 1
            if letter != ".":
                found.append(Assignment(number, day, list(HOURS).index(letter)))
    return tuple(found)


def breaches(problem: RosterProblem, weeks: str) -> list[Breach]:
    worked = assignments(weeks)
    begun = {(a.agent, a.day): [problem.span(a.day, a.shift).start + 3] for a in worked}
    roster = finish(problem, worked, begun)
    return [breach for rule in problem.rules for breach in rule.check(problem, roster)]


def allowed(problem: RosterProblem, weeks: str) -> bool:
    """Whether a roster breaks no enforced rule; the model and the check must agree."""
    model = Model(problem)
    model.fix(assignments(weeks))
    by_model = cp_model.CpSolver().solve(model.cp) == cp_model.OPTIMAL
    by_check = not any(breach.enforced for breach in breaches(problem, weeks))
    assert by_model == by_check
    return by_check
