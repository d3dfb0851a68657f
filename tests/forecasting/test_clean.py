import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from forecasting.clean import CleanHistory, DroppedDays, FilledGaps, OutsideOpening, SuspectZeros, clean
from forecasting.day_types import day_types
from forecasting.grid import read_histories
from forecasting.tables import HISTORY
from tests.forecasting.builders import simulated

OPEN = np.ones((7, 24), dtype=bool)


def _clean(frame: pd.DataFrame, mask: np.ndarray = OPEN) -> CleanHistory:
    (history,) = read_histories(HISTORY.check(frame), np.datetime64("2100-01-01"))
    days = len(history.offered)
    return clean(history, day_types(None, history.first_day, days), mask, np.zeros(days, dtype=bool))


def _kinds(cleaned: CleanHistory) -> list[type]:
    return [type(notice) for notice in cleaned.notices]


def test_a_gap_takes_the_slots_usual_share_of_its_day() -> None:
    frame = simulated(28)
    frame["offered"] = 10.0 + frame["interval_start"].dt.hour
    frame.loc[frame.index >= 21 * 24, "offered"] *= 2  # a busier week
    cleaned = _clean(frame.drop(index=[23 * 24 + 9]))
    assert np.isclose(cleaned.offered[23, 9], 2 * 19.0)
    assert _kinds(cleaned) == [FilledGaps]


def test_zeros_in_busy_intervals_are_taken_as_missing_and_told() -> None:
    frame = simulated(28)
    frame.loc[[22 * 24 + 9, 22 * 24 + 10], "offered"] = 0.0
    cleaned = _clean(frame)
    assert cleaned.offered[22, 9] > 20
    assert _kinds(cleaned) == [SuspectZeros]
    assert str(cleaned.notices[0]).startswith("chat: 2 zeros where contacts are usual, first at 2026-01-27")


def test_zeros_in_quiet_intervals_are_zeros() -> None:
    frame = simulated(28, level=1.0)
    assert _clean(frame).notices == ()


def test_days_recorded_less_than_half_are_left_out() -> None:
    frame = simulated(28)
    cleaned = _clean(frame.drop(index=range(10 * 24, 10 * 24 + 13)))
    assert not cleaned.recorded[10]
    assert _kinds(cleaned) == [DroppedDays]


def test_contacts_outside_opening_hours_are_left_out_and_counted() -> None:
    mask = OPEN.copy()
    mask[:, :7] = False
    frame = simulated(14)
    cleaned = _clean(frame, mask)
    night = frame["interval_start"].dt.hour < 7
    assert cleaned.offered.sum() == frame["offered"][~night].sum()
    assert _kinds(cleaned) == [OutsideOpening]
    assert cleaned.notices[0].values["count"] == int(frame["offered"][night].sum())


@given(cut=st.integers(3, 40), seed=st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_what_is_known_of_a_day_does_not_depend_on_later_days(cut: int, seed: int) -> None:
    """Cleaning a prefix gives the prefix of the cleaning."""
    frame = simulated(42, seed=seed)
    random = np.random.default_rng(seed)
    frame.loc[random.random(len(frame)) < 0.1, "offered"] = np.nan
    frame.loc[random.random(len(frame)) < 0.05, "offered"] = 0.0
    frame.loc[frame.index >= cut * 24, "offered"] *= random.random()
    frame.loc[cut * 24 - 1, "offered"] = 3.0  # the prefix ends with its last day
    whole, part = _clean(frame), _clean(frame.iloc[: cut * 24])
    assert np.array_equal(whole.offered[:cut], part.offered)
    assert np.array_equal(whole.recorded[:cut], part.recorded)
