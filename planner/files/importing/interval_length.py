"""The interval length of an export, and shorter intervals added up to those of the plan."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

import pandas as pd

from planner.errors import Fault, InputError, Message, Place
from planner.files.importing.layout import Layout

_SUMS = ("offered", "answered", "abandoned", "answered_in_target")
_MEANS = ("aht_s", "asa_s")


class LongerIntervals(Message):
    """Intervals that cannot be divided into, or added up to, those of the plan."""

    template = (
        "the rows are {found} minutes apart, which {interval_min}-minute intervals cannot be made of; export shorter "
        "ones, or set interval_min in the mapping if rows are missing"
    )


class PartMissing(Message):
    """A shorter interval whose neighbours within the plan's interval are missing."""

    template = "the {interval_min} minutes from {start} are not complete"


@dataclass(frozen=True, slots=True)
class AddedUp:
    """A history in the plan's intervals, and the faults of rows that do not fill one."""

    history: pd.DataFrame
    refused: list[Fault]


def length_of_rows(keys: Sequence[tuple[str, datetime]], interval_min: int) -> int:
    """Return the least distance of two starts of one queue in minutes; `interval_min` where there is none."""
    starts: dict[str, set[datetime]] = defaultdict(set)
    for queue, start in keys:
        starts[queue].add(start.replace(tzinfo=None))
    gaps = [after - before for of_queue in starts.values() for before, after in pairwise(sorted(of_queue))]
    return round(min(gaps) / timedelta(minutes=1)) if gaps else interval_min


def check_length(found_min: int, interval_min: int, file: str) -> None:
    """Refuse rows whose length does not divide the plan's interval.

    Raises
    ------
    InputError
        When it does not.
    """
    if found_min < 1 or interval_min % found_min:
        raise InputError([Fault(Place(file), LongerIntervals(found=found_min, interval_min=interval_min))])


def add_up(rows: pd.DataFrame, own_min: int, interval_min: int, layout: Layout) -> AddedUp:
    """Return `rows` in intervals of `interval_min`: counts summed, times as means over the contacts handled.

    `rows` is HISTORY with the columns `number` (its row in the file) and `handled` (contacts that its times are
    means over). An interval of which a part is missing is not taken: its contacts are not known.
    """
    if own_min == interval_min or rows.empty:
        return AddedUp(rows.drop(columns=["number", "handled"]), [])
    walls = rows["interval_start"].dt.tz_localize(None)
    whole = rows.assign(interval_start=rows["interval_start"] - (walls - walls.dt.floor(f"{interval_min}min")))
    parts = whole.groupby(["queue", "interval_start"])["number"].transform("size")
    complete = parts == interval_min // own_min
    lost = whole[~complete]
    refused = [
        Fault(layout.place(number, "interval_start"), PartMissing(interval_min=interval_min, start=start.isoformat()))
        for number, start in zip(lost["number"].tolist(), lost["interval_start"].tolist(), strict=True)
    ]
    return AddedUp(_sums_and_means(whole[complete]), refused)


def _sums_and_means(rows: pd.DataFrame) -> pd.DataFrame:
    keys = [rows["queue"], rows["interval_start"]]
    columns = {}
    for name in rows.columns.intersection([*_SUMS, *_MEANS], sort=False):
        if name in _SUMS:
            columns[name] = rows[name].groupby(keys).sum(min_count=1)
        else:
            weights = rows["handled"].where(rows[name].notna() & (rows["handled"] > 0))
            sums = (rows[name] * weights).groupby(keys).sum(min_count=1)
            columns[name] = sums / weights.groupby(keys).sum(min_count=1)
    return pd.DataFrame(columns).reset_index()
