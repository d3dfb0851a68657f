"""Why a queue needs that many people, step by step on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from planner.cli.out import Out
from planner.cli.words import _, told

if TYPE_CHECKING:
    from planner.pipeline import Run
    from planner.staffing.trace import Trace


def print_trace(run: Run, queue: str, at: datetime, out: Out) -> None:
    """Print the steps from contacts to people for the interval in which a local moment lies."""
    from planner.staffing.trace import trace
    from planner.tables import FORECAST, POOLED, REQUIREMENT

    tables = (run.read(FORECAST, "forecast"), run.read(REQUIREMENT, "staff"), run.read(POOLED, "staff"))
    steps = trace(queue, at, run.centre.plan, *tables)
    title = f"{run.centre.plan.title_of(queue)}  {steps.interval_start:%Y-%m-%d %H:%M}"
    out.table([title, ""], [*_demand(steps), *_model(steps), *_people(steps), *_pools(steps)])
    out.data(why=asdict(steps))


def _demand(steps: Trace) -> Iterator[tuple[str, str]]:
    yield _("contacts forecast"), f"{steps.contacts:.2f}"
    yield _("contacts staffed for"), f"{steps.contacts_planned:.2f}"
    yield _("× share that comes to people"), f"{steps.people_share:.4f}"
    yield _("= contacts for people"), f"{steps.offered:.2f}"
    if steps.paths:
        yield _("equally likely within the forecast's band"), "  ".join(f"{contacts:.2f}" for contacts in steps.paths)
    if steps.aht_by_concurrency_s:
        times = " / ".join(f"{aht_s:.0f}" for aht_s in steps.aht_by_concurrency_s)
        yield _("handle time with 1, 2, … chats, s"), times
    yield _("agent time per contact, s"), f"{steps.aht_s:.1f}"
    yield _("offered load, erlangs"), f"{steps.offered_load_erl:.3f}"


def _model(steps: Trace) -> Iterator[tuple[str, str]]:
    from reports import labels

    yield _("model"), told(labels.MODELS[steps.model])
    promise = {"share": f"{steps.target_service_level:.0%}", "seconds": f"{steps.target_within_s:g}"}
    if steps.target_answer == "first_response":
        yield _("target, for the first response"), _("{share} in {seconds} s", **promise)
    else:
        yield _("target"), _("{share} in {seconds} s", **promise)
    if steps.target_max_occupancy < 1:
        yield _("occupancy, at most"), f"{steps.target_max_occupancy:.0%}"
    if steps.target_max_abandon < 1:
        yield _("share that gives up, at most"), f"{steps.target_max_abandon:.0%}"
    yield _("agents, if the interval lasted for ever"), f"{steps.agents_steady:.2f}"
    yield _("agents on contacts"), f"{steps.agents_required:.2f}"
    yield _("decided by"), told(labels.BINDING[steps.binding])
    reached = _("service level, averaged over the band's contacts") if steps.paths else _("service level reached")
    yield reached, f"{steps.service_level:.1%}"
    yield _("occupancy reached"), f"{steps.occupancy:.1%}"
    if steps.redials:
        yield _("share that gives up"), f"{steps.abandon_rate:.1%}"
        yield _("redials, on top of the contacts"), f"{steps.redials:.2f}"


def _people(steps: Trace) -> Iterator[tuple[str, str]]:
    yield _("agents on contacts, at least"), f"{steps.agents_floor:.2f}"
    yield _("shrinkage"), f"{steps.shrinkage:.1%}"
    yield _("people to schedule, for this queue alone"), f"{steps.scheduled_required:.2f}"


def _pools(steps: Trace) -> Iterator[tuple[str, str]]:
    for pool in steps.pools:
        yield _("agents for {queues}, added up", queues=pool.queues), f"{pool.agents_additive:.2f}"
        yield _("agents for {queues}, together", queues=pool.queues), f"{pool.agents_required:.2f}"
        yield _("people to schedule for {queues}", queues=pool.queues), f"{pool.scheduled_required:.2f}"
