"""What it costs to be ready for more contacts than expected, on the terminal."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from planner.cli.out import Out
from planner.cli.words import _

if TYPE_CHECKING:
    from planner.pipeline import Run


def print_prices(run: Run, out: Out) -> None:
    """Print the hours to schedule for quantiles of the contacts and for the whole band, and what each adds."""
    from planner.staffing.groups import queue_groups
    from planner.staffing.prices import demand_prices
    from planner.tables import FORECAST

    plan = run.centre.plan
    prices = demand_prices(run.read(FORECAST, "forecast"), plan, queue_groups(plan, run.centre.agents))
    rows = [[_staffed_for(price.demand), f"{price.scheduled_h:,.1f}", f"{price.extra_h:+,.1f}"] for price in prices]
    out.table([_("contacts staffed for"), _("hours to schedule"), _("more than for p50")], rows)
    out.data(prices=[asdict(price) for price in prices])


def _staffed_for(demand: str) -> str:
    return _("expected: service level averaged over the band") if demand == "expected" else demand
