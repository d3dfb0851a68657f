import numpy as np
import pytest

from forecasting.calendar_effects import calendar_effects
from forecasting.clean import clean
from forecasting.day_model import DayModel, day_design, fit_day_model
from forecasting.day_types import day_types
from forecasting.grid import Grid, QueueHistory
from forecasting.tables import CALENDAR
from tests.forecasting.builders import calendar

FIRST = np.datetime64("2025-01-06")  # a Monday
DAYS = 52 * 7
HOLIDAYS = ["2025-03-03", "2025-05-05", "2025-07-07", "2025-09-01", "2025-11-03"]  # Mondays


def _fit(log_total: np.ndarray) -> DayModel:
    types = day_types(CALENDAR.check(calendar(*((day, "holiday", "") for day in HOLIDAYS))), FIRST, DAYS + 28)
    history = QueueHistory(
        "a", Grid(1440, 0, None), FIRST, np.exp(log_total)[:, None], None, None, np.array([], "datetime64[D]")
    )
    cleaned = clean(history, types, np.ones((7, 1), dtype=bool), np.zeros(DAYS, dtype=bool))
    return fit_day_model(day_design(types, cleaned.open_rows), cleaned, DAYS, ~types.rest_weekdays)


def _truth(seed: int = 3) -> np.ndarray:
    """Weekdays, a slow trend, +12 % on the first of the month, +20 % on the day after a holiday, 3 % noise."""
    days = FIRST + np.arange(DAYS)
    after = np.isin(days - 1, np.array(HOLIDAYS, dtype="datetime64[D]"))
    first = days == days.astype("datetime64[M]").astype("datetime64[D]")
    noise = np.random.default_rng(seed).normal(0, 0.03, DAYS)
    weekday = np.tile([0.2, 0.1, 0.1, 0.0, 0.1, -0.5, -0.7], 52)
    return 7 + weekday + 0.3 * np.arange(DAYS) / DAYS + np.log(1.12) * first + np.log(1.2) * after + noise


def _named(model: DayModel, name: str) -> float:
    return next(float(np.exp(effect.log_factor)) for effect in calendar_effects(model) if effect.name == name)


def test_known_effects_are_found() -> None:
    model = _fit(_truth())
    assert _named(model, "first day after closure") == pytest.approx(1.20, abs=0.04)
    assert _named(model, "month day 1") == pytest.approx(1.12, abs=0.04)
    assert _named(model, "month day 15") == pytest.approx(1.0, abs=0.03)
    assert model.residual_sd == pytest.approx(0.03, rel=0.25)
    assert np.allclose(
        model.weekday[:7] - model.weekday[:7].mean(), np.array([0.3, 0.2, 0.2, 0.1, 0.2, -0.4, -0.6]), atol=0.02
    )


def test_the_factor_reaches_past_the_cutoff() -> None:
    model = _fit(_truth())
    days = FIRST + np.arange(DAYS + 28)
    at = {day: model.factor[days == np.datetime64(day)] for day in ("2025-07-15", "2026-01-15")}
    assert at["2026-01-15"] == pytest.approx(at["2025-07-15"])


def test_wild_days_are_weighted_down_and_change_little() -> None:
    wild = _truth()
    at = [20, 100, 101, 180, 250, 300]
    wild[at] += np.log(4)
    clean_model, wild_model = _fit(_truth()), _fit(wild)
    assert (wild_model.weight[at] < 0.1).all()
    assert np.abs(wild_model.effects - clean_model.effects).max() < 0.03


def test_standard_errors_hold_the_truth() -> None:
    """The 95 % interval of the day-after effect covers 20 % more in nearly all of forty simulations."""
    inside = 0
    for seed in range(40):
        effect = next(e for e in calendar_effects(_fit(_truth(seed))) if e.name == "first day after closure")
        inside += abs(effect.log_factor - np.log(1.2)) < 1.96 * effect.standard_error + 0.02  # shrinkage
    assert inside >= 36
