"""The example centre, as a newcomer gets it."""

import json
from pathlib import Path

import pandas as pd
import pytest

from planner.centre import Centre
from planner.files import read_table
from planner.grid import Grid, monday_of
from planner.plan.base import hours_min
from planner.schema import Table
from planner.tables import ACTIVITIES, COVERAGE, HANDOVERS, ROSTER

ZONE = "Asia/Shanghai"
WEEK = "2026-W50"


@pytest.fixture(scope="module")
def centre(demo: Path) -> Path:
    return demo / "build" / "demo"


def table(centre: Path, wanted: Table) -> pd.DataFrame:
    return read_table(centre / "runs" / WEEK / f"{wanted.name}.csv", wanted, timezone=ZONE)


def test_the_run_writes_every_file(centre: Path) -> None:
    expected = {
        *("forecast.csv", "forecast.json", "requirement.csv", "pooled.csv", "roster.csv", "activities.csv"),
        *("handovers.csv", "coverage.csv", "deferred.csv", "certificate.json", "manifest.json"),
        *("report.en.html", "report.zh.html"),
    }
    assert {path.name for path in (centre / "runs" / WEEK).iterdir()} == expected


def test_no_enforced_rule_is_broken_and_the_bound_is_real(centre: Path) -> None:
    figures = json.loads((centre / "runs" / WEEK / "manifest.json").read_text(encoding="utf-8"))["stages"]["roster"][
        "figures"
    ]
    assert figures["violations"] == 0
    assert 0 < figures["bound"] <= figures["cost"] <= figures["start_cost"]
    assert figures["gap_labour"] < 0.12


def test_every_post_is_held_with_its_overlaps(centre: Path) -> None:
    """Shifts of holders, shortened at their end unless they reach closing, cover every slot of a post's hours."""
    plan = Centre.open(centre / "plan.toml").plan
    roster = table(centre, ROSTER)
    published = read_table(centre / "published" / "2026-W49" / "roster.csv", ROSTER, timezone=ZONE)
    held = pd.concat([published, roster])
    grid = Grid(monday_of(WEEK), 7, 15, ZONE)
    for id, post in plan.posts.items():
        holding = held[held["post"] == id]
        start, end = hours_min(post.hours)
        for day in range(7):
            opening, closing = pd.Timestamp(grid.at(day, start)), pd.Timestamp(grid.at(day, end))
            overlap = pd.Timedelta(minutes=post.overlap_min)
            until = holding["shift_end"].where(holding["shift_end"] >= closing, holding["shift_end"] - overlap)
            for slot in pd.date_range(opening, min(closing, pd.Timestamp(grid.at(7))), freq="15min", inclusive="left"):
                holders = (holding["shift_start"] <= slot) & (slot + pd.Timedelta(minutes=15) <= until)
                assert holders.sum() >= post.holders, (id, slot)


def test_both_sides_of_a_handover_are_off_contacts_together(centre: Path) -> None:
    activities = table(centre, ACTIVITIES)
    talking = activities[activities["kind"] == "handover"]
    handovers = table(centre, HANDOVERS)
    inside = handovers[handovers["at"] > pd.Timestamp("2026-12-07T08:00", tz=ZONE)]
    assert len(inside) > 14
    for row in inside.to_dict("records"):
        for agent in (row["outgoing"], row["incoming"]):
            own = talking[talking["agent"] == agent]
            spans = (own["start"] <= row["at"] - pd.Timedelta(minutes=row["overlap_min"])) & (own["end"] >= row["at"])
            assert spans.any(), row


def test_breaks_lie_inside_their_shifts_and_are_as_long_as_the_plan_says(centre: Path) -> None:
    plan = Centre.open(centre / "plan.toml").plan
    roster, activities = table(centre, ROSTER), table(centre, ACTIVITIES)
    pauses = activities[activities["kind"].isin(["break", "meal"])]
    both = roster.merge(pauses, on=["agent", "shift_start"])
    assert (both["start"] >= both["shift_start"]).all()
    assert (both["end"] <= both["shift_end"]).all()
    minutes = (
        ((both["end"] - both["start"]) / pd.Timedelta(minutes=1)).groupby([both["agent"], both["shift_start"]]).sum()
    )
    for (agent, start), taken in minutes.items():
        kind = roster[(roster["agent"] == agent) & (roster["shift_start"] == start)]["shift"].item()
        assert taken == sum(pause.min for pause in plan.shifts[kind].breaks)


def test_the_promotion_is_short_of_people_and_ordinary_days_are_not(centre: Path) -> None:
    coverage = table(centre, COVERAGE)
    gap = coverage.groupby(coverage["interval_start"].dt.date)["gap"].apply(lambda gaps: gaps.clip(upper=0).sum())
    assert gap.idxmin() == pd.Timestamp("2026-12-12").date()
