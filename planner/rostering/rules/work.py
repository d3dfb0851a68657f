"""Rules of the work to be done, and of breaks."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan import Plan
from planner.rostering.rules.made import Made
from planner.rostering.units import whole_slots
from solver import problem as sp
from solver import rules as sr


def work(plan: Plan) -> Iterator[Made]:
    """Yield them in the order of the rule book."""
    rules, slot_h = plan.rules, plan.slot_min / 60
    stops, spacing, team = rules.spread_of_stops, rules.break_spacing, rules.team_breaks
    yield Made(rules.posts, sr.Posts)
    yield Made(rules.group_handover, sr.GroupHandover)
    yield Made(rules.activities, sr.Activities)
    yield Made(rules.min_on_duty, sr.MinOnDuty, part=slot_h)
    leaving = {"share_percent": round(100 * stops.share), "few": stops.few}
    yield Made(stops, sr.SpreadOfStops, leaving, 1 / sp.PERSON)
    stretch = {"least": whole_slots(spacing.least_min, plan), "most": spacing.most_min // plan.slot_min}
    yield Made(spacing, sr.BreakSpacing, stretch, slot_h)
    yield Made(team, sr.TeamBreaks, {"share_percent": round(100 * team.share)}, slot_h)
