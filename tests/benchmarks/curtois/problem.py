"""An instance as a roster problem: a slot is one shift type on one day."""

from solver import rules
from solver.problem import PERSON, Agent, Day, Group, Queue, RosterProblem, Shift, Span, Step, SubsetRow, Wish
from solver.roster import Assignment as Worked
from solver.rules import Rule
from tests.benchmarks.curtois.instance import Assignment, Instance, Request
from tests.benchmarks.curtois.rules import (
    DaysInARow,
    DaysOffInARow,
    MaxShiftsByKind,
    MaxWeekends,
    MinutesBetween,
    NotFollowedBy,
    Unwanted,
)

SCALE = PERSON  # of costs: covers are priced per 1/100 person


def problem_of(instance: Instance) -> RosterProblem:
    """Return the problem whose cost is the published one times `SCALE`."""
    days, kinds = range(instance.days), list(instance.kinds)
    slots = len(kinds)
    queue = _queue(instance)
    return RosterProblem(
        slot_min=60,
        days=tuple(Day(Span(day * slots, (day + 1) * slots)) for day in days),
        agents=tuple(
            Agent(name, frozenset({0}), 0, 0, Span(0, instance.days * slots), _leave(employee.days_off, slots))
            for name, employee in instance.staff.items()
        ),
        shifts=tuple(
            Shift(name, name, tuple(day * slots + number for day in days), 1, instance.kinds[name].minutes)
            for number, name in enumerate(kinds)
        ),
        queues=(queue,),
        groups=(Group("all", (0,), (SubsetRow(frozenset({0}), queue.required),), _surplus(instance)),),
        rules=_rules(instance),
        wishes=tuple(_wish(instance, request) for request in instance.on_requests),
    )


def roster_of(instance: Instance, worked: tuple[Worked, ...]) -> list[Assignment]:
    """Return assignments in the names of the instance."""
    staff, kinds = list(instance.staff), list(instance.kinds)
    return [(staff[a.agent], a.day, kinds[a.shift]) for a in worked]


def _leave(days_off: frozenset[int], slots: int) -> tuple[Span, ...]:
    return tuple(Span(day * slots, (day + 1) * slots) for day in sorted(days_off))


def _queue(instance: Instance) -> Queue:
    covers = {(cover.day, cover.kind): cover for cover in instance.covers}
    asked = [covers[day, kind] for day in range(instance.days) for kind in instance.kinds]
    shortage = tuple((Step(None, cover.under_weight),) for cover in asked)
    return Queue("all", tuple(PERSON * cover.required for cover in asked), shortage)


def _surplus(instance: Instance) -> tuple[Step, ...]:
    weights = {cover.over_weight for cover in instance.covers}
    assert len(weights) == 1, "a group has one price of surplus"
    return (Step(None, weights.pop()),)


def _wish(instance: Instance, request: Request) -> Wish:
    agent, shift = list(instance.staff).index(request.employee), list(instance.kinds).index(request.kind)
    return Wish(agent, request.day, frozenset({shift}), SCALE * request.weight)


def _rules(instance: Instance) -> tuple[Rule, ...]:
    staff, kinds = list(instance.staff.values()), list(instance.kinds)
    return (
        rules.OneShiftADay(),
        rules.Leave(),
        rules.Wishes(),
        Unwanted(unwanted=tuple(_wish(instance, request) for request in instance.off_requests)),
        MaxShiftsByKind(most=tuple(tuple(employee.max_shifts[kind] for kind in kinds) for employee in staff)),
        MinutesBetween(
            least=tuple(employee.min_minutes for employee in staff),
            most=tuple(employee.max_minutes for employee in staff),
        ),
        DaysInARow(
            least=tuple(employee.min_consecutive_shifts for employee in staff),
            most=tuple(employee.max_consecutive_shifts for employee in staff),
        ),
        DaysOffInARow(least=tuple(employee.min_consecutive_days_off for employee in staff)),
        MaxWeekends(
            most=tuple(employee.max_weekends for employee in staff),
            weekends=tuple(weekend for weekend in instance.weekends if weekend),
        ),
        NotFollowedBy(
            after=tuple(
                frozenset(kinds.index(after) for after in instance.kinds[kind].not_followed_by) for kind in kinds
            )
        ),
    )
