"""`planner import`: interval exports and contact records into the plan's history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _, fault_line, told
from planner.errors import Message, UsageError

if TYPE_CHECKING:
    from planner.files import FileReport, ImportReport

MOST_LINES = 20
RECORDS_FILE = "records.csv"


class QueueNotInPlan(Message):
    """An imported queue that the plan does not define."""

    template = "queue {queue} is not in the plan: add [queues.{queue}], or map it to another in the mapping file"


class HistoryInWorkbook(UsageError):
    """An import into a workbook, which people edit and no command writes."""

    template = (
        "the history stands in {sheet}, and no command writes into a workbook: paste the rows into that sheet; or save "
        "it as history.csv (CSV UTF-8) beside the workbook, delete the sheet, and import again"
    )


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(
        app,
        "import",
        _("Import interval exports or contact records (CSV, XLSX)."),
        "planner import november.xlsx december.csv -C shop",
    )
    def import_(
        common: Common,
        out: Out,
        files: Annotated[list[Path], typer.Argument(metavar="FILE", help=_("files to import"))],
        mapping: Annotated[
            Path | None, typer.Option(exists=True, metavar="FILE", help=_("what columns mean; else mapping.toml"))
        ] = None,
        encoding: Annotated[
            str | None, typer.Option(metavar="NAME", help=_("encoding of the files; else found out"))
        ] = None,
    ) -> None:
        from planner.centre import Centre
        from planner.files import import_files
        from planner.files.source import source_of

        centre = Centre.open(common.plan_file())
        plan = centre.plan
        if source_of(plan.data.history).sheet:
            raise HistoryInWorkbook(sheet=plan.data.history)
        report = import_files(
            files,
            history=centre.data_file(plan.data.history),
            records=centre.data_file(RECORDS_FILE),
            mapping=mapping or centre.data_file("mapping.toml"),
            timezone=plan.timezone,
            interval_min=plan.interval_min,
            encoding=encoding,
            voice_queues=[id for id, queue in plan.queues.items() if queue.channel == "voice"],
        )
        for file in report.files:
            _say_file(file, out)
        for queue in report.queues:
            if queue not in plan.queues:
                out.warn(QueueNotInPlan(queue=queue))
        _say_totals(report, out)


def _say_file(file: FileReport, out: Out) -> None:
    out.say(
        _(
            "{file}: {read} rows read, {taken} imported, {refused} refused, {left} left out; queues: {queues}",
            file=file.file,
            read=f"{file.rows_read:,}",
            taken=f"{file.rows_imported:,}",
            refused=len(file.refused),
            left=sum(left.rows for left in file.left_out),
            queues=", ".join(file.queues),
        )
    )
    for left in file.left_out:
        out.say(_("  left out: {rows} rows: {reason}", rows=left.rows, reason=left.reason))
    _say_some(out, [_("  refused: {fault}", fault=fault_line(fault)) for fault in file.refused])
    gaps = [
        _(
            "  gap: {queue} {start} to {end}, {count} intervals",
            queue=g.queue,
            start=g.start,
            end=g.end,
            count=g.intervals,
        )
        for g in file.gaps
    ]
    _say_some(out, gaps)
    for notice in file.notices:
        out.warn(notice)


def _say_some(out: Out, lines: list[str]) -> None:
    for line in lines[:MOST_LINES]:
        out.say(line)
    if len(lines) > MOST_LINES:
        out.say(_("  … and {count} more", count=len(lines) - MOST_LINES))


def _say_totals(report: ImportReport, out: Out) -> None:
    out.data(
        rows_read=report.rows_read,
        rows_imported=report.rows_imported,
        rows_refused=report.rows_refused,
        rows_left_out=report.rows_left_out,
        queues=list(report.queues),
        intervals=report.intervals_written,
        intervals_replaced=report.intervals_replaced,
        records=report.records_written,
        records_replaced=report.records_replaced,
        refused=[fault_line(fault) for file in report.files for fault in file.refused],
        left_out=[{"reason": told(left.reason), "rows": left.rows} for file in report.files for left in file.left_out],
    )
    out.say(
        _(
            "√ {intervals} intervals written, {replaced} of them replaced; {records} records",
            intervals=f"{report.intervals_written:,}",
            replaced=f"{report.intervals_replaced:,}",
            records=f"{report.records_written:,}",
        )
    )
