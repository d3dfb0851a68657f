"""One agent's own week: each day in words, hours, and accounts."""

from collections.abc import Sequence
from typing import Any

from planner.duties import AgentDay
from planner.present.agents import people
from planner.present.duties import Duties, Shift, clock
from planner.present.facts import RunFacts
from planner.present.fairness import agent_turns
from planner.present.names import activity_words
from planner.present.roster import roster_cell, team_words
from planner.present.week import records, week_of
from reports import Joined, Moment, Number, Words, pages
from reports import text as _


def agent_section(facts: RunFacts, agent: str, duties: Duties) -> pages.Section:
    """Return an agent's week, a row for each day."""
    week = week_of(facts)
    [who] = records(people(facts.agents[facts.agents["agent"] == agent]))
    keys = [AgentDay(day, agent) for day in week.dates]
    shifts = [duties.shifts[key] for key in keys if key in duties.shifts]
    entries = [
        pages.Entry(_("Team"), team_words(who.team)),
        pages.Entry(_("Paid hours"), Number(sum(shift.paid_h for shift in shifts), 1)),
        pages.Entry(_("Contract hours"), Number(float(who.contract_h), 1)),
        pages.Entry(_("Nights this week"), Number(sum(shift.kind in facts.night_kinds for shift in shifts))),
        *agent_turns(facts, agent),
    ]
    return pages.Section("week", _("Week"), [_table(facts, duties, keys), pages.Entries(entries)])


def _table(facts: RunFacts, duties: Duties, keys: Sequence[AgentDay]) -> pages.Table:
    columns = [
        pages.Column(_("Day")),
        pages.Column(_("Shift")),
        pages.Column(_("Time")),
        pages.Column(_("Paid h"), number=True),
        pages.Column(_("Breaks and activities")),
        pages.Column(_("Post")),
        pages.Column(_("Request")),
    ]
    return pages.Table(columns, [_row(facts, duties, key) for key in keys])


def _row(facts: RunFacts, duties: Duties, key: AgentDay) -> list[Words | pages.Cell]:
    shift, cell = duties.shifts.get(key), roster_cell(duties, key)
    asked: Words | pages.Cell = cell.absence or cell.wish or ""
    if shift is None:
        return [Moment(key.day, "day"), cell.absence or _("off"), "", "", "", "", "" if cell.absence else asked]
    locked = Joined([duties.kinds[shift.kind], _("Locked")]) if shift.duty.locked else duties.kinds[shift.kind]
    return [
        Moment(key.day, "day"),
        locked,
        shift.duty.clock,
        Number(shift.paid_h, 1),
        _activities(facts, shift),
        shift.duty.post,
        asked,
    ]


def _activities(facts: RunFacts, shift: Shift) -> Words:
    return Joined([_spoken(facts, one) for one in shift.activities])


def _spoken(facts: RunFacts, one: Any) -> Words:
    return Joined([activity_words(facts, one.kind), f"{clock(one.start)}–{clock(one.end)}"], by=" ")
