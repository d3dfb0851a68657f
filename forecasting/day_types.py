"""What kind of day each day is: weekday, special day, its name, and where it stands to the lunar new year."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from forecasting.grid import Days
from forecasting.opening import weekdays

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ORDINARY = ""
LUNAR = "lunar"  # an ordinary day near the lunar new year, where the calendar keeps that holiday
DAYS_OFF = ("holiday", "bridge")

WORKDAY_ROW = 7  # pattern row of a make-up day: the mean of the workdays

LUNAR_BEFORE, LUNAR_AFTER = 7, 15  # days around the lunar new year that follow it and not the weekday alone

# Days from 1 January to the lunar new year, 1990-2060 (Hong Kong Observatory, Gregorian-lunar conversion tables).
LUNAR_FIRST_YEAR = 1990
LUNAR_NEW_YEAR = (
    *(26, 45, 34, 22, 40, 30, 49, 37, 27, 46, 35, 23, 42, 31, 21, 39, 28, 48, 37, 25, 44, 33, 22, 40),
    *(30, 49, 38, 27, 46, 35, 24, 42, 31, 21, 40, 28, 47, 36, 25, 43, 33, 22, 41, 30, 49, 38, 27, 45),
    *(34, 23, 42, 31, 21, 40, 29, 47, 36, 25, 44, 32, 22, 41, 31, 49, 38, 27, 45, 34, 23, 42, 32),
)


@dataclass(frozen=True, slots=True)
class DayTypes:
    """The days from `first` on.

    `row` is the weekday (0 = Monday) or `WORKDAY_ROW` for a make-up day; `kind` one of CALENDAR's special kinds,
    `LUNAR` or `ORDINARY`; `name` tells occurrences of the same special day, such as "Spring Festival 3" or "lunar 2",
    apart from others of its kind; `rest_weekdays` (7) are the weekly days off.
    """

    first: np.datetime64
    row: Ints
    kind: NDArray[np.object_]
    name: NDArray[np.object_]
    rest_weekdays: Bools

    @property
    def days(self) -> Days:
        """The local days."""
        return self.first + np.arange(len(self.row))


def day_types(calendar: pd.DataFrame | None, first: np.datetime64, count: int) -> DayTypes:
    """Tell the kind of `count` days from `first`; days that a checked CALENDAR does not name go by their weekday."""
    days = first + np.arange(count)
    weekday = weekdays(days)
    kind = np.full(count, ORDINARY, dtype=object)
    name = np.full(count, "", dtype=object)
    rest = np.arange(7) >= 5
    if calendar is not None:
        dates = calendar["date"].to_numpy("datetime64[D]")
        kinds = calendar["kind"].to_numpy(object)
        rest = _rest_weekdays(weekdays(dates), kinds, rest)
        names = np.where(calendar["name"].isna(), "", calendar["name"].to_numpy(object))
        special = ~np.isin(kinds, ["workday", "weekend"])
        _mark(days, dates[special], kinds[special], names[special], kind, name)
        _mark_lunar(days, dates[kinds == "holiday"], kind, name)
    row = np.where(kind == "makeup", WORKDAY_ROW, weekday)
    return DayTypes(first, row, kind, name, rest)


def _rest_weekdays(weekday: Ints, kinds: NDArray[np.object_], default: Bools) -> Bools:
    """Weekdays that the calendar mostly calls weekend, or the default where it names none."""
    ordinary = np.isin(kinds, ["workday", "weekend"])
    total = np.bincount(weekday[ordinary], minlength=7)
    off = np.bincount(weekday[kinds == "weekend"], minlength=7)
    return off * 2 > total if off.any() else default


def _mark(
    days: Days,
    dates: Days,
    kinds: NDArray[np.object_],
    names: NDArray[np.object_],
    kind: NDArray[np.object_],
    name: NDArray[np.object_],
) -> None:
    """Write the calendar's special days, days of one name numbered through each run."""
    order = np.argsort(dates)
    previous, run = (np.datetime64(0, "D"), ""), 0
    for at in order:
        label = str(names[at])
        run = run + 1 if label == previous[1] and dates[at] - previous[0] == np.timedelta64(1, "D") else 1
        previous = (dates[at], label)
        index = int((dates[at] - days[0]).astype(int))
        if 0 <= index < len(days):
            kind[index] = str(kinds[at])
            name[index] = f"{label} {run}" if label else ""


def _mark_lunar(days: Days, holidays: Days, kind: NDArray[np.object_], name: NDArray[np.object_]) -> None:
    """Name the days around each lunar new year that is a holiday by their lunar day: the solar date moves."""
    starts = np.array(
        [np.datetime64(f"{LUNAR_FIRST_YEAR + index}-01-01") + offset for index, offset in enumerate(LUNAR_NEW_YEAR)],
        dtype="datetime64[D]",
    )
    for start in starts[np.isin(starts, holidays)]:
        offset = (days - start).astype(int)
        near = (offset >= -LUNAR_BEFORE) & (offset <= LUNAR_AFTER) & (kind != "makeup")
        name[near] = [f"lunar {day + 1 if day >= 0 else day}" for day in offset[near]]
        kind[near & (kind == ORDINARY)] = LUNAR
