import numpy as np
import pandas as pd
import pytest
from scipy.stats import nbinom

from forecasting import backtest
from forecasting.uncertainty import Z80, PastErrors, measure_spread, nb_quantile, variance
from tests.forecasting.builders import SLOT_SHAPE


@pytest.mark.parametrize("mean", [3.0, 20.0, 400.0])
@pytest.mark.parametrize("phi", [0.01, 0.05, 0.2])
def test_quantiles_agree_with_the_negative_binomial(mean: float, phi: float) -> None:
    size = 1 / phi
    f = np.array([mean])
    for z, q in ((-Z80, 0.1), (Z80, 0.9)):
        exact = nbinom.ppf(q, size, size / (size + mean))
        assert nb_quantile(f, f + phi * f**2, z)[0] == pytest.approx(exact, abs=0.03 * mean + 0.7)


def test_nothing_forecast_has_nothing_around_it() -> None:
    zero = np.zeros(1)
    assert nb_quantile(zero, zero, Z80) == 0.0
    assert nb_quantile(zero, zero, -Z80) == 0.0


def test_phi_is_matched_to_four_errors_in_five() -> None:
    """On errors of known dispersion the measured phi lets 80 % of them inside the normal limits."""
    random = np.random.default_rng(1)
    f = np.full((12, 28, 24), 100.0)
    y = f + random.normal(0, np.sqrt(100 + 0.04 * 100**2), f.shape)
    spread = measure_spread(PastErrors(f, y))
    inside = np.abs(y - f) <= Z80 * np.sqrt(variance(f, spread))
    assert spread.phi == pytest.approx(np.full(spread.phi.shape, 0.04), rel=0.25)
    assert 0.80 <= inside.mean() <= 0.83  # widened by 1 + 1/12


def test_too_few_cutoffs_mean_an_assumed_band() -> None:
    errors = PastErrors(np.full((3, 7, 24), 10.0), np.full((3, 7, 24), 11.0))
    assert measure_spread(errors).assumed
    assert measure_spread(PastErrors(np.zeros((0, 7, 24)), np.zeros((0, 7, 24)))).assumed


@pytest.mark.parametrize(("phi", "level"), [(0.02, 80.0), (0.1, 40.0)])
def test_the_band_covers_four_in_five_of_simulated_negative_binomial_counts(phi: float, level: float) -> None:
    random = np.random.default_rng(5)
    days = 52 * 7
    times = pd.date_range("2025-01-06", periods=days * 24, freq="h")
    mean = level * np.tile(SLOT_SHAPE, days) * np.where(times.day_of_week < 5, 1.0, 0.6)
    offered = random.negative_binomial(1 / phi, 1 / (1 + phi * mean)).astype(float)
    history = pd.DataFrame({"queue": "q", "interval_start": times, "offered": offered})
    tested = backtest(history, list(pd.date_range("2025-09-01", "2025-12-01", freq="14D")), 28).intervals
    inside = tested["offered"].between(tested["offered_lo"], tested["offered_hi"])
    assert 0.78 <= inside.mean() <= 0.82


@pytest.mark.parametrize("level", [0.4, 1.0, 2.0])
def test_the_band_of_a_quiet_queue_holds_its_empty_intervals(level: float) -> None:
    """A count of 0 lies in the band wherever the band reaches below half a contact."""
    random = np.random.default_rng(6)
    times = pd.date_range("2025-01-06", periods=30 * 7 * 24, freq="h")
    history = pd.DataFrame({"queue": "q", "interval_start": times, "offered": random.poisson(level, len(times))})
    tested = backtest(history, list(pd.date_range("2025-05-05", "2025-06-30", freq="14D")), 28).intervals
    inside = tested["offered"].between(tested["offered_lo"], tested["offered_hi"])
    assert 0.78 <= inside.mean() <= 0.96
