"""Accuracy on real series, within two per cent of what was reached when the method was made."""

import pytest

from forecasting import backtest
from tests.forecasting.banks import Bank, bank_1999, bank_2003, data_folder

FOLDER = data_folder()
pytestmark = pytest.mark.skipif(FOLDER is None, reason="PLANNER_TEST_DATA names no folder of real data")

CASES = {
    "2003 hourly": (lambda: bank_2003(FOLDER), 5.3, 5.3),
    "2003 half-hourly": (lambda: bank_2003(FOLDER, 30), 5.7, 5.6),
    "1999 hourly": (lambda: bank_1999(FOLDER), 19.6, 21.1),
}


@pytest.mark.parametrize("name", CASES)
def test_errors_and_bands_on_the_eight_origins(name: str) -> None:
    make, week_1, weeks_4 = CASES[name]
    bank = make()
    tested = backtest(bank.history, bank.origins, 28, calendar=bank.calendar, opening=bank.opening).intervals
    error = (tested["offered_hat"] - tested["offered"]).abs()
    first = (tested["interval_start"] - tested["cutoff"]).dt.days < 7
    assert 100 * error[first].sum() / tested["offered"][first].sum() <= week_1
    assert 100 * error.sum() / tested["offered"].sum() <= weeks_4
    assert 0.76 <= tested["offered"].between(tested["offered_lo"], tested["offered_hi"]).mean() <= 0.90


@pytest.mark.parametrize("make", [bank_2003, bank_1999])
def test_week_totals_over_all_weekly_origins(make: type[Bank]) -> None:
    bank = make(FOLDER)
    totals = backtest(bank.history, bank.weekly_origins(), 28, calendar=bank.calendar, opening=bank.opening).totals
    assert 0.70 <= totals["offered"].between(totals["offered_lo"], totals["offered_hi"]).mean() <= 0.97
