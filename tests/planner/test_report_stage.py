"""What the report stage reads beside the tables: the forecast's reasons, and a queue's targets by hours."""

import json
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.pipeline.plan_facts import other_targets
from planner.pipeline.report_facts import Reasons, read_reasons
from planner.plan import Queue
from planner.present.facts import EffectFacts, HoursTargetFacts

EFFECT = {
    **{"queue": "voice", "name": "month day 1", "factor": 1.09, "factor_lo": 1.04, "factor_hi": 1.14},
    **{"observations": 7, "overridden": False},
}
CLEANED = {"code": "halved_hour", "template": "{queue}: {count} days", "values": {"queue": "voice", "count": 2}}
TARGET = {"service_level": 0.8, "within_s": 180.0}


def written(folder: Path, text: str) -> Path:
    path = folder / "forecast.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_reasons_are_read_back(tmp_path: Path) -> None:
    reasons = read_reasons(written(tmp_path, json.dumps({"effects": [EFFECT], "cleaned": [CLEANED], "notices": []})))
    assert list(reasons.effects) == [EffectFacts("voice", "month day 1", 1.09, 1.04, 1.14, overridden=False)]
    assert [str(told) for told in reasons.cleaned] == ["voice: 2 days"]


def test_a_run_without_reasons_has_none(tmp_path: Path) -> None:
    assert read_reasons(tmp_path / "forecast.json") == Reasons()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        json.dumps({"effects": [EFFECT]}),
        json.dumps({"effects": [7], "cleaned": []}),
        json.dumps({"effects": [EFFECT | {"factor": "much"}], "cleaned": []}),
        json.dumps({"effects": [], "cleaned": [{"code": "halved_hour"}]}),
    ],
)
def test_damaged_reasons_are_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"forecast\.json: is damaged"):
        read_reasons(written(tmp_path, text))


def test_hours_with_the_usual_promise_are_not_named() -> None:
    queue = Queue.model_validate(
        {
            **{"channel": "chat", "model": "chat", "aht_s": 420.0, "target": TARGET},
            "targets_by_hours": [
                {"hours": "20:00-22:00", "within_s": 60.0},
                {"hours": "09:00-12:00", "service_level": 0.9},
                {"hours": "22:00-24:00", "max_abandon": 0.1},
            ],
        }
    )
    assert list(other_targets(queue)) == [
        HoursTargetFacts("20:00-22:00", 0.8, 60.0),
        HoursTargetFacts("09:00-12:00", 0.9, 180.0),
    ]
