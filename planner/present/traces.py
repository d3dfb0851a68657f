"""Why so many people: every step for the peak of each queue, and a line for each of its short intervals."""

from collections.abc import Iterator, Mapping, Sequence

from planner.present.facts import QueueFacts, RunFacts
from planner.present.reasons import times
from planner.present.targets import target_words
from planner.staffing.trace import Trace
from reports import Joined, Moment, Number, Percent, Words, labels, pages
from reports import text as _


def trace_blocks(facts: RunFacts) -> list[pages.Folded]:
    """Return the steps of each queue behind its title; none for a queue that has no requirement."""
    found = [(queue, [one for one in facts.traces if one.queue == queue.queue]) for queue in facts.queues]
    names = {queue.queue: queue.name for queue in facts.queues}
    return [_folded(queue, traces, names) for queue, traces in found if traces]


def _folded(queue: QueueFacts, traces: Sequence[Trace], names: Mapping[str, str]) -> pages.Folded:
    peak, *short = traces
    return pages.Folded(
        title=_("{queue}: how its greatest need comes about, step by step", queue=queue.name),
        tables=[_steps_table(peak, names), *([_short_table(short)] if short else [])],
        hint=_("Any other interval is explained in the same way by:"),
        command=f'planner staff --why {queue.queue} "{peak.interval_start:%Y-%m-%d %H:%M}"',
    )


def _steps_table(trace: Trace, names: Mapping[str, str]) -> pages.Table:
    columns = [pages.Column(Moment(trace.interval_start)), pages.Column("", number=True)]
    return pages.Table(columns, [*_demand(trace), *_model(trace), *_people(trace), *_pools(trace, names)])


Step = list[Words | pages.Cell]


def _demand(trace: Trace) -> Iterator[Step]:
    yield [_("Contacts forecast"), Number(trace.contacts, 2)]
    if trace.contacts_planned != trace.contacts:
        yield [_("Contacts staffed for"), Number(trace.contacts_planned, 2)]
    if trace.people_share != 1.0:
        yield [_("× share that comes to people"), Percent(trace.people_share)]
    yield [_("= contacts for people"), Number(trace.offered, 2)]
    if trace.aht_by_concurrency_s:
        seconds = Joined([Number(aht_s) for aht_s in trace.aht_by_concurrency_s], by=" / ")
        yield [_("Handle time with 1, 2, … chats, s"), seconds]
    yield [_("× time of one agent for each, s"), Number(trace.aht_s, 1)]
    yield [_("= load, erlangs"), Number(trace.offered_load_erl, 2)]


def _model(trace: Trace) -> Iterator[Step]:
    yield [_("Model"), labels.label(labels.MODELS, trace.model)]
    promise = target_words(trace.target_service_level, trace.target_within_s)
    yield [_("Target"), promise]
    if trace.target_max_occupancy < 1:
        yield [_("Occupancy, at most"), Percent(trace.target_max_occupancy, 0)]
    if trace.target_max_abandon < 1:
        yield [_("Abandonment, at most"), Percent(trace.target_max_abandon, 0)]
    yield [_("People, if the interval lasted for ever"), Number(trace.agents_steady, 2)]
    yield [_("= people on contacts"), Number(trace.agents_required, 2)]
    yield [_("Decided by"), labels.label(labels.BINDING, trace.binding)]
    yield [_("Service level reached"), Percent(trace.service_level)]
    yield [_("Occupancy reached"), Percent(trace.occupancy)]
    if trace.redials:
        yield [_("Calls again of those who gave up, on top"), Number(trace.redials, 2)]


def _people(trace: Trace) -> Iterator[Step]:
    if trace.agents_floor:
        yield [_("People on contacts, at least"), Number(trace.agents_floor, 2)]
    yield [_("÷ (1 − shrinkage), shrinkage"), Percent(trace.shrinkage)]
    yield [_("= people to schedule, for this queue alone"), Number(trace.scheduled_required, 2)]


def _pools(trace: Trace, names: Mapping[str, str]) -> Iterator[Step]:
    for pool in trace.pools:
        queues = Joined([names.get(queue, queue) for queue in pool.queues.split("+")], by=" + ")
        yield [
            _("Together with others ({queues}), people to schedule", queues=queues),
            Joined([Number(pool.scheduled_required, 2), _saved(pool.agents_additive, pool.agents_required)]),
        ]


def _saved(apart: float, together: float) -> Words:
    return times(together / apart) if apart else ""


def _short_table(traces: Sequence[Trace]) -> pages.Table:
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
            )
        ),
        pages.Column(_("Decided by")),
    ]
    return pages.Table(columns, [_short_row(trace) for trace in traces], _("Where most people are missing"))


def _short_row(trace: Trace) -> Step:
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
