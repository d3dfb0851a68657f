"""The roster as one row for each agent, which may be edited and read back, and the key to its colours."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from planner.duties import AgentDay
from planner.present.agents import people
from planner.present.facts import RequestFacts, RunFacts
from planner.present.names import kind_words
from planner.present.week import records, week_of
from reports import Joined, Moment, Number, Words, labels
from reports import text as _
from reports.workbook import SHIFT_FILLS, Cell, Column, Sheet


def fill_of(facts: RunFacts, kind: str) -> str:
    """Return the ground of a shift kind: the plan's order decides."""
    return SHIFT_FILLS[list(facts.shifts).index(kind) % len(SHIFT_FILLS)]


def roster_sheet(facts: RunFacts) -> Sheet:
    """Return one row for each agent and one column for each day, headed by its date as `2026-12-07`.

    A day's cell is `early 08:00` (the id of the shift kind, its start), `late 14:00 @lead` where a post is held, the
    kind of a request in brackets (`[leave]`), or empty. A locked shift is strong.
    """
    dates = week_of(facts).dates
    columns = [
        Column(_("Agent"), 9),
        Column(_("Name"), 18, wrapped=True),
        Column(_("Team"), 21, wrapped=True),
        *(Column(day.isoformat(), 17, note=Moment(day, "weekday")) for day in dates),
        Column(_("Hours"), 8),
        Column(_("Nights"), 8),
    ]
    roster = week_of(facts).of(facts.roster, "shift_start")
    shifts = {AgentDay(row.shift_start.date(), row.agent): row for row in records(roster)}
    requests = {AgentDay(request.day, request.agent): request for request in facts.requests}
    rows = [_row(facts, agent, dates, shifts, requests) for agent in records(people(facts.agents))]
    return Sheet(_("Roster"), columns, rows, frozen=3)


def _row(
    facts: RunFacts,
    agent: Any,
    dates: list[dt.date],
    shifts: Mapping[AgentDay, Any],
    requests: Mapping[AgentDay, RequestFacts],
) -> list[Words | Cell]:
    days = [AgentDay(day, agent.agent) for day in dates]
    own = [shifts[day] for day in days if day in shifts]
    return [
        agent.agent,
        agent.name,
        agent.team,
        *(_shift_cell(facts, shifts[day]) if day in shifts else _free_cell(requests.get(day)) for day in days),
        Number(sum(float(row.paid_min) for row in own) / 60, 2),
        Number(sum(row.shift in facts.night_kinds for row in own)),
    ]


def _shift_cell(facts: RunFacts, row: Any) -> Cell:
    post = f" @{row.post}" if isinstance(row.post, str) and row.post else ""
    return Cell(f"{row.shift} {row.shift_start:%H:%M}{post}", fill_of(facts, row.shift), strong=bool(row.locked))


def _free_cell(request: RequestFacts | None) -> Words | Cell:
    """Return why there is no shift; a wish for a shift that was not granted is no reason."""
    return "" if request is None or request.kind == "shift" else Cell(f"[{request.kind}]", "absence")


def key_sheet(facts: RunFacts) -> Sheet:
    """Return what the colours and the short forms of the other sheets mean."""
    kinds = [[Cell(kind, fill_of(facts, kind)), kind_words(facts)[kind]] for kind in facts.shifts]
    posts = [[f"@{post}", name] for post, name in facts.posts.items()]
    others: list[list[Words | Cell]] = [
        [Cell("[leave]", "absence"), labels.label(labels.REQUESTS, "leave")],
        [Cell("[off]", "absence"), labels.label(labels.REQUESTS, "off")],
        [Cell(_("strong"), strong=True), _("Locked")],
        [Cell("", "break"), Joined([labels.label(labels.ACTIVITIES, kind) for kind in ("break", "meal")], by=" / ")],
        [Cell("", "handover"), labels.label(labels.ACTIVITIES, "handover")],
        [Cell("", "activity"), _("Other activity off contacts")],
    ]
    return Sheet(_("Key"), [Column(_("Sign"), 14), Column(_("Meaning"), 50)], [*kinds, *posts, *others], narrow=True)
