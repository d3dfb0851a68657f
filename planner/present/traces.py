"""Why so many people: every step for the greatest need of each queue, and a line for each of its short intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from planner.present.facts import QueueFacts, RunFacts
from planner.present.reasons import times
from planner.present.targets import target_words
from reports import Joined, Moment, Number, Percent, Words, labels, pages
from reports import text as _

if TYPE_CHECKING:
    from planner.staffing.trace import PoolTrace, Trace

Cell = Words | pages.Cell


class Step(NamedTuple):
    """One step from contacts to people, and what it comes to; an empty word where it does not apply."""

    name: Words
    of: Callable[[Trace], Words]


STEPS = (
    Step(_("Contacts forecast"), lambda one: Number(one.contacts, 2)),
    Step(_("Contacts staffed for"), lambda one: Number(one.contacts_planned, 2)),
    Step(_("× share that comes to people"), lambda one: Percent(one.people_share)),
    Step(_("= contacts for people"), lambda one: Number(one.offered, 2)),
    Step(
        _("Handle time with 1, 2, … chats, s"),
        lambda one: Joined([Number(aht_s) for aht_s in one.aht_by_concurrency_s], by=" / "),
    ),
    Step(_("× time of one agent for each, s"), lambda one: Number(one.aht_s, 1)),
    Step(_("= load, erlangs"), lambda one: Number(one.offered_load_erl, 2)),
    Step(_("Model"), lambda one: labels.label(labels.MODELS, one.model)),
    Step(_("Target"), lambda one: target_words(one.target_service_level, one.target_within_s)),
    Step(_("Occupancy, at most"), lambda one: _limit(one.target_max_occupancy)),
    Step(_("Abandonment, at most"), lambda one: _limit(one.target_max_abandon)),
    Step(_("People, if the interval lasted for ever"), lambda one: Number(one.agents_steady, 2)),
    Step(_("= people on contacts"), lambda one: Number(one.agents_required, 2)),
    Step(_("Decided by"), lambda one: labels.label(labels.BINDING, one.binding)),
    Step(_("Service level reached"), lambda one: Percent(one.service_level)),
    Step(_("Occupancy reached"), lambda one: Percent(one.occupancy)),
    Step(_("Calls again of those who gave up, on top"), lambda one: Number(one.redials, 2) if one.redials else ""),
    Step(_("People on contacts, at least"), lambda one: Number(one.agents_floor, 2) if one.agents_floor else ""),
    Step(_("÷ (1 − shrinkage), shrinkage"), lambda one: Percent(one.shrinkage)),
    Step(_("= people to schedule, for this queue alone"), lambda one: Number(one.scheduled_required, 2)),
)


def _limit(share: float) -> Words:
    return Percent(share, 0) if share < 1 else "–"


class Traced(NamedTuple):
    """A queue with the steps of its greatest need, and those of its short intervals."""

    queue: QueueFacts
    peak: Trace
    short: Sequence[Trace]


def trace_blocks(facts: RunFacts) -> list[pages.Folded]:
    """Return the steps of the greatest needs, and the short intervals; nothing where there is no requirement."""
    found = [(queue, [one for one in facts.traces if one.queue == queue.queue]) for queue in facts.queues]
    traced = [Traced(queue, peak, short) for queue, (peak, *short) in (one for one in found if one[1])]
    if not traced:
        return []
    steps = pages.Folded(
        title=_("How the greatest needs come about, step by step"),
        tables=[_steps_table(traced)],
        hint=_("Any other interval is explained in the same way by:"),
        command=f'planner staff --why {traced[0].queue.queue} "{traced[0].peak.interval_start:%Y-%m-%d %H:%M}"',
    )
    short = [_short_table(one.queue, one.short) for one in traced if one.short]
    title = _("How the needs of the shortest intervals come about")
    return [steps, *([pages.Folded(title, short)] if short else [])]


def _steps_table(traced: Sequence[Traced]) -> pages.Table:
    """Return the steps as rows, the queues as columns."""
    names = {one.queue.queue: one.queue.name for one in traced}
    moments: list[Cell] = [_("Interval"), *(Moment(one.peak.interval_start) for one in traced)]
    steps: list[list[Cell]] = [
        [step.name, *said] for step in STEPS if any(said := [step.of(one.peak) for one in traced])
    ]
    pools: list[Cell] = [_("Together with others, people to schedule")]
    pools += [_pool_cell(one.peak.pools, names) for one in traced]
    columns = [pages.Column(_("Step")), *(pages.Column(one.queue.name, number=True) for one in traced)]
    return pages.Table(columns, [moments, *steps, pools])


def _pool_cell(pools: Sequence[PoolTrace], names: Mapping[str, str]) -> Cell:
    """Return what the largest set of queues that share people needs, and how much sharing changes."""
    if not pools:
        return "–"
    largest = max(pools, key=lambda pool: pool.queues.count("+"))
    queues = Joined([names.get(queue, queue) for queue in largest.queues.split("+")], by=" + ")
    saved = times(largest.agents_required / largest.agents_additive) if largest.agents_additive else ""
    return pages.Cell(Joined([Number(largest.scheduled_required, 2), saved]), note=queues)


def _short_table(queue: QueueFacts, traces: Sequence[Trace]) -> pages.Table:
    columns = [
        pages.Column(_("Short interval")),
        *(
            pages.Column(heading, number=True)
            for heading in (
                _("Contacts"),
                _("For people"),
                _("Agent time, s"),
                _("Load, erlangs"),
                _("Steady"),
                _("On contacts"),
                _("Occupancy"),
                _("Shrinkage"),
                _("To schedule"),
                _("Decided by"),
            )
        ),
    ]
    return pages.Table(columns, [_short_row(trace) for trace in traces], title=queue.name)


def _short_row(trace: Trace) -> list[Cell]:
    return [
        Moment(trace.interval_start),
        Number(trace.contacts, 1),
        Number(trace.offered, 1),
        Number(trace.aht_s),
        Number(trace.offered_load_erl, 2),
        Number(trace.agents_steady, 2),
        Number(trace.agents_required, 2),
        Percent(trace.occupancy, 0),
        Percent(trace.shrinkage, 0),
        Number(trace.scheduled_required, 2),
        labels.label(labels.BINDING, trace.binding),
    ]
