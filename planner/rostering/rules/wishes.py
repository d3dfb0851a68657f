"""Rules of what people wish for, and of turns that go round."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan import Plan
from planner.rostering.rules.made import Made
from solver import rules as sr


def wishes(plan: Plan) -> Iterator[Made]:
    """Yield them in the order of the rule book."""
    rules = plan.rules
    yield Made(rules.wishes, sr.Wishes, {"raised_percent": round(100 * rules.wishes.refused_share)})
    yield Made(rules.fairness, sr.Fairness)
