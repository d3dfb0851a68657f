"""How good past forecasts were: the ACCURACY table from BACKTEST."""

import numpy as np
import pandas as pd


def accuracy(intervals: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    """Summarise BACKTEST by queue, method and week ahead (from 1): the ACCURACY table.

    wmape = Σ|e| / Σ offered; mase = mean |e| / mean |offered − offered a week before| in `history` before the first
    cutoff (Hyndman & Koehler, Int. J. Forecasting 22, 2006); bias = Σ e / Σ offered; e = forecast − offered;
    band_hit_rate = share of intervals inside the band, empty without one.
    """
    lead = intervals["interval_start"].dt.tz_localize(None) - intervals["cutoff"]
    error = intervals["offered_hat"] - intervals["offered"]
    inside = (intervals["offered"] >= intervals["offered_lo"]) & (intervals["offered"] <= intervals["offered_hi"])
    parts = intervals[["queue", "method", "offered"]].assign(
        weeks_ahead=lead.dt.days // 7 + 1,
        error=error,
        size=error.abs(),
        inside=inside.astype(float).where(intervals["offered_lo"].notna()),
    )
    groups = parts.groupby(["queue", "method", "weeks_ahead"], sort=True, observed=True)
    sums, means = groups[["offered", "error", "size"]].sum(), groups[["size", "inside"]].mean()
    scale = _weekly_naive(history, intervals["cutoff"].min())
    table = pd.DataFrame(
        {
            "wmape": sums["size"] / sums["offered"].replace(0.0, np.nan),
            "mase": means["size"] / scale.reindex(means.index.get_level_values("queue")).to_numpy(),
            "bias": sums["error"] / sums["offered"].replace(0.0, np.nan),
            "band_hit_rate": means["inside"],
        }
    )
    return table.reset_index()


def _weekly_naive(history: pd.DataFrame, before: pd.Timestamp) -> pd.Series:
    """Mean absolute change from a week before, by queue, in the rows before a local day."""
    wall = history["interval_start"].dt.tz_localize(None)
    rows = pd.DataFrame({"queue": history["queue"], "at": wall, "offered": history["offered"].astype(float)})
    rows = rows[(wall < before).to_numpy()].groupby(["queue", "at"], as_index=False)["offered"].mean()
    earlier = rows.assign(at=rows["at"] + pd.Timedelta(days=7))
    pairs = rows.merge(earlier, on=["queue", "at"], suffixes=("", "_before"))
    change = (pairs["offered"] - pairs["offered_before"]).abs()
    scale: pd.Series[float] = change.groupby(pairs["queue"]).mean().replace(0.0, np.nan)
    return scale
