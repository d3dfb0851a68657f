"""Everything that reports are made from, read from the run folder and the centre."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.accounts import accounts_after
from planner.errors import Fault, InputError, Message, Place, Told
from planner.files.digests import file_digest
from planner.pipeline.forecast import REASONS
from planner.pipeline.last_week import history_before, last_week
from planner.pipeline.manifest import DamagedManifest, Record, Said, read_records, versions
from planner.pipeline.plan_facts import events, queues, requests, shrinkage, special_days
from planner.pipeline.publish import signed_week
from planner.pipeline.run import MissingTable, Run
from planner.pipeline.traces import traces
from planner.present.facts import (
    BrokenFacts,
    CostFacts,
    EffectFacts,
    FairnessFacts,
    LevelFacts,
    RunFacts,
    SimulationFacts,
    SolveFacts,
)
from planner.tables import (
    ACTIVITIES,
    COVERAGE,
    FORECAST,
    HANDOVERS,
    REQUIREMENT,
    ROSTER,
    SHORTFALL,
    SIMULATED_AGENTS,
    SIMULATION,
)

TABLES = {FORECAST: "forecast", REQUIREMENT: "staff", ROSTER: "roster", ACTIVITIES: "roster", COVERAGE: "roster"}
SIMULATE = "simulate"


class NoReasons(Message):
    """A run folder without the reasons of its forecast."""

    template = "{file} is not there, so effects and repairs of the history are not shown; planner forecast writes it"


class SimulationOutdated(Message):
    """A simulation of another roster."""

    template = "the simulation is of an earlier roster and is not shown; planner simulate makes it anew"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why the forecast is what it is."""

    effects: Sequence[EffectFacts] = ()
    cleaned: Sequence[Told] = ()


def earlier(run: Run) -> dict[str, Record]:
    """Return what the other stages recorded: a report made again must not differ for the report before it."""
    return {name: record for name, record in read_records(run.folder).items() if name != "report"}


def run_facts(run: Run) -> RunFacts:
    """Collect what the pages show.

    Raises
    ------
    InputError
        If a table is missing, or anything that is read is damaged.
    """
    centre, plan, grid = run.centre, run.centre.plan, run.intervals
    records = earlier(run)
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
        queues=list(queues(plan)),
        shifts={id: shift.name or id for id, shift in plan.shifts.items()},
        night_kinds=plan.night_kinds,
        posts={id: post.name or id for id, post in plan.posts.items()},
        activity_names={id: activity.name or id for id, activity in plan.activities.items()},
        events=list(events(run)),
        special_days=list(special_days(run)),
        requests=list(requests(run)),
        effects=reasons.effects,
        cleaned=reasons.cleaned,
        notices=list(_notices(run, records)),
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
        history=history_before(run),
        last_week=last_week(run),
        traces=list(traces(run, read["forecast"], read["requirement"], read["coverage"])),
        simulation=_simulation(run, records),
        fairness=_fairness(run),
        shrinkage=list(shrinkage(plan)),
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


def _notices(run: Run, records: dict[str, Record]) -> Iterator[Told]:
    """Yield what the stages said, and what of the run folder is missing or outdated."""
    for record in records.values():
        yield from record.notices
    if not (run.folder / REASONS).exists():
        yield NoReasons(file=REASONS)
    if run.path(SIMULATION).is_file() and _is_outdated(run, records):
        yield SimulationOutdated()


def _simulation(run: Run, records: dict[str, Record]) -> SimulationFacts | None:
    """Return the simulation of the roster; None where there is none, or one of an earlier roster."""
    if not run.path(SIMULATION).is_file() or _is_outdated(run, records):
        return None
    agents = run.read(SIMULATED_AGENTS, SIMULATE) if run.path(SIMULATED_AGENTS).is_file() else None
    is_corrected = run.path(SHORTFALL).is_file()
    return SimulationFacts(run.read(SIMULATION, SIMULATE), agents, _simulated_weeks(records), is_corrected)


def _simulated_weeks(records: dict[str, Record]) -> dict[str, LevelFacts]:
    """Return the simulated service level of each queue's week, as the manifest has it."""
    weeks = records[SIMULATE].figures.get("week", {}) if SIMULATE in records else {}
    return {queue: LevelFacts(**level) for queue, level in weeks.items()}


def _is_outdated(run: Run, records: dict[str, Record]) -> bool:
    """Tell whether the roster is not the one that was simulated."""
    if SIMULATE not in records:
        return False
    roster = run.path(ROSTER)
    now = file_digest(roster)
    return records[SIMULATE].inputs.get(roster.relative_to(run.centre.folder).as_posix(), now) != now


def _fairness(run: Run) -> FairnessFacts:
    before = run.centre.published_before(run.week).accounts
    return FairnessFacts(before, accounts_after(before, signed_week(run)))


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
        not_in_bound=list(figures["not_in_bound"]),
    )
