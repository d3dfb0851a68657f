"""Who does what in every slot: one row for each agent and day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from planner.duties import AgentDay
from planner.present.agents import people
from planner.present.duties import STRETCHES
from planner.present.names import activity_words, span
from planner.present.week import records, week_of
from planner.present.workbook.facts import WorkbookFacts
from planner.present.workbook.roster import fill_of
from reports import Joined, Moment, Words
from reports import text as _
from reports.workbook import Cell, Column, Sheet

STRIP_CHARACTERS = 56.0  # the width of all slots together
SECOND = pd.Timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Doing:
    """What an agent does on a day: the ground of each slot (by its number in the day), shifts and activities."""

    fills: dict[int, str] = field(default_factory=dict)
    shifts: list[Words] = field(default_factory=list)
    activities: list[Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Strips:
    """What every agent does on each day on which she does anything."""

    slot_min: int
    days: dict[AgentDay, Doing] = field(default_factory=lambda: defaultdict(Doing))

    def lay(self, agent: str, start: pd.Timestamp, end: pd.Timestamp, fill: str) -> None:
        """Colour the slots from one local time to another."""
        for at in pd.date_range(start, end, freq=f"{self.slot_min}min", inclusive="left"):
            self.days[AgentDay(at.date(), agent)].fills[(at.hour * 60 + at.minute) // self.slot_min] = fill


def days_sheet(workbook: WorkbookFacts) -> Sheet:
    """Return a strip of slots for each agent and day, coloured by shift kind and by what is off contacts.

    Whoever begins first stands first. A shift past midnight goes on in the row of the next day. Slots are wall time:
    the hour that a clock change repeats is one.
    """
    facts, doing = workbook.run, _strips(workbook).days
    used = [slot for day in doing.values() for slot in day.fills]
    slots = range(min(used, default=0), max(used, default=-1) + 1)
    names = {row.agent: row for row in records(people(facts.agents))}
    keys = sorted(
        (key for key in doing if key.day in week_of(facts).dates),
        key=lambda key: (key.day, min(doing[key].fills), key.agent),
    )
    return Sheet(
        _("Days"),
        [*_columns(), *_slot_columns(slots, workbook.slot_min), Column(_("Breaks and activities"), 40, wrapped=True)],
        [_row(names[key.agent], key.day, doing[key], slots) for key in keys],
        frozen=5,
        pages_at=[at for at in range(1, len(keys)) if keys[at].day != keys[at - 1].day],
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


def _row(person: Any, day: dt.date, doing: Doing, slots: range) -> list[Words | Cell]:
    return [
        Moment(day, "day"),
        person.agent,
        person.name,
        person.team,
        Joined(doing.shifts, by=", "),
        *(Cell("", doing.fills.get(slot, "")) for slot in slots),
        Joined(doing.activities, by=" · "),
    ]


def _strips(workbook: WorkbookFacts) -> Strips:
    facts, week = workbook.run, week_of(workbook.run)
    strips = Strips(workbook.slot_min)
    for row in records(week.of(facts.roster, "shift_start")):
        day, end = row.shift_start.date(), row.shift_end.tz_convert(week.timezone)
        strips.lay(row.agent, row.shift_start, end, fill_of(facts, row.shift))
        strips.days[AgentDay(day, row.agent)].shifts.append(span(row.shift_start, end, row.shift))
        if (last := (end - SECOND).date()) > day:
            strips.days[AgentDay(last, row.agent)].shifts.append(Joined([f"–{end:%H:%M}", row.shift], by=" "))
    for row in records(week.of(facts.activities, "start")):
        end = row.end.tz_convert(week.timezone)
        strips.lay(row.agent, row.start, end, STRETCHES.get(row.kind, "activity"))
        name = activity_words(facts, row.kind)
        strips.days[AgentDay(row.start.date(), row.agent)].activities.append(span(row.start, end, name))
    return strips
