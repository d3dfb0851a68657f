"""The roster simulated: what was predicted beside what came out, first responses, occupancy, who is idle."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.present.agents import person
from planner.present.facts import LevelFacts, QueueFacts, RunFacts, SimulationFacts
from planner.present.queues import queue_figures, rows_of
from planner.present.week import Week, records, week_of
from reports import Joined, Number, Percent, Words, pages
from reports import text as _

NAMED_MOST = 5  # agents at either end
BIN = 0.1  # of the time at work


@dataclass(frozen=True, slots=True)
class SimulatedFigures:
    """A queue's simulated week: means over contacts, NaN without any; `below` counts intervals surely below target."""

    queue: QueueFacts
    service_level: float
    band: LevelFacts | None
    first_response_s: float
    first_response_p90_s: float
    abandon_rate: float
    occupancy: float
    intervals: int
    below: int

    @property
    def on_target(self) -> bool:
        """Whether the simulated service level, rounded to tenths of a percent, reaches the promise."""
        return math.isnan(self.service_level) or round(self.service_level, 3) >= round(self.queue.service_level, 3)


def simulated_figures(facts: RunFacts) -> list[SimulatedFigures]:
    """Return the simulated figures of every queue in the plan's order; none where nothing was simulated."""
    if facts.simulation is None:
        return []
    week = week_of(facts)
    weeks, intervals = facts.simulation.weeks, facts.simulation.intervals
    return [_figures(queue, rows_of(intervals, week, queue), weeks.get(queue.queue)) for queue in facts.queues]


def _figures(queue: QueueFacts, rows: pd.DataFrame, band: LevelFacts | None) -> SimulatedFigures:
    def mean(column: str) -> float:
        known = rows.dropna(subset=[column])
        weight = known["offered"].sum()
        return float((known[column] * known["offered"]).sum() / weight) if weight else math.nan

    return SimulatedFigures(
        queue=queue,
        service_level=band.service_level if band else mean("service_level"),
        band=band,
        first_response_s=mean("first_response_s"),
        first_response_p90_s=mean("first_response_p90_s"),
        abandon_rate=mean("abandon_rate"),
        occupancy=mean("occupancy"),
        intervals=int(rows["service_level"].notna().sum()),
        below=int((rows["service_level_hi"] < queue.service_level).sum()),
    )


def simulation_sections(facts: RunFacts) -> list[pages.Section]:
    """Return the section of the simulation; none where nothing was simulated."""
    simulated = facts.simulation
    if simulated is None:
        return []
    week = week_of(facts)
    charts = [_chart(facts, simulated, week, queue) for queue in facts.queues]
    blocks: list[pages.Block] = [
        _queue_table(facts),
        *(chart for chart in charts if chart is not None),
        _occupancy(facts, simulated, week),
        *_agent_blocks(facts, simulated),
    ]
    lead = _(
        "The roster played through contact by contact: with breaks, handovers, skills, parallel chats and absence. "
        "The band holds the mean with 95% confidence."
    )
    return [pages.Section("simulation", _("Simulation"), blocks, lead, columns=2)]


def _queue_table(facts: RunFacts) -> pages.Table:
    columns = [
        pages.Column(_("Queue")),
        *(
            pages.Column(heading, number=True)
            for heading in (
                _("Target"),
                _("Predicted service level"),
                _("Simulated service level"),
                _("Intervals surely below target"),
                _("First response, mean s"),
                _("First response, 90% within s"),
                _("Abandonment"),
                _("Occupancy"),
            )
        ),
    ]
    predicted = {one.queue.queue: one.service_level for one in queue_figures(facts)}
    rows = [_queue_row(one, predicted[one.queue.queue]) for one in simulated_figures(facts)]
    caption = _("Means over contacts; the 90% are the mean of the intervals' own.")
    return pages.Table(columns, rows, caption, title=_("Predicted and simulated"))


def _queue_row(one: SimulatedFigures, predicted: float) -> list[Words | pages.Cell]:
    return [
        one.queue.name,
        Percent(one.queue.service_level, 0),
        Percent(predicted),
        level_cell(one.service_level, one.on_target, _band(one.band)),
        _("{short} of {all}", short=Number(one.below), all=Number(one.intervals)),
        Number(one.first_response_s),
        Number(one.first_response_p90_s),
        Percent(one.abandon_rate),
        Percent(one.occupancy),
    ]


