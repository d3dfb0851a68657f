"""The roster as calendars: one for each agent, one for each post.

Programs put an event of the same UID in place of the one they know, and keep what a file leaves out. So an agent's
calendar has an event for every day of the week, and a post's too: a shift taken away becomes a day off under the UID
that the shift had, and nothing of an earlier roster stays behind.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pandas as pd

from planner.present.agents import people, person
from planner.present.facts import RunFacts
from planner.present.week import records, week_of
from planner.present.workbook.roster import kind_name
from reports import Joined, Number, Words, ics, labels
from reports import text as _

DOMAIN = "workforce-planner"
UID_DIGITS = 24
DAY = dt.timedelta(days=1)


def agent_calendars(facts: RunFacts, revised: dt.datetime) -> dict[str, ics.Calendar]:
    """Return the calendar of each agent by id: every day of the week is a shift, leave or a day off.

    A shift belongs to the day it begins.
    """
    week = week_of(facts)
    shifts = {(row.agent, row.shift_start.date()): row for row in records(week.of(facts.roster, "shift_start"))}
    leave = {(request.agent, request.day) for request in facts.requests if request.kind == "leave"}
    activities = _activities(facts)
    return {
        agent.agent: ics.Calendar(
            name=Joined([facts.centre, agent.name]),
            timezone=facts.timezone,
            revised=revised,
            events=[
                _shift(facts, shifts[agent.agent, day], activities.get((agent.agent, day), []))
                if (agent.agent, day) in shifts
                else _free(facts, agent.agent, day, "leave" if (agent.agent, day) in leave else "off")
                for day in week.dates
            ],
        )
        for agent in records(people(facts.agents))
    }


def post_calendars(facts: RunFacts, revised: dt.datetime) -> dict[str, ics.Calendar]:
    """Return the calendar of each post by id: who holds it on every day of the week, in the order they begin."""
    week = week_of(facts)
    roster = week.of(facts.roster, "shift_start")
    handovers = records(week.of(facts.handovers, "at"))
    return {
        post: ics.Calendar(
            name=Joined([facts.centre, name]),
            timezone=facts.timezone,
            revised=revised,
            events=[
                _duty(
                    facts,
                    post,
                    day,
                    [row for row in records(roster[roster["post"] == post]) if row.shift_start.date() == day],
                    [row for row in handovers if row.post == post and row.at.date() == day],
                )
                for day in week.dates
            ],
        )
        for post, name in facts.posts.items()
    }


def _activities(facts: RunFacts) -> Mapping[tuple[str, dt.date], Sequence[Any]]:
    """Return the activities of each agent by the day on which her shift begins, in time's order."""
    week = week_of(facts)
    local = facts.activities.assign(
        **{column: week.local(facts.activities[column]) for column in ("start", "end", "shift_start")}
    ).sort_values("start", kind="stable")
    found: dict[tuple[str, dt.date], list[Any]] = defaultdict(list)
    for row in records(local):
        found[row.agent, row.shift_start.date()].append(row)
    return found


def _shift(facts: RunFacts, row: Any, activities: Sequence[Any]) -> ics.Event:
    title = kind_name(facts, row.shift)
    post = [facts.posts.get(row.post) or row.post] if isinstance(row.post, str) and row.post else []
    return ics.Event(
        uid=_uid(facts, "agent", row.agent, row.shift_start.date()),
        start=row.shift_start.to_pydatetime(),
        end=row.shift_end.to_pydatetime(),
        title=Joined([title, *post]),
        lines=[_line(one.start, one.end, _activity(facts, one.kind)) for one in activities],
    )


def _activity(facts: RunFacts, kind: str) -> Words:
    return facts.activity_names.get(kind) or labels.label(labels.ACTIVITIES, kind)


def _free(facts: RunFacts, agent: str, day: dt.date, kind: str) -> ics.Event:
    uid = _uid(facts, "agent", agent, day)
    return ics.Event(uid, day, day + DAY, labels.label(labels.REQUESTS, kind), free=True)


def _duty(facts: RunFacts, post: str, day: dt.date, holders: Sequence[Any], handovers: Sequence[Any]) -> ics.Event:
    """Return one event for a post's day, from the first holder's start to the last one's end."""
    uid, name = _uid(facts, "post", post, day), facts.posts[post]
    if not holders:
        return ics.Event(uid, day, day + DAY, Joined([name, _("nobody")], by=": "), free=True)
    zone = week_of(facts).timezone
    turns = [_line(row.shift_start, row.shift_end.tz_convert(zone), person(facts.agents, row.agent)) for row in holders]
    return ics.Event(
        uid=uid,
        start=holders[0].shift_start.to_pydatetime(),
        end=max(row.shift_end for row in holders).to_pydatetime(),
        title=Joined([name, Joined(turns, by=", ")], by=": "),
        lines=[*turns, *(_handover(facts, row) for row in handovers)],
    )


def _handover(facts: RunFacts, row: Any) -> Words:
    return _(
        "{at} handover: {outgoing} to {incoming}, {overlap} min together",
        at=f"{row.at:%H:%M}",
        outgoing=person(facts.agents, row.outgoing),
        incoming=person(facts.agents, row.incoming),
        overlap=Number(float(row.overlap_min)),
    )


def _line(start: pd.Timestamp, end: pd.Timestamp, what: Words) -> Words:
    return Joined([f"{start:%H:%M}–{end:%H:%M}", what], by=" ")


def _uid(facts: RunFacts, kind: str, id: str, day: dt.date) -> str:
    """Return the name of somebody's day for good; ids may be anything and may not be told by it."""
    whose = sha256("\n".join([facts.centre, kind, id]).encode()).hexdigest()[:UID_DIGITS]
    return f"{day:%Y%m%d}-{whose}@{DOMAIN}"
