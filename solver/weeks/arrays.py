"""A problem as arrays, for the compiled loops.

All numbers are int64: people in 1/100 person, costs as in `problem`. A crew is the people with the same queues. A
column says how a shift is worked: 0 without a post, 1 + p holding post p.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.problem import PERSON, CarriedShift, Group, RosterProblem
from solver.rules.posts import Posts, stretches

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FORBIDDEN = 1 << 50  # a cost that no roster reaches
UNHELD = 1 << 32  # what a missing holder of a slot costs the search where posts are enforced


class Offers(NamedTuple):
    """Shift templates.

    `starts` [day, shift] is -1 where the shift is not offered; `breaks` [shift, number] are (slots, earliest, latest)
    with 0 slots where the shift has no such break; `end` is the slot after the last that anything reaches.
    """

    starts: Ints
    slots: Ints
    breaks: Ints
    end: int


class Rows(NamedTuple):
    """Coverage rows of all groups.

    A piece is a step of one queue's shortage cost at one slot; the pieces of a slot stand in falling order of cost.
    """

    serves: Flags  # [row, crew]
    holds: Flags  # [row, queue]
    required: Ints  # [row, slot]
    full: Ints  # [row, slot]: what its queues require one by one
    carried: Ints  # [row, slot]: people of shifts that began before slot 0
    like_before: Flags  # [slot]: asks and costs what the slot before does
    groups: Ints  # [group, (first row, end of rows, row of all queues)]
    active: Ints  # rows that matter, one group and slot after the other
    active_from: Ints  # [group, slot]: where they begin in `active`; they end where those of slot + 1 begin
    pieces: Ints  # [group, slot, piece, (queue, width, cost)]
    surplus: Ints  # [group, step, (width, cost)]


class Held(NamedTuple):
    """Posts, in stretches that the same shifts can hold."""

    column: Ints  # [stretch]
    covers: Flags  # [stretch, day, shift]
    need: Ints  # [stretch]: holders beyond the carried ones
    cost: Ints  # [stretch]: of one missing holder
    surplus: Ints  # [stretch]: of one holder too many
    on_contacts: Flags  # [column]
    handover: Ints  # [column, day, shift]: slots at the shift's end in which two leave contacts for the handover
    sure: bool  # posts are always held, so that whoever leaves one hands it over
    crews: Flags  # [column, crew]: who may take it over


class Centre(NamedTuple):
    """All but the weeks of the agents; `crew` is each agent's."""

    offers: Offers
    rows: Rows
    held: Held
    crew: Ints


def centre_of(problem: RosterProblem) -> Centre:
    """Return the arrays of a problem."""
    crews = sorted({agent.queues for agent in problem.agents}, key=sorted)
    crew = np.array([crews.index(agent.queues) for agent in problem.agents], np.int64)
    return Centre(_offers(problem), _rows(problem, crews), _held(problem, crew), crew)


def _offers(problem: RosterProblem) -> Offers:
    most = max((len(shift.breaks) for shift in problem.shifts), default=0)
    breaks = np.zeros((len(problem.shifts), most, 3), np.int64)
    starts = np.full((len(problem.days), len(problem.shifts)), -1, np.int64)
    for day, number in problem.offers():
        starts[day, number] = problem.span(day, number).start
    if problem.breaks_taken:
        for number, shift in enumerate(problem.shifts):
            for index, spec in enumerate(shift.breaks):
                breaks[number, index] = spec.slots, spec.earliest, spec.latest
    slots = np.array([shift.slots for shift in problem.shifts], np.int64)
    ends = [problem.slots, *(problem.span(*offer).end for offer in problem.offers())]
    return Offers(starts, slots, breaks, max(ends))


def _rows(problem: RosterProblem, crews: list[frozenset[int]]) -> Rows:
    rows = [row for group in problem.groups for row in group.rows]
    shape = len(rows), problem.slots
    serves = np.array([[bool(row.queues & crew) for crew in crews] for row in rows], bool).reshape(
        len(rows), len(crews)
    )
    holds = np.array([[queue in row.queues for queue in range(len(problem.queues))] for row in rows], bool)
    holds = holds.reshape(len(rows), len(problem.queues))
    required = np.array([row.required for row in rows], np.int64).reshape(shape)
    carried = np.zeros(shape, np.int64)
    for shift in problem.carried:
        if shift.post is None or problem.posts[shift.post].on_contacts:
            served = [bool(row.queues & problem.agents[shift.agent].queues) for row in rows]
            carried[np.ix_(served, _slots_on_contacts(shift, problem.slots))] += PERSON
    apart = np.array([queue.required for queue in problem.queues], np.int64).reshape(-1, problem.slots)
    active, active_from = _active(problem)
    return Rows(
        serves=serves,
        holds=holds,
        required=required,
        full=holds.astype(np.int64) @ apart,
        carried=carried,
        like_before=_like_before(problem),
        groups=_groups(problem),
        active=active,
        active_from=active_from,
        pieces=_pieces(problem),
        surplus=_surplus(problem),
    )


def _like_before(problem: RosterProblem) -> Flags:
    """Tell for each slot whether its requirement and the cost of being short are those of the slot before."""
    alike = np.zeros(problem.slots, bool)
    for slot in range(1, problem.slots):
        alike[slot] = all(
            part[slot] == part[slot - 1]
            for part in (
                *(queue.required for queue in problem.queues),
                *(queue.shortage for queue in problem.queues),
                *(row.required for group in problem.groups for row in group.rows),
            )
        )
    return alike


