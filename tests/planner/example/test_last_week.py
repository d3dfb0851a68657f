"""Last week's roster keeps the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planner.plan import Plan
from planner.plan.base import after_min, clock_min, hours_min
from planner.tables import ACCOUNTS, HANDOVERS
from tests.planner.example.reading import LAST_MONDAY, MONDAY, local, skills_of, table


def shifts_of(roster: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for _, rows in roster.groupby("agent"):
        yield rows.sort_values("shift_start")


def test_everybody_works_the_contract_on_five_days(plan: Plan, agents: pd.DataFrame, roster: pd.DataFrame) -> None:
    paid_h = roster.groupby("agent")["paid_min"].sum() / 60
    assert paid_h.to_dict() == agents.set_index("agent")["contract_h"].to_dict()
    for rows in shifts_of(roster):
        assert rows["shift_start"].dt.date.nunique() == len(rows) == 7 - plan.rules.min_days_off.days
    for row in roster.itertuples():
        shift = plan.shifts[row.shift]
        assert row.shift_start.strftime("%H:%M") in shift.starts
        assert row.shift_end - row.shift_start == timedelta(minutes=shift.length_min)
        assert row.paid_min == shift.paid_min


def test_everybody_rests(plan: Plan, roster: pd.DataFrame) -> None:
    rest = timedelta(hours=plan.rules.min_rest_between_shifts.hours)
    for rows in shifts_of(roster):
        assert all(
            start - end >= rest for end, start in zip(rows["shift_end"], rows["shift_start"].iloc[1:], strict=False)
        )


def test_runs_of_days_leave_freedom_for_the_week_to_plan(plan: Plan, roster: pd.DataFrame) -> None:
    runs = []
    for rows in shifts_of(roster):
        worked = set(rows["shift_start"].dt.date)
        days_back = range(1, 8)
        runs.append(next(n - 1 for n in days_back if MONDAY - timedelta(days=n) not in worked))
    assert max(runs) < plan.rules.max_days_in_a_row.days
    assert np.mean(runs) < 3


def test_breaks_lie_in_their_windows_and_activities_never_meet(
    plan: Plan, roster: pd.DataFrame, activities: pd.DataFrame
) -> None:
    of_shift = activities.groupby(["agent", "shift_start"])
    for row in roster.itertuples():
        own = of_shift.get_group((row.agent, row.shift_start)).sort_values("start")
        assert all(a.end <= b.start for a, b in pairwise(own.itertuples()))
        breaks = own[own["kind"].isin(["break", "meal"])]
        for pause, wanted in zip(breaks.itertuples(), plan.shifts[row.shift].breaks, strict=True):
            earliest, latest = (row.shift_start + timedelta(minutes=after_min(side)) for side in wanted.window)
            assert earliest <= pause.start
            assert pause.end <= latest
            assert pause.end - pause.start == timedelta(minutes=wanted.min)
            assert pause.kind == ("break" if wanted.paid else "meal")


@pytest.mark.parametrize("name", ["lead", "night", "expert"])
def test_posts_are_held_with_their_overlaps(
    plan: Plan, agents: pd.DataFrame, roster: pd.DataFrame, activities: pd.DataFrame, name: str
) -> None:
    """Holders' shifts, shortened at their end unless they close the post, cover every slot of every day's hours."""
    post, skills = plan.posts[name], skills_of(agents)
    opening, closing = hours_min(post.hours)
    held = roster[roster["post"] == name]
    assert all(skills[agent].get(post.skill, 0) >= post.min_level for agent in held["agent"])
    handovers = activities[activities["kind"] == "handover"].set_index(["agent", "shift_start"])
    for day in range(7):
        midnight = local(str(LAST_MONDAY + timedelta(days=day)))
        covered = np.zeros((closing - opening) // plan.slot_min, dtype=bool)
        for row in held[held["shift_start"].dt.date == midnight.date()].itertuples():
            start, end = ((at - midnight) // timedelta(minutes=1) for at in (row.shift_start, row.shift_end))
            shortened = end if end >= closing else end - post.overlap_min
            covered[max(0, start - opening) // plan.slot_min : max(0, shortened - opening) // plan.slot_min] = True
            handover = handovers.loc[(row.agent, row.shift_start)]
            assert handover["end"] - handover["start"] == timedelta(minutes=post.overlap_min)
        assert covered.all()


def test_the_sunday_night_shift_reaches_into_the_week_to_plan(roster: pd.DataFrame) -> None:
    sunday_night = roster[(roster["shift_start"] == local("2026-12-06T23:00")) & (roster["post"] == "night")]
    assert list(sunday_night["shift_end"]) == [local("2026-12-07T08:00")]


def test_every_handover_is_at_the_end_of_one_holder_and_inside_the_shift_of_the_other(
    folders: Path, plan: Plan, roster: pd.DataFrame
) -> None:
    handovers = table(folders, "published/2026-W49/handovers.csv", HANDOVERS)
    assert len(handovers) == 7 * len(plan.posts)
    held = roster.set_index(["post", "agent"]).sort_index()
    for row in handovers.itertuples():
        assert row.overlap_min == plan.posts[row.post].overlap_min
        assert (held.loc[[(row.post, row.outgoing)], "shift_end"] == row.at).any()
        taken = held.loc[[(row.post, row.incoming)]]
        assert (
            (taken["shift_start"] <= row.at - timedelta(minutes=row.overlap_min)) & (row.at < taken["shift_end"])
        ).any()


def test_accounts_are_those_of_the_week(folders: Path, roster: pd.DataFrame) -> None:
    accounts = table(folders, "published/2026-W49/accounts.csv", ACCOUNTS)
    sums = accounts.groupby(["account", "period"])["value"].sum()
    november = roster["shift_start"] < local("2026-12-01")
    assert sums["hours_month", "2026-M11"] == roster.loc[november, "paid_min"].sum() / 60
    assert sums["hours_month", "2026-M12"] == roster.loc[~november, "paid_min"].sum() / 60
    assert sums["nights", "2026-W49"] == (roster["shift"] == "night").sum()
    assert sums["turns_expert", "2026-W49"] == 14
    assert "overtime_month" not in accounts["account"].to_list()


def test_every_interval_of_the_day_can_be_reached_by_a_shift(plan: Plan) -> None:
    spans = [
        (clock_min(start) + shift_day, clock_min(start) + shift_day + shift.length_min)
        for shift in plan.shifts.values()
        for start in shift.starts
        for shift_day in (-24 * 60, 0)
    ]
    assert all(any(a <= minute and minute + 15 <= b for a, b in spans) for minute in range(0, 24 * 60, 15))
