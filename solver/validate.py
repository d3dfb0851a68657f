"""Whether a problem makes sense in itself."""

from collections.abc import Iterator
from itertools import pairwise

from solver.errors import (
    BreakOutsideShift,
    BreaksOverlap,
    CostsNotConvex,
    GroupWithoutWhole,
    OneShiftADayMissing,
    ProblemTooLarge,
    QueuesInTwoGroups,
    RowTooHigh,
)
from solver.problem import Group, RosterProblem, Shift, Steps
from solver.rules.one_shift_a_day import OneShiftADay

MOST_AGENT_DAYS = 100_000  # a few gigabytes


def validate(problem: RosterProblem) -> None:
    """Raise the error of the first part that contradicts itself.

    Raises
    ------
    ProblemError
        See the subclasses.
    """
    if not any(rule.name == OneShiftADay.name and rule.enforced for rule in problem.rules):
        raise OneShiftADayMissing
    if len(problem.agents) * len(problem.days) > MOST_AGENT_DAYS:
        raise ProblemTooLarge(agents=len(problem.agents), days=len(problem.days), most=MOST_AGENT_DAYS)
    for shift in problem.shifts:
        _validate_breaks(shift)
    for group in problem.groups:
        _validate_rows(problem, group)
    for agent in problem.agents:
        if sum(not agent.queues.isdisjoint(group.queues) for group in problem.groups) > 1:
            raise QueuesInTwoGroups(agent=agent.id)
    for name, steps in _tables(problem):
        if any(step.cost > later.cost or step.width is None for step, later in pairwise(steps)):
            raise CostsNotConvex(subject=name)


def _validate_breaks(shift: Shift) -> None:
    end = 0
    for spec in shift.breaks:
        if spec.earliest > spec.latest or spec.latest + spec.slots > shift.slots:
            raise BreakOutsideShift(shift=shift.id, kind=spec.kind)
        if spec.earliest < end:
            raise BreaksOverlap(shift=shift.id, kind=spec.kind)
        end = spec.latest + spec.slots


def _validate_rows(problem: RosterProblem, group: Group) -> None:
    if frozenset(group.queues) not in {row.queues for row in group.rows}:
        raise GroupWithoutWhole(group=group.id)
    for row in group.rows:
        for slot, required in enumerate(row.required):
            if required > sum(problem.queues[queue].required[slot] for queue in row.queues):
                raise RowTooHigh(group=group.id, slot=slot)


def _tables(problem: RosterProblem) -> Iterator[tuple[str, Steps]]:
    for queue in problem.queues:
        for steps in set(queue.shortage):
            yield queue.id, steps
    for group in problem.groups:
        yield group.id, group.surplus
