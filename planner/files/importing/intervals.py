"""Interval exports to HISTORY: one row for each queue and interval."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pandas as pd

from planner.errors import Fault, InputError, Message, Place
from planner.files.clock import comes_twice, localise
from planner.files.importing.cells import duration_s, number, stamp
from planner.files.importing.gaps import gaps_of
from planner.files.importing.interval_length import add_up, check_length, length_of_rows
from planner.files.importing.layout import Layout, Row, Rows, sift, sort_rows
from planner.files.importing.mapping import IntervalMapping
from planner.files.importing.measures import COUNTS, MEANS, RATES, TOTALS, history_of, notices_of
from planner.files.importing.report import FileReport, NothingToImport, ShorterIntervals
from planner.files.refusal import Refusal
from planner.schema import DuplicateKey
from planner.tables import HISTORY

ONE_QUEUE = "all"


class WrongRange(Message):
    """A range of time that is not as long as an interval."""

    template = "the range is {found} minutes long; intervals are {expected} minutes"


class OffTheGrid(Message):
    """A start that is no multiple of the interval length."""

    template = "{start} is no start of an interval of {interval_min} minutes"


@dataclass(frozen=True, slots=True)
class Parsed:
    """One row: its number, queue, start (naive local, or with its offset), its range if it has one, its measures."""

    number: int
    queue: str
    start: datetime
    length_min: float | None
    measures: dict[str, float]


@dataclass(frozen=True, slots=True)
class IntervalsImport:
    """The history of one file (zone-aware, by queue and start) and the report on it."""

    history: pd.DataFrame
    report: FileReport


def import_intervals(layout: Layout, mapping: IntervalMapping, timezone: str, interval_min: int) -> IntervalsImport:
    """Return the history of an interval export, in intervals of `interval_min` minutes.

    Shorter intervals are added up. A missing row stays missing: it is a gap, never a zero.

    Raises
    ------
    InputError
        When no row is taken, or the plan's intervals cannot be made of those of the file.
    """
    rows = sort_rows(layout)
    parsed = sift(layout, rows.kept, _reader(layout, mapping))
    own_min = mapping.interval_min or length_of_rows([(p.queue, p.start) for p in parsed.taken], interval_min)
    check_length(own_min, interval_min, layout.sheet.file)
    placed = sift(layout, parsed.taken, _placer(own_min, ZoneInfo(timezone)))
    refused = [*rows.refused, *parsed.refused, *placed.refused]
    if not placed.taken:
        raise InputError([*refused, Fault(Place(layout.sheet.file), NothingToImport())])
    measured = _frame(placed.taken, timezone)
    history = history_of(measured)
    whole = add_up(history, own_min, interval_min, layout)
    refused += whole.refused
    if whole.history.empty:
        raise InputError([*refused, Fault(Place(layout.sheet.file), NothingToImport())])
    notices = notices_of(measured, history, layout)
    if own_min != interval_min:
        notices.append(ShorterIntervals(file_min=own_min, interval_min=interval_min))
    return IntervalsImport(whole.history, _report(layout, rows, refused, whole.history, notices, interval_min))


def _report(
    layout: Layout,
    rows: Rows,
    refused: Sequence[Fault],
    history: pd.DataFrame,
    notices: Sequence[Message],
    interval_min: int,
) -> FileReport:
    return FileReport(
        file=layout.sheet.file,
        kind="intervals",
        rows_read=rows.read,
        rows_imported=len(rows.kept) + len(rows.refused) - len(refused),
        refused=tuple(sorted(refused, key=lambda fault: fault.place.row or 0)),
        left_out=rows.left_out(),
        queues=tuple(sorted(history["queue"].unique())),
        gaps=gaps_of(history, interval_min),
        notices=(*layout.notices(), *notices),
    )


def _reader(layout: Layout, mapping: IntervalMapping) -> Callable[[Row], Parsed]:
    parsers: dict[str, Callable[[str], float]] = dict.fromkeys((*COUNTS, *RATES), number)
    for meaning in (*MEANS, *TOTALS):
        if meaning in layout.places:
            parsers[meaning] = partial(duration_s, unit=layout.unit(meaning, mapping.unit))

    read_stamp = partial(stamp, order=mapping.date_order)

    def read(row: Row) -> Parsed:
        queue = row.read("queue", str) if "queue" in row.cells else ONE_QUEUE
        start = row.read("interval_start", read_stamp)
        day = row.read("date", read_stamp).day if start.day is None and "date" in row.cells else None
        offered = row.read("offered", number)
        rest = {m: row.read(m, parse) for m, parse in parsers.items() if row.cells.get(m)}
        measures = {**rest, "offered": offered}
        return Parsed(row.number, mapping.queues.get(queue, queue), start.on(day), start.length_min, measures)

    return read


def _placer(interval_min: int, zone: ZoneInfo) -> Callable[[Parsed], Parsed]:
    """Return what puts rows on the grid, in UTC; of a local time that comes twice, the second row is the later."""
    seen: dict[tuple[str, datetime], int] = {}

    def place(row: Parsed) -> Parsed:
        if row.length_min is not None and row.length_min != interval_min:
            raise Refusal(WrongRange(found=f"{row.length_min:g}", expected=interval_min), "interval_start")
        local = row.start.astimezone(zone) if row.start.tzinfo else row.start
        shown = local.isoformat(" ", "minutes")
        if (local.hour * 60 + local.minute) % interval_min or local.second or local.microsecond:
            raise Refusal(OffTheGrid(start=shown, interval_min=interval_min), "interval_start")
        start = _moment(row.start, zone)
        if (row.queue, start) in seen and not row.start.tzinfo and comes_twice(row.start, zone):
            start = localise(row.start, zone, later=True)
        first = seen.setdefault((row.queue, start), row.number)
        if first != row.number:
            raise Refusal(
                DuplicateKey(key=", ".join(HISTORY.key), first=first, value=f"{row.queue}, {shown}"), "interval_start"
            )
        return replace(row, start=start)

    return place


def _moment(start: datetime, zone: ZoneInfo) -> datetime:
    if start.tzinfo:
        return start.astimezone(UTC)
    try:
        return localise(start, zone)
    except Refusal as refusal:
        raise Refusal(refusal.message, "interval_start") from None


def _frame(rows: Sequence[Parsed], timezone: str) -> pd.DataFrame:
    measures = dict.fromkeys(name for row in rows for name in row.measures)
    starts = pd.Series([row.start for row in rows], dtype="datetime64[us, UTC]").dt.tz_convert(timezone)
    columns = {name: [row.measures.get(name) for row in rows] for name in measures}
    identity = {"number": [row.number for row in rows], "queue": pd.Series([row.queue for row in rows], dtype="str")}
    return pd.DataFrame({**identity, "interval_start": starts}).assign(**pd.DataFrame(columns, dtype="float64"))
