"""Where the requirement comes from, and what a bot leaves to people."""

import math
from typing import Any

from planner.present.facts import BotFacts, QueueFacts, RunFacts
from planner.present.queues import rows_of
from planner.present.reasons import times
from planner.present.traces import trace_blocks
from planner.present.week import Week, greatest, week_of
from reports import Moment, Number, Percent, Words, labels, pages
from reports import text as _


def requirement_section(facts: RunFacts) -> pages.Section:
    """Return how each queue's greatest requirement comes about, factor by factor, and what its bot leaves to people."""
    week = week_of(facts)
    columns = [
        pages.Column(_("Queue")),
        pages.Column(_("Greatest need")),
        pages.Column(_("Model")),
        pages.Column(_("Contacts"), number=True),
        pages.Column(_("Agent time, s"), number=True),
        pages.Column(_("Load, erlangs"), number=True),
        pages.Column(_("Steady"), number=True),
        pages.Column(_("On contacts"), number=True),
        pages.Column(_("Shrinkage"), number=True),
        pages.Column(_("To schedule"), number=True),
        pages.Column(_("Decided by")),
        pages.Column(_("Occupancy"), number=True),
    ]
    rows = [_peak_row(facts, week, queue) for queue in facts.queues]
    lead = _(
        "The interval of each queue that needs most people, and how the number comes about: "
        "contacts for people and the agent time of each (shared where chats run in parallel) give the load, the model "
        "turns load and target into people on contacts, shrinkage into people scheduled. People on contacts follow the "
        "whole week; steady is what the interval would need if it lasted for ever. Queues that share people "
        "need fewer together: the coverage counts each queue's share. Deferred work may be done in later intervals "
        "than it comes in."
    )
    tables: list[pages.Block] = [pages.Table(columns, rows), *trace_blocks(facts), *_bot_tables(facts, week)]
    return pages.Section("requirement", _("Requirement"), tables, lead)


def _peak_row(facts: RunFacts, week: Week, queue: QueueFacts) -> list[Words | pages.Cell]:
    rows = rows_of(facts.requirement, week, queue)
    if rows.empty:
        return [queue.name, _("closed all week"), *[""] * 10]
    peak = greatest(rows, "scheduled_required")
    return [
        queue.name,
        Moment(peak.interval_start),
        labels.label(labels.MODELS, str(peak.model)),
        Number(float(peak.offered), 1),
        Number(_agent_s(facts, week, queue, peak)),
        Number(float(peak.offered_load_erl), 2),
        Number(float(peak.agents_steady), 2),
        Number(float(peak.agents_required), 2),
        Percent(float(peak.shrinkage)),
        Number(float(peak.scheduled_required), 2),
        labels.label(labels.BINDING, str(peak.binding)),
        Percent(float(peak.occupancy)),
    ]


def _agent_s(facts: RunFacts, week: Week, queue: QueueFacts, peak: Any) -> float:
    """Return the agent time of one contact of an interval: load × interval / contacts.

    The load of deferred work is of other intervals' contacts too, so there it is their handle time after the bot.
    """
    if peak.model != "deferred":
        return float(peak.offered_load_erl * facts.interval_min * 60 / peak.offered) if peak.offered else math.nan
    aht_s = rows_of(facts.forecast, week, queue).set_index("interval_start")["aht_s"]
    return float(aht_s.get(peak.interval_start, math.nan)) * (queue.bot.people_aht_factor if queue.bot else 1.0)


def _bot_tables(facts: RunFacts, week: Week) -> list[pages.Table]:
    """Return the table of the queues that a bot serves first; none where there are none."""
    rows = [_bot_row(facts, week, queue, queue.bot) for queue in facts.queues if queue.bot]
    columns = [
        pages.Column(_("Queue")),
        pages.Column(_("Contacts before the bot"), number=True),
        pages.Column(_("Taken by the bot (d)"), number=True),
        pages.Column(_("Of these passed on to people (e)"), number=True),
        pages.Column(_("Contacts for people"), number=True),
        pages.Column(_("Handle time, passed on (f)"), number=True),
        pages.Column(_("Handle time, all for people"), number=True),
    ]
    formula = _(
        "Contacts for people = contacts × (1 − d + d × e); "
        "their handle time is multiplied by (1 − d + d × e × f) / (1 − d + d × e)."
    )
    return [pages.Table(columns, rows, formula, title=_("What the bot leaves to people"))] if rows else []


def _bot_row(facts: RunFacts, week: Week, queue: QueueFacts, bot: BotFacts) -> list[Words | pages.Cell]:
    contacts = float(rows_of(facts.forecast, week, queue)["offered"].sum())
    return [
        queue.name,
        Number(contacts),
        Percent(bot.share),
        Percent(bot.escalation),
        Number(contacts * bot.people_share),
        times(bot.escalated_aht_factor),
        times(bot.people_aht_factor),
    ]
