"""Opening hours: from the plan to the OPENING table and to the intervals that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.plan.base import DAY_MIN, hours_min, weekdays

if TYPE_CHECKING:
    from planner.plan import Plan


def opening_table(plan: Plan) -> pd.DataFrame:
    """Return OPENING (queue, weekday, start, end) of live and chat queues; hours past midnight are two rows.

    Deferred work comes at any hour: its queues have no row, and the history tells when contacts come.
    """
    rows = []
    for queue in (id for id, queue in plan.queues.items() if queue.model != "deferred"):
        for start, end in _week_spans(plan, queue):
            day, minute = divmod(start, DAY_MIN)
            rows.append((queue, day, _clock(minute), _clock(end - day * DAY_MIN)))
    frame = pd.DataFrame(rows, columns=["queue", "weekday", "start", "end"])
    return frame.astype({"weekday": "int64"})


def is_open(plan: Plan, queue: str, times: pd.DatetimeIndex) -> npt.NDArray[np.bool_]:
    """Tell for each local interval start whether the queue is open."""
    minute = (times.day_of_week * DAY_MIN + times.hour * 60 + times.minute).to_numpy()
    inside = np.zeros(len(times), dtype=bool)
    for start, end in _week_spans(plan, queue):
        inside |= (start <= minute) & (minute < end)
    return inside


def _week_spans(plan: Plan, queue: str) -> list[tuple[int, int]]:
    """Return the queue's open spans in minutes of the week, none across midnight; always open where nothing is said."""
    spans = []
    for days, hours in plan.opening.get(queue, {"mon-sun": "00:00-24:00"}).items():
        for text in (hours,) if isinstance(hours, str) else hours:
            start, end = hours_min(text)
            for day in weekdays(days):
                spans.append((day, start, min(end, DAY_MIN)))
                if end > DAY_MIN:
                    spans.append(((day + 1) % 7, 0, end - DAY_MIN))
    return sorted({(day * DAY_MIN + start, day * DAY_MIN + end) for day, start, end in spans})


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
