"""How many people are on contacts, which queues they serve, and what is short.

Plain Python on purpose: it says again what the compiled loops say.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solver.allocation import allocate
from solver.problem import PERSON, Group, RosterProblem, Step, Steps
from solver.roster import Roster

Crew = frozenset[int]  # the queues its people can serve


@dataclass(frozen=True, slots=True)
class QueueCoverage:
    """People a queue gets per slot, real-valued, and how many it is short of, both in persons."""

    queue: str
    scheduled: tuple[float, ...]
    shortage: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SlotCoverage:
    """A group at one slot, in 1/100 person: people on contacts, shortage of each of its queues, surplus."""

    present: int
    shortage: tuple[int, ...]
    surplus: int


def coverage(problem: RosterProblem, roster: Roster) -> tuple[QueueCoverage, ...]:
    """Allocate people on contacts to queues: least shortage cost, then spare people in proportion to the need."""
    scheduled = [[0.0] * problem.slots for _ in problem.queues]
    shortage = [[0.0] * problem.slots for _ in problem.queues]
    present = on_contacts(problem, roster)
    for group in problem.groups:
        by_id = sorted(group.queues, key=lambda queue: problem.queues[queue].id)
        for slot in range(problem.slots):
            short = dict(zip(group.queues, cover(problem, group, slot, present[slot]).shortage, strict=True))
            required = {queue: problem.queues[queue].required[slot] for queue in by_id}
            kept = [required[queue] - short[queue] for queue in by_id]
            crews: Counter[int] = Counter()
            for crew, people in present[slot].items():
                crews[_mask(crew, by_id)] += PERSON * people
            for queue, given in zip(by_id, allocate(list(required.values()), kept, crews), strict=True):
                scheduled[queue][slot] = given / PERSON
                shortage[queue][slot] = short[queue] / PERSON
    return tuple(
        QueueCoverage(queue.id, tuple(scheduled[number]), tuple(shortage[number]))
        for number, queue in enumerate(problem.queues)
    )


def _mask(crew: Crew, queues: Sequence[int]) -> int:
    return sum(1 << at for at, queue in enumerate(queues) if queue in crew)


def on_contacts(problem: RosterProblem, roster: Roster) -> list[dict[Crew, int]]:
    """Count, at every slot, the people of each crew who are at work and neither at a post away nor in an activity."""
    present: list[dict[Crew, int]] = [defaultdict(int) for _ in range(problem.slots)]
    away = {(activity.agent, slot): True for activity in roster.activities for slot in activity.span.slots()}
    for worked in roster.assignments:
        if worked.post is None or problem.posts[worked.post].on_contacts:
            for slot in problem.span(worked.day, worked.shift).slots():
                if slot < problem.slots and (worked.agent, slot) not in away:
                    present[slot][problem.agents[worked.agent].queues] += 1
    for carried in problem.carried:
        if carried.post is None or problem.posts[carried.post].on_contacts:
            for slot in range(max(0, carried.span.start), min(carried.span.end, problem.slots)):
                if not any(slot in off for off in carried.off_contacts):
                    present[slot][problem.agents[carried.agent].queues] += 1
    return present


@dataclass(frozen=True, slots=True)
class SlotCost:
    """What a group's shortage and surplus cost at a slot."""

    shortage: int
    surplus: int


def slot_cost(problem: RosterProblem, group: Group, slot: int, present: Mapping[Crew, int]) -> SlotCost:
    """Return what the group costs at a slot with these people on contacts."""
    covered = cover(problem, group, slot, present)
    short = zip(group.queues, covered.shortage, strict=True)
    return SlotCost(
        sum(step_cost(problem.queues[queue].shortage[slot], amount) for queue, amount in short),
        step_cost(group.surplus, covered.surplus),
    )


def cover(problem: RosterProblem, group: Group, slot: int, present: Mapping[Crew, int]) -> SlotCoverage:
    """Return the cheapest shortage that the rows of the group allow at a slot, and the surplus that is left.

    Every queue begins short of all it requires; where that costs most it is taken back first, as far as all rows allow.
    """
    short = {queue: problem.queues[queue].required[slot] for queue in group.queues}
    slack = {
        row.queues: sum(short[queue] for queue in row.queues)
        + sum(PERSON * people for crew, people in present.items() if crew & row.queues)
        - row.required[slot]
        for row in group.rows
    }
    pieces = [
        (-step.cost, queue, width)
        for queue in group.queues
        for step, width in widths(problem.queues[queue].shortage[slot], short[queue])
    ]
    for _, queue, width in sorted(pieces):
        back = min([width, *(left for queues, left in slack.items() if queue in queues)])
        short[queue] -= back
        for queues in slack:
            if queue in queues:
                slack[queues] -= back
    everybody = frozenset(group.queues)
    people = sum(PERSON * count for crew, count in present.items() if crew & everybody)
    return SlotCoverage(people, tuple(short[queue] for queue in group.queues), max(0, slack[everybody]))


def widths(steps: Steps, amount: int) -> list[tuple[Step, int]]:
    """Return how much of an amount lies in each step of a convex cost."""
    parts = []
    for step in steps:
        part = amount if step.width is None else min(amount, step.width)
        amount -= part
        parts.append((step, part))
    return parts


def step_cost(steps: Steps, amount: int) -> int:
    """Return what an amount costs."""
    return sum(step.cost * part for step, part in widths(steps, amount))
