"""A proven bound: what no roster can cost less than, from prices on people.

Every coverage row and stretch of a post gets a price. At fixed prices the agents no longer meet: each takes her own
best week, each slot its own best number of people, a whole one, and of shortage; the sum is a lower bound on the cost
of every roster (Lagrangian relaxation: A. M. Geoffrion, Mathematical Programming Study 2, 1974). Prices are integers
and so is the sum, so that the bound is exact. The ascent is Adam (D. Kingma, J. Ba, 2015) on the subgradient.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from solver.problem import PERSON
from solver.weeks.arrays import Centre, Ints
from solver.weeks.book import Book
from solver.weeks.kernels import respond
from solver.weeks.people_at import best_people
from solver.weeks.tasks import Tasks
from solver.weeks.week import Weeks

Floats = NDArray[np.float64]

FIRST_STRIDE = 5.0  # part of the dearest shortage that a price moves in the first step
LATER_STRIDE = 1 / 10  # of the first step where prices are given
LAST_STRIDE = 1 / 300  # how much shorter the last step is than the first
HELD_STRIDE = 6.0  # posts are priced per holder, not per 1/100 person
MEMORY, SQUARE_MEMORY = 0.95, 0.999
MANY = 400  # agents
MEAN_STEPS = 60  # about how many of the last ones the mean of people is over

PROVED_BY = "prices (Lagrangian relaxation, exact integers)"


@dataclass(frozen=True, slots=True)
class Prices:
    """What a person is worth by row and slot, and a holder by stretch.

    Those of the rows of all a group's queues may be negative, where people are too many.
    """

    rows: Ints
    held: Ints


@dataclass(frozen=True, slots=True)
class Bound:
    """A proven bound, the prices that prove it, and its subgradient in the order of their fields.

    `people` are those on contacts when each agent has her best week at the prices, [crew, slot]; after an ascent, their
    mean over its steps, the late ones above all: that is near what the best roster without whole people has.
    """

    value: int
    prices: Prices
    slopes: tuple[Floats, Floats]
    people: Floats


def evaluate(centre: Centre, book: Book, prices: Prices) -> Bound:
    """Return the bound that the prices prove."""
    rows, held = centre.rows, centre.held
    slots = rows.required.shape[1]
    whole = rows.groups[:, 2]
    single = np.ones(len(rows.required), bool)
    single[whole] = False
    value = int((prices.rows * (rows.required - rows.carried))[single].sum()) + int((prices.held * held.need).sum())
    people = np.zeros((len(whole), slots), np.int64)
    short = np.zeros((rows.holds.shape[1], slots), np.int64)
    at_slots = int(best_people(rows, prices.rows, _most_people(centre), people, short))
    worth = worth_of_people(centre, prices)
    on_contacts = np.zeros((len(worth), centre.offers.end), np.int64)
    on_contacts[:, :slots] = worth
    agents_value, present, holders = _respond(on_contacts, _held_prices(centre, prices), centre, book.weeks)
    owed = _owed(centre, book.tasks, on_contacts)
    at_work = (present - owed.amount)[:, :slots]
    there = rows.carried + PERSON * (rows.serves.astype(np.int64) @ at_work)
    missing = rows.required - there - rows.holds.astype(np.int64) @ short
    missing[whole] = people - there[whole]
    unheld = held.need - np.array(
        [holders[..., column][covers].sum() for column, covers in zip(held.column, held.covers, strict=True)]
    )
    slopes = missing.astype(np.float64), unheld.astype(np.float64)
    total = value + at_slots + int(agents_value) + owed.value
    return Bound(total, prices, slopes, at_work.astype(np.float64))


def _respond(worth: Ints, held_prices: Ints, centre: Centre, weeks: Weeks) -> tuple[int, Ints, Ints]:
    """Return what `respond` does for all agents, where they are many worked out in two halves side by side."""
    agents = len(weeks.costs)
    half = agents // 2 if agents >= MANY else agents
    given = worth, held_prices, _taken_over(centre, worth)
    with ThreadPoolExecutor(1) as beside:
        others = beside.submit(respond, *given, half, agents, centre, weeks) if half < agents else None
        parts = [respond(*given, 0, half, centre, weeks)]
        parts += [] if others is None else [others.result()]
    return sum(part[0] for part in parts), sum(part[1] for part in parts), sum(part[2] for part in parts)


def worth_of_people(centre: Centre, prices: Prices) -> Ints:
    """Return what a person on contacts is worth at the prices, [crew, slot]."""
    worth: Ints = centre.rows.serves.T.astype(np.int64) @ prices.rows * PERSON
    return worth


def _most_people(centre: Centre) -> Ints:
    """Return how many people can serve each group, shifts from before not counted."""
    crews = np.bincount(centre.crew, minlength=centre.rows.serves.shape[1])
    most: Ints = centre.rows.serves[centre.rows.groups[:, 2]].astype(np.int64) @ crews
    return most


@dataclass(frozen=True, slots=True)
class _Choice:
    """What is best at the prices: how much of it, and the value."""

    amount: Ints
    value: int


def _owed(centre: Centre, tasks: Tasks, worth: Ints) -> _Choice:
    """Return what activities take from contacts at least, and where, [crew, slot].

    Each agent has each she owes once wherever people on contacts are worth least, at work or not; without it she pays,
    unless it is enough that others have it.
    """
    amount, value = np.zeros_like(worth), 0
    total = np.concatenate([np.zeros((len(worth), 1), np.int64), worth.cumsum(axis=1)], axis=1)
    for task, slots in enumerate(tasks.slots.tolist()):
        begins = np.flatnonzero(tasks.begins[task, : total.shape[1] - slots])
        if not len(begins):
            continue
        lost = total[:, begins + slots] - total[:, begins]
        best = begins[lost.argmin(axis=1)]
        for agent in np.flatnonzero(tasks.owes[:, task]).tolist():
            crew = centre.crew[agent]
            least = int(lost[crew].min())
            free = 0 if tasks.away[agent] or tasks.together[task] else int(tasks.cost[task])
            value += min(least, free)
            if least <= free:
                amount[crew, best[crew] : best[crew] + slots] += 1
    return _Choice(amount, value)


def _taken_over(centre: Centre, worth: Ints) -> Ints:
    """Return what taking a post over loses at least, [column, slot].

    Nothing where people on contacts are worth something, because one who takes over may be counted for two.
    """
    able = centre.held.crews[:, :, None]
    least: Ints = np.where(able, worth[None], 0).min(axis=1, initial=0)
    return least


def _held_prices(centre: Centre, prices: Prices) -> Ints:
    """Return what holding a post through a shift is worth, [day, shift, column]."""
    held = centre.held
    worth = np.zeros((*centre.offers.starts.shape, len(held.on_contacts)), np.int64)
    for column, covers, price in zip(held.column, held.covers, prices.held, strict=True):
        worth[..., column] += covers * price
    return worth


def ascend(
    centre: Centre,
    book: Book,
    steps: int,
    on_bound: Callable[[Bound], float] = lambda _: 0.0,
    start: Prices | None = None,
) -> Bound:
    """Return the best bound of so many steps of ascent, which get shorter from first to last.

    `on_bound` sees the best so far after each and tells which part of the time is used up: at 1 the ascent ends. It
    begins, with shorter steps, from the prices in `start` if they have the shape of this problem's.
    """
    rows, held = centre.rows, centre.held
    dearest = float(rows.pieces[..., 2].max(initial=1))
    alone = rows.holds.sum(axis=1, keepdims=True) == 1
    at = [np.where(alone & (rows.required > 0), dearest / 5, 0.0), np.zeros(len(held.need))]
    if start is not None and [start.rows.shape, start.held.shape] == [part.shape for part in at]:
        at = [start.rows.astype(np.float64), start.held.astype(np.float64)]
        first = LATER_STRIDE
    else:
        first = 1.0
    lowest = [np.zeros(rows.required.shape), -held.surplus * 1.0]
    lowest[0][rows.groups[:, 2]] = -rows.surplus[..., 1].max(axis=1, initial=0)[:, None]
    highest = [np.where(rows.required > 0, np.inf, 0.0), held.cost * 1.0]
    at = [np.clip(part, low, high) for part, low, high in zip(at, lowest, highest, strict=True)]
    stride = [dearest / FIRST_STRIDE, dearest * HELD_STRIDE]
    adam = [Adam(part.shape) for part in at]
    best: Bound | None = None
    people = np.zeros((rows.serves.shape[1], rows.required.shape[1]))
    for step in range(steps):
        bound = evaluate(centre, book, Prices(*(np.rint(part).astype(np.int64) for part in at)))
        best = bound if best is None or bound.value > best.value else best
        people += (bound.people - people) / min(step + 1, MEAN_STEPS)
        done = max(step / steps, on_bound(best))
        if done >= 1:
            break
        fade = first * (LAST_STRIDE / first) ** done
        for index, slope in enumerate(bound.slopes):
            moved = at[index] + stride[index] * fade * adam[index].direction(slope)
            at[index] = np.clip(moved, lowest[index], highest[index])
    assert best is not None, "at least one step is asked for"
    return replace(best, people=people)


class Adam:
    """Directions of about unit length from noisy slopes: their mean over the root of their mean square."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._mean = np.zeros(shape)
        self._square = np.zeros(shape)
        self._steps = 0

    def direction(self, slope: Floats) -> Floats:
        """Return where to go after one more slope."""
        self._steps += 1
        self._mean += (1 - MEMORY) * (slope - self._mean)
        self._square += (1 - SQUARE_MEMORY) * (slope * slope - self._square)
        mean = self._mean / (1 - MEMORY**self._steps)
        square = self._square / (1 - SQUARE_MEMORY**self._steps)
        return mean / (np.sqrt(square) + 1e-9)
