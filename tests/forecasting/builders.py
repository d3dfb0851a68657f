"""Simulated histories with known truth."""

import numpy as np
import pandas as pd

SLOT_SHAPE = np.array([0.2] * 7 + [0.6, 1.0, 1.5, 1.6, 1.5, 1.2, 1.3, 1.5, 1.5, 1.4, 1.2, 1.0, 0.9, 0.8, 0.6, 0.4, 0.3])


def simulated(
    days: int,
    level: float = 60.0,
    *,
    start: str = "2026-01-05",
    queue: str = "chat",
    tz: str | None = None,
    day_sd: float = 0.03,
    seed: int = 7,
) -> pd.DataFrame:
    """Hourly Poisson contacts: workdays at `level` an hour on average, weekends at 60 %, a random effect a day."""
    random = np.random.default_rng(seed)
    local = pd.date_range(start, periods=days * 24, freq="h")
    weekday = local.day_of_week.to_numpy()
    by_day = np.exp(random.normal(0, day_sd, days)).repeat(24)
    mean = level * SLOT_SHAPE[local.hour] * np.where(weekday < 5, 1.0, 0.6) * by_day
    offered = random.poisson(mean).astype(float)
    frame = pd.DataFrame({"queue": queue, "interval_start": local, "offered": offered})
    if tz is None:
        return frame
    aware = pd.date_range(start, periods=days * 24, freq="h", tz=tz)
    return frame.assign(interval_start=aware)


def expected_total(level: float, weekdays: list[int]) -> float:
    """True mean of some days of `simulated`."""
    return sum(level * SLOT_SHAPE.sum() * (1.0 if day < 5 else 0.6) for day in weekdays)


def by_day(table: pd.DataFrame) -> pd.Series:
    """Contacts by local day."""
    return table.groupby(table["interval_start"].dt.strftime("%Y-%m-%d"))["offered"].sum()


def calendar(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["date", "kind", "name"])


def event(
    kind: str, start: str, end: str, volume: float = np.nan, name: str = "e", queue: str = ""
) -> dict[str, object]:
    return {"name": name, "kind": kind, "start": start, "end": end, "queue": queue, "volume": volume}