def _active(problem: RosterProblem) -> tuple[Ints, Ints]:
    """Return the rows that matter at each slot, and where each slot's begin.

    A row is left out where the row without its idle queues implies it.
    """
    active: list[int] = []
    begins = np.zeros((len(problem.groups), problem.slots + 1), np.int64)
    first = 0
    for number, group in enumerate(problem.groups):
        row_of = {row.queues: row for row in group.rows}
        for slot in range(problem.slots):
            begins[number, slot] = len(active)
            busy = {queue for queue in group.queues if problem.queues[queue].required[slot]}
            for index, row in enumerate(group.rows):
                smaller = row_of.get(row.queues & busy, row)
                implied = smaller is not row and smaller.required[slot] >= row.required[slot]
                if row.required[slot] and not implied:
                    active.append(first + index)
        begins[number, problem.slots] = len(active)
        first += len(group.rows)
    return np.array(active, np.int64), begins


def _slots_on_contacts(shift: CarriedShift, end: int) -> list[int]:
    """Return the planned slots at which a carried shift is on contacts."""
    slots = range(max(0, shift.span.start), min(end, shift.span.end))
    return [slot for slot in slots if not any(slot in off for off in shift.off_contacts)]


def _groups(problem: RosterProblem) -> Ints:
    table, first = [], 0
    for group in problem.groups:
        whole = next(n for n, row in enumerate(group.rows) if row.queues == frozenset(group.queues))
        table.append((first, first + len(group.rows), first + whole))
        first += len(group.rows)
    return np.array(table, np.int64).reshape(-1, 3)


def _pieces(problem: RosterProblem) -> Ints:
    most = max((len(steps) for queue in problem.queues for steps in queue.shortage), default=0)
    width = most * max((len(group.queues) for group in problem.groups), default=0)
    table = np.zeros((len(problem.groups), problem.slots, width, 3), np.int64)
    for number, group in enumerate(problem.groups):
        for slot in range(problem.slots):
            pieces = sorted(_slot_pieces(problem, group, slot), key=lambda piece: (-piece[2], piece[0]))
            if pieces:
                table[number, slot, : len(pieces)] = pieces
    return table


def _slot_pieces(problem: RosterProblem, group: Group, slot: int) -> list[tuple[int, ...]]:
    """Return (queue, width, cost) for each step that a group's queues can be short by at a slot."""
    pieces: list[tuple[int, ...]] = []
    for queue in group.queues:
        left = problem.queues[queue].required[slot]
        for step in problem.queues[queue].shortage[slot]:
            width = left if step.width is None else min(left, step.width)
            left -= width
            pieces.append((queue, width, step.cost))
    return pieces


def _surplus(problem: RosterProblem) -> Ints:
    required = sum(max(queue.required, default=0) for queue in problem.queues)
    endless = PERSON * (len(problem.agents) + len(problem.carried)) + required
    most = max((len(group.surplus) for group in problem.groups), default=0)
    table = np.zeros((len(problem.groups), most, 2), np.int64)
    for number, group in enumerate(problem.groups):
        for index, step in enumerate(group.surplus):
            table[number, index] = endless if step.width is None else step.width, step.cost
    return table


def _held(problem: RosterProblem, crew: Ints) -> Held:
    rule = next((rule for rule in problem.rules if isinstance(rule, Posts)), None)
    found = [
        (1 + number, stretch)
        for number, post in enumerate(problem.posts)
        for hours in post.hours
        for stretch in (stretches(problem, number, hours) if rule else ())
    ]
    covers = np.zeros((len(found), len(problem.days), len(problem.shifts)), bool)
    for index, (_, stretch) in enumerate(found):
        for day, shift in stretch.offers:
            covers[index, day, shift] = True
    per_slot = UNHELD if rule is None or rule.enforced else rule.weight
    posts = [problem.posts[column - 1] for column, _ in found]
    slots = np.array([len(stretch.span.slots()) for _, stretch in found], np.int64)
    missing = [max(0, post.holders - stretch.carried) for post, (_, stretch) in zip(posts, found, strict=True)]
    crews = np.zeros((1 + len(problem.posts), crew.max(initial=0) + 1), bool)
    for number, post in enumerate(problem.posts):
        crews[1 + number, crew[sorted(post.eligible)]] = True
    return Held(
        column=np.array([column for column, _ in found], np.int64),
        covers=covers,
        need=np.array(missing, np.int64),
        cost=per_slot * slots,
        surplus=np.array([post.surplus_cost for post in posts], np.int64) * slots,
        on_contacts=np.array([True, *(post.on_contacts for post in problem.posts)]),
        handover=_handover(problem),
        sure=rule is not None and rule.enforced,
        crews=crews,
    )


def _handover(problem: RosterProblem) -> Ints:
    """Return how long the holder of a post on contacts hands over at the end of a shift, [column, day, shift]."""
    slots = np.zeros((1 + len(problem.posts), len(problem.days), len(problem.shifts)), np.int64)
    for day, shift in problem.offers():
        span = problem.span(day, shift)
        for number in problem.posts_of(day, shift):
            post = problem.posts[number]
            inside = any(h.span.overlaps(span) and (not h.closes or span.end < h.span.end) for h in post.hours)
            slots[1 + number, day, shift] = post.overlap if post.on_contacts and inside else 0
    return slots
