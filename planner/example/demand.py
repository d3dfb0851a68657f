"""Forty weeks of contacts: growth, weekday and daily pattern, holidays, promotions and overdispersed noise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.calendar import day_kinds
from planner.grid import DAYS_A_WEEK, Grid
from planner.plan import Plan
from planner.plan.base import hours_min

Floats = npt.NDArray[np.float64]

FIRST = date(2026, 3, 2)
WEEKS = 40
GROWTH_PER_YEAR = 0.12
SPECIAL_DAYS = {"holiday": 0.68, "bridge": 0.78}
TYPICAL_WORKDAY = 2  # a make-up work day is busy like a Wednesday
CENTRE_DAY_SD = 0.07  # the whole centre has a busy or a quiet day
QUEUE_DAY_SD = 0.04
GAMMA_SHAPE = 25.0  # of an interval's rate: variance = mean + mean² / shape
HANDLE_TIME_CV = 0.7


@dataclass(frozen=True, slots=True)
class Demand:
    """A queue's normal week at the end of the history: contacts, relative weekdays and relative hours of the day."""

    per_week: float
    weekdays: tuple[float, ...]
    hours: tuple[float, ...]


CHAT_WEEK = (1.08, 1.03, 1.00, 0.99, 1.02, 0.96, 0.92)
OFFICE_WEEK = (1.24, 1.10, 1.05, 1.02, 1.03, 0.82, 0.74)
EVENING_PEAK = (30, 18, 11, 7, 6, 8, 15, 30, 52, 80, 96, 92, 78, 84, 92, 90, 84, 76, 74, 86, 100, 98, 78, 50)
OFFICE_PEAK = (5, 3, 2, 2, 2, 4, 10, 30, 66, 96, 100, 90, 70, 80, 94, 90, 82, 66, 52, 48, 46, 38, 22, 10)

DEMANDS = {
    "chat-general": Demand(4250, CHAT_WEEK, EVENING_PEAK),
    "chat-urgent": Demand(260, CHAT_WEEK, EVENING_PEAK),
    "voice": Demand(1010, OFFICE_WEEK, OFFICE_PEAK),
    "app": Demand(930, CHAT_WEEK, EVENING_PEAK),
    "social": Demand(510, CHAT_WEEK, EVENING_PEAK),
    "email": Demand(1530, OFFICE_WEEK, OFFICE_PEAK),
}

# times the normal volume at local times; straight lines between them
PROMOTIONS = {
    "festival618": (
        ("2026-06-16T20:00", 1.3),
        ("2026-06-17T18:00", 1.8),
        ("2026-06-18T00:00", 3.0),
        ("2026-06-18T11:00", 2.8),
        ("2026-06-18T20:00", 3.2),
        ("2026-06-19T00:00", 1.5),
    ),
    "double11": (
        ("2026-11-10T20:00", 1.6),
        ("2026-11-11T00:00", 3.8),
        ("2026-11-11T10:00", 3.2),
        ("2026-11-11T20:00", 3.4),
        ("2026-11-12T00:00", 1.6),
    ),
}


def history(plan: Plan, seed: int) -> pd.DataFrame:
    """Return HISTORY of the plan's queues: contacts offered and mean handle time of every open interval.

    The mean of an interval is growth × weekday × hour × special day × promotion. Days vary together over the centre
    and by queue (lognormal), intervals by a gamma factor, so that counts are negative binomial.
    """
    rng = np.random.default_rng([seed, 1])
    grid = Grid(FIRST, WEEKS * DAYS_A_WEEK, plan.interval_min, plan.timezone)
    kinds = day_kinds(plan.calendar.country, FIRST, grid.at(grid.days - 1).date())["kind"].to_numpy()
    level = _growth(grid) * _special_days(grid, kinds) * _promotions(grid) * _busy_days(grid, CENTRE_DAY_SD, rng)
    frames = [_of_queue(plan, queue, grid, kinds, level, rng) for queue in plan.queues]
    return pd.concat(frames, ignore_index=True).sort_values(["queue", "interval_start"], ignore_index=True)


