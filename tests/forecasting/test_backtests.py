import numpy as np
import pandas as pd
import pytest

from forecasting import METHODS, ForecastingError, accuracy, backtest, forecast
from tests.forecasting.builders import calendar, event, simulated

ORIGINS = ["2026-04-06", "2026-04-27", "2026-05-18"]
INTERVALS = ["queue", "method", "cutoff", "interval_start", "offered", "offered_hat", "offered_lo", "offered_hi"]


def _two() -> pd.DataFrame:
    frame = simulated(161).assign(aht_s=300.0, answered=20.0)
    return pd.concat([frame, simulated(161, queue="app", seed=2)], ignore_index=True)


def test_the_tables_have_their_columns() -> None:
    tested = backtest(_two(), ORIGINS, 14)
    assert list(tested.intervals.columns) == [*INTERVALS, "aht_s", "aht_s_hat"]
    assert list(tested.totals.columns) == [*INTERVALS[:3], "week", *INTERVALS[4:]]
    assert len(tested.intervals) == 2 * 3 * 14 * 24
    assert len(tested.totals) == 2 * 3 * 2


def test_each_origin_repeats_the_forecast_made_from_it() -> None:
    history, days = _two(), calendar(("2026-02-10", "holiday", "A"), ("2026-04-28", "holiday", "A"))
    events = pd.DataFrame([event("promo", "2026-03-10", "2026-03-12"), event("promo", "2026-04-29", "2026-04-30")])
    tested = backtest(history, ORIGINS, 14, calendar=days, events=events).intervals
    made = forecast(history, ORIGINS[1], 14, calendar=days, events=events)
    again = tested[tested["cutoff"] == ORIGINS[1]]
    for column in ("offered", "offered_lo", "offered_hi"):
        assert again[
            column.replace("offered", "offered_hat") if column == "offered" else column
        ].to_numpy() == pytest.approx(made[column].to_numpy(), rel=1e-12)
    assert again["aht_s_hat"].to_numpy() == pytest.approx(made["aht_s"].to_numpy(), nan_ok=True)


def test_scrambling_what_comes_after_leaves_earlier_origins_alone() -> None:
    history = simulated(161)
    after = history["interval_start"] >= "2026-04-27"
    scrambled = history.copy()
    scrambled.loc[after, "offered"] = np.random.default_rng(0).permutation(history["offered"][after])
    parts = [backtest(h, ORIGINS, 14).intervals.query("cutoff <= '2026-04-27'") for h in (history, scrambled)]
    for column in ("offered_hat", "offered_lo", "offered_hi"):
        assert np.array_equal(*(part[column].to_numpy() for part in parts))


def test_only_recorded_open_intervals_are_scored() -> None:
    history = simulated(161)
    history = history[history["interval_start"] != "2026-04-07 10:00"]
    opening = pd.DataFrame({"queue": "", "weekday": range(7), "start": "08:00", "end": "20:00"})
    tested = backtest(history, ["2026-04-06"], 7, opening=opening).intervals
    assert len(tested) == 7 * 12 - 1


def test_totals_are_the_sums_of_their_weeks() -> None:
    intervals, totals = backtest(simulated(161), ORIGINS, 14)
    week = (intervals["interval_start"] - intervals["cutoff"]).dt.days // 7 + 1
    sums = intervals.groupby(["cutoff", week])[["offered", "offered_hat"]].sum()
    assert totals[["offered", "offered_hat"]].to_numpy() == pytest.approx(sums.to_numpy())
    assert totals["offered_lo"].lt(totals["offered_hat"]).all()
    assert totals["offered_hi"].gt(totals["offered_hat"]).all()


def test_bands_of_week_totals_hold() -> None:
    """Nominal 80 %: whole-week errors make the band of a sum, where independent intervals would be far too narrow."""
    history = simulated(400, day_sd=0.1)
    totals = backtest(history, list(pd.date_range("2026-07-06", "2026-12-28", freq="7D")), 28).totals
    inside = totals["offered"].between(totals["offered_lo"], totals["offered_hi"]).mean()
    assert 0.70 <= inside <= 0.97


@pytest.mark.parametrize("name", [method.name for method in METHODS])
def test_every_method_is_near_the_truth_on_an_easy_series(name: str) -> None:
    tested = backtest(simulated(49), ["2026-02-16"], 7, methods=[name]).intervals
    error = (tested["offered_hat"] - tested["offered"]).abs().sum() / tested["offered"].sum()
    assert set(tested["method"]) == {name}
    assert error < 0.2
    assert tested["offered_lo"].isna().all() == (name != METHODS[0].name)


@pytest.mark.parametrize("name", [method.name for method in METHODS])
@pytest.mark.parametrize("weeks", [1, 2])
def test_every_method_copes_with_little_history(name: str, weeks: int) -> None:
    history = simulated(28)
    origin = pd.Timestamp("2026-01-05") + pd.Timedelta(weeks=weeks)
    tested = backtest(history, [origin], 7, methods=[name]).intervals
    assert np.isfinite(tested["offered_hat"]).all()
    assert (tested["offered_hat"] - tested["offered"]).abs().sum() < 0.5 * tested["offered"].sum()


def test_last_week_is_last_week() -> None:
    history = simulated(100)
    tested = backtest(history, ["2026-04-06"], 7, methods=["last_week"]).intervals
    before = history[history["interval_start"].between("2026-03-30", "2026-04-05 23:59")]
    assert tested["offered_hat"].to_numpy() == pytest.approx(before["offered"].to_numpy())


def test_an_unknown_method_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ForecastingError, match=r"no method 'magic'; known: ensemble, last_week"):
        backtest(simulated(70), ["2026-03-02"], 7, methods=["magic"])


def test_no_origin_or_no_day_is_refused() -> None:
    with pytest.raises(ForecastingError, match="one origin or more"):
        backtest(simulated(70), [], 7)
    with pytest.raises(ForecastingError, match="1 or more"):
        backtest(simulated(70), ["2026-03-02"], 0)


def test_origins_without_history_are_refused() -> None:
    with pytest.raises(ForecastingError, match="no contacts recorded before"):
        backtest(simulated(70), ["2025-03-02"], 7)


def test_accuracy_agrees_with_a_plain_loop() -> None:
    history = simulated(161)
    intervals = backtest(history, ORIGINS, 14, methods=["ensemble", "last_week"]).intervals
    table = accuracy(intervals, history).set_index(["method", "weeks_ahead"])
    by_time = dict(zip(history["interval_start"], history["offered"], strict=True))
    changes = [
        abs(offered - by_time[at - pd.Timedelta(days=7)])
        for at, offered in by_time.items()
        if at < pd.Timestamp(ORIGINS[0]) and at - pd.Timedelta(days=7) in by_time
    ]
    for method in ("ensemble", "last_week"):
        missed = came = error = hits = count = 0.0
        for row in intervals.itertuples():
            if row.method == method and (row.interval_start - row.cutoff).days >= 7:
                missed, came = missed + abs(row.offered_hat - row.offered), came + row.offered
                error, count = error + row.offered_hat - row.offered, count + 1
                hits += row.offered_lo <= row.offered <= row.offered_hi
        found = table.loc[(method, 2)]
        assert found["wmape"] == pytest.approx(missed / came)
        assert found["bias"] == pytest.approx(error / came)
        assert found["mase"] == pytest.approx(missed / count / (sum(changes) / len(changes)))
        if method == "ensemble":
            assert found["band_hit_rate"] == pytest.approx(hits / count)
        else:
            assert np.isnan(found["band_hit_rate"])
