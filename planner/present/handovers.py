"""Handovers: who hands a post to whom and when, and a sheet for each to fill in."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from planner.present.agents import person
from planner.present.facts import RunFacts
from planner.present.names import post_words
from planner.present.week import Week, records, week_of
from reports import Joined, Moment, Number, Words, pages
from reports import text as _

ITEMS = (
    _("Unfinished contacts"),
    _("Important tickets"),
    _("Special customers"),
    _("System faults"),
    _("Anything else"),
    _("Handed over, taken over (signatures, time)"),
)
LEAST_LEFT_OVER = 0.05  # contacts; fewer are none


def handover_section(facts: RunFacts, agents: frozenset[str]) -> pages.Section:
    """Return the changes of posts by some agents in time's order, and a sheet for each."""
    every = records(week_of(facts).of(facts.handovers, "at"))
    rows = [row for row in every if row.outgoing in agents or row.incoming in agents]
    if not rows:
        return pages.Section("handovers", _("Handovers"), [pages.Prose([_("No post changes hands in this week.")])])
    lead = _("Both are present during the overlap, off contacts, and pass on what is unfinished.")
    return pages.Section("handovers", _("Handovers"), [_table(facts, rows), *_sheets(facts, rows)], lead)


def _table(facts: RunFacts, rows: Sequence[Any]) -> pages.Table:
    columns = [
        pages.Column(_("At")),
        pages.Column(_("Post")),
        pages.Column(_("Hands over")),
        pages.Column(_("Takes over")),
        pages.Column(_("Overlap, min"), number=True),
    ]
    return pages.Table(columns, [_row(facts, row) for row in rows])


def _row(facts: RunFacts, row: Any) -> list[Words | pages.Cell]:
    return [
        Moment(row.at),
        post_words(facts, row.post),
        person(facts.agents, row.outgoing),
        person(facts.agents, row.incoming),
        Number(float(row.overlap_min)),
    ]


def _sheets(facts: RunFacts, rows: Sequence[Any]) -> list[pages.Sheets]:
    """Return the sheets of each post in the plan's order."""
    week = week_of(facts)
    posts = [post for post in facts.posts if any(row.post == post for row in rows)]
    return [
        pages.Sheets(
            _("Handover sheets: {post}", post=post_words(facts, post)),
            [_sheet(facts, week, row) for row in rows if row.post == post],
        )
        for post in posts
    ]


def _sheet(facts: RunFacts, week: Week, row: Any) -> pages.Sheet:
    people = _(
        "{outgoing} hands over to {incoming}, overlap {minutes} min",
        outgoing=person(facts.agents, row.outgoing),
        incoming=person(facts.agents, row.incoming),
        minutes=Number(float(row.overlap_min)),
    )
    title = Joined([post_words(facts, row.post), Moment(row.at)])
    return pages.Sheet(title, [people, *_left_over(facts, week, row.at)], ITEMS)


def _left_over(facts: RunFacts, week: Week, at: pd.Timestamp) -> list[Words]:
    """Return the contacts expected to be unfinished at a moment, queue by queue; nothing without a simulation."""
    if facts.simulation is None:
        return []
    interval = pd.Timedelta(minutes=facts.interval_min)
    rows = week.of(facts.simulation.intervals)
    ends = rows["interval_start"] + interval
    then = rows[(ends >= at) & (ends < at + interval)].set_index("queue")["leftover"]
    expected: list[Words] = [
        Joined([queue.name, Number(float(then[queue.queue]), 1)], by=" ")
        for queue in facts.queues
        if then.get(queue.queue, 0.0) >= LEAST_LEFT_OVER
    ]
    return [_("Contacts expected to be unfinished: {contacts}", contacts=Joined(expected or [_("none")]))]
