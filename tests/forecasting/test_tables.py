import numpy as np
import pandas as pd
import pytest

from forecasting import ForecastingError, forecast
from forecasting.errors import InvalidTable
from forecasting.tables import CALENDAR, HISTORY, OPENING, NotANumber, OutOfBounds, UnknownKind
from tests.forecasting.builders import simulated


def test_every_problem_is_named_at_once() -> None:
    frame = pd.DataFrame({"queue": ["a", "", "a"], "interval_start": ["2026-01-05 08:00", "2026-01-05 09:00", "soon"]})
    frame["offered"] = ["3", "many", "-1"]
    with pytest.raises(InvalidTable) as caught:
        HISTORY.check(frame)
    texts = [str(problem) for problem in caught.value.problems]
    assert texts == [
        "queue, row 3: empty",
        "interval_start, row 4: 'soon' is not a date or time of one zone",
        "offered, row 3: 'many' is not a number",
        "offered, row 4: -1.0 is outside 0 to inf",
    ]
    assert [type(problem) for problem in caught.value.problems[2:]] == [NotANumber, OutOfBounds]


def test_a_missing_column_and_a_repeated_interval_are_problems() -> None:
    good = simulated(7)
    with pytest.raises(InvalidTable, match="column offered is missing"):
        HISTORY.check(good.drop(columns="offered"))
    with pytest.raises(InvalidTable, match="row 170: the same queue and interval_start stands above"):
        HISTORY.check(pd.concat([good, good.iloc[:1]]))


def test_empty_cells_of_offered_mean_not_recorded() -> None:
    good = simulated(7)
    good.loc[5, "offered"] = np.nan
    assert HISTORY.check(good)["offered"].isna().sum() == 1


def test_queue_ids_may_be_numbers() -> None:
    checked = HISTORY.check(simulated(1).assign(queue=7))
    assert list(checked["queue"].cat.categories) == ["7"]


def test_mixed_offsets_are_refused() -> None:
    frame = pd.DataFrame({"queue": "a", "interval_start": ["2026-03-28T08:00+01:00", "2026-03-30T08:00+02:00"]})
    with pytest.raises(ForecastingError):
        HISTORY.check(frame.assign(offered=1.0))


def test_opening_reads_clock_times_to_midnight() -> None:
    rows = pd.DataFrame({"queue": "", "weekday": [0, 1], "start": ["08:00", "9:30:00"], "end": ["24:00", "18:15"]})
    checked = OPENING.check(rows)
    assert checked[["start", "end"]].to_numpy().tolist() == [[480, 1440], [570, 1095]]
    with pytest.raises(InvalidTable, match="'25:00' is not a time of day"):
        OPENING.check(rows.assign(end="25:00"))


def test_calendar_knows_its_kinds() -> None:
    rows = pd.DataFrame({"date": [pd.Timestamp("2026-10-01").date()], "kind": ["feast"]})
    with pytest.raises(InvalidTable) as caught:
        CALENDAR.check(rows)
    assert isinstance(caught.value.problems[0], UnknownKind)
    assert CALENDAR.check(rows.assign(kind="holiday"))["date"].iloc[0] == pd.Timestamp("2026-10-01")


@pytest.mark.parametrize("days", [0, -3])
def test_less_than_one_day_is_refused(days: int) -> None:
    with pytest.raises(ForecastingError, match="1 or more"):
        forecast(simulated(7), "2026-01-12", days)


@pytest.mark.parametrize("start", ["soon", "", None])
def test_a_start_that_is_no_date_is_refused(start: str) -> None:
    with pytest.raises(ForecastingError, match="is not a date"):
        forecast(simulated(7), start, 7)


def test_history_only_after_the_start_is_refused() -> None:
    with pytest.raises(ForecastingError, match="no contacts recorded before"):
        forecast(simulated(7), "2026-01-05", 7)


def test_rows_off_the_grid_are_refused() -> None:
    frame = simulated(7)
    frame.loc[40, "interval_start"] += pd.Timedelta(minutes=7)
    with pytest.raises(ForecastingError, match="2026-01-06T16:07 is not on the queue's grid of 60 minutes"):
        forecast(frame, "2026-01-12", 7)
