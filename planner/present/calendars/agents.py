"""The calendar of each agent: what every day of the week is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from planner.duties import AgentDay
from planner.present.agents import people
from planner.present.calendars.uids import uid
from planner.present.facts import RunFacts
from planner.present.names import activity_words, kind_words, post_words, span
from planner.present.week import records, week_of
from reports import Joined, ics, labels


def agent_calendars(facts: RunFacts, revised: dt.datetime) -> dict[str, ics.Calendar]:
    """Return the calendar of each agent by id: every day of the week is a shift, leave or a day off.

    A shift stands on the day it begins.
    """
    week = week_of(facts)
    shifts = {AgentDay(row.shift_start.date(), row.agent): row for row in records(week.of(facts.roster, "shift_start"))}
    leave = {AgentDay(request.day, request.agent) for request in facts.requests if request.kind == "leave"}
    activities = _activities(facts)

    def event(key: AgentDay) -> ics.Event:
        if key in shifts:
            return _shift(facts, shifts[key], activities.get(key, []))
        return _free(facts, key, "leave" if key in leave else "off")

    return {
        agent.agent: ics.Calendar(
            name=Joined([facts.centre, agent.name]),
            timezone=facts.timezone,
            revised=revised,
            events=[event(AgentDay(day, agent.agent)) for day in week.dates],
        )
        for agent in records(people(facts.agents))
    }


def _activities(facts: RunFacts) -> Mapping[AgentDay, Sequence[Any]]:
    """Return the activities of each agent by the day on which her shift begins, in time's order."""
    week = week_of(facts)
    local = facts.activities.assign(
        **{column: week.local(facts.activities[column]) for column in ("start", "end", "shift_start")}
    ).sort_values("start", kind="stable")
    found: dict[AgentDay, list[Any]] = defaultdict(list)
    for row in records(local):
        found[AgentDay(row.shift_start.date(), row.agent)].append(row)
    return found


def _shift(facts: RunFacts, row: Any, activities: Sequence[Any]) -> ics.Event:
    post = [post_words(facts, row.post)] if isinstance(row.post, str) and row.post else []
    return ics.Event(
        uid=uid(facts, "agent", row.agent, row.shift_start.date()),
        start=row.shift_start,
        end=row.shift_end,
        title=Joined([kind_words(facts)[row.shift], *post]),
        lines=[span(one.start, one.end, activity_words(facts, one.kind)) for one in activities],
    )


def _free(facts: RunFacts, key: AgentDay, kind: str) -> ics.Event:
    name, next_day = labels.label(labels.REQUESTS, kind), key.day + dt.timedelta(days=1)
    return ics.Event(uid(facts, "agent", key.agent, key.day), key.day, next_day, name, free=True)
