"""Whether the breaks of every shift can stand as far apart as the rule on their spacing asks."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Message
from planner.plan.base import after_min
from planner.plan.model import Plan
from planner.plan.rules.breaks import BreakSpacing
from planner.plan.shifts import Shift


class SpacingUnreachable(Message):
    """A shift whose breaks cannot keep to the spacing."""

    template = (
        "wherever they stand in their windows, work between breaks and the shift's ends is not {least_min} to "
        "{most_min} min long (rules.break_spacing); change the windows, add a break or widen the limits"
    )


def spacing_faults(plan: Plan) -> Iterator[tuple[tuple[str, ...], Message]]:
    """Yield a fault for every shift that cannot keep to a rule on spacing that is not off."""
    rule = plan.rules.break_spacing
    for name, shift in plan.shifts.items() if rule.severity != "off" else ():
        if not _is_reachable(shift, rule, plan.slot_min):
            yield ("shifts", name, "breaks"), SpacingUnreachable(least_min=rule.least_min, most_min=rule.most_min)


def _is_reachable(shift: Shift, rule: BreakSpacing, slot_min: int) -> bool:
    """Follow the minutes at which each break can end when all before it are spaced."""
    if not shift.breaks:
        return shift.length_min <= rule.most_min
    ends = {0}
    for pause in shift.breaks:
        window = range(after_min(pause.window[0]), after_min(pause.window[1]) - pause.min + 1, slot_min)
        ends = {at + pause.min for at in window if any(rule.least_min <= at - end <= rule.most_min for end in ends)}
    return any(rule.least_min <= shift.length_min - end <= rule.most_min for end in ends)