def level_cell(service_level: float, on_target: bool, band: Words = "") -> pages.Cell:
    """Return a service level that is good or bad news; a dash where there is none."""
    tone: pages.Tone = "plain" if math.isnan(service_level) else "good" if on_target else "bad"
    return pages.Cell(Percent(service_level), tone, note=band)


def _band(week: LevelFacts | None) -> Words:
    return Joined([Percent(week.lo), Percent(week.hi)], by="–") if week else ""


def _chart(facts: RunFacts, simulated: SimulationFacts, week: Week, queue: QueueFacts) -> pages.BandChart | None:
    """Return the service level of a queue through the week; None where none is simulated."""
    rows = rows_of(simulated.intervals, week, queue)
    if not rows["service_level"].notna().any():
        return None
    predicted = rows_of(facts.coverage, week, queue).set_index("interval_start")["service_level"]
    return pages.BandChart(
        title=queue.name,
        caption=_("service level by interval; {target} are promised", target=Percent(queue.service_level, 0)),
        axis=week.axis(rows["interval_start"]),
        line=pages.Line(_("Simulated"), rows["service_level"].tolist()),
        band=pages.Band(_("95% confidence"), rows["service_level_lo"].tolist(), rows["service_level_hi"].tolist()),
        beside=pages.Line(_("Predicted"), predicted.reindex(rows["interval_start"]).tolist()),
        table=week.hourly(rows, _("Simulated service level, mean over the contacts of each hour"), _level),
        unit="share",
    )


def _level(rows: Sequence[Any]) -> Words:
    known = [row for row in rows if not math.isnan(row.service_level)]
    contacts = sum(row.offered for row in known)
    return Percent(sum(row.service_level * row.offered for row in known) / contacts, 0) if contacts else ""


def _occupancy(facts: RunFacts, simulated: SimulationFacts, week: Week) -> pages.HeatTable:
    """Return the strip of each queue: how much of their time people are on contacts, hour by hour of the day."""
    rows = week.of(simulated.intervals)
    means = rows.groupby(["queue", rows["interval_start"].dt.hour])["occupancy"].mean()
    return pages.HeatTable(
        title=_("Occupancy by hour"),
        caption=_("Share of the time at work on contacts, percent, mean of the days; red is too much for long"),
        headings=[str(hour) for hour in range(24)],
        cells_per_heading=1,
        rows=[
            pages.HeatRow(queue.name, [_known(means.get((queue.queue, hour))) for hour in range(24)])
            for queue in facts.queues
        ],
        scale="share",
    )


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _agent_blocks(facts: RunFacts, simulated: SimulationFacts) -> list[pages.Block]:
    """Return how busy the agents are, and who least and most."""
    if simulated.agents is None or simulated.agents["occupancy"].dropna().empty:
        return []
    known = simulated.agents.dropna(subset=["occupancy"]).sort_values(["occupancy", "agent"])
    shares = known["occupancy"]
    bins = [round(low * BIN, 1) for low in range(round(1 / BIN))]
    counts = [int(((shares >= low) & ((shares < low + BIN) | (low + BIN >= 1.0))).sum()) for low in bins]
    labels: list[Words] = [Joined([Percent(low, 0), Percent(low + BIN, 0)], by="–") for low in bins]
    table = pages.Table(
        [pages.Column(_("Occupancy")), pages.Column(_("Agents"), number=True)],
        [[label, Number(count)] for label, count in zip(labels, counts, strict=True)],
    )
    chart = pages.Histogram(
        title=_("Agents by occupancy"),
        caption=_("How many agents are on contacts for which share of their time"),
        bars=[pages.Bar(label, count) for label, count in zip(labels, counts, strict=True)],
        table=table,
    )
    least, most = known.head(NAMED_MOST), known.tail(NAMED_MOST).iloc[::-1]
    return [chart, _agent_table(facts, _("Most idle"), least), _agent_table(facts, _("Most loaded"), most)]


def _agent_table(facts: RunFacts, title: Words, rows: pd.DataFrame) -> pages.Table:
    columns = [
        pages.Column(_("Agent")),
        *(pages.Column(heading, number=True) for heading in (_("Occupancy"), _("Hours on contacts"), _("Contacts"))),
    ]
    body: list[list[Words | pages.Cell]] = [
        [person(facts.agents, row.agent), Percent(row.occupancy), Number(row.on_contacts_h, 1), Number(row.contacts)]
        for row in records(rows)
    ]
    return pages.Table(columns, body, title=title)
