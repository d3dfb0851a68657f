"""Rules about who people are, and with whom they work."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.rules.people import Protected
from planner.rostering.rules.made import Made
from planner.rostering.spans import night_spans
from planner.rostering.units import whole_minutes, whole_slots
from planner.rostering.week import Week
from solver import rules as sr


def people(week: Week) -> Iterator[Made]:
    """Yield them in the order of the rule book."""
    rules, mentor = week.plan.rules, week.plan.rules.mentor
    yield _protected(rules.protected, week)
    overlap = whole_slots(mentor.overlap_min, week.plan)
    yield Made(mentor, sr.Mentor, {"overlap": overlap, "newcomers": mentor.newcomers, "mentors": mentor.mentors})
    yield Made(rules.together, sr.Together)
    yield Made(rules.apart, sr.Apart)


def _protected(settings: Protected, week: Week) -> Made:
    """Return the rule on protected people: what they do not work, by tag."""
    protections = []
    for tag, protection in settings.tags.items():
        nights = tuple(night_spans(settings.night, week.grid)) if settings.night and not protection.nights else ()
        kinds = frozenset() if protection.nights else week.plan.night_kinds
        protections.append(sr.Protection(tag, kinds | frozenset(protection.shifts), not protection.overtime, nights))
    day_min = None if settings.normal_day_h is None else whole_minutes(settings.normal_day_h)
    return Made(settings, sr.Protected, {"protections": tuple(protections), "day_min": day_min})
