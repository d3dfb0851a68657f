"""The history: mix, holidays, promotions."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from planner.calendar import day_kinds
from planner.plan import Plan
from planner.plan.base import hours_min
from tests.planner.example.reading import CHAT_LIKE, LAST_MONDAY, local


def by_day(history: pd.DataFrame, queue: str) -> pd.Series:
    rows = history[history["queue"] == queue]
    return rows.groupby(rows["interval_start"].dt.date)["offered"].sum()


def test_history_holds_every_open_interval_of_forty_weeks_once(plan: Plan, history: pd.DataFrame) -> None:
    starts = history["interval_start"]
    assert (starts.min(), starts.max()) == (local("2026-03-02T00:00"), local("2026-12-06T23:30"))
    for queue, rows in history.groupby("queue"):
        start, end = hours_min(next(iter(plan.opening[str(queue)].values())))
        assert len(rows) == 280 * (end - start) // 30
        minute = rows["interval_start"].dt.hour * 60 + rows["interval_start"].dt.minute
        assert minute.between(start, end - 30).all()


def test_channel_mix(history: pd.DataFrame) -> None:
    share = history.groupby("queue")["offered"].sum() / history["offered"].sum()
    assert share[CHAT_LIKE].sum() == pytest.approx(0.70, abs=0.02)
    assert share["email"] == pytest.approx(0.18, abs=0.015)
    assert share["voice"] == pytest.approx(0.12, abs=0.015)


def test_volume_grows_mildly(history: pd.DataFrame) -> None:
    week = history["interval_start"].dt.isocalendar().week
    total = history["offered"].groupby(week).sum()
    assert 1.03 < total.loc[45:49].median() / total.loc[10:14].median() < 1.15


def test_holidays_are_quiet_and_make_up_sundays_busy(history: pd.DataFrame) -> None:
    email = by_day(history, "email")
    kinds = day_kinds("CN", email.index[0], email.index[-1]).set_index("date")["kind"]
    weekday = pd.Series([day.weekday() for day in email.index], email.index)
    normal = email[kinds.isin(["workday", "weekend"])].groupby(weekday).median()
    relative = email / weekday.map(normal)
    assert relative[kinds == "holiday"].median() < 0.8
    assert relative[kinds == "bridge"].median() < 0.9
    assert relative[kinds == "makeup"].mean() > 1.15


@pytest.mark.parametrize(("name", "least"), [("festival618", 1.9), ("double11", 2.6)])
def test_promotions_heat_up_peak_and_decay(plan: Plan, history: pd.DataFrame, name: str, least: float) -> None:
    event = plan.events[name]
    chat = history[history["queue"] == "chat-general"].set_index("interval_start")["offered"]
    promoted = chat[local(str(event.start)) : local(str(event.end)) - timedelta(minutes=1)]
    weeks_before = [chat.reindex(promoted.index - timedelta(weeks=n)).to_numpy() for n in (1, 2, 3)]
    usual = pd.Series(np.mean(weeks_before, axis=0), promoted.index)
    assert promoted.sum() / usual.sum() > least

    def times_usual(hours: slice) -> float:
        return float(promoted[hours].sum() / usual[hours].sum())

    peak_day = promoted.index[-1].normalize()
    peak = times_usual(slice(peak_day + timedelta(hours=9), peak_day + timedelta(hours=21)))
    assert times_usual(slice(None, peak_day - timedelta(minutes=1))) < peak
    assert times_usual(slice(peak_day + timedelta(hours=22), None)) < peak


def test_counts_vary_more_than_poisson_and_days_vary_together(history: pd.DataFrame) -> None:
    plain = history[
        (history["interval_start"] >= local("2026-07-01")) & (history["interval_start"] < local("2026-09-20"))
    ]
    hour_of_week = plain["interval_start"].dt.day_of_week * 48 + plain["interval_start"].dt.hour
    mean = plain.groupby(["queue", hour_of_week])["offered"].transform("mean")
    chat = plain["queue"] == "chat-general"
    assert ((plain["offered"] - mean)[chat] ** 2).mean() / mean[chat].mean() > 1.3

    date_ = plain["interval_start"].dt.date
    daily = plain["offered"].groupby([plain["queue"], date_]).sum() / mean.groupby([plain["queue"], date_]).sum()
    together = daily.unstack("queue")[["chat-general", "app"]].corr().iloc[0, 1]
    assert together > 0.2


def test_handle_times_are_those_of_the_plan_at_full_concurrency(plan: Plan, history: pd.DataFrame) -> None:
    assert history["aht_s"].isna().equals(history["offered"] == 0)
    for queue, rows in history.groupby("queue"):
        weighted = (rows["aht_s"] * rows["offered"]).sum() / rows["offered"].sum()
        assert weighted == pytest.approx(plan.queues[str(queue)].aht_by_concurrency_s[-1], rel=0.02)


def test_a_normal_week_needs_about_the_people_there_are(
    plan: Plan, history: pd.DataFrame, roster: pd.DataFrame, activities: pd.DataFrame
) -> None:
    """Workload at the occupancy that queues of this size allow, against last week's hours on contacts."""
    week = history[history["interval_start"] >= local(str(LAST_MONDAY))].groupby("queue")["offered"].sum()
    workload_h = 0.0
    for name, queue in plan.queues.items():
        by_people = 1 - queue.bot_share * (1 - queue.bot_escalation)
        aht_s = queue.aht_by_concurrency_s
        workload_h += week[name] * by_people * aht_s[-1] / len(aht_s) / 3600
    on_duty_h = (roster["shift_end"] - roster["shift_start"]).sum() / timedelta(hours=1)
    off_contacts_h = (activities["end"] - activities["start"]).sum() / timedelta(hours=1)
    present_h = (on_duty_h - off_contacts_h) * (1 - plan.unplaced_shrinkage_at(0))
    assert 0.30 < workload_h / present_h < 0.50
