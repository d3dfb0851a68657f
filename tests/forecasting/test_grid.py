import numpy as np
import pandas as pd
import pytest

from forecasting.grid import horizon, read_histories
from forecasting.tables import HISTORY
from tests.forecasting.builders import simulated

ZONE = "America/New_York"


def _read(frame: pd.DataFrame):
    return read_histories(HISTORY.check(frame), np.datetime64("2100-01-01"))


@pytest.mark.parametrize("minutes", [5, 15, 30, 60, 1440])
def test_any_interval_from_five_minutes_to_a_day_is_recognised(minutes: int) -> None:
    times = pd.date_range("2026-01-05", "2026-01-19", freq=f"{minutes}min", inclusive="left")
    (history,) = _read(
        pd.DataFrame({"queue": "a", "interval_start": times, "offered": np.arange(len(times), dtype=float)})
    )
    assert history.offered.shape == (14, 1440 // minutes)
    assert history.offered.ravel().tolist() == list(range(len(times)))


def test_absent_rows_are_missing_not_zero() -> None:
    (history,) = _read(simulated(3).drop(index=[30]))
    assert np.isnan(history.offered[1, 6])
    assert np.isnan(history.offered).sum() == 1


def test_the_repeated_hour_is_halved_and_the_skipped_one_missing() -> None:
    autumn = pd.date_range("2026-10-31", "2026-11-03", freq="h", tz=ZONE, inclusive="left")
    (history,) = _read(pd.DataFrame({"queue": "a", "interval_start": autumn, "offered": 10.0}))
    assert history.offered.shape == (3, 24)
    assert (history.offered == 10).all()
    assert history.doubled_days.tolist() == [pd.Timestamp("2026-11-01").date()]
    spring = pd.date_range("2026-03-07", "2026-03-10", freq="h", tz=ZONE, inclusive="left")
    (history,) = _read(pd.DataFrame({"queue": "a", "interval_start": spring, "offered": 10.0}))
    assert np.argwhere(np.isnan(history.offered)).tolist() == [[1, 2]]


def test_the_horizon_repeats_and_skips_hours_with_the_clock() -> None:
    (history,) = _read(simulated(7, tz=ZONE))
    autumn = horizon(history.grid, np.datetime64("2026-11-01"), 1)
    assert len(autumn.slot) == 25
    assert autumn.slot.tolist()[:4] == [0, 1, 1, 2]
    spring = horizon(history.grid, np.datetime64("2026-03-08"), 1)
    assert spring.slot.tolist()[:4] == [0, 1, 3, 4]


def test_queues_come_back_by_id_each_from_its_own_first_day() -> None:
    later = simulated(4, start="2026-01-08", queue="app")
    app, chat = _read(pd.concat([simulated(7), later]))
    assert (app.queue, chat.queue) == ("app", "chat")
    assert (len(app.offered), len(chat.offered)) == (4, 7)
    assert app.first_day == np.datetime64("2026-01-08")
