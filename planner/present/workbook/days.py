"""Who does what in every slot: one row for each agent and day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from planner.present.agents import people
from planner.present.names import activity_name, span
from planner.present.roster import STRETCHES
from planner.present.week import records, week_of
from planner.present.workbook.facts import WorkbookFacts
from planner.present.workbook.roster import fill_of
from reports import Joined, Moment, Words
from reports import text as _
from reports.workbook import Cell, Column, Sheet

STRIP_CHARACTERS = 56.0  # the width of all slots together
DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class AgentDay:
    """What an agent does on a day: the ground of each slot (by its number in the day), shifts and activities."""

    fills: dict[int, str] = field(default_factory=dict)
    shifts: list[Words] = field(default_factory=list)
    activities: list[Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time between two moments on one ground."""

    agent: str
    start: pd.Timestamp
    end: pd.Timestamp
    fill: str


def days_sheet(workbook: WorkbookFacts) -> Sheet:
    """Return a strip of slots for each agent and day, coloured by shift kind and by what is off contacts.

    A shift past midnight goes on in the row of the next day. Slots are wall time: the hour that a clock change repeats
    is one.
    """
    facts, found = workbook.run, _agent_days(workbook)
    used = [slot for day in found.values() for slot in day.fills]
    slots = range(min(used, default=0), max(used, default=-1) + 1)
    known = {row.agent: row for row in records(people(facts.agents))}
    keys = [key for day in week_of(facts).dates for key in sorted(_on(found, day), key=lambda key: _order(found, key))]
    return Sheet(
        _("Days"),
        [*_columns(), *_slot_columns(slots, workbook.slot_min), Column(_("Breaks and activities"), 40, wrapped=True)],
        [_row(known.get(agent), agent, day, found[agent, day], slots) for agent, day in keys],
        frozen=5,
        pages_at=[at for at in range(1, len(keys)) if keys[at][1] != keys[at - 1][1]],
    )


def _columns() -> list[Column]:
    return [
        Column(_("Day"), 11),
        Column(_("Agent"), 8),
        Column(_("Name"), 16, wrapped=True),
        Column(_("Team"), 12, wrapped=True),
        Column(_("Shift"), 17, wrapped=True),
    ]


def _slot_columns(slots: range, slot_min: int) -> Iterator[Column]:
    """Yield narrow columns, of which those that begin an hour are headed by it."""
    for slot in slots:
        hour, minute = divmod(slot * slot_min, 60)
        yield Column(f"{hour}" if minute == 0 else "", STRIP_CHARACTERS / len(slots), strip=True)


def _on(found: Mapping[tuple[str, dt.date], AgentDay], day: dt.date) -> list[tuple[str, dt.date]]:
    return [key for key in found if key[1] == day]


def _order(found: Mapping[tuple[str, dt.date], AgentDay], key: tuple[str, dt.date]) -> tuple[int, str]:
    """Return what rows of a day are sorted by: who begins first, then the id."""
    return min(found[key].fills), key[0]


def _row(person: Any, agent: str, day: dt.date, doing: AgentDay, slots: range) -> list[Words | Cell]:
    return [
        Moment(day, "day"),
        agent,
        person.name if person else agent,
        person.team if person else "",
        Joined(doing.shifts, by=", "),
        *(Cell("", doing.fills.get(slot, "")) for slot in slots),
        Joined(doing.activities, by=" · "),
    ]


def _agent_days(workbook: WorkbookFacts) -> dict[tuple[str, dt.date], AgentDay]:
    """Return what every agent does on each day on which she does anything."""
    facts, week = workbook.run, week_of(workbook.run)
    found: dict[tuple[str, dt.date], AgentDay] = defaultdict(AgentDay)
    for row in records(week.of(facts.roster, "shift_start")):
        end = row.shift_end.tz_convert(week.timezone)
        _lay(found, Stretch(row.agent, row.shift_start, end, fill_of(facts, row.shift)), workbook.slot_min)
        found[row.agent, row.shift_start.date()].shifts.append(span(row.shift_start, end, row.shift))
    for row in records(week.of(facts.activities, "start")):
        end = row.end.tz_convert(week.timezone)
        _lay(found, Stretch(row.agent, row.start, end, STRETCHES.get(row.kind, "activity")), workbook.slot_min)
        found[row.agent, row.start.date()].activities.append(span(row.start, end, activity_name(facts, row.kind)))
    return found


def _lay(found: dict[tuple[str, dt.date], AgentDay], stretch: Stretch, slot_min: int) -> None:
    """Colour the slots of a stretch."""
    at = stretch.start
    while at < stretch.end:
        found[stretch.agent, at.date()].fills[(at.hour * 60 + at.minute) % DAY_MIN // slot_min] = stretch.fill
        at += pd.Timedelta(minutes=slot_min)
