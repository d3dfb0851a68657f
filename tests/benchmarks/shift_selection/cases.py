"""Questions of shift selection: how many people on which shift of each day, and who works which shift."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from solver.problem import PERSON, RosterProblem
from tests.benchmarks.large.family import DAY, DAYS, TAIL, centre

Ints = NDArray[np.int64]

SLOTS_AN_HOUR = 4


@dataclass(frozen=True, slots=True)
class Selection:
    """People required [day, period], and the periods of a day that each shift covers, [shift, period]."""

    name: str
    required: Ints
    covers: Ints

    @property
    def most_people(self) -> int:
        """More than anyone needs at once."""
        return 2 * int(self.required.max())


@dataclass(frozen=True, slots=True)
class HoursCase:
    """People of no difference, shifts of so many hours, people required [shift, day]; shifts not to follow others.

    Everyone works so many hours and days at least. A pair (s, t) in `not_followed_by`: no t the day after s.
    """

    name: str
    people: int
    shift_hours: tuple[int, ...]
    min_hours: int
    max_days_off: int
    required: Ints
    not_followed_by: tuple[tuple[int, int], ...] = ()


def selections() -> list[Selection]:
    """Return a small day of hours, and weeks of quarters of an hour for about 50 and 2,000 people."""
    return [small_selection(), week_selection(50), week_selection(2_000)]


def small_selection(seed: int = 1) -> Selection:
    """Return two days of hours with three shifts of eight hours and one across two of them."""
    rng = np.random.default_rng(seed)
    covers = np.array([np.roll(np.repeat([1, 0], [8, 16]), start) for start in (6, 14, 22, 10)], np.int64)
    return Selection("2 x 24, 4 shifts", rng.integers(5, 21, (2, 24)), covers)


def week_selection(people: int, seed: int = 1) -> Selection:
    """Return the week of a centre of the family with one skill, its 132 shifts without their breaks."""
    week = selection_of(centre(people, 1, seed).problem)
    return replace(week, name=f"7 x 96, {len(week.covers)} shifts, about {people:,}")


def selection_of(problem: RosterProblem, share: float = 1.0) -> Selection:
    """Return a week as a selection of shifts for a share of the requirement.

    Each day is by itself from midnight, the first from that of the Monday after; a shift past midnight covers the
    morning of its own day.
    """
    week = required_of(problem)[: DAYS * DAY].copy()
    week[:TAIL] = required_of(problem)[DAYS * DAY :]
    covers = np.zeros((len(problem.shifts), DAY), np.int64)
    for number, shift in enumerate(problem.shifts):
        start = shift.start_min * SLOTS_AN_HOUR // 60
        covers[number, np.arange(start, start + shift.slots) % DAY] = 1
    return Selection("week", np.rint(week.reshape(DAYS, DAY) * share).astype(np.int64), covers)


def required_of(problem: RosterProblem) -> Ints:
    """Return the people required at each slot by the only queue."""
    return np.array(problem.queues[0].required) // PERSON


LOADS = (0.8, 1.0, 1.2)  # hours asked, of those that must be worked


def hours_cases() -> list[HoursCase]:
    """Return two nights on end, and weeks that ask less than the least hours of all, about as much, and more."""
    nights = np.array([[0, 0], [1, 1]], np.int64)
    return [
        HoursCase("1 person, two nights on end, none early after a night", 1, (8, 8), 16, 1, nights, ((1, 0),)),
        *(hours_case(people, load, bans) for people in (50, 200, 1_000) for load in LOADS for bans in (False, True)),
    ]


def hours_case(people: int, load: float, bans: bool, seed: int = 1) -> HoursCase:
    """Return a week of four shifts that asks, at load 1, about the hours that all must work together."""
    rng = np.random.default_rng(seed)
    share = np.array([0.20, 0.18, 0.14, 0.10])[:, None]
    required = np.rint(load * share * people * rng.uniform(0.8, 1.1, (4, 7))).astype(np.int64)
    after_nights = ((3, 0),) if bans else ()
    name = f"{people:,} people, load {load}" + (", none early after a night" if bans else "")
    return HoursCase(name, people, (8, 8, 7, 9), 32, 3, required, after_nights)
