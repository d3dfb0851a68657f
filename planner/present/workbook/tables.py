"""The week's interval tables in full: coverage with its charts, requirement, forecast, simulation; and handovers."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any

import pandas as pd

from planner.measures import SHORT
from planner.present.agents import person
from planner.present.facts import QueueFacts, RunFacts
from planner.present.names import post_words
from planner.present.queues import rows_of
from planner.present.week import records, week_of
from reports import Moment, Number, Percent, Words, labels
from reports import text as _
from reports.workbook import Cell, Chart, Column, Sheet

QUEUE_TIME = (Column(_("Queue"), 18), Column(_("Interval"), 16))


def coverage_sheet(facts: RunFacts) -> Sheet:
    """Return people required and scheduled in every interval, with a chart for each queue."""
    columns = [
        *QUEUE_TIME,
        Column(_("Required")),
        Column(_("Scheduled")),
        Column(_("Gap")),
        Column(_("Predicted service level"), 12),
    ]
    rows = _by_queue(facts, facts.coverage, _covered)
    return Sheet(_("Coverage"), columns, rows, frozen=2, narrow=True, charts=list(_charts(facts)))


def _covered(queue: QueueFacts, row: Any) -> list[Words | Cell]:
    gap = Number(float(row.gap), 1)
    return [
        queue.name,
        Moment(row.interval_start),
        Number(float(row.scheduled_required), 1),
        Number(float(row.scheduled), 1),
        Cell(gap, "short") if row.gap <= -SHORT else gap,
        Percent(float(row.service_level)),
    ]


def _charts(facts: RunFacts) -> Iterator[Chart]:
    """Yield a chart for each queue with rows: its required and scheduled stand in the columns 2 and 3."""
    counts = [len(rows_of(facts.coverage, week_of(facts), queue)) for queue in facts.queues]
    for queue, count, end in zip(facts.queues, counts, accumulate(counts), strict=True):
        if count:
            yield Chart(queue.name, range(end - count, end), 1, 2, 3, label_every=max(1, count // facts.days))


def requirement_sheet(facts: RunFacts) -> Sheet:
    """Return how the people required in every interval come about."""
    columns = [
        *QUEUE_TIME,
        Column(_("Model"), 9),
        Column(_("Contacts")),
        Column(_("Load, erlangs")),
        Column(_("Steady")),
        Column(_("On contacts")),
        Column(_("Minimum staffing")),
        Column(_("Shrinkage")),
        Column(_("To schedule")),
        Column(_("Service level")),
        Column(_("Occupancy")),
        Column(_("Abandonment rate")),
        Column(_("Average speed of answer, s"), 12),
        Column(_("Decided by"), 16),
    ]
    return Sheet(_("Requirement"), columns, _by_queue(facts, facts.requirement, _required), frozen=2)


def _required(queue: QueueFacts, row: Any) -> list[Words | Cell]:
    return [
        queue.name,
        Moment(row.interval_start),
        labels.label(labels.MODELS, str(row.model)),
        Number(float(row.offered), 1),
        Number(float(row.offered_load_erl), 2),
        Number(float(row.agents_steady), 2),
        Number(float(row.agents_required), 2),
        Number(float(row.agents_floor), 2),
        Percent(float(row.shrinkage)),
        Number(float(row.scheduled_required), 2),
        Percent(float(row.service_level)),
        Percent(float(row.occupancy)),
        Percent(float(row.abandon_rate)),
        Number(float(row.asa_s), 1),
        labels.label(labels.BINDING, str(row.binding)),
    ]


def forecast_sheet(facts: RunFacts) -> Sheet:
    """Return the contacts expected in every interval with their band."""
    columns = [
        *QUEUE_TIME,
        Column(_("Contacts")),
        Column(_("Low")),
        Column(_("High")),
        Column(_("Handle time, s")),
        Column(_("Method"), 16),
    ]
    return Sheet(_("Forecast"), columns, _by_queue(facts, facts.forecast, _expected), frozen=2, narrow=True)


def _expected(queue: QueueFacts, row: Any) -> list[Words | Cell]:
    contacts = [Number(float(value), 1) for value in (row.offered, row.offered_lo, row.offered_hi)]
    return [queue.name, Moment(row.interval_start), *contacts, Number(float(row.aht_s)), str(row.method)]


def simulation_sheet(facts: RunFacts, simulation: pd.DataFrame) -> Sheet:
    """Return what the simulated week gave in every interval."""
    columns = [
        *QUEUE_TIME,
        Column(_("Contacts")),
        Column(_("Service level")),
        Column(_("Low")),
        Column(_("High")),
        Column(_("First response, s")),
        Column(_("First response of nine in ten, s"), 14),
        Column(_("Abandonment rate")),
        Column(_("Occupancy")),
        Column(_("Left over"), 10),
    ]
    return Sheet(_("Simulation"), columns, _by_queue(facts, simulation, _simulated), frozen=2)


def _simulated(queue: QueueFacts, row: Any) -> list[Words | Cell]:
    return [
        queue.name,
        Moment(row.interval_start),
        Number(float(row.offered), 1),
        *(Percent(float(share)) for share in (row.service_level, row.service_level_lo, row.service_level_hi)),
        Number(float(row.first_response_s), 1),
        Number(float(row.first_response_p90_s), 1),
        Percent(float(row.abandon_rate)),
        Percent(float(row.occupancy)),
        Number(float(row.leftover), 1),
    ]


def handover_sheet(facts: RunFacts) -> Sheet:
    """Return every handover, with room to write down what is passed on."""
    columns = [
        Column(_("At"), 16),
        Column(_("Post"), 18),
        Column(_("Hands over"), 18, wrapped=True),
        Column(_("Takes over"), 18, wrapped=True),
        Column(_("Overlap, min"), 9),
        Column(_("Unfinished contacts"), 22, wrapped=True),
        Column(_("Important tickets"), 22, wrapped=True),
        Column(_("Special customers"), 22, wrapped=True),
        Column(_("System faults"), 22, wrapped=True),
        Column(_("Anything else"), 22, wrapped=True),
        Column(_("Handed over, taken over (signatures, time)"), 22, wrapped=True),
    ]
    rows = [_handed(facts, row) for row in records(week_of(facts).of(facts.handovers, "at"))]
    return Sheet(_("Handovers"), columns, rows, frozen=2)


def _handed(facts: RunFacts, row: Any) -> list[Words | Cell]:
    return [
        Moment(row.at),
        post_words(facts, row.post),
        person(facts.agents, row.outgoing),
        person(facts.agents, row.incoming),
        Number(float(row.overlap_min)),
        *[""] * 6,
    ]


def _by_queue(
    facts: RunFacts, frame: pd.DataFrame, row_of: Callable[[QueueFacts, Any], Sequence[Words | Cell]]
) -> list[Sequence[Words | Cell]]:
    """Return a row for each interval of the week, queue by queue in the plan's order."""
    week = week_of(facts)
    return [row_of(queue, row) for queue in facts.queues for row in records(rows_of(frame, week, queue))]
