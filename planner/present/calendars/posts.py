"""The calendar of each post: who holds it on every day of the week."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from planner.present.agents import person
from planner.present.calendars.uids import uid
from planner.present.facts import RunFacts
from planner.present.names import post_words, span
from planner.present.week import Week, records, week_of
from reports import Joined, Number, Words, ics
from reports import text as _


def post_calendars(facts: RunFacts, revised: dt.datetime) -> dict[str, ics.Calendar]:
    """Return the calendar of each post by id: an event for every day, with its holders in the order they begin.

    Holders stand on the day they begin. One event holds them all, so that a roster with fewer of them leaves none of an
    earlier one behind.
    """
    week = week_of(facts)
    return {
        post: ics.Calendar(
            name=Joined([facts.centre, name]),
            timezone=facts.timezone,
            revised=revised,
            events=[_event(facts, post, day) for day in week.dates],
        )
        for post, name in facts.posts.items()
    }


def _event(facts: RunFacts, post: str, day: dt.date) -> ics.Event:
    """Return a post's day: from the first holder's start to the last one's end, or all of it where nobody holds it."""
    name, holders = post_words(facts, post), _holders(facts, post, day)
    if not holders:
        title = Joined([name, _("nobody")], by=": ")
        return ics.Event(uid(facts, "post", post, day), day, day + dt.timedelta(days=1), title, free=True)
    turns = [_turn(facts, week_of(facts), holder) for holder in holders]
    return ics.Event(
        uid=uid(facts, "post", post, day),
        start=holders[0].shift_start,
        end=max(holder.shift_end for holder in holders),
        title=Joined([name, Joined(turns, by=", ")], by=": "),
        lines=[*turns, *_handovers(facts, post, holders)],
    )


def _holders(facts: RunFacts, post: str, day: dt.date) -> Sequence[Any]:
    holding = week_of(facts).of(facts.roster[facts.roster["post"] == post], "shift_start")
    return [row for row in records(holding) if row.shift_start.date() == day]


def _turn(facts: RunFacts, week: Week, holder: Any) -> Words:
    return span(holder.shift_start, holder.shift_end.tz_convert(week.timezone), person(facts.agents, holder.agent))


def _handovers(facts: RunFacts, post: str, holders: Sequence[Any]) -> list[Words]:
    """Return the handovers by which one of the holders takes over."""
    rows = records(week_of(facts).of(facts.handovers[facts.handovers["post"] == post], "at"))
    return [
        _(
            "{at} handover: {outgoing} to {incoming}, {overlap} min together",
            at=f"{row.at:%H:%M}",
            outgoing=person(facts.agents, row.outgoing),
            incoming=person(facts.agents, row.incoming),
            overlap=Number(float(row.overlap_min)),
        )
        for row in rows
        if any(row.incoming == holder.agent and holder.shift_start <= row.at < holder.shift_end for holder in holders)
    ]
