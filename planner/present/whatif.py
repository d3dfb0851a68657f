"""Two or more scenarios of a week side by side, from the same parts as the weekly report."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.present.compared import Compared, compared_table
from planner.present.coverage import all_queues_chart, heat_of_all
from planner.present.facts import CostFacts, RunFacts
from planner.present.queues import QueueFigures, queue_figures
from planner.present.simulated import simulated_figures
from planner.present.week import week_of
from reports import Joined, Moment, Words, labels, pages
from reports import text as _


@dataclass(frozen=True)
class Scenario:
    """A finished run under the name that people gave it, and what it lays over the plan (`key=value`)."""

    name: str
    facts: RunFacts
    overrides: Sequence[str] = ()


def comparison_page(scenarios: Sequence[Scenario]) -> pages.Page:
    """Return the page that compares scenarios; the first is what the others are compared with."""
    base = scenarios[0].facts
    dates = week_of(base).dates
    span = Joined([Moment(dates[0], "date"), Moment(dates[-1], "date")], by=" – ")
    return pages.Page(
        title=_("{centre}: scenarios for {week}", centre=base.centre, week=base.week),
        subtitle=Joined([span, Joined([one.name for one in scenarios], by=" | ")]),
        sections=[_overview(scenarios), _queues(scenarios), _coverage(scenarios), _gaps(scenarios), _costs(scenarios)],
        footer=_(
            "Made by workforce-planner {version}, seed {seed}",
            version=base.versions.get("workforce-planner", ""),
            seed=base.solve.seed,
        ),
    )


def _overview(scenarios: Sequence[Scenario]) -> pages.Section:
    lead = _("The same week under other assumptions; small figures are changes against {base}.", base=scenarios[0].name)
    table = _table(scenarios, _("The whole week"), list(_totals(scenarios)))
    assumed = [
        pages.Entry(one.name, Joined(one.overrides) if one.overrides else _("the plan as it is")) for one in scenarios
    ]
    return pages.Section("overview", _("Overview"), [pages.Entries(assumed), table], lead)


def _totals(scenarios: Sequence[Scenario]) -> Iterator[Compared]:
    figures = [queue_figures(one.facts) for one in scenarios]
    yield Compared(_("Contacts forecast"), [sum(one.contacts for one in of) for of in figures])
    yield Compared(_("Required h"), [sum(one.required_h for one in of) for of in figures], 1)
    yield Compared(_("Paid hours rostered"), [float(one.facts.roster["paid_min"].sum()) / 60 for one in scenarios], 1)
    yield Compared(_("Person-hours short"), [sum(one.short_h for one in of) for of in figures], 1, up=False)
    yield Compared(_("Intervals short"), [sum(one.intervals_short for one in of) for of in figures], up=False)
    yield Compared(_("Queues on target"), [sum(one.on_target for one in of) for of in figures], up=True)
    yield Compared(_("Cost, wage-hours"), [one.facts.solve.cost_wage_h for one in scenarios], 1, up=False)
    yield Compared(_("Gap to the proven bound"), [one.facts.solve.gap_labour for one in scenarios], 1, share=True)


def _queues(scenarios: Sequence[Scenario]) -> pages.Section:
    """Return a table for each queue of the first scenario."""
    figures = [{one.queue.queue: one for one in queue_figures(scenario.facts)} for scenario in scenarios]
    simulated = [
        {one.queue.queue: one.service_level for one in simulated_figures(scenario.facts)} for scenario in scenarios
    ]
    tables = [
        _table(
            scenarios,
            queue.name,
            [
                *_of_queue([of.get(queue.queue) for of in figures]),
                *_of_simulation([of.get(queue.queue, math.nan) for of in simulated]),
            ],
        )
        for queue in scenarios[0].facts.queues
    ]
    return pages.Section("queues", _("Queues"), tables, columns=2)


def _of_queue(figures: Sequence[QueueFigures | None]) -> Iterator[Compared]:
    def each(measure: str) -> list[float]:
        return [math.nan if one is None else float(getattr(one, measure)) for one in figures]

    yield Compared(_("Contacts"), each("contacts"))
    yield Compared(_("Required h"), each("required_h"), 1)
    yield Compared(_("Scheduled h"), each("scheduled_h"), 1)
    yield Compared(_("Person-hours short"), each("short_h"), 1, up=False)
    yield Compared(_("Predicted service level"), each("service_level"), 1, share=True, up=True)


def _of_simulation(levels: Sequence[float]) -> Iterator[Compared]:
    if not all(map(math.isnan, levels)):
        yield Compared(_("Simulated service level"), levels, 1, share=True, up=True)


def _coverage(scenarios: Sequence[Scenario]) -> pages.Section:
    charts = [all_queues_chart(one.facts, one.name) for one in scenarios]
    return pages.Section("coverage", _("Coverage"), charts)


def _gaps(scenarios: Sequence[Scenario]) -> pages.Section:
    tables = [heat_of_all(one.facts, one.name) for one in scenarios]
    lead = _("People short (negative, red) or spare (blue) by day and time of day; an empty cell is closed.")
    return pages.Section("gaps", _("Gaps"), tables, lead)


def _costs(scenarios: Sequence[Scenario]) -> pages.Section:
    """Return the cost of all scenarios by part, dearest first."""
    parts = [{part.name: part for part in one.facts.solve.costs} for one in scenarios]
    greatest: dict[str, float] = {}
    for part in (part for of in parts for part in of.values()):
        greatest[part.name] = max(greatest.get(part.name, 0.0), part.cost_wage_h)
    rows = [
        Compared(
            labels.label(labels.COSTS, name),
            [of.get(name, CostFacts(name, 0.0)).cost_wage_h for of in parts],
            1,
            up=None if name == "labour" else False,
        )
        for name in sorted(greatest, key=lambda name: (-greatest[name], name))
        if greatest[name]
    ]
    lead = _("Every part is in hours of a normal agent's wage, so that people short and wishes not granted compare.")
    return pages.Section("cost", _("Cost and rules"), [_table(scenarios, _("Part of the cost"), rows)], lead)


def _table(scenarios: Sequence[Scenario], heading: Words, rows: Sequence[Compared]) -> pages.Table:
    return compared_table(heading, [one.name for one in scenarios], rows)
