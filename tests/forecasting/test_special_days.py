import numpy as np
import pandas as pd
import pytest

from forecasting import explain, forecast
from forecasting.special_days import ClosedLikeBefore, LikeRestDay
from tests.forecasting.builders import by_day, calendar, expected_total, simulated

WORKDAY, SUNDAY = expected_total(60, [0]), expected_total(60, [6])


def _with(frame: pd.DataFrame, factors: dict[str, float]) -> pd.DataFrame:
    day = frame["interval_start"].dt.strftime("%Y-%m-%d")
    return frame.assign(offered=(frame["offered"] * day.map(factors).fillna(1.0)).round())


def test_a_holiday_without_a_past_is_like_a_rest_day_and_said_aloud() -> None:
    made = explain(simulated(70), "2026-03-16", 7, calendar=calendar(("2026-03-18", "holiday", "New")))
    assert by_day(made.table)["2026-03-18"] == pytest.approx(SUNDAY, rel=0.08)
    assert [type(notice) for notice in made.notices][-1] is LikeRestDay


def test_a_kind_is_learnt_from_its_past_days() -> None:
    past = {"2026-01-20": 0.4, "2026-02-10": 0.45, "2026-02-25": 0.35}
    days = calendar(*((day, "half", "") for day in (*past, "2026-03-18")))
    table = forecast(_with(simulated(70), past), "2026-03-16", 7, calendar=days)
    assert by_day(table)["2026-03-18"] == pytest.approx(0.45 * WORKDAY, rel=0.15)  # shrunk towards half way to Sunday
    assert by_day(table)["2026-03-17"] == pytest.approx(WORKDAY, rel=0.06)


def test_a_named_day_remembers_itself_before_its_kind() -> None:
    past = {"2026-01-20": 0.2, "2026-02-10": 0.9}
    days = [("2026-01-20", "holiday", "Quiet"), ("2026-02-10", "holiday", "Busy"), ("2026-03-18", "holiday", "Quiet")]
    quiet = by_day(forecast(_with(simulated(70), past), "2026-03-16", 7, calendar=calendar(*days)))["2026-03-18"]
    days[-1] = ("2026-03-18", "holiday", "Busy")
    busy = by_day(forecast(_with(simulated(70), past), "2026-03-16", 7, calendar=calendar(*days)))["2026-03-18"]
    assert quiet < 0.4 * WORKDAY < 0.6 * WORKDAY < busy


def test_the_spring_festival_is_remembered_by_lunar_day() -> None:
    """The new year fell on 29 January 2025 and falls on 17 February 2026; the third lunar day was the lowest."""
    lunar_2025 = pd.Timestamp("2025-01-29")
    levels = [0.5, 0.3, 0.1, 0.3, 0.5, 0.6, 0.7]
    past = {str((lunar_2025 + pd.Timedelta(days=k)).date()): level for k, level in enumerate(levels)}
    days = [(day, "holiday", "Spring Festival") for day in past]
    days += [(str(day.date()), "holiday", "Spring Festival") for day in pd.date_range("2026-02-16", "2026-02-23")]
    table = forecast(_with(simulated(400, start="2025-01-06"), past), "2026-02-09", 21, calendar=calendar(*days))
    totals = by_day(table)["2026-02-16":"2026-02-23"]
    assert totals.idxmin() == "2026-02-19"


def test_a_makeup_saturday_behaves_like_a_workday() -> None:
    totals = by_day(forecast(simulated(100), "2026-04-13", 7, calendar=calendar(("2026-04-18", "makeup", ""))))
    assert totals["2026-04-18"] == pytest.approx(WORKDAY, rel=0.06)
    assert totals["2026-04-19"] == pytest.approx(SUNDAY, rel=0.08)


def test_special_days_leave_the_ordinary_pattern_alone() -> None:
    past = {f"2026-{month:02}-{day:02}": 0.05 for month, day in ((2, 2), (2, 9), (2, 16), (2, 23), (3, 2), (3, 9))}
    days = calendar(*((day, "holiday", "") for day in past))
    totals = by_day(forecast(_with(simulated(70), past), "2026-03-16", 7, calendar=days))
    assert totals["2026-03-16"] == pytest.approx(WORKDAY, rel=0.08)


def test_a_kind_that_never_recorded_anything_is_closed() -> None:
    frame = simulated(70)
    shut = ["2026-01-20", "2026-02-10"]
    frame = frame[~frame["interval_start"].dt.strftime("%Y-%m-%d").isin(shut)]
    days = calendar(*((day, "holiday", "") for day in (*shut, "2026-03-18")))
    made = explain(frame, "2026-03-16", 7, calendar=days)
    on_day = made.table[made.table["interval_start"].dt.day == 18]
    assert (on_day[["offered", "offered_lo", "offered_hi"]] == 0).all(axis=None)
    assert ClosedLikeBefore in [type(notice) for notice in made.notices]


def test_the_day_carries_its_variance_into_the_band() -> None:
    made = forecast(simulated(140), "2026-05-25", 7, calendar=calendar(("2026-05-27", "holiday", "")))
    width = (made["offered_hi"] - made["offered_lo"]) / made["offered"]
    wednesday = made["interval_start"].dt.day == 27
    assert width[wednesday].median() > 2 * width[~wednesday].median()


def test_an_override_wins_over_the_estimate_and_is_listed() -> None:
    days = calendar(("2026-03-18", "holiday", "Feast"))
    for name in ("holiday", "holiday: Feast 1"):
        replaced = pd.DataFrame({"queue": [""], "effect": [name], "factor": [1.5]})
        made = explain(simulated(70), "2026-03-16", 7, calendar=days, overrides=replaced)
        assert by_day(made.table)["2026-03-18"] == pytest.approx(1.5 * WORKDAY, rel=0.06)
        assert [effect.factor for effect in made.effects if effect.overridden] == [pytest.approx(1.5)]
    assert np.isfinite(made.table["offered"]).all()


def test_an_override_of_a_calendar_effect_changes_its_days_only() -> None:
    plain = by_day(forecast(simulated(140), "2026-05-25", 14))
    replaced = pd.DataFrame({"queue": ["chat"], "effect": ["month day 1"], "factor": [1.3]})
    made = explain(simulated(140), "2026-05-25", 14, overrides=replaced)
    ratio = by_day(made.table) / plain
    assert ratio["2026-06-01"] == pytest.approx(1.3, rel=0.06)
    assert ratio.drop("2026-06-01").to_numpy() == pytest.approx(1.0)
