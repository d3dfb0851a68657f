"""A week's run: its folder, and the stages in order, each done again only where something it reads has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from planner.centre import Centre
from planner.errors import Fault, InputError, Message, Place, PlannerError, Told
from planner.files import read_table, write_table
from planner.files.digests import file_digest
from planner.grid import Grid
from planner.pipeline.manifest import Manifest, Record, digest_of, read_records, said, versions
from planner.repair import Repair
from planner.rostering import Keep
from planner.schema import Table
from planner.simulation.ask import AS_PLANNED, Ask

DECIMALS = 6  # of the numbers in the tables


class MissingTable(Message):
    """A table that an earlier stage should have written."""

    template = "is not there; run planner {stage} first"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work the roster may cost: deterministic by the plan, or limited by a clock or with more workers."""

    time_s: float | None = None
    workers: int | None = None

    @property
    def reproducible(self) -> bool:
        """Whether the same inputs give the same bytes."""
        return self.time_s is None and self.workers is None


@dataclass(frozen=True)
class Run:
    """A centre's week in one folder."""

    centre: Centre
    week: str
    folder: Path
    seed: int = 0
    effort: Effort = Effort()
    keep: Keep | None = None  # the roster that is to change little
    repair: Repair | None = None  # of the roster in force
    improve: bool = False  # begin from the roster in force
    partial: bool = False  # write a roster although enforced rules clash
    simulation: Ask = AS_PLANNED
    on_progress: Callable[[str, Told], None] | None = field(default=None, compare=False)

    @property
    def intervals(self) -> Grid:
        """The week in demand intervals."""
        return self.centre.grid(self.week, self.centre.plan.interval_min)

    def read(self, table: Table, stage: str) -> pd.DataFrame:
        """Return a table of the run folder; `stage` is who writes it."""
        path = self.path(table)
        if not path.is_file():
            raise InputError([Fault(Place(file=str(path)), MissingTable(stage=stage))])
        return read_table(path, table, timezone=self.centre.plan.timezone)

    def write(self, frame: pd.DataFrame, table: Table) -> None:
        """Write a table into the run folder."""
        write_table(as_written(frame), table, self.path(table))

    def path(self, table: Table) -> Path:
        """Return where a table lies."""
        return self.folder / f"{table.name}.csv"


def as_written(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its numbers as they are read back from a run folder."""
    return frame.round(dict.fromkeys(frame.select_dtypes("number").columns, DECIMALS))


@dataclass(frozen=True, slots=True)
class Done:
    """What a stage has to say: one line, what to know, figures for the manifest, and whether it was cut short.

    `failure` is what goes wrong although there is a result worth keeping, `completed` are tables of earlier stages in
    which columns were filled.
    """

    summary: Message
    notices: Sequence[Told] = ()
    figures: dict[str, Any] = field(default_factory=dict)
    interrupted: bool = False
    failure: PlannerError | None = None
    completed: Sequence[Table] = ()


class Stage(Protocol):
    """A step from files to files."""

    @property
    def name(self) -> str:
        """Name of the stage and of its command."""

    def inputs(self, run: Run) -> list[Path]:
        """Return the files it reads."""

    def outputs(self, run: Run) -> list[Path]:
        """Return the files it writes."""

    def settings(self, run: Run) -> object:
        """Return what else its result depends on, in plain values."""

    def work(self, run: Run) -> Done:
        """Read, compute, write."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A stage that is up to date now, and whether it had to be done."""

    stage: str
    record: Record
    skipped: bool


def run_stages(run: Run, stages: Sequence[Stage]) -> Iterator[Finished]:
    """Bring stages up to date in order and yield each; the manifest is written after every one.

    Raises
    ------
    KeyboardInterrupt, PlannerError
        After a stage that was interrupted or failed: its best is kept, and it is done again next time.
    """
    records = read_records(run.folder)
    for stage in stages:
        inputs = digests(stage.inputs(run), run.centre.folder)
        key = digest_of([stage.name, versions(), run.week, run.seed, inputs, stage.settings(run)])
        old = records.get(stage.name)
        done = None
        skipped = old is not None and old.key == key and old.outputs == digests(stage.outputs(run), run.folder)
        if not skipped:
            done = stage.work(run)
            records[stage.name] = Record(
                key="" if done.interrupted or done.failure else key,
                inputs=inputs,
                outputs=digests(stage.outputs(run), run.folder),
                summary=said(done.summary),
                notices=tuple(said(notice) for notice in done.notices),
                figures=done.figures,
            )
            _take_over(records, run, [run.path(table) for table in done.completed])
            _write_manifest(run, records)
        yield Finished(stage.name, records[stage.name], skipped)
        if done and done.failure:
            raise done.failure
        if done and done.interrupted:
            raise KeyboardInterrupt


def keep_record(run: Run, name: str, record: Record) -> None:
    """Write what was done beside the stages into the manifest."""
    _write_manifest(run, {**read_records(run.folder), name: record})


def _take_over(records: dict[str, Record], run: Run, completed: Sequence[Path]) -> None:
    """Let the stages that wrote tables know them as they are now that another one has completed them."""
    now = digests(completed, run.folder)
    for name, record in records.items():
        outputs = {file: now.get(file, digest) for file, digest in record.outputs.items()}
        records[name] = replace(record, outputs=outputs)


def digests(paths: Sequence[Path], base: Path) -> dict[str, str]:
    """Return the digest of each file by its path below `base`."""
    return {_relative(path, base): file_digest(path) for path in paths}


def _relative(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name


def _write_manifest(run: Run, records: dict[str, Record]) -> None:
    Manifest(
        week=run.week,
        seed=run.seed,
        reproducible=run.effort.reproducible,
        versions=versions(),
        overrides=run.centre.overrides,
        stages=records,
    ).write(run.folder)
