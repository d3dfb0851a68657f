"""Stage: everything in the run folder → report.en.html and report.zh.html."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from planner.errors import Fault, InputError, Message, Place, Told
from planner.files.whole import write_whole
from planner.pipeline.events import local
from planner.pipeline.forecast import REASONS
from planner.pipeline.manifest import DamagedManifest, Record, Said, read_records, versions
from planner.pipeline.run import Done, MissingTable, Run
from planner.plan import Queue
from planner.present import (
    BotFacts,
    BrokenFacts,
    CostFacts,
    DayFacts,
    EffectFacts,
    EventFacts,
    HoursTargetFacts,
    QueueFacts,
    RequestFacts,
    RunFacts,
    SolveFacts,
    report_page,
)
from planner.schema import rows_of
from planner.staffing.bots import human_aht_factor, human_share
from planner.tables import ACTIVITIES, COVERAGE, FORECAST, HANDOVERS, REQUIREMENT, ROSTER
from reports import LANGUAGES, render

TABLES = {FORECAST: "forecast", REQUIREMENT: "staff", ROSTER: "roster", ACTIVITIES: "roster", COVERAGE: "roster"}
ORDINARY_DAYS = ("workday", "weekend")


class Reported(Message):
    """Where the reports lie."""

    template = "{files}"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why the forecast is what it is."""

    effects: Sequence[EffectFacts] = ()
    cleaned: Sequence[Told] = ()


class ReportStage:
    """The week as one HTML file in each language."""

    name = "report"

    def inputs(self, run: Run) -> list[Path]:
        """Return the tables of the run, the forecast's reasons and the people."""
        data = run.centre.plan.data
        tables = [*(run.path(table) for table in (*TABLES, HANDOVERS)), run.folder / REASONS]
        return [*tables, *(run.centre.data_file(name) for name in (data.agents, data.requests))]

    def outputs(self, run: Run) -> list[Path]:
        """Return one page for each language."""
        return [run.folder / f"report.{language}.html" for language in LANGUAGES]

    def settings(self, run: Run) -> object:
        """Return the whole plan, and what the other stages recorded."""
        keys = {name: record.key for name, record in _earlier(run).items()}
        return [run.centre.plan.model_dump(mode="json"), keys]

    def work(self, run: Run) -> Done:
        """Render both pages."""
        page = report_page(run_facts(run))
        for language, path in zip(LANGUAGES, self.outputs(run), strict=True):
            write_whole(path, render(page, language))
        return Done(Reported(files=", ".join(path.name for path in self.outputs(run))))


def _earlier(run: Run) -> dict[str, Record]:
    """Return what the other stages recorded: a report made again must not differ for the report before it."""
    return {name: record for name, record in read_records(run.folder).items() if name != ReportStage.name}


def run_facts(run: Run) -> RunFacts:
    """Return what a finished run has found out.

    Raises
    ------
    InputError
        If a stage was not run yet, or what it wrote is missing or damaged.
    """
    centre, plan, grid = run.centre, run.centre.plan, run.intervals
    records = _earlier(run)
    if "roster" not in records:
        raise InputError([Fault(Place(file=str(run.path(ROSTER))), MissingTable(stage="roster"))])
    read = {table.name: run.read(table, stage) for table, stage in TABLES.items()}
    reasons = read_reasons(run.folder / REASONS)
    return RunFacts(
        centre=plan.name,
        week=run.week,
        first_day=grid.first,
        days=grid.days,
        timezone=plan.timezone,
        interval_min=plan.interval_min,
        queues=list(_queues(run)),
        shifts={id: shift.name or id for id, shift in plan.shifts.items()},
        night_kinds=plan.night_kinds,
        posts={id: post.name or id for id, post in plan.posts.items()},
        activity_names={id: activity.name or id for id, activity in plan.activities.items()},
        events=list(_events(run)),
        special_days=list(_special_days(run)),
        requests=list(_requests(run)),
        effects=reasons.effects,
        cleaned=reasons.cleaned,
        notices=list(_notices(records)),
        solve=_solve(records["roster"]),
        versions=versions(),
        digests={name: digest for record in records.values() for name, digest in record.inputs.items() if digest},
        agents=centre.agents_frame,
        forecast=read["forecast"],
        requirement=read["requirement"],
        roster=read["roster"],
        activities=read["activities"],
        handovers=run.read(HANDOVERS, "roster"),
        coverage=read["coverage"],
    )


