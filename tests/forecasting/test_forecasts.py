import subprocess
import sys
from inspect import ismodule

import numpy as np
import pandas as pd
import pytest

import forecasting
from forecasting import explain, forecast
from forecasting.clean import SuspectZeros
from forecasting.notices import (
    AssumedBand,
    BorrowedShare,
    NoMakeupDays,
    NothingRecorded,
    ProposedOpening,
    ShortHistory,
    StaleHistory,
    UnusualDay,
)
from tests.forecasting.builders import by_day, calendar, expected_total, simulated

COLUMNS = ["queue", "interval_start", "offered", "offered_lo", "offered_hi", "aht_s", "method"]
WEEK = expected_total(60, list(range(7)))


def _kinds(notices: tuple[forecasting.Notice, ...]) -> set[type]:
    return {type(notice) for notice in notices}


def _sane(table: pd.DataFrame) -> None:
    numbers = table[["offered_lo", "offered", "offered_hi"]].to_numpy()
    assert np.isfinite(numbers).all()
    assert (numbers >= 0).all()
    assert (np.diff(numbers, axis=1) >= 0).all()


def test_the_table_has_every_interval_of_every_queue() -> None:
    both = pd.concat([simulated(140), simulated(140, queue="app", seed=2)])
    table = forecast(both, "2026-05-25", 28)
    assert list(table.columns) == COLUMNS
    assert table.groupby("queue").size().to_dict() == {"app": 672, "chat": 672}
    assert table["interval_start"].iloc[0] == pd.Timestamp("2026-05-25")
    _sane(table)
    assert table[table["queue"] == "chat"]["offered"].sum() == pytest.approx(4 * WEEK, rel=0.03)


def test_queues_do_not_disturb_one_another() -> None:
    """Bottom-up: the sum of the channels is the sum of their own forecasts."""
    chat, app = simulated(140), simulated(140, queue="app", seed=2)
    together = forecast(pd.concat([chat, app]), "2026-05-25", 14)
    apart = pd.concat([forecast(app, "2026-05-25", 14), forecast(chat, "2026-05-25", 14)], ignore_index=True)
    pd.testing.assert_frame_equal(together, apart)


@pytest.mark.parametrize("start", ["2026-04-13", "2026-04-16"])
def test_what_comes_after_the_start_changes_nothing(start: str) -> None:
    """Bit-identical with everything after the origin scrambled."""
    frame = simulated(140).assign(aht_s=300.0)
    after = frame["interval_start"] >= start
    scrambled = frame.copy()
    scrambled.loc[after, "offered"] = np.random.default_rng(0).permutation(frame["offered"][after]) * 9
    scrambled.loc[after, "aht_s"] = 1.0
    days = calendar(("2026-02-10", "holiday", "A"), ("2026-04-20", "holiday", "A"))
    pd.testing.assert_frame_equal(
        forecast(frame, start, 28, calendar=days), forecast(scrambled, start, 28, calendar=days), check_exact=True
    )


def test_the_order_of_rows_does_not_matter() -> None:
    frame = simulated(100)
    shuffled = frame.sample(frac=1.0, random_state=1)
    pd.testing.assert_frame_equal(forecast(frame, "2026-04-15", 7), forecast(shuffled, "2026-04-15", 7))


def test_one_week_of_history() -> None:
    made = explain(simulated(7), "2026-01-12", 7)
    _sane(made.table)
    assert made.table["offered"].sum() == pytest.approx(WEEK, rel=0.05)
    assert {ShortHistory, AssumedBand} <= _kinds(made.notices)


def test_one_day_of_history() -> None:
    made = explain(simulated(1), "2026-01-06", 2)
    _sane(made.table)
    assert ShortHistory in _kinds(made.notices)


@pytest.mark.parametrize("weeks", [2, 3, 4, 6, 12])
def test_short_histories(weeks: int) -> None:
    table = forecast(simulated(7 * weeks), str((pd.Timestamp("2026-01-05") + pd.Timedelta(weeks=weeks)).date()), 7)
    _sane(table)
    assert table["offered"].sum() == pytest.approx(WEEK, rel=0.06)


