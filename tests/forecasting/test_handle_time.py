import numpy as np
import pandas as pd
import pytest

from forecasting import backtest, forecast
from tests.forecasting.builders import simulated


def _timed(days: int = 140, *, hour: np.ndarray | None = None, growth: float = 0.0, seed: int = 1) -> pd.DataFrame:
    """Means of exponential handle times of 300 s, times an hour's ratio and a drift."""
    frame = simulated(days)
    random = np.random.default_rng(seed)
    at = frame["interval_start"]
    mean = 300 * (1.0 if hour is None else hour[at.dt.hour]) * np.exp(growth * np.arange(len(frame)) / (24 * 7))
    handled = frame["offered"].to_numpy()
    aht = random.gamma(np.maximum(handled, 1), mean / np.maximum(handled, 1))
    return frame.assign(answered=handled, aht_s=np.where(handled > 0, aht, np.nan))


def test_the_level_is_weighted_by_volume() -> None:
    aht = forecast(_timed(), "2026-05-25", 7)["aht_s"]
    assert aht.mean() == pytest.approx(300, rel=0.02)
    assert aht.to_numpy() == pytest.approx(300, rel=0.15)


def test_an_hour_that_differs_is_learnt_and_a_thin_one_shrunk() -> None:
    hour = np.ones(24)
    hour[[3, 14]] = 1.3
    table = forecast(_timed(hour=hour), "2026-05-25", 7)
    by_hour = table.groupby(table["interval_start"].dt.hour)["aht_s"].mean() / 300
    assert by_hour[14] == pytest.approx(1.3, abs=0.05)
    assert by_hour[15] == pytest.approx(1.0, abs=0.04)
    assert by_hour[3] > 1.1


def test_a_single_long_contact_in_a_quiet_interval_hardly_counts() -> None:
    frame = _timed()
    quiet = (frame["interval_start"].dt.hour == 3) & (frame["interval_start"].dt.day_of_week == 2)
    frame.loc[quiet, ["answered", "aht_s"]] = [1.0, 3000.0]
    table = forecast(frame, "2026-05-25", 7)
    same = (table["interval_start"].dt.hour == 3) & (table["interval_start"].dt.day_of_week == 2)
    assert table["aht_s"][same].to_numpy() < 500


def test_a_drift_is_followed_in_part() -> None:
    """1 % a week: the forecast lies between the average of the last weeks and full extrapolation."""
    frame = _timed(growth=0.01)
    aht = forecast(frame, "2026-05-25", 7)["aht_s"].mean()
    assert 300 * np.exp(0.01 * 14) < aht < 300 * np.exp(0.01 * 20.5)


def test_without_handle_times_the_column_is_empty() -> None:
    assert forecast(simulated(70), "2026-03-16", 7)["aht_s"].isna().all()


def test_the_backtest_beats_last_weeks_handle_times() -> None:
    hour = 1 + 0.2 * np.sin(np.arange(24) / 24 * 2 * np.pi)
    frame = _timed(hour=hour)
    tested = backtest(frame, ["2026-04-06", "2026-05-04"], 14).intervals
    known = tested["aht_s"].notna()
    ours = ((tested["aht_s_hat"] - tested["aht_s"]).abs() * tested["offered"])[known].sum()
    before = (
        frame.set_index("interval_start")["aht_s"].reindex(tested["interval_start"] - pd.Timedelta(days=14)).to_numpy()
    )
    naive = np.nansum(np.abs(before - tested["aht_s"]) * tested["offered"])
    assert ours < 0.8 * naive
