"""What the rules of a plan name: shift kinds, and days of a pattern."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Message
from planner.names import hint
from planner.plan.model import Plan
from planner.plan.rules.rotations import DAY_OFF, Rotation

Finding = tuple[tuple[str, ...], Message]


class UnknownShift(Message):
    """A shift kind that the plan does not define."""

    template = "no shift {shift} under [shifts]; {hint}"


class BeyondPattern(Message):
    """A day that a pattern does not have."""

    template = "day {day} is beyond the pattern, which has {days} days; give a day from 1 to {days}"


class TwoRotations(Message):
    """An agent who stands in two rotations."""

    template = "agent {agent} stands in the rotation {other} too; keep one of them"


class ShortestAboveLongest(Message):
    """A shortest run of working days that no run reaches."""

    template = "{shortest} days are more than the longest run, {longest} (max_days_in_a_row)"


def rule_faults(plan: Plan) -> Iterator[Finding]:
    """Yield every shift kind that no shift has, every rotation that does not fit its pattern, and runs of no length."""
    for path, kind in _kinds(plan):
        if kind not in plan.shifts:
            yield ("rules", *path), UnknownShift(shift=kind, hint=hint(kind, plan.shifts))
    seen: dict[str, str] = {}
    for name, rotation in plan.rules.rotations.patterns.items():
        yield from _rotation_faults(name, rotation, seen)
    shortest, longest = plan.rules.min_days_in_a_row, plan.rules.max_days_in_a_row
    if shortest.severity == longest.severity == "enforce" and shortest.days > longest.days:
        fault = ShortestAboveLongest(shortest=shortest.days, longest=longest.days)
        yield ("rules", "min_days_in_a_row", "days"), fault


def _kinds(plan: Plan) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every shift kind that a rule names, with its path under the rules."""
    rules = plan.rules
    for kind in rules.min_rest_between_shifts.after:
        yield ("min_rest_between_shifts", "after", kind), kind
    for kind, following in rules.forbidden_successions.after.items():
        yield ("forbidden_successions", "after", kind), kind
        for at, other in enumerate(following):
            yield ("forbidden_successions", "after", kind, str(at)), other
    for kind in rules.max_shifts_of_kind.most:
        yield ("max_shifts_of_kind", "most", kind), kind
    for tag, protection in rules.protected.tags.items():
        for at, kind in enumerate(protection.shifts):
            yield ("protected", "tags", tag, "shifts", str(at)), kind
    for name, rotation in rules.rotations.patterns.items():
        for at, kind in enumerate(rotation.pattern):
            if kind != DAY_OFF:
                yield ("rotations", "patterns", name, "pattern", str(at)), kind


def _rotation_faults(name: str, rotation: Rotation, seen: dict[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with the agents of a rotation; `seen` are those of the rotations before."""
    for agent, day in rotation.agents.items():
        path = "rules", "rotations", "patterns", name, "agents", agent
        if day > len(rotation.pattern):
            yield path, BeyondPattern(day=day, days=len(rotation.pattern))
        if seen.setdefault(agent, name) != name:
            yield path, TwoRotations(agent=agent, other=seen[agent])


def agents_named(plan: Plan) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every agent whom a rule names, with the path where."""
    rules = plan.rules
    for name, settings in (("together", rules.together), ("apart", rules.apart)):
        for at, pair in enumerate(settings.pairs):
            yield from ((("rules", name, "pairs", str(at)), agent) for agent in pair)
    for name, rotation in rules.rotations.patterns.items():
        yield from ((("rules", "rotations", "patterns", name), agent) for agent in rotation.agents)