def test_a_constant_series_stays_constant() -> None:
    table = forecast(simulated(140).assign(offered=10.0), "2026-05-25", 28)
    assert table["offered"].to_numpy() == pytest.approx(10.0, rel=1e-4)
    _sane(table)


def test_all_zeros() -> None:
    made = explain(simulated(140).assign(offered=0.0), "2026-05-25", 7)
    assert (made.table[["offered", "offered_lo", "offered_hi"]] == 0).all(axis=None)
    assert NothingRecorded in _kinds(made.notices)


def test_one_interval_a_day() -> None:
    frame = simulated(365)
    daily = frame.groupby(frame["interval_start"].dt.normalize())["offered"].sum().reset_index().assign(queue="chat")
    table = forecast(daily, "2027-01-05", 14)
    _sane(table)
    assert len(table) == 14
    assert table["offered"].sum() == pytest.approx(2 * WEEK, rel=0.04)


def test_a_closed_week_in_the_history() -> None:
    frame = simulated(140)
    shut = frame["interval_start"].between("2026-05-11", "2026-05-17 23:59")
    table = forecast(frame[~shut], "2026-05-25", 7)
    assert table["offered"].sum() == pytest.approx(WEEK, rel=0.05)


def test_closed_intervals_are_exactly_zero() -> None:
    opening = pd.DataFrame({"queue": "", "weekday": range(5), "start": "08:00", "end": "20:00"})
    table = forecast(simulated(140), "2026-05-25", 7, opening=opening)
    at = table["interval_start"]
    opened = (at.dt.hour >= 8) & (at.dt.hour < 20) & (at.dt.day_of_week < 5)
    assert (table[~opened][["offered", "offered_lo", "offered_hi"]] == 0).all(axis=None)
    assert (table[opened]["offered"] > 0).all()


@pytest.mark.parametrize("as_row", [False, True])
@pytest.mark.parametrize("share", [0.15, 0.20])
def test_missing_intervals(share: float, as_row: bool) -> None:
    frame = simulated(140)
    gone = np.random.default_rng(4).random(len(frame)) < share
    broken = frame.assign(offered=frame["offered"].mask(gone)) if as_row else frame[~gone]
    made = explain(broken, "2026-05-25", 28)
    _sane(made.table)
    assert made.table["offered"].sum() == pytest.approx(4 * WEEK, rel=0.04)
    assert made.cleaned


def test_missing_stored_as_zero_is_seen_through() -> None:
    frame = simulated(140)
    gone = np.random.default_rng(4).random(len(frame)) < 0.2
    made = explain(frame.assign(offered=frame["offered"].mask(gone, 0.0)), "2026-05-25", 28)
    assert made.table["offered"].sum() == pytest.approx(4 * WEEK, rel=0.06)
    assert SuspectZeros in _kinds(made.cleaned)


def test_a_wild_day_is_named_and_hardly_moves_the_forecast() -> None:
    frame = simulated(140)
    wild = frame["interval_start"].dt.strftime("%Y-%m-%d") == "2026-05-20"
    made = explain(frame.assign(offered=frame["offered"].where(~wild, frame["offered"] * 6)), "2026-05-25", 7)
    plain = forecast(frame, "2026-05-25", 7)
    assert made.table["offered"].sum() == pytest.approx(plain["offered"].sum(), rel=0.02)
    assert [notice.values["day"] for notice in made.cleaned if isinstance(notice, UnusualDay)] == ["2026-05-20"]


def test_a_lasting_break_of_level_is_followed_within_a_week() -> None:
    frame = simulated(140)
    frame["offered"] = frame["offered"].where(frame["interval_start"] < "2026-05-18", frame["offered"] * 0.4)
    assert forecast(frame, "2026-05-25", 7)["offered"].sum() == pytest.approx(0.4 * WEEK, rel=0.25)


def test_growth_and_season_are_followed_after_more_than_a_year() -> None:
    """Two years of a strong yearly wave: the wave of last year beats a level held flat."""
    frame = simulated(2 * 364, start="2024-01-01", day_sd=0.02)
    wave = lambda at: np.exp(0.4 * np.sin(2 * np.pi * at.dt.day_of_year / 365.25))  # noqa: E731
    frame["offered"] = (frame["offered"] * wave(frame["interval_start"])).round()
    start = "2025-09-01"
    table = forecast(frame, start, 28)
    truth = expected_total(60, [day % 7 for day in range(28)])
    truth *= float(wave(pd.Series(pd.date_range(start, periods=28))).mean())
    flat = frame[frame["interval_start"].between("2025-08-04", "2025-08-31 23:59")]["offered"].sum()
    assert abs(table["offered"].sum() - truth) < 0.5 * abs(flat - truth)


