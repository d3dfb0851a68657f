"""The backtest a user sees: origins in the past, the house method beside simple ones."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from planner.backtesting import TooShortToTest, _origins, accuracy, accuracy_of_centre
from planner.centre import Centre
from planner.cli import main
from planner.files import read_table
from planner.tables import ACCURACY
from tests.builders import history, write_centre


def test_origins_leave_two_weeks_before_and_the_horizon_after() -> None:
    first, end = date(2026, 1, 5), date(2026, 3, 30)
    origins = _origins(first, end, 28)
    assert origins[-1] == end - timedelta(days=28)
    assert origins[0] >= first + timedelta(days=14)
    assert len(origins) <= 12
    assert {(b - a).days for a, b in pairwise(origins)} == {7}


def test_a_constant_week_is_forecast_without_error(tmp_path: Path) -> None:
    centre = Centre.open(write_centre(tmp_path, history=history(weeks=12)) / "plan.toml")
    table = accuracy_of_centre(centre)
    assert set(table["method"]) == {"ensemble", "last_week", "mean_of_four_weeks", "ets"}
    assert set(table["queue"]) == {"voice", "email"}
    assert table.loc[table["method"] == "last_week", "wmape"].max() == 0.0
    assert table.loc[table["method"] == "ensemble", "wmape"].max() < 0.02


def test_two_weeks_are_too_short_to_test(tmp_path: Path) -> None:
    centre = Centre.open(write_centre(tmp_path, history=history(weeks=2)) / "plan.toml")
    with pytest.raises(TooShortToTest):
        accuracy(centre.history, None, None, None)


def test_accuracy_of_a_file_is_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "h.csv").write_text(history(weeks=10), encoding="utf-8")
    out = tmp_path / "accuracy.csv"
    assert main(["forecast", str(tmp_path / "h.csv"), "--accuracy", "--out", str(out), "--lang", "en"]) == 0
    assert "last_week" in capsys.readouterr().out
    assert len(read_table(out, ACCURACY, timezone=None)) == 2 * 4 * 4