def _queues(run: Run) -> Iterator[QueueFacts]:
    plan = run.centre.plan
    for id, queue in plan.queues.items():
        target = queue.target
        yield QueueFacts(
            id,
            plan.title_of(id),
            target.service_level,
            target.within_s,
            target.definition,
            target.answer,
            targets_by_hours=list(other_targets(queue)),
            bot=_bot(queue) if queue.bot_share > 0 else None,
        )


def other_targets(queue: Queue) -> Iterator[HoursTargetFacts]:
    """Yield the lines that promise another service level or another threshold; a line may change a limit only."""
    usual = queue.target
    for other in queue.targets_by_hours:
        service_level = usual.service_level if other.service_level is None else other.service_level
        within_s = usual.within_s if other.within_s is None else other.within_s
        if (service_level, within_s) != (usual.service_level, usual.within_s):
            yield HoursTargetFacts(other.hours, service_level, within_s)


def _bot(queue: Queue) -> BotFacts:
    return BotFacts(
        share=queue.bot_share,
        escalation=queue.bot_escalation,
        escalated_aht_factor=queue.bot_aht_factor,
        people_share=human_share(queue),
        people_aht_factor=human_aht_factor(queue),
    )


def read_reasons(path: Path) -> Reasons:
    """Return the reasons that the forecast stage wrote; none where there is no file.

    Raises
    ------
    InputError
        If the file is damaged.
    """
    if not path.exists():
        return Reasons()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Reasons([_effect(item) for item in data["effects"]], [Said(**item) for item in data["cleaned"]])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError([Fault(Place(file=str(path)), DamagedManifest(reason=repr(error)))]) from error


def _effect(data: Mapping[str, Any]) -> EffectFacts:
    return EffectFacts(
        queue=str(data["queue"]),
        name=str(data["name"]),
        factor=float(data["factor"]),
        factor_lo=float(data["factor_lo"]),
        factor_hi=float(data["factor_hi"]),
        overridden=bool(data["overridden"]),
    )


def _events(run: Run) -> Iterator[EventFacts]:
    """Yield the events that touch the week."""
    plan, grid = run.centre.plan, run.intervals
    for name, event in plan.events.items():
        start, end = local(event.start, plan), local(event.end, plan)
        if start < grid.at(grid.days) and end > grid.at(0):
            yield EventFacts(name, start, end, event.queue or "", event.volume)


def _special_days(run: Run) -> Iterator[DayFacts]:
    grid = run.intervals
    for row in rows_of(run.centre.calendar(grid.first, grid.first + timedelta(days=grid.days - 1))):
        if row["kind"] not in ORDINARY_DAYS:
            yield DayFacts(row["date"], row["kind"], row["name"])


def _requests(run: Run) -> Iterator[RequestFacts]:
    for request in run.centre.requests:
        day, last = request.start.date(), (request.end - timedelta(seconds=1)).date()
        while request.kind != "lock" and day <= last:
            if day in run.intervals.dates():
                yield RequestFacts(request.agent, day, request.kind, request.shift)
            day += timedelta(days=1)


def _notices(records: dict[str, Record]) -> Iterator[Told]:
    for record in records.values():
        yield from record.notices


def _solve(record: Record) -> SolveFacts:
    figures = record.figures
    breaches: dict[str, int] = figures["breaches"]
    return SolveFacts(
        status=figures["status"],
        engine=figures["engine"],
        effort=figures["effort"],
        reproducible=figures["reproducible"],
        seed=figures["seed"],
        cost_wage_h=figures["cost"],
        bound_wage_h=figures["bound"],
        bound_by=figures["bound_by"],
        gap_labour=figures["gap_labour"],
        gap_controllable=figures["gap_controllable"],
        costs=[CostFacts(name, cost, breaches.get(name, 0)) for name, cost in figures["penalties"].items()],
        labour_pack="{pack} {version}".format(**figures["labour"]) if figures["labour"] else "",
        broken=[BrokenFacts(**breach) for breach in figures["broken"]],
    )
