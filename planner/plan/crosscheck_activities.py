"""Whether activities fit the shifts they are to stand in."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Message
from planner.plan.activities import Activity
from planner.plan.base import DAY_MIN, after_min, clock_min
from planner.plan.model import Plan
from planner.plan.shifts import Shift


class OutsideShift(Message):
    """An activity of every shift whose window a shift does not have."""

    template = "shift {shift} of {shift_min} min has no room for {length_min} min from {start} to {end}"


class MeetsBreak(Message):
    """An activity of every shift whose window overlaps that of a break or of another one."""

    template = "in shift {shift} its window overlaps that of {other}; both windows have to stand one after the other"


class NoShiftThere(Message):
    """An activity of the week at a time at which no shift is."""

    template = "no shift has room for {length_min} min between {start} and {end}"


def activity_faults(plan: Plan) -> Iterator[tuple[tuple[str, ...], Message]]:
    """Yield a fault for every activity that some shift, or no shift, has room for."""
    for name, activity in plan.activities.items():
        path = ("activities", name, "window")
        if activity.each_shift:
            for id, shift in plan.shifts.items():
                yield from ((path, fault) for fault in _in_shift(plan, name, id, shift))
        elif plan.shifts and not any(_has_room(activity, shift) for shift in plan.shifts.values()):
            start, end = activity.window
            yield path, NoShiftThere(length_min=activity.length_min, start=start, end=end)


def _in_shift(plan: Plan, name: str, id: str, shift: Shift) -> Iterator[Message]:
    activity = plan.activities[name]
    start, end = activity.window_min(shift.length_min)
    if start < 0 or end > shift.length_min or end - start < activity.length_min:
        window = dict(zip(("start", "end"), activity.window, strict=True))
        yield OutsideShift(shift=id, shift_min=shift.length_min, length_min=activity.length_min, **window)
    windows = {pause.window[0]: (after_min(pause.window[0]), after_min(pause.window[1])) for pause in shift.breaks}
    for other, its in plan.activities.items():
        if its.each_shift and other < name:
            windows[other] = its.window_min(shift.length_min)
    for other, (first, last) in windows.items():
        if start < last and first < end:
            yield MeetsBreak(shift=id, other=other)


def _has_room(activity: Activity, shift: Shift) -> bool:
    """Tell whether a shift is there, on its own day or after midnight, long enough inside the window."""
    window = activity.window_min(shift.length_min)
    for begins in map(clock_min, shift.starts):
        for offset in (0, DAY_MIN):
            start = max(begins, window[0] + offset)
            end = min(begins + shift.length_min, window[1] + offset)
            if end - start >= activity.length_min:
                return True
    return False
