"""The import as a whole: files in, history and records merged, a report."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner.errors import Fault, InputError, Place
from planner.files.importing.counting import count_contacts
from planner.files.importing.intervals import import_intervals
from planner.files.importing.layout import Layout, lay_out, sort_rows
from planner.files.importing.mapping import IntervalMapping, RecordMapping, read_mapping
from planner.files.importing.merge import merge_into
from planner.files.importing.proposal import propose
from planner.files.importing.records import read_contacts
from planner.files.importing.report import FileReport, ImportReport, NothingToImport
from planner.files.sheet import read_sheet
from planner.tables import HISTORY, RECORDS


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file gives: history, contact records where it has them, and the report on it."""

    history: pd.DataFrame
    records: pd.DataFrame | None
    report: FileReport


def import_files(
    files: Sequence[Path],
    *,
    history: Path,
    records: Path,
    mapping: Path,
    timezone: str,
    interval_min: int,
    encoding: str | None = None,
    voice_queues: Collection[str] = (),
) -> ImportReport:
    """Merge interval exports and contact records into the tables at `history` and `records`, in intervals of the plan.

    The columns are those that the file `mapping` names; without one, those that the dictionary of headers knows.
    Contact records give RECORDS, of which nothing else is kept, and HISTORY counted at the time raised. Rows of a
    queue and interval, and records, that are there already are replaced. Nothing is written unless all files are read.

    Raises
    ------
    InputError
        When a file cannot be read, gives no row, or leaves open what its columns mean. In that last case a proposal
        stands at `mapping` then.
    """
    done = [_import_file(file, mapping, timezone, interval_min, encoding, voice_queues) for file in files]
    all_history = merge_into(history, [one.history for one in done], HISTORY, timezone)
    all_records = merge_into(records, [one.records for one in done if one.records is not None], RECORDS, timezone)
    all_history.write(HISTORY, history)
    all_records.write(RECORDS, records)
    return ImportReport(
        files=tuple(one.report for one in done),
        intervals_written=all_history.new,
        intervals_replaced=all_history.replaced,
        records_written=all_records.new,
        records_replaced=all_records.replaced,
    )


def _import_file(
    file: Path, mapping: Path, timezone: str, interval_min: int, encoding: str | None, voice_queues: Collection[str]
) -> Imported:
    sheet = read_sheet(file, encoding)
    meaning = read_mapping(mapping) if mapping.exists() else propose(sheet, mapping)
    layout = lay_out(sheet, meaning)
    if isinstance(meaning, IntervalMapping):
        intervals = import_intervals(layout, meaning, timezone, interval_min)
        return Imported(intervals.history, None, intervals.report)
    return _import_records(layout, meaning, timezone, interval_min, voice_queues)


def _import_records(
    layout: Layout, mapping: RecordMapping, timezone: str, interval_min: int, voice_queues: Collection[str]
) -> Imported:
    rows = sort_rows(layout)
    contacts = read_contacts(layout, rows.kept, mapping, timezone)
    refused = [*rows.refused, *contacts.refused]
    if contacts.frame.empty:
        raise InputError([*refused, Fault(Place(layout.sheet.file), NothingToImport())])
    counted = count_contacts(contacts.frame, interval_min, voice_queues)
    report = FileReport(
        file=layout.sheet.file,
        kind="records",
        rows_read=rows.read,
        rows_imported=len(contacts.frame),
        refused=tuple(sorted(refused, key=lambda fault: fault.place.row or 0)),
        left_out=rows.left_out(),
        queues=tuple(sorted(contacts.frame["queue"].unique())),
        gaps=(),
        notices=(*layout.notices(), *contacts.notices, *counted.notices),
    )
    return Imported(counted.history, contacts.frame, report)
