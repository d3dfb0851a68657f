"""The first section: the week in a handful of figures, what to look at, and one row for each queue."""

import math

from planner.present.advice import advice
from planner.present.changed import changed_blocks
from planner.present.facts import RunFacts
from planner.present.queues import QueueFigures, queue_figures
from planner.present.simulated import SimulatedFigures, level_cell, simulated_figures
from planner.present.targets import promise_words
from reports import Joined, Number, Percent, Words, pages
from reports import text as _


def overview_section(facts: RunFacts) -> pages.Section:
    """Return key figures, warnings with their next steps, the table of queues, and what changed since last week."""
    figures = queue_figures(facts)
    blocks: list[pages.Block] = [pages.Cards(_cards(facts, figures))]
    if notices := advice(facts, figures):
        blocks.append(pages.Notices(notices))
    blocks += [_queue_table(facts, figures), *changed_blocks(facts)]
    return pages.Section("overview", _("Overview"), blocks)


def _cards(facts: RunFacts, figures: list[QueueFigures]) -> list[pages.Card]:
    return [
        pages.Card(_("Contacts forecast"), Number(sum(queue.contacts for queue in figures)), _("in the week")),
        _hours_card(facts, figures),
        _shortage_card(figures),
        _target_card(figures),
        _bound_card(facts),
    ]


def _hours_card(facts: RunFacts, figures: list[QueueFigures]) -> pages.Card:
    rostered_h = float(facts.roster["paid_min"].sum()) / 60
    return pages.Card(
        _("Paid hours rostered"),
        Number(rostered_h),
        _("{hours} h required with shrinkage", hours=Number(sum(queue.required_h for queue in figures))),
    )


def _shortage_card(figures: list[QueueFigures]) -> pages.Card:
    short = sum(queue.intervals_short for queue in figures)
    return pages.Card(
        _("Person-hours short"),
        Number(sum(queue.short_h for queue in figures), 1),
        _("in {short} of {all} intervals", short=Number(short), all=Number(sum(queue.intervals for queue in figures))),
        "bad" if short else "good",
    )


def _target_card(figures: list[QueueFigures]) -> pages.Card:
    promised = [queue for queue in figures if not math.isnan(queue.service_level)]
    kept = sum(queue.on_target for queue in promised)
    return pages.Card(
        _("Queues on target"),
        _("{kept} of {all}", kept=Number(kept), all=Number(len(promised))),
        _("predicted service level"),
        "good" if kept == len(promised) else "bad",
    )


def _bound_card(facts: RunFacts) -> pages.Card:
    controllable = facts.solve.gap_controllable
    whole: Words = _("of labour and penalties (whole cost)")
    part = "" if controllable is None else _("{gap} of controllable cost", gap=Percent(controllable))
    note = Joined([whole, part], by="\n") if part else whole
    return pages.Card(_("Gap to the proven bound"), Percent(facts.solve.gap_labour), note)


def _queue_table(facts: RunFacts, figures: list[QueueFigures]) -> pages.Table:
    """Return one row for each queue; the simulated service level stands where the roster was simulated."""
    simulated = simulated_figures(facts)
    columns = [
        pages.Column(_("Queue")),
        pages.Column(_("Target")),
        pages.Column(_("Contacts"), number=True),
        pages.Column(_("Required h"), number=True),
        pages.Column(_("Scheduled h"), number=True),
        pages.Column(_("Person-hours short"), number=True),
        pages.Column(_("Intervals short"), number=True),
        pages.Column(_("Predicted service level"), number=True),
        *([pages.Column(_("Simulated service level"), number=True)] if simulated else []),
    ]
    found = {one.queue.queue: one for one in simulated}
    rows = [[*_queue_row(queue), *_simulated_cell(found.get(queue.queue.queue))] for queue in figures]
    return pages.Table(columns, rows)


def _simulated_cell(found: SimulatedFigures | None) -> list[pages.Cell]:
    if found is None:
        return []
    return [level_cell(found.service_level, found.on_target)]


def _queue_row(queue: QueueFigures) -> list[Words | pages.Cell]:
    return [
        queue.queue.name,
        promise_words(queue.queue),
        Number(queue.contacts),
        Number(queue.required_h, 1),
        Number(queue.scheduled_h, 1),
        pages.Cell(Number(queue.short_h, 1), "bad") if queue.intervals_short else Number(0, 1),
        _("{short} of {all}", short=Number(queue.intervals_short), all=Number(queue.intervals)),
        level_cell(queue.service_level, queue.on_target),
    ]
