"""Contact records to HISTORY: contacts counted at the time raised, in whole intervals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from planner.errors import Message
from planner.files.importing.report import NoFullInterval, NoHandleTime, PartialInterval, ZeroFilled


@dataclass(frozen=True, slots=True)
class Counted:
    """A history, and what a planner should know of it."""

    history: pd.DataFrame
    notices: list[Message]


def count_contacts(contacts: pd.DataFrame, interval_min: int, voice_queues: Collection[str]) -> Counted:
    """Return the history of `contacts` (RECORDS and `handle_s`) between their first and last whole interval.

    Inside, an interval without a record is a zero, as the records hold every contact. The first interval is whole
    only when a contact was raised at its very start; the last one never is, as nothing tells when the export ended.
    `aht_s` is the mean handle time of the contacts handled, from `handle_s`, else from service start to end in
    `voice_queues`.
    """
    step = timedelta(minutes=interval_min)
    starts = _floored(contacts["raised"], interval_min)
    first, last = pd.Timestamp(starts.min()), pd.Timestamp(starts.max())
    begins_whole = first == contacts["raised"].min()
    whole_from = first if begins_whole else first + step
    grid = pd.date_range(whole_from, last, freq=step, inclusive="left", name="interval_start")
    partial = [last] if begins_whole else [first, last]
    notices: list[Message] = [PartialInterval(start=start.isoformat()) for start in dict.fromkeys(partial)]
    if grid.empty:
        return Counted(pd.DataFrame(columns=["queue", "interval_start", "offered"]), [*notices, NoFullInterval()])
    queues = sorted(contacts["queue"].unique())
    cells = pd.MultiIndex.from_product([queues, grid], names=["queue", "interval_start"])
    by_cell = [contacts["queue"], starts.rename("interval_start")]
    offered = contacts.groupby(by_cell).size().reindex(cells, fill_value=0)
    zeros = int((offered == 0).sum())
    notices.append(ZeroFilled(count=zeros, first=grid[0].isoformat(), last=grid[-1].isoformat()))
    handle_s = _handle_s(contacts, voice_queues)
    aht_s = handle_s.groupby(by_cell).mean().reindex(cells)
    unknown = sorted(set(queues) - set(contacts["queue"][handle_s.notna()]))
    if unknown:
        notices.append(NoHandleTime(queues=", ".join(unknown)))
    history = pd.DataFrame({"offered": offered.astype("float64"), "aht_s": aht_s}).reset_index()
    return Counted(history.drop(columns="aht_s") if len(unknown) == len(queues) else history, notices)


def _floored(moments: pd.Series, interval_min: int) -> pd.Series:
    """Return the start of the interval of each moment; intervals begin at multiples of their length after midnight."""
    walls = moments.dt.tz_localize(None)
    floored: pd.Series = moments - (walls - walls.dt.floor(f"{interval_min}min"))
    return floored


def _handle_s(contacts: pd.DataFrame, voice_queues: Collection[str]) -> pd.Series:
    """Return the handle time of each contact that was handled; nothing for the others."""
    start = contacts["started"].fillna(contacts["accepted"])
    end = contacts["resolved"].fillna(contacts["closed"])
    service_s = (end - start).dt.total_seconds().where(contacts["queue"].isin(list(voice_queues)))
    handle_s = contacts["handle_s"].fillna(service_s)
    return handle_s.where(handle_s > 0)
