"""Days hour by hour: a strip for each shift, in the order in which they begin."""

import datetime as dt

import pandas as pd

from planner.duties import AgentDay
from planner.present.agents import people
from planner.present.duties import Duties
from planner.present.facts import RunFacts
from planner.present.roster import team_words
from planner.present.week import records, week_of
from reports import Moment, Number, pages
from reports import text as _


def day_section(facts: RunFacts, agents: pd.DataFrame, duties: Duties) -> pages.Section:
    """Return a plan of each day for some agents, or of the fullest day where there are many."""
    days = [_fullest_day(facts)] if duties.are_many else week_of(facts).dates
    plans = [_day_plan(duties, agents, day) for day in days]
    lead = _("Who is there when, and who is on a break. Shifts stand in the order in which they begin.")
    if duties.are_many:
        lead = _("The day that needs most people; planner report --team shows every day of a team.")
    return pages.Section("day", _("Day plan"), plans, lead)


def _fullest_day(facts: RunFacts) -> dt.date:
    """Return the day with the most person-hours required; the first where none are."""
    week = week_of(facts)
    rows = week.of(facts.coverage)
    if rows.empty:
        return facts.first_day
    required = rows.groupby(rows["interval_start"].dt.date)["scheduled_required"].sum()
    return min(week.dates, key=lambda day: (-required.get(day, 0.0), day))


def _day_plan(duties: Duties, agents: pd.DataFrame, day: dt.date) -> pages.DayPlan:
    rows = [
        pages.DayRow(agent.agent, agent.name, team_words(agent.team), duties.shifts[AgentDay(day, agent.agent)].duty)
        for agent in records(people(agents))
        if AgentDay(day, agent.agent) in duties.shifts
    ]
    return pages.DayPlan(
        title=Moment(day, "day"),
        caption=_("{count} at work", count=Number(len(rows))),
        rows=sorted(rows, key=lambda row: (row.duty.start_h, row.duty.end_h, row.agent)),
        shifts=list(duties.kinds.values()),
        from_h=duties.from_h,
        to_h=duties.to_h,
    )
