"""Why a finished roster is as it is: what each other shift would cost, and where one more person would save most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from planner.errors import UsageError
from planner.names import hint
from planner.pipeline.made import Made, made_roster
from planner.pipeline.run import Run
from reports import Words
from solver import Alternative, alternatives, worth_of_one_more
from solver.problem import COST_PER_WAGE_HOUR


class NoSuchAgent(UsageError):
    """An agent who is not in the list."""

    template = "no agent {agent}; {hint}"


class DayOutside(UsageError):
    """A day outside the week."""

    template = "{day} is not in the week: it goes from {first} to {last}"


@dataclass(frozen=True, slots=True)
class CostChange:
    """A part of the cost and how much dearer it gets, in wage-hours."""

    part: str
    wage_h: float


@dataclass(frozen=True, slots=True)
class OtherShift:
    """What an agent could do on a day (no start: the day off), and what differs from the roster with it."""

    shift: str
    start: datetime | None
    post: str
    current: bool
    wage_h: float
    parts: tuple[CostChange, ...]
    broken: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class OneMore:
    """One more person on a shift, with the queues that she serves, and what that would save, her wage apart."""

    shift: str
    start: datetime
    queues: tuple[str, ...]
    saved_wage_h: float
    wage_h: float


def other_shifts(run: Run, agent: str, day: date) -> list[OtherShift]:
    """Return what the agent's other shifts on the day would cost, the weeks of all others as they are: legal first.

    Raises
    ------
    NoSuchAgent, DayOutside
        If there is no such agent or day in the run.
    InputError
        If there is no roster yet.
    """
    made = made_roster(run)
    numbers = {known.id: at for at, known in enumerate(made.problem.agents)}
    if agent not in numbers:
        raise NoSuchAgent(agent=agent, hint=hint(agent, numbers))
    days = list(run.intervals.dates())
    if day not in days:
        raise DayOutside(day=day, first=days[0], last=days[-1])
    found = alternatives(made.problem, made.roster, numbers[agent], days.index(day))
    return [_other_shift(option, made) for option in found]


def one_more(run: Run) -> list[OneMore]:
    """Return, for each kind of shift on each day, the start at which one more person would save most, the most first.

    Raises
    ------
    InputError
        If there is no roster yet.
    """
    made = made_roster(run)
    problem, best = made.problem, dict[tuple[int, str], OneMore]()
    for worth in worth_of_one_more(problem, made.roster):
        template = problem.shifts[worth.shift]
        if worth.saved > 0 and (worth.day, template.kind) not in best:
            best[worth.day, template.kind] = OneMore(
                shift=template.kind,
                start=made.start(worth.day, worth.shift),
                queues=tuple(problem.queues[queue].id for queue in sorted(worth.queues)),
                saved_wage_h=worth.saved / COST_PER_WAGE_HOUR,
                wage_h=template.paid_min / 60,
            )
    return list(best.values())


def _other_shift(option: Alternative, made: Made) -> OtherShift:
    """Return an alternative with names, times and wage-hours."""
    worked, problem = option.assignment, made.problem
    return OtherShift(
        shift="" if worked is None else problem.shifts[worked.shift].kind,
        start=None if worked is None else made.start(worked.day, worked.shift),
        post="" if worked is None or worked.post is None else problem.posts[worked.post].id,
        current=option.current,
        wage_h=option.cost / COST_PER_WAGE_HOUR,
        parts=tuple(CostChange(item.name, item.cost / COST_PER_WAGE_HOUR) for item in option.items),
        broken=tuple(made.told(breach) for breach in option.broken),
    )
