"""`planner run`: all stages of a week; and how any of them are brought up to date and told."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import Common, command
from planner.cli.out import Out, stage_name
from planner.cli.words import _, told

if TYPE_CHECKING:
    from planner.errors import Told
    from planner.pipeline import Finished, Run
    from planner.repair import Repair
    from planner.rostering import Keep


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(
        app, "run", _("Forecast, staff, roster and report what has changed."), "planner run -C shop --week 2026-W50"
    )
    def run(
        common: Common,
        out: Out,
        verify: Annotated[
            bool, typer.Option("--verify", help=_("simulate, correct and improve the roster until targets hold"))
        ] = False,
        strict: Annotated[bool, typer.Option("--strict", help=_("exit with 5 where a target is missed"))] = False,
    ) -> None:
        from planner.errors import TargetsMissed
        from planner.pipeline.outcome import intervals_missed

        if verify:
            week = run_named(common, out, ["forecast", "staff"])
            _hold(week, out)
            week = bring_up(week, out, ["report"])
        else:
            week = run_named(common, out, ["forecast", "staff", "roster", "report"])
        _print_queues(week, out)
        _say_files(week, out)
        if strict and (missed := intervals_missed(week)):
            raise TargetsMissed(count=missed)


def _hold(run: Run, out: Out) -> None:
    """Simulate, correct and improve the roster until its targets hold, and say what each round found."""
    from planner.pipeline.holding import hold

    started = time.perf_counter()

    def on_round(round_: Told) -> None:
        out.end_progress()
        out.say(f"  {told(round_)}")

    finished = hold(run, on_round)
    out.end_progress()
    _say_stage(finished, time.perf_counter() - started, out)


def run_named(
    common: Common,
    out: Out,
    names: Sequence[str],
    folder: str = "",
    overrides: Sequence[str] = (),
    keep: Keep | None = None,
    partial: bool = False,
    repair: Repair | None = None,
) -> Run:
    """Bring the named stages up to date, say one line for each, and return the run."""
    from planner.pipeline import refuse_no_shifts

    centre = common.centre(list(overrides))
    if len(names) > 1:
        centre.check(common.week)  # a fault that only a later stage would meet is told before anything is written
        refuse_no_shifts(centre)
    return bring_up(replace(common.run(out, centre, folder), keep=keep, partial=partial, repair=repair), out, names)


def bring_up(run: Run, out: Out, names: Sequence[str]) -> Run:
    """Bring the named stages of a run up to date, say one line for each, and return the run."""
    from planner.pipeline import STAGES, run_stages

    started = time.perf_counter()
    for finished in run_stages(run, [stage for stage in STAGES if stage.name in names]):
        seconds, started = time.perf_counter() - started, time.perf_counter()
        out.end_progress()
        _say_stage(finished, seconds, out)
    out.data(week=run.week, folder=str(run.folder))
    return run


def _say_stage(finished: Finished, seconds: float, out: Out) -> None:
    state = _("unchanged") if finished.skipped else _("{seconds} s", seconds=f"{seconds:.1f}")
    out.say(f"√ {stage_name(finished.stage)}  {told(finished.record.summary)}  ({state})")
    out.data(**{finished.stage: {"skipped": finished.skipped, **finished.record.figures}})
    for notice in finished.record.notices:
        out.warn(notice)


def _print_queues(run: Run, out: Out) -> None:
    """Print hours, gaps and predicted service level of each queue."""
    from planner.pipeline.outcome import measures_by_queue

    plan, measures = run.centre.plan, measures_by_queue(run)
    headings = [_("queue"), _("required h"), _("rostered h"), _("short h"), _("intervals short")]
    rows = [
        [
            plan.title_of(queue),
            f"{m.required_h:,.1f}",
            f"{m.scheduled_h:,.1f}",
            f"{m.short_h:,.1f}",
            f"{m.intervals_short} / {m.intervals}",
            f"{m.service_level:.1%}",
            f"{plan.queues[queue].target.service_level:.0%}",
        ]
        for queue, m in measures.items()
    ]
    out.table([*headings, _("service level"), _("target")], rows)
    out.data(queues={queue: asdict(m) for queue, m in measures.items()})


def _say_files(run: Run, out: Out) -> None:
    from reports import LANGUAGES

    for language in LANGUAGES:
        out.say(_("report: {file}", file=run.folder / f"report.{language}.html"))
    out.say(_("roster: {file}", file=run.folder / "roster.csv"))
    out.data(files=sorted(path.name for path in run.folder.iterdir() if path.is_file()))
