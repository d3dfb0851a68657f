"""What is wrong with a history beside its plan: unknown queues, other intervals, whole days missing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from planner.errors import Fault, Message, Place
from planner.grid import DAYS_A_WEEK
from planner.names import hint
from planner.opening import is_open
from planner.schema import rows_of

if TYPE_CHECKING:
    from planner.plan import Plan

DAYS_OFF_KINDS = ("holiday", "bridge")


class UnknownQueue(Message):
    """A queue that the plan does not define."""

    template = "no queue {queue} in the plan; {hint}"


class NoHistory(Message):
    """A queue of the plan without a single row of history."""

    template = "queue {queue} of the plan has no row; import its history or take it out of the plan"


class IntervalsDiffer(Message):
    """A history in intervals of another length than the plan's."""

    template = "the history has intervals of {found} min, the plan interval_min = {planned}; make them the same"


class DayMissing(Message):
    """A day on which a queue is open and of which there is no row."""

    template = (
        "queue {queue} is open on {day}, but no row of that day follows; import the day, "
        "or if it was closed or its data are lost, list it with kind bridge in the table named by calendar.extra"
    )


def history_faults(frame: pd.DataFrame, plan: Plan, days: pd.DataFrame, file: str) -> list[Fault]:
    """Return every fault of a HISTORY frame that its plan and the CALENDAR of its days show."""
    return [
        *_unknown_queues(frame, plan, file),
        *_other_intervals(frame, plan, file),
        *_missing_history(frame, plan, days, file),
    ]


def _unknown_queues(frame: pd.DataFrame, plan: Plan, file: str) -> list[Fault]:
    unknown = frame.loc[~frame["queue"].isin(list(plan.queues)), "queue"].drop_duplicates()
    return [
        Fault(
            Place(file=file, row=int(str(at)) + 2, column="queue"),
            UnknownQueue(queue=queue, hint=hint(queue, plan.queues)),
        )
        for at, queue in unknown.items()
    ]


def _other_intervals(frame: pd.DataFrame, plan: Plan, file: str) -> list[Fault]:
    """Return a fault where the shortest step between starts is not the plan's interval."""
    starts = frame["interval_start"].drop_duplicates().sort_values()
    found = starts.diff().min() / pd.Timedelta(minutes=1)
    if pd.isna(found) or found == plan.interval_min:
        return []
    place = Place(file=file, column="interval_start")
    return [Fault(place, IntervalsDiffer(found=f"{found:g}", planned=plan.interval_min))]


def _missing_history(frame: pd.DataFrame, plan: Plan, days: pd.DataFrame, file: str) -> list[Fault]:
    """Return a fault for each queue without rows and for each open day of a queue without rows."""
    last = frame["interval_start"].max().date()
    expected = {row["date"] for row in rows_of(days) if row["kind"] not in DAYS_OFF_KINDS}
    faults = []
    for queue in plan.queues:
        rows = frame[frame["queue"] == queue]
        if rows.empty:
            faults.append(Fault(Place(file=file, column="queue"), NoHistory(queue=queue)))
            continue
        open_weekdays = {day for day in range(DAYS_A_WEEK) if _opens_on(plan, queue, day)}
        open_days = {day for day in expected if day.weekday() in open_weekdays}
        faults += _missing_days(rows, queue, last, open_days, file)
    return faults


def _missing_days(rows: pd.DataFrame, queue: str, last: date, open_days: set[date], file: str) -> list[Fault]:
    """Return a fault for each open day without rows from the queue's first day to the last of the history."""
    last_row = {day: int(str(at)) + 2 for at, day in rows["interval_start"].dt.date.items()}
    faults, row_before = [], 0
    for day in pd.date_range(min(last_row), last, freq="D").date:
        if day not in last_row and day in open_days:
            place = Place(file=file, row=row_before, column="interval_start")
            faults.append(Fault(place, DayMissing(queue=queue, day=day.isoformat())))
        row_before = last_row.get(day, row_before)
    return faults


def _opens_on(plan: Plan, queue: str, weekday: int) -> bool:
    monday = pd.Timestamp(2024, 1, 1) + pd.Timedelta(days=weekday)
    return bool(is_open(plan, queue, pd.date_range(monday, periods=24 * 12, freq="5min")).any())
