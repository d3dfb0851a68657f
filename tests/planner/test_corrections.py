"""Corrections of a simulation in the rows that the roster is made from."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from planner.rostering import Week
from planner.rostering.corrections import with_corrections

TIMES = pd.date_range("2026-12-07", periods=2, freq="30min", tz="Asia/Shanghai")


def rows(column: str, **people: list[float]) -> pd.DataFrame:
    parts = [
        pd.DataFrame({column: name.replace("_", "+"), "interval_start": TIMES, "scheduled_required": numbers})
        for name, numbers in people.items()
    ]
    return pd.concat(parts, ignore_index=True)


def week(corrections: Any) -> Week:
    """Queues a, b, c with the sets a+b and a+b+c; only what corrections touch is there."""
    bare = object.__new__(Week)
    values = {
        "requirement": rows("queue", a=[2.0, 2.0], b=[3.0, 3.0], c=[1.0, 1.0]),
        "pooled": rows("queues", a_b=[4.0, 4.0], a_b_c=[4.5, 4.5]),
        "corrections": corrections,
    }
    for field in Week.__dataclass_fields__:
        object.__setattr__(bare, field, values.get(field))
    return bare


def people(corrected: Week) -> dict[str, list[float]]:
    found = {str(name): own["scheduled_required"].tolist() for name, own in corrected.requirement.groupby("queue")}
    return found | {str(name): own["scheduled_required"].tolist() for name, own in corrected.pooled.groupby("queues")}


def correction(queues: str, more: float) -> pd.DataFrame:
    return pd.DataFrame({"queues": [queues], "interval_start": TIMES[:1], "more": [more]})


def test_a_queues_correction_is_asked_of_it_and_of_every_set_around_it() -> None:
    found = people(with_corrections(week(correction("a", 1.5))))
    assert found == {"a": [3.5, 2.0], "b": [3.0, 3.0], "c": [1.0, 1.0], "a+b": [5.5, 4.0], "a+b+c": [6.0, 4.5]}


def test_a_sets_correction_leaves_its_queues_alone() -> None:
    found = people(with_corrections(week(correction("a+b", 1.0))))
    assert found == {"a": [2.0, 2.0], "b": [3.0, 3.0], "c": [1.0, 1.0], "a+b": [5.0, 4.0], "a+b+c": [5.5, 4.5]}


def test_corrections_add_up_and_take_no_more_than_there_is() -> None:
    both = pd.concat([correction("c", -5.0), correction("a+b+c", 5.0)], ignore_index=True)
    found = people(with_corrections(week(both)))
    assert found["c"] == [0.0, 1.0]
    assert found["a+b+c"] == pytest.approx([4.5, 4.5])


def test_without_corrections_the_week_is_as_it_was_and_with_them_only_once() -> None:
    plain = week(None)
    assert with_corrections(plain) is plain
    once = with_corrections(week(correction("a", 1.0)))
    assert with_corrections(replace(once)).requirement.equals(once.requirement)
