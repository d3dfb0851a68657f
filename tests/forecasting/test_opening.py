import numpy as np
import pandas as pd

from forecasting import explain
from forecasting.grid import Grid, read_histories
from forecasting.opening import given_mask, opening_rows, proposed_mask
from forecasting.tables import HISTORY, OPENING
from tests.forecasting.builders import simulated

HOURLY = Grid(60, 0, None)


def _opening(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    return OPENING.check(pd.DataFrame(list(rows), columns=["queue", "weekday", "start", "end"]))


def test_a_queues_own_rows_replace_those_for_all() -> None:
    opening = _opening(("", 0, "08:00", "20:00"), ("voice", 0, "09:00", "10:00"))
    assert given_mask(opening, "voice", HOURLY).sum() == 1
    assert given_mask(opening, "chat", HOURLY).sum() == 12


def test_hours_may_run_past_midnight_and_to_it() -> None:
    mask = given_mask(_opening(("", 6, "22:00", "02:00"), ("", 2, "23:00", "24:00")), "chat", HOURLY)
    assert np.argwhere(mask).tolist() == [[0, 0], [0, 1], [2, 23], [6, 22], [6, 23]]


def test_an_interval_belongs_to_the_hours_by_its_start() -> None:
    assert given_mask(_opening(("", 0, "08:30", "09:30")), "chat", HOURLY)[0].nonzero()[0].tolist() == [9]


def test_slots_without_contacts_in_eight_weeks_are_proposed_as_closed() -> None:
    frame = simulated(70)
    night = frame["interval_start"].dt.hour < 7
    frame.loc[night, "offered"] = 0.0
    frame.loc[3, "offered"] = 5.0  # long ago
    (history,) = read_histories(HISTORY.check(frame), np.datetime64("2100-01-01"))
    mask = proposed_mask(history, 70)
    assert not mask[:, :7].any()
    assert mask[:, 7:].all()
    rows = opening_rows("chat", history.grid, mask)
    assert rows.iloc[0].tolist() == ["chat", 0, "07:00", "24:00"]
    assert (given_mask(OPENING.check(rows), "chat", HOURLY) == mask).all()


def test_a_queue_without_hours_beside_one_with_them_is_open_when_contacts_come() -> None:
    frame = simulated(70)
    frame.loc[frame["interval_start"].dt.hour < 7, "offered"] = 0.0
    both = pd.concat([frame.assign(queue="chat"), frame.assign(queue="mail")], ignore_index=True)
    opening = pd.DataFrame({"queue": "chat", "weekday": range(7), "start": "09:00", "end": "10:00"})
    made = explain(both, frame["interval_start"].max().normalize() + pd.Timedelta(days=1), 7, opening=opening)
    busy = made.table[made.table["offered"] > 0.01]
    hours = busy["interval_start"].dt.hour.groupby(busy["queue"]).unique()
    assert list(hours["chat"]) == [9]
    assert sorted(hours["mail"]) == list(range(7, 24))
    assert not [notice for notice in made.notices if type(notice).__name__ == "ProposedOpening"]
