"""An instance as a roster problem.

The squares of the surpluses of K tasks are told as one convex cost of a group's surplus: its first K people cost 1
each, the next K cost 3, then 5 and so on, which is the least that the squares can sum to where people change tasks from
slot to slot. For one task that is the published cost itself; for several it is a lower bound on it, and so is every
bound of the solver: an hour on a task is not asked for here (`tasks` gives it).
"""

import numpy as np

from solver import rules
from solver.problem import PERSON, Agent, Day, Group, Queue, RosterProblem, Shift, Span, Step, Steps, SubsetRow
from solver.roster import Roster
from solver.weeks.prices import Prices
from tests.benchmarks.curtois.rules import MinutesBetween
from tests.benchmarks.retail.evaluate import LENGTHS, MISSING_COST, MOST_DAYS_IN_A_ROW, REST, may_begin
from tests.benchmarks.retail.instance import OPENS, SLOT_MIN, SLOTS_A_DAY, Instance

FINE = 1_000  # parts of a published cost: prices are integers
SCALE = PERSON * FINE  # of costs: coverage is priced per 1/100 person


def problem_of(instance: Instance, missing_cost: int = MISSING_COST) -> RosterProblem:
    """Return the problem whose cost is the published one times `SCALE`, for several tasks at most that.

    A lower cost of a missing person keeps every bound valid.
    """
    begins = [slot for slot in range(SLOTS_A_DAY) if may_begin(slot)]
    ends = [*(day * SLOTS_A_DAY for day in range(1, instance.days + 1)), instance.end]
    tasks = frozenset(range(len(instance.required)))
    together = tuple(PERSON * sum(people) for people in zip(*instance.required, strict=True))
    return RosterProblem(
        slot_min=SLOT_MIN,
        days=tuple(Day(Span(day * SLOTS_A_DAY, end)) for day, end in enumerate(ends)),
        agents=tuple(Agent(name, tasks, 0, 0, Span(0, instance.end)) for name in instance.staff),
        shifts=tuple(_shift(instance, begin, length) for begin in begins for length in LENGTHS),
        queues=tuple(_queue(task, required, missing_cost) for task, required in enumerate(instance.required)),
        groups=(Group("all", tuple(sorted(tasks)), (SubsetRow(tasks, together),), _surplus(instance)),),
        rules=_rules(instance),
    )


def _shift(instance: Instance, begin: int, length: int) -> Shift:
    starts = (day * SLOTS_A_DAY + begin for day in range(instance.days + 1))
    offered = tuple(start if start >= OPENS and start + length <= instance.end else None for start in starts)
    return Shift(f"{begin}+{length}", "work", offered, length, length * SLOT_MIN, start_min=begin * SLOT_MIN)


def _queue(task: int, required: tuple[int, ...], missing_cost: int) -> Queue:
    return Queue(
        f"task-{task}",
        tuple(PERSON * people for people in required),
        ((Step(None, FINE * missing_cost),),) * len(required),
    )


def _surplus(instance: Instance) -> Steps:
    tasks, most = len(instance.required), len(instance.staff)
    squares = [Step(tasks * PERSON, FINE * (2 * number + 1)) for number in range(-(-most // tasks))]
    return (*squares, Step(None, FINE * (2 * len(squares) + 1)))


def _rules(instance: Instance) -> tuple[rules.Rule, ...]:
    contracts = instance.staff.values()
    return (
        rules.OneShiftADay(),
        rules.MinRestBetweenShifts(slots=REST),
        rules.MaxDaysInARow(days=MOST_DAYS_IN_A_ROW),
        MinutesBetween(
            least=tuple(contract.min_minutes for contract in contracts),
            most=tuple(contract.max_minutes for contract in contracts),
        ),
    )


def prices_of_hours(problem: RosterProblem) -> Prices:
    """Return the prices that prove what contracts alone do: minutes that must be worked beyond those required cost.

    One person too many costs 1 everywhere, whoever and wherever she is.
    """
    return Prices(np.full((1, problem.slots), -FINE, np.int64), np.zeros(0, np.int64))


def spans_of(problem: RosterProblem, roster: Roster) -> list[tuple[str, range]]:
    """Return who works in which slots, by the names of the instance."""
    return [
        (problem.agents[worked.agent].id, problem.span(worked.day, worked.shift).slots())
        for worked in roster.assignments
    ]
