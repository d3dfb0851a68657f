"""Sign a roster: what was worked out for a week becomes `published/<week>/`, which the next weeks read."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import planner
from planner.accounts import SignedWeek, accounts_after
from planner.errors import Fault, InputError, Message, Place
from planner.files import write_table
from planner.files.cause import cause
from planner.files.whole import CannotBeWritten
from planner.pipeline.changed import changed_since
from planner.pipeline.manifest import Record, read_records
from planner.pipeline.outcome import run_measures
from planner.pipeline.roster import RosterStage
from planner.pipeline.run import MissingTable, Run
from planner.published import FOLDER, Signature, sign, week_folder
from planner.schema import rows_of
from planner.tables import ACCOUNTS, ACTIVITIES, HANDOVERS, ROSTER
from reports import labels

SIGNED = (ROSTER, ACTIVITIES, HANDOVERS)


class ChangedSince(Message):
    """Something the roster was made from is no longer as it was."""

    template = "has changed since the roster was made; run planner roster again before it is published"


class EditedSince(Message):
    """A table of the roster that somebody changed."""

    template = (
        "was changed after the roster was made; move it elsewhere, run planner roster again, "
        "then planner roster adjust --from takes the changes in as locks"
    )


class RuleBroken(Message):
    """An enforced rule that the roster breaks."""

    template = "breaks an enforced rule and cannot be published: {rule}, {count} times"


class PublishedAlready(Message):
    """A week that is signed."""

    template = "is there already; --replace publishes the week again"


def publish(run: Run, again: bool = False) -> Path:
    """Sign the run's roster and return the folder it is published in; the whole folder is put in place at once.

    Raises
    ------
    InputError
        With everything that speaks against it: no roster, inputs or tables changed since, enforced rules broken, or a
        week published already (unless `again`).
    """
    record = read_records(run.folder).get(RosterStage.name)
    if record is None:
        raise InputError([Fault(Place(file=str(run.path(ROSTER))), MissingTable(stage=RosterStage.name))])
    folder = week_folder(run.centre.folder, run.week)
    faults = [*_outdated(run, record), *_broken(record)]
    if folder.exists() and not again:
        faults.append(Fault(Place(file=f"{FOLDER}/{run.week}"), PublishedAlready()))
    if faults:
        raise InputError(faults)
    _place(run, record, folder)
    return folder


def _outdated(run: Run, record: Record) -> Iterator[Fault]:
    """Yield what is not as it was when the roster was made: inputs, the plan, and the roster's own tables."""
    changed = changed_since(run, record)
    for file in changed.inputs:
        yield Fault(Place(file=file), ChangedSince())
    for file in changed.outputs:
        yield Fault(Place(file=file), EditedSince())


def _broken(record: Record) -> Iterator[Fault]:
    for rule, count in Counter(breach["rule"] for breach in record.figures["broken"]).items():
        yield Fault(Place(file=f"{ROSTER.name}.csv"), RuleBroken(rule=labels.label(labels.COSTS, rule), count=count))


def _place(run: Run, record: Record, folder: Path) -> None:
    """Write everything beside, then put it in place of what was there; where that fails, that stays."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{run.week}-", dir=folder.parent) as beside:
            made, old = Path(beside) / "new", Path(beside) / "old"
            made.mkdir()
            _write(run, record, made)
            if folder.exists():
                folder.replace(old)
            try:
                made.replace(folder)
            except OSError:
                if old.exists():
                    old.replace(folder)
                raise
    except OSError as error:
        place = Place(file=f"{FOLDER}/{run.week}")
        raise InputError([Fault(place, CannotBeWritten(reason=cause(error)))]) from error


def _write(run: Run, record: Record, folder: Path) -> None:
    for table in SIGNED:
        shutil.copyfile(run.path(table), folder / f"{table.name}.csv")
    before = run.centre.published_before(run.week).accounts
    write_table(accounts_after(before, signed_week(run)), ACCOUNTS, folder / f"{ACCOUNTS.name}.csv")
    figures = record.figures
    signature = Signature(run.week, planner.__version__, figures["seed"], figures["reproducible"], record.inputs)
    sign(folder, replace(signature, measures=asdict(run_measures(run))))


def signed_week(run: Run) -> SignedWeek:
    """Return the roster with what its accounts are counted with."""
    centre = run.centre
    grid = centre.grid(run.week, centre.plan.slot_min)
    days = centre.calendar(grid.first, max(grid.dates()))
    return SignedWeek(
        roster=run.read(ROSTER, RosterStage.name),
        grid=grid,
        night_kinds=centre.plan.night_kinds,
        normal_h=centre.plan.normal_h,
        holidays=frozenset(row["date"] for row in rows_of(days) if row["kind"] == "holiday"),
        requests=centre.requests,
    )
