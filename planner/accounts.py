"""Accounts of the agents: what they have had of nights, weekends and the like, and the hours they have worked.

A row of ACCOUNTS is an agent, an account, a period and a value. What is balanced between people is kept by week
(`2026-W49`) for a rolling quarter; hours are kept by calendar month (`2026-M12`: a spreadsheet would turn `2026-12`
into a date), quarter (`2026-Q4`) and year (`2026`). A shift counts on the day it begins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from planner.errors import Fault, Message, Place
from planner.grid import DAYS_A_WEEK, Grid, week_of
from planner.requests import Request
from planner.schema import rows_of
from planner.tables import ACCOUNTS

if TYPE_CHECKING:
    import pandas as pd

ROLLING_WEEKS = 13
LATE_MIN = 22 * 60  # a shift that is no night and ends at 22:00 or later ends late
SATURDAY = 5
TURNS = "turns_"  # and the post: shifts in which it was held
HOURS = re.compile(r"(hours|overtime)_.*")
DECIMALS = 4


class NotAPeriod(Message):
    """A period of an account that is neither week, month, quarter nor year."""

    template = "{period} is no period; expected such as 2026-W49, 2026-M12, 2026-Q4 or 2026"


@dataclass(frozen=True)
class SignedWeek:
    """A week's signed roster (ROSTER) and what it is counted with: night kinds, normal hours, holidays, wishes."""

    roster: pd.DataFrame
    grid: Grid
    night_kinds: frozenset[str]
    normal_h: Mapping[str, float]
    holidays: frozenset[date]
    requests: Sequence[Request]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that adds to an account of an agent in a period."""

    agent: str
    account: str
    period: str
    value: float


def month_of(day: date) -> str:
    """Return the month of a day, such as `2026-M12`."""
    return f"{day.year}-M{day.month:02d}"


def quarter_of(day: date) -> str:
    """Return the quarter of a day, such as `2026-Q4`."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def year_of(day: date) -> str:
    """Return the year of a day, such as `2026`."""
    return str(day.year)


CALENDAR: Mapping[str, Callable[[date], str]] = {"month": month_of, "quarter": quarter_of, "year": year_of}


def periods_on(monday: date) -> frozenset[str]:
    """Return the periods that count for a week: the weeks rolled over before it, and its Monday's month and longer."""
    weeks = (week_of(monday - timedelta(weeks=back)) for back in range(1, ROLLING_WEEKS + 1))
    return frozenset([*weeks, *(period(monday) for period in CALENDAR.values())])


def period_faults(accounts: pd.DataFrame, file: str) -> Iterator[Fault]:
    """Yield a fault for every row of ACCOUNTS whose period is none."""
    for row, period in enumerate(accounts["period"], start=2):
        if not _is_period(str(period)):
            yield Fault(Place(file=file, row=row, column="period"), NotAPeriod(period=period))


def _is_period(text: str) -> bool:
    if re.fullmatch(r"\d{4}-W\d{2}", text):
        return _is_week(text)
    return bool(re.fullmatch(r"\d{4}(-Q[1-4]|-M(0[1-9]|1[0-2]))?", text))


def _is_week(text: str) -> bool:
    try:
        date.fromisocalendar(int(text[:4]), int(text[-2:]), 1)
    except ValueError:
        return False
    return True


def balances(accounts: pd.DataFrame, monday: date) -> dict[str, dict[str, int]]:
    """Return what each agent carries into the week of a Monday, by agent and account; hours are told in minutes."""
    counting = accounts[accounts["period"].isin(periods_on(monday))]
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows_of(counting):
        sums[row["agent"]][row["account"]] += row["value"]
    return {
        agent: {name: round(value * (60 if HOURS.fullmatch(name) else 1)) for name, value in sorted(of.items())}
        for agent, of in sums.items()
    }


def accounts_after(before: pd.DataFrame, week: SignedWeek) -> pd.DataFrame:
    """Return ACCOUNTS after a week: those before and what it adds, without periods that had passed before it."""
    import pandas as pd

    monday = week.grid.first + timedelta(days=DAYS_A_WEEK)
    kept = periods_on(monday) | {period(day) for day in week.grid.dates() for period in CALENDAR.values()}
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    for row in rows_of(before):
        sums[row["agent"], row["account"], row["period"]] += row["value"]
    for entry in _entries(week):
        sums[entry.agent, entry.account, entry.period] += entry.value
    rows = [(*key, round(value, DECIMALS)) for key, value in sorted(sums.items()) if key[-1] in kept and value]
    frame = pd.DataFrame(rows, columns=pd.Index(ACCOUNTS.names))
    return ACCOUNTS.check(frame.astype({"value": "float64"}))


def _entries(week: SignedWeek) -> Iterator[Entry]:
    for agent, shifts in week.roster.sort_values("shift_start").groupby("agent"):
        worked = rows_of(shifts)
        yield from _hours(str(agent), worked, week)
        for account, count in _counts(worked, week).items():
            yield Entry(str(agent), account, week_of(week.grid.first), count)
    yield from _refused(week)


def _hours(agent: str, worked: Sequence[Mapping[str, Any]], week: SignedWeek) -> Iterator[Entry]:
    """Yield hours, and overtime: beyond a normal day, and what is left beyond a normal week, on the week's last day."""
    normal_min = 0.0
    day_min, week_min = 60 * week.normal_h["day"], 60 * week.normal_h["week"]
    for shift in worked:
        day, paid_min = shift["shift_start"].date(), shift["paid_min"]
        normal_min += min(paid_min, day_min)
        yield from _in_calendar(agent, "hours", day, paid_min)
        yield from _in_calendar(agent, "overtime", day, max(0.0, paid_min - day_min))
    yield from _in_calendar(agent, "overtime", max(week.grid.dates()), max(0.0, normal_min - week_min))


def _in_calendar(agent: str, kind: str, day: date, minutes: float) -> Iterator[Entry]:
    for name, period in CALENDAR.items():
        yield Entry(agent, f"{kind}_{name}", period(day), minutes / 60)


def _counts(worked: Sequence[Mapping[str, Any]], week: SignedWeek) -> dict[str, int]:
    """Return what the agent had of each thing that is balanced; a weekend counts once."""
    days = [shift["shift_start"].date() for shift in worked]
    counts = {
        "nights": sum(shift["shift"] in week.night_kinds for shift in worked),
        "late": sum(_is_late(shift, week) for shift in worked),
        "weekends": int(any(day.weekday() >= SATURDAY for day in days)),
        "holidays": sum(day in week.holidays for day in days),
    }
    for post in {shift["post"] for shift in worked if isinstance(shift["post"], str) and shift["post"]}:
        counts[TURNS + post] = sum(shift["post"] == post for shift in worked)
    return counts


def _is_late(shift: Mapping[str, Any], week: SignedWeek) -> bool:
    day = (shift["shift_start"].date() - week.grid.first).days
    return bool(shift["shift_end"] >= week.grid.at(day, LATE_MIN)) and shift["shift"] not in week.night_kinds


def _refused(week: SignedWeek) -> Iterator[Entry]:
    """Yield the wishes of the week that the roster does not grant, each day of a wish by itself."""
    kinds = {(row["agent"], row["shift_start"].date()): row["shift"] for row in rows_of(week.roster)}
    days = frozenset(week.grid.dates())
    for request in week.requests:
        if request.kind in ("off", "shift"):
            for day in request.days():
                if day in days and kinds.get((request.agent, day), "") != request.shift:
                    yield Entry(request.agent, "wishes_refused", week_of(week.grid.first), 1)