def test_clock_changes() -> None:
    table = forecast(simulated(120, start="2026-07-06", tz="America/New_York"), "2026-10-26", 14)
    changed = table[table["interval_start"].dt.strftime("%Y-%m-%d") == "2026-11-01"]
    assert len(changed) == 25
    twice = changed["offered"][changed["interval_start"].dt.hour == 1]
    assert twice.iloc[0] == twice.iloc[1] > 0
    assert str(table["interval_start"].dt.tz) == "America/New_York"


def test_a_young_queue_follows_its_siblings() -> None:
    """Two weeks of a queue with a third of the volume: the grown queue lends the shape."""
    both = pd.concat([simulated(140), simulated(14, 20, start="2026-05-11", queue="new", seed=5)])
    made = explain(both, "2026-05-25", 7)
    young = made.table[made.table["queue"] == "new"]["offered"].to_numpy()
    grown = made.table[made.table["queue"] == "chat"]["offered"].to_numpy()
    assert young.sum() == pytest.approx(WEEK / 3, rel=0.08)
    assert np.corrcoef(young, grown)[0, 1] > 0.99
    assert BorrowedShare in _kinds(made.notices)


def test_hours_are_proposed_where_none_are_given() -> None:
    frame = simulated(140)
    frame = frame[frame["interval_start"].dt.hour.between(8, 19)]
    made = explain(frame, "2026-05-25", 7)
    assert ProposedOpening in _kinds(made.notices)
    assert made.opening.iloc[0].tolist() == ["chat", 0, "08:00", "20:00"]
    pd.testing.assert_frame_equal(made.table, forecast(frame, "2026-05-25", 7, opening=made.opening))


def test_a_year_without_makeup_days_is_said_aloud() -> None:
    days = calendar(("2025-02-08", "makeup", ""), ("2026-01-01", "holiday", "New Year"))
    assert NoMakeupDays in _kinds(explain(simulated(70), "2026-03-16", 7, calendar=days).notices)


def test_a_stale_history_is_said_aloud_and_still_forecast() -> None:
    made = explain(simulated(140), "2026-06-15", 7)
    assert StaleHistory in _kinds(made.notices)
    assert made.table["interval_start"].iloc[0] == pd.Timestamp("2026-06-15")
    assert made.table["offered"].sum() == pytest.approx(WEEK, rel=0.04)


def test_effects_are_listed_with_their_bands() -> None:
    made = explain(simulated(140), "2026-05-25", 28, calendar=calendar(("2026-06-01", "holiday", "A")))
    names = [effect.name for effect in made.effects]
    assert "holiday: A 1" in names
    assert sum(name.startswith("month day") for name in names) == 31
    assert all(effect.factor_lo <= effect.factor <= effect.factor_hi for effect in made.effects)


def test_every_notice_can_be_told() -> None:
    made = explain(simulated(10), "2026-01-20", 7, calendar=calendar(("2026-01-21", "holiday", "A")))
    assert all(str(notice) for notice in (*made.notices, *made.cleaned))


def test_five_minute_history_keeps_its_grid() -> None:
    times = pd.date_range("2026-01-05", periods=30 * 288, freq="5min")
    frame = pd.DataFrame({"queue": "q", "interval_start": times, "offered": 2.0 + (times.hour > 8)})
    table = forecast(frame, "2026-02-04", 7)
    assert len(table) == 7 * 288
    assert by_day(table)["2026-02-05"] == pytest.approx(288 * 2 + 15 * 12, rel=0.01)


def test_importing_takes_no_statistics_package() -> None:
    code = "import sys, forecasting; print([m for m in ('statsmodels', 'scipy', 'matplotlib') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_door_shows_what_it_names() -> None:
    visible = {name for name, what in vars(forecasting).items() if not name.startswith("_") and not ismodule(what)}
    assert visible == set(forecasting.__all__)
