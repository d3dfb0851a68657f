"""What a roster breaks and costs in the published terms, apart from the solver."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from tests.benchmarks.curtois.instance import Assignment, Employee, Instance


def penalty(instance: Instance, roster: Iterable[Assignment]) -> int:
    """Return the published objective: requests not granted, cover missing and too much."""
    worked = set(roster)
    refused = sum(r.weight for r in instance.on_requests if (r.employee, r.day, r.kind) not in worked)
    refused += sum(r.weight for r in instance.off_requests if (r.employee, r.day, r.kind) in worked)
    people = Counter((day, kind) for _, day, kind in worked)
    missing = sum(c.under_weight * max(0, c.required - people[c.day, c.kind]) for c in instance.covers)
    too_many = sum(c.over_weight * max(0, people[c.day, c.kind] - c.required) for c in instance.covers)
    return refused + missing + too_many


def violations(instance: Instance, roster: Iterable[Assignment]) -> list[str]:
    """Return every hard constraint the roster breaks, in words."""
    worked = sorted(roster)
    found = [f"{name}: unknown" for name, _, _ in worked if name not in instance.staff]
    for name, employee in instance.staff.items():
        days = [(day, kind) for who, day, kind in worked if who == name]
        if len({day for day, _ in days}) < len(days):
            found.append(f"{name}: two shifts on a day")
        found += [f"{name}: {broken}" for broken in _broken(instance, employee, dict(days))]
    return found


def _broken(instance: Instance, employee: Employee, worked: dict[int, str]) -> Iterator[str]:
    kinds = Counter(worked.values())
    yield from (f"too many {kind}" for kind, count in kinds.items() if count > employee.max_shifts[kind])
    minutes = sum(instance.kinds[kind].minutes for kind in worked.values())
    if not employee.min_minutes <= minutes <= employee.max_minutes:
        yield f"{minutes} minutes"
    yield from (f"works on day off {day}" for day in worked if day in employee.days_off)
    for day, kind in worked.items():
        if worked.get(day + 1) in instance.kinds[kind].not_followed_by:
            yield f"{worked[day + 1]} on day {day + 1} after {kind}"
    if sum(any(day in worked for day in weekend) for weekend in instance.weekends) > employee.max_weekends:
        yield "too many weekends"
    yield from _broken_runs(instance.days, employee, worked)


def _broken_runs(days: int, employee: Employee, worked: dict[int, str]) -> Iterator[str]:
    """Yield runs too long or short; one that touches either end of the horizon is never too short."""
    for is_working, group in groupby(range(days), key=lambda day: day in worked):
        run = list(group)
        inside = run[0] > 0 and run[-1] < days - 1
        if is_working and len(run) > employee.max_consecutive_shifts:
            yield f"{len(run)} shifts in a row from day {run[0]}"
        if is_working and inside and len(run) < employee.min_consecutive_shifts:
            yield f"only {len(run)} shifts in a row from day {run[0]}"
        if not is_working and inside and len(run) < employee.min_consecutive_days_off:
            yield f"only {len(run)} days off in a row from day {run[0]}"