def _of_queue(
    plan: Plan, queue: str, grid: Grid, kinds: npt.NDArray[np.object_], level: Floats, rng: np.random.Generator
) -> pd.DataFrame:
    open_now = _open_steps(plan, queue, grid)
    mean = _normal(DEMANDS[queue], grid, kinds, open_now) * level * _busy_days(grid, QUEUE_DAY_SD, rng)
    offered = rng.poisson(mean * rng.gamma(GAMMA_SHAPE, 1 / GAMMA_SHAPE, grid.steps))
    aht_s = _handle_times(plan.queues[queue].aht_by_concurrency_s[-1], offered, rng)
    frame = pd.DataFrame({"queue": queue, "interval_start": grid.starts, "offered": offered, "aht_s": aht_s})
    return frame[open_now]


def _open_steps(plan: Plan, queue: str, grid: Grid) -> npt.NDArray[np.bool_]:
    """Tell for each step whether the queue is open; the example's hours are the same on every day."""
    (hours,) = plan.opening[queue].values()
    start, end = hours_min(str(hours))
    minute = grid.minute_of_day()
    return (start <= minute) & (minute < end)


def _normal(demand: Demand, grid: Grid, kinds: npt.NDArray[np.object_], open_now: npt.NDArray[np.bool_]) -> Floats:
    """Return each step's contacts in a normal week, `per_week` in sum over the open steps of seven plain days."""
    weekday = np.array([day.weekday() for day in grid.dates()])
    weekday[kinds == "makeup"] = TYPICAL_WORKDAY
    by_day = np.array(demand.weekdays)[weekday][grid.day_of] / sum(demand.weekdays)
    middle_h = (grid.minute_of_day() + grid.step_min / 2) / 60
    by_hour = np.interp(middle_h, np.arange(24) + 0.5, demand.hours, period=24) * open_now
    return np.asarray(demand.per_week * by_day * by_hour / by_hour[grid.day_of == 0].sum(), dtype=np.float64)


def _growth(grid: Grid) -> Floats:
    """Return the level of each step: 1 at the end."""
    years_before_end = (grid.day_of - grid.days) / 365
    return np.asarray((1 + GROWTH_PER_YEAR) ** years_before_end, dtype=np.float64)


def _special_days(grid: Grid, kinds: npt.NDArray[np.object_]) -> Floats:
    return np.array([SPECIAL_DAYS.get(kind, 1.0) for kind in kinds])[grid.day_of]


def _promotions(grid: Grid) -> Floats:
    """Return the multiplier of each step: 1 outside the promotions."""
    factor = np.ones(grid.steps)
    for points in PROMOTIONS.values():
        at = [(datetime.fromisoformat(moment) - datetime.combine(FIRST, datetime.min.time())) for moment, _ in points]
        steps = [delta.total_seconds() / 60 / grid.step_min for delta in at]
        inside = slice(round(steps[0]), round(steps[-1]))
        factor[inside] = np.interp(np.arange(grid.steps)[inside] + 0.5, steps, [volume for _, volume in points])
    return factor


def _busy_days(grid: Grid, sd: float, rng: np.random.Generator) -> Floats:
    """Return a lognormal factor with mean 1, the same for all steps of a day."""
    return rng.lognormal(-(sd**2) / 2, sd, grid.days)[grid.day_of]


def _handle_times(aht_s: float, offered: npt.NDArray[np.int64], rng: np.random.Generator) -> Floats:
    """Return the mean of `offered` gamma handle times, in whole seconds; none where nothing was offered."""
    shape = np.maximum(offered, 1) / HANDLE_TIME_CV**2
    mean = np.round(aht_s * rng.gamma(shape) / shape)
    return np.where(offered > 0, mean, np.nan)
