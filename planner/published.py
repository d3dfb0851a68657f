"""Signed rosters, `published/<week>/`: read with every fault at once, whoever wrote or edited them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pandas as pd

from planner.accounts import period_faults
from planner.errors import Fault, InputError, Message, Place, all_of
from planner.files import read_table
from planner.files.digests import file_digest
from planner.files.whole import write_whole
from planner.grid import DAYS_A_WEEK, monday_of, week_before
from planner.requests import EndsBeforeStart
from planner.rostering.week import Published
from planner.schema import Table
from planner.tables import ACCOUNTS, ACTIVITIES, HANDOVERS, ROSTER

FOLDER = "published"
SIGNATURE = "signature.json"
TABLES = (ROSTER, ACTIVITIES, HANDOVERS, ACCOUNTS)
WEEKS_BACK = 5  # so that whole months, and the longest runs of days that a plan can limit, are known


class NotOfTheWeek(Message):
    """A shift in the folder of another week."""

    template = "{day} is not in {week}; each week has a folder of its own"


class DamagedSignature(Message):
    """A signature that cannot be read."""

    template = "is damaged ({reason}); publish the week again with --replace"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signed roster was made by and from: version, seed, digests of its inputs and of its own files.

    `measures` are those of the run it was taken from: cost in wage-hours, hours, predicted service level.
    """

    week: str
    version: str
    seed: int
    reproducible: bool
    inputs: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, float] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def sign(folder: Path, signature: Signature) -> None:
    """Write the signature of a folder's files beside them."""
    whole = replace(signature, files={path.name: file_digest(path) for path in sorted(folder.iterdir())})
    write_whole(folder / SIGNATURE, json.dumps(asdict(whole), ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def week_folder(centre: Path, week: str) -> Path:
    """Return where the signed roster of a week lies."""
    return centre / FOLDER / week


def read_signature(folder: Path) -> Signature | None:
    """Return the signature of a folder; None where there is none, as in folders written by hand.

    Raises
    ------
    InputError
        If it is damaged.
    """
    path = folder / SIGNATURE
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Signature(**{**data, **{name: dict(data[name]) for name in ("inputs", "files", "measures")}})
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise InputError([Fault(Place(file=str(path)), DamagedSignature(reason=repr(error)))]) from error


def edited_files(centre: Path, week: str) -> list[str]:
    """Return the files of a signed week that are no longer as they were signed."""
    folder = week_folder(centre, week)
    signature = read_signature(folder)
    files = {} if signature is None else signature.files
    return [file for file, digest in files.items() if file_digest(folder / file) != digest]


def published_before(centre: Path, week: str, timezone: str) -> Published:
    """Return the signed rosters of the weeks before, back to the first that is missing; empty where there is none.

    Raises
    ------
    InputError
        With every fault of every file of these weeks.
    """
    weeks = all_of(partial(read_week, centre, before, timezone) for before in _weeks_before(centre, week))
    if not weeks:
        roster, activities, accounts = (_no_rows(table, timezone) for table in (ROSTER, ACTIVITIES, ACCOUNTS))
        return Published(roster, activities, accounts)
    return Published(
        roster=pd.concat([one.roster for one in weeks], ignore_index=True),
        activities=pd.concat([one.activities for one in weeks], ignore_index=True),
        accounts=weeks[0].accounts,
        weeks=len(weeks),
    )


def files_before(centre: Path, week: str) -> list[Path]:
    """Return the files that `published_before` reads; those of the week before also where they are not there."""
    weeks = dict.fromkeys([week_before(week), *_weeks_before(centre, week)])
    return [week_folder(centre, before) / f"{table.name}.csv" for before in weeks for table in TABLES]


def _weeks_before(centre: Path, week: str) -> Iterator[str]:
    for _ in range(WEEKS_BACK):
        week = week_before(week)
        if not (week_folder(centre, week) / f"{ROSTER.name}.csv").is_file():
            return
        yield week


def read_week(centre: Path, week: str, timezone: str) -> Published:
    """Return one signed week; tables that are not there are empty.

    Raises
    ------
    InputError
        With every fault of every file.
    """
    roster, activities, _handovers, accounts = all_of(partial(_read, centre, week, table, timezone) for table in TABLES)
    return Published(roster, activities, accounts, weeks=1)


def _read(centre: Path, week: str, table: Table, timezone: str) -> pd.DataFrame:
    file = f"{FOLDER}/{week}/{table.name}.csv"
    if not (centre / file).exists():
        return _no_rows(table, timezone)
    try:
        frame = read_table(centre / file, table, timezone=timezone)
    except InputError as error:
        raise InputError(replace(fault, place=replace(fault.place, file=file)) for fault in error.faults) from error
    if faults := list(_faults(frame, table, week, file)):
        raise InputError(faults)
    return frame


def _faults(frame: pd.DataFrame, table: Table, week: str, file: str) -> Iterator[Fault]:
    """Yield what a table's columns cannot see: ends before starts, days of other weeks, periods that are none."""
    if table is ACCOUNTS:
        yield from period_faults(frame, file)
    spans = {ROSTER: ("shift_start", "shift_end"), ACTIVITIES: ("start", "end")}
    if table in spans:
        start, end = spans[table]
        for row, (first, last) in enumerate(zip(frame[start], frame[end], strict=True), start=2):
            if last <= first:
                message = EndsBeforeStart(end=last.isoformat(sep=" ", timespec="minutes"))
                yield Fault(Place(file=file, row=row, column=end), message)
    if table is ROSTER:
        for row, moment in enumerate(frame["shift_start"], start=2):
            if not timedelta() <= moment.date() - monday_of(week) < timedelta(days=DAYS_A_WEEK):
                yield Fault(Place(file=file, row=row, column="shift_start"), NotOfTheWeek(day=moment.date(), week=week))


def _no_rows(table: Table, timezone: str) -> pd.DataFrame:
    """Return a frame of a table without rows, its times in the zone."""
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in table.names})
    times = {c.name: pd.DatetimeIndex([], tz=timezone) for c in table.columns if c.kind == "time"}
    return empty.assign(**times)
