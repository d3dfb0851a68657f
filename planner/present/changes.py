"""Handovers: who hands a post to whom, and when."""

from typing import Any

from planner.present.agents import person
from planner.present.facts import RunFacts
from planner.present.week import records, week_of
from reports import Moment, Number, Words, pages
from reports import text as _


def handover_section(facts: RunFacts) -> pages.Section:
    """Return the changes of every post in time's order, with the overlap; a dash where nobody follows."""
    columns = [
        pages.Column(_("At")),
        pages.Column(_("Post")),
        pages.Column(_("Hands over")),
        pages.Column(_("Takes over")),
        pages.Column(_("Overlap, min"), number=True),
    ]
    rows = [_row(facts, row) for row in records(week_of(facts).of(facts.handovers, "at"))]
    lead = _("Both are present during the overlap, off contacts, and pass on what is unfinished.")
    block: pages.Block = pages.Table(columns, rows) if rows else pages.Prose([_("No post changes hands in this week.")])
    return pages.Section("handovers", _("Handovers"), [block], lead if rows else "")


def _row(facts: RunFacts, row: Any) -> list[Words | pages.Cell]:
    return [
        Moment(row.at),
        facts.posts.get(row.post) or row.post,
        person(facts.agents, row.outgoing),
        person(facts.agents, row.incoming),
        Number(float(row.overlap_min)),
    ]
