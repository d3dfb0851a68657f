import numpy as np
import pandas as pd
import pytest

from forecasting import explain, paths
from forecasting.scenarios import week_errors
from forecasting.uncertainty import PastErrors, Spread
from tests.forecasting.builders import calendar, simulated


@pytest.fixture(scope="module")
def drawn() -> pd.DataFrame:
    both = pd.concat([simulated(200, day_sd=0.1), simulated(200, queue="app", seed=7, day_sd=0.1)])
    return paths(explain(both, "2026-07-20", 14), 400)


def test_every_path_covers_every_interval(drawn: pd.DataFrame) -> None:
    assert list(drawn.columns) == ["queue", "path", "interval_start", "offered"]
    assert len(drawn) == 2 * 400 * 14 * 24
    assert (drawn["offered"] >= 0).all()


def test_the_same_seed_gives_the_same_paths() -> None:
    made = explain(simulated(140), "2026-05-25", 7)
    pd.testing.assert_frame_equal(paths(made, 20, seed=3), paths(made, 20, seed=3))
    assert not paths(made, 20, seed=3)["offered"].equals(paths(made, 20, seed=4)["offered"])


def test_paths_centre_on_the_forecast_and_spread_as_the_band() -> None:
    made = explain(simulated(300, day_sd=0.1), "2026-10-26", 7)
    by_interval = paths(made, 800).groupby("interval_start")["offered"]
    table = made.table.set_index("interval_start")
    busy = table["offered"] > 30
    assert (by_interval.mean() / table["offered"])[busy].to_numpy() == pytest.approx(1.0, abs=0.04)
    width = by_interval.quantile(0.9) - by_interval.quantile(0.1)
    assert (width / (table["offered_hi"] - table["offered_lo"]))[busy].median() == pytest.approx(1.1, abs=0.25)


def test_week_totals_spread_more_than_independent_intervals(drawn: pd.DataFrame) -> None:
    chat = drawn[drawn["queue"] == "chat"]
    totals = chat.groupby("path")["offered"].sum()
    independent = np.sqrt(chat.groupby("interval_start")["offered"].var().sum())
    assert totals.std() > 1.5 * independent


def test_queues_of_one_path_move_together(drawn: pd.DataFrame) -> None:
    """Both queues had the same day effects (same seed), so their paths rise and fall as one."""
    totals = drawn.groupby(["queue", "path"])["offered"].sum().unstack("queue")
    assert totals.corr().iloc[0, 1] > 0.9


def test_an_assumed_band_still_gives_paths() -> None:
    drawn = paths(explain(simulated(7), "2026-01-12", 7), 50)
    assert drawn.groupby("path")["offered"].sum().std() > 0


def test_special_days_spread_wider() -> None:
    made = explain(simulated(140), "2026-05-25", 7, calendar=calendar(("2026-05-27", "holiday", "")))
    by_day = paths(made, 300).assign(day=lambda d: d["interval_start"].dt.day).groupby(["day", "path"])["offered"].sum()
    relative = by_day.groupby("day").std() / by_day.groupby("day").mean()
    assert relative[27] > 2 * relative.drop(27).max()


def test_one_contact_where_none_was_expected_makes_no_flood_of_them() -> None:
    """Three cutoffs, 24 slots: at night nothing was expected and once one came; next week a fiftieth is expected."""
    forecast, offered = np.full((3, 7, 24), 20.0), np.full((3, 7, 24), 21.0)
    forecast[:, :, 3], offered[:, :, 3] = 0.0, 0.0
    offered[1, 2, 3] = 1.0
    spread = Spread(np.full((1, 3), 0.01), -np.ones((1, 3)), np.ones((1, 3)), np.array([1.0, 10.0]), 0.0, False)
    scaled = week_errors(PastErrors(forecast, offered), spread)
    assert np.abs(scaled[:, 2, 3]).max() * np.sqrt(0.02) < 1.0
