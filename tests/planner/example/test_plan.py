"""The plan of the example centre."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from planner.example.demand import PROMOTIONS
from planner.plan import Plan
from tests.planner.example.reading import MONDAY


def test_the_plan_points_to_its_schema(folders: Path) -> None:
    text = (folders / "zh" / "plan.toml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "#:schema ./.planner/plan.schema.json"
    assert json.loads((folders / "zh" / ".planner/plan.schema.json").read_bytes()) == Plan.model_json_schema()


def test_the_promotion_to_plan_is_typed_and_the_past_ones_are_to_be_learnt(plan: Plan) -> None:
    assert plan.events["double12"].volume == 2.5
    assert MONDAY <= plan.events["double12"].start.date() < MONDAY + timedelta(days=7)
    for name, points in PROMOTIONS.items():
        event = plan.events[name]
        assert event.volume is None
        assert (event.start, event.end) == tuple(datetime.fromisoformat(points[at][0]) for at in (0, -1))
