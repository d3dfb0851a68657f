"""The roster by team: shifts with their breaks, posts, locks, leave, wishes, hours and nights."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from planner.present.agents import people
from planner.present.facts import RequestFacts, RunFacts
from planner.present.week import HOUR, Week, records, week_of
from reports import Joined, Number, Words, labels, pages
from reports import text as _

STRETCHES: Mapping[str, Literal["break", "handover"]] = {"break": "break", "meal": "break", "handover": "handover"}


@dataclass(frozen=True, slots=True)
class AgentDay:
    """One agent on one day: the key of a roster cell."""

    agent: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Shift:
    """What an agent does on a day: the shift kind and how it is drawn."""

    kind: str
    duty: pages.Duty


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands in the roster's cells, the paid hours of each agent, and words and nights of the shift kinds."""

    shifts: Mapping[AgentDay, Shift]
    requests: Mapping[AgentDay, RequestFacts]
    paid_h: Mapping[str, float]
    kinds: Mapping[str, Words]
    night_kinds: frozenset[str]


def roster_section(facts: RunFacts) -> pages.Section:
    """Return the week's roster, one row for each agent, by team."""
    week = week_of(facts)
    cells = _cells(facts, week)
    duties = [shift.duty for shift in cells.shifts.values()]
    table = pages.RosterTable(
        days=week.day_names,
        totals=[_("Hours"), _("Contract"), _("Nights")],
        teams=[_team(str(team), members, week, cells) for team, members in people(facts.agents).groupby("team")],
        shifts=list(cells.kinds.values()),
        from_h=min((duty.start_h for duty in duties), default=0.0),
        to_h=max((duty.end_h for duty in duties), default=24.0),
    )
    lead = _(
        "Local times; a shift stands on the day it begins. The strip under a shift shows its breaks and activities."
    )
    return pages.Section("roster", _("Roster"), [table], lead)


def _cells(facts: RunFacts, week: Week) -> Cells:
    roster = week.of(facts.roster, "shift_start")
    paid_min = roster.groupby("agent")["paid_min"].sum()
    return Cells(
        shifts=_shifts(facts, week, roster),
        requests={AgentDay(request.agent, request.day): request for request in facts.requests},
        paid_h={str(agent): float(minutes) / 60 for agent, minutes in paid_min.items()},
        kinds=_kinds(facts),
        night_kinds=facts.night_kinds,
    )


def _kinds(facts: RunFacts) -> dict[str, Words]:
    return {kind: name or labels.label(labels.SHIFTS, kind) for kind, name in facts.shifts.items()}


def _shifts(facts: RunFacts, week: Week, roster: pd.DataFrame) -> dict[AgentDay, Shift]:
    activities = _activities(facts, week)
    return {
        AgentDay(row.agent, row.shift_start.date()): Shift(
            row.shift, _duty(facts, week, row, activities.get((row.agent, row.shift_start), []))
        )
        for row in records(roster)
    }


def _activities(facts: RunFacts, week: Week) -> dict[tuple[str, pd.Timestamp], list[Any]]:
    """Rows of the activities, in time's order, by agent and shift start."""
    local = facts.activities.assign(
        **{column: week.local(facts.activities[column]) for column in ("start", "end", "shift_start")}
    ).sort_values("start", kind="stable")
    found: dict[tuple[str, pd.Timestamp], list[Any]] = {}
    for row in records(local):
        found.setdefault((row.agent, row.shift_start), []).append(row)
    return found


def _duty(facts: RunFacts, week: Week, row: Any, activities: Sequence[Any]) -> pages.Duty:
    midnight = week.midnight(row.shift_start.date())
    end = row.shift_end.tz_convert(week.timezone)
    locked = [_("Locked")] if row.locked else []
    return pages.Duty(
        start_h=(row.shift_start - midnight) / HOUR,
        end_h=(end - midnight) / HOUR,
        clock=f"{row.shift_start:%H:%M}–{end:%H:%M}",
        shift=list(facts.shifts).index(row.shift),
        stretches=[
            pages.Stretch(
                (one.start - midnight) / HOUR, (one.end - midnight) / HOUR, STRETCHES.get(one.kind, "activity")
            )
            for one in activities
        ],
        hint=Joined([_kinds(facts)[row.shift], *locked, *(_activity_words(facts, one) for one in activities)]),
        post=(facts.posts.get(row.post) or row.post) if isinstance(row.post, str) else "",
        locked=bool(row.locked),
    )


def _activity_words(facts: RunFacts, row: Any) -> Words:
    name = facts.activity_names.get(row.kind) or labels.label(labels.ACTIVITIES, row.kind)
    return Joined([name, f"{row.start:%H:%M}"], by=" ")


def _team(name: str, members: pd.DataFrame, week: Week, cells: Cells) -> pages.RosterTeam:
    rows = [_row(agent, week, cells) for agent in records(members)]
    at_work = [sum(row.cells[day].duty is not None for row in rows) for day in range(week.days)]
    return pages.RosterTeam(
        name or _("No team"), rows, [_("{count} at work", count=Number(count)) for count in at_work]
    )


def _row(agent: Any, week: Week, cells: Cells) -> pages.RosterRow:
    keys = [AgentDay(agent.agent, day) for day in week.dates]
    shifts = [cells.shifts.get(key) for key in keys]
    return pages.RosterRow(
        agent=agent.agent,
        name=agent.name,
        cells=[_cell(cells, key) for key in keys],
        totals=[
            Number(cells.paid_h.get(agent.agent, 0.0), 1),
            Number(float(agent.contract_h), 1),
            Number(sum(shift is not None and shift.kind in cells.night_kinds for shift in shifts)),
        ],
    )


def _cell(cells: Cells, key: AgentDay) -> pages.RosterCell:
    shift, request = cells.shifts.get(key), cells.requests.get(key)
    duty = shift.duty if shift else None
    if request is None:
        return pages.RosterCell(duty)
    if request.kind == "leave":
        return pages.RosterCell(duty, absence=_("Leave"))
    if request.kind == "off":
        return pages.RosterCell(duty, wish=_wish(_("day off"), granted=shift is None))
    granted = shift is not None and shift.kind == request.shift
    return pages.RosterCell(duty, wish=_wish(cells.kinds[request.shift], granted))


def _wish(asked: Words, granted: bool) -> pages.Cell:
    words = Joined(["√" if granted else "×", _("wish: {asked}", asked=asked)], by=" ")
    return pages.Cell(words, "good" if granted else "bad")
