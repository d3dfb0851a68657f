"""The roster by team: shifts with their breaks, posts, locks, leave, wishes, hours and nights."""

from typing import Any

import pandas as pd

from planner.duties import AgentDay
from planner.present.agents import people
from planner.present.duties import Duties
from planner.present.facts import RunFacts
from planner.present.week import Week, records, week_of
from reports import Joined, Number, Words, pages
from reports import text as _


def roster_section(facts: RunFacts, agents: pd.DataFrame, duties: Duties) -> pages.Section:
    """Return the week's roster of some agents, one row for each, by team."""
    week = week_of(facts)
    table = pages.RosterTable(
        days=week.day_names,
        totals=[_("Hours"), _("Contract"), _("Nights")],
        teams=[_team(facts, str(team), members, week, duties) for team, members in people(agents).groupby("team")],
        shifts=list(duties.kinds.values()),
        from_h=duties.from_h,
        to_h=duties.to_h,
        with_breaks=duties.are_many,  # else the day plans say when breaks begin
    )
    lead = _(
        "Local times; a shift stands on the day it begins. The strip under a shift shows its breaks and activities."
    )
    return pages.Section("roster", _("Roster"), [table], lead)


def _team(facts: RunFacts, name: str, members: pd.DataFrame, week: Week, duties: Duties) -> pages.RosterTeam:
    rows = [_row(facts, agent, week, duties) for agent in records(members)]
    at_work = [sum(row.cells[day].duty is not None for row in rows) for day in range(week.days)]
    return pages.RosterTeam(team_words(name), rows, [_("{count} at work", count=Number(count)) for count in at_work])


def team_words(name: str) -> Words:
    """Return a team's name, or that there is none."""
    return name or _("No team")


def _row(facts: RunFacts, agent: Any, week: Week, duties: Duties) -> pages.RosterRow:
    keys = [AgentDay(day, agent.agent) for day in week.dates]
    shifts = [duties.shifts[key] for key in keys if key in duties.shifts]
    return pages.RosterRow(
        agent=agent.agent,
        name=agent.name,
        cells=[roster_cell(duties, key) for key in keys],
        totals=[
            Number(sum(shift.paid_h for shift in shifts), 1),
            Number(float(agent.contract_h), 1),
            Number(sum(shift.kind in facts.night_kinds for shift in shifts)),
        ],
    )


def roster_cell(duties: Duties, key: AgentDay) -> pages.RosterCell:
    """Return an agent's day: the shift, leave, and whether a wish was granted."""
    shift, request = duties.shifts.get(key), duties.requests.get(key)
    duty = shift.duty if shift else None
    if request is None:
        return pages.RosterCell(duty)
    if request.kind == "leave":
        return pages.RosterCell(duty, absence=_("Leave"))
    if request.kind == "off":
        return pages.RosterCell(duty, wish=_wish(_("day off"), granted=shift is None))
    granted = shift is not None and shift.kind == request.shift
    return pages.RosterCell(duty, wish=_wish(duties.kinds[request.shift], granted))


def _wish(asked: Words, granted: bool) -> pages.Cell:
    words = Joined(["√" if granted else "×", _("wish: {asked}", asked=asked)], by=" ")
    return pages.Cell(words, "good" if granted else "bad")
