"""Questions of shift selection: how many people on which shift of each day, and who works which shift."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

HOUR = 4  # slots
DAY = 24 * HOUR
STARTS = range(7 * HOUR, 23 * HOUR + 1, 2)
SPANS = (16, 24, 34, 38)  # of the published family: 4 h, 6 h, 8 h and 9 h paid
DAY_FACTORS = (1.12, 1.03, 1.0, 1.0, 0.98, 0.62, 0.5)
NOISE = 0.05


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
    """Return a week of quarters of an hour with 132 shifts; one that passes midnight covers the same day's morning."""
    covers = np.array(
        [np.roll(np.repeat([1, 0], [span, DAY - span]), start) for start in STARTS for span in SPANS], np.int64
    )
    return Selection(f"7 x 96, 132 shifts, about {people:,}", week_demand(people, seed), covers)


def week_demand(people: int, seed: int) -> Ints:
    """Return people required [day, slot]: two peaks on weekdays, one at weekends, for about so many full-timers.

    A full-timer is on contacts for 37.5 of her 40 hours a week.
    """
    hours = np.arange(DAY) / HOUR
    weekday = 0.06 + _peak(hours, 10.5, 2.2) + 0.8 * _peak(hours, 16, 2.6) + 0.25 * _peak(hours, 20, 2)
    weekend = (weekday + 0.06 + 0.8 * _peak(hours, 13.5, 3.6)) / 2
    night = 0.05 + 0.1 * (hours / 7) ** 4
    shape = np.array([weekday] * 5 + [weekend] * 2)
    shape[:, hours < 7] = night[hours < 7]
    shape *= np.array(DAY_FACTORS)[:, None]
    shape *= np.random.default_rng(seed).lognormal(0, NOISE, shape.shape)
    required = shape * people * 37.5 * HOUR / shape.sum()
    return np.maximum(1, np.rint(required)).astype(np.int64)


def _peak(hours: NDArray[np.float64], at: float, width: float) -> NDArray[np.float64]:
    return np.exp(-(((hours - at) / width) ** 2))


LOADS = (0.8, 1.0, 1.2)  # hours asked, of those that must be worked


def hours_cases() -> list[HoursCase]:
    """Return weeks that ask less than the least hours of all, about as much, and more."""
    return [hours_case(people, load, bans) for people in (50, 200, 1_000) for load in LOADS for bans in (False, True)]


def hours_case(people: int, load: float, bans: bool, seed: int = 1) -> HoursCase:
    """Return a week of four shifts that asks, at load 1, about the hours that all must work together."""
    rng = np.random.default_rng(seed)
    share = np.array([0.20, 0.18, 0.14, 0.10])[:, None]
    required = np.rint(load * share * people * rng.uniform(0.8, 1.1, (4, 7))).astype(np.int64)
    after_nights = ((3, 0),) if bans else ()
    name = f"{people:,} people, load {load}" + (", none early after a night" if bans else "")
    return HoursCase(name, people, (8, 8, 7, 9), 32, 3, required, after_nights)
