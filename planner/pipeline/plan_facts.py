"""What reports say of the plan: queues and their promises, special days, wishes, time off contacts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from planner.pipeline.events import local
from planner.pipeline.run import Run
from planner.plan import Plan, Queue
from planner.present.facts import (
    BotFacts,
    DayFacts,
    EventFacts,
    HandlingFacts,
    HoursTargetFacts,
    QueueFacts,
    RequestFacts,
    ShrinkageFacts,
)
from planner.schema import rows_of
from planner.staffing.bots import human_aht_factor, human_share

ORDINARY_DAYS = ("workday", "weekend")


def queues(plan: Plan) -> Iterator[QueueFacts]:
    """Yield the queues in the plan's order."""
    for id, queue in plan.queues.items():
        target = queue.target
        yield QueueFacts(
            id,
            plan.title_of(id),
            target.service_level,
            target.within_s,
            target.definition,
            target.answer,
            targets_by_hours=list(other_targets(queue)),
            bot=_bot(queue) if queue.bot_share > 0 else None,
            handling=_handling(queue),
        )


def other_targets(queue: Queue) -> Iterator[HoursTargetFacts]:
    """Yield the lines that promise another service level or another threshold; a line may change a limit only."""
    usual = queue.target
    for other in queue.targets_by_hours:
        service_level = usual.service_level if other.service_level is None else other.service_level
        within_s = usual.within_s if other.within_s is None else other.within_s
        if (service_level, within_s) != (usual.service_level, usual.within_s):
            yield HoursTargetFacts(other.hours, service_level, within_s)


def _bot(queue: Queue) -> BotFacts:
    return BotFacts(
        share=queue.bot_share,
        escalation=queue.bot_escalation,
        escalated_aht_factor=queue.bot_aht_factor,
        people_share=human_share(queue),
        people_aht_factor=human_aht_factor(queue),
    )


def _handling(queue: Queue) -> HandlingFacts:
    return HandlingFacts(
        model=queue.model,
        aht_by_concurrency_s=queue.aht_by_concurrency_s,
        patience_s=queue.patience_s,
        max_abandon=queue.target.max_abandon,
        max_occupancy=queue.target.max_occupancy,
        floor=queue.floor,
    )


def events(run: Run) -> Iterator[EventFacts]:
    """Yield the events that touch the week."""
    plan, grid = run.centre.plan, run.intervals
    for name, event in plan.events.items():
        start, end = local(event.start, plan), local(event.end, plan)
        if start < grid.at(grid.days) and end > grid.at(0):
            yield EventFacts(name, start, end, event.queue or "", event.volume)


def special_days(run: Run) -> Iterator[DayFacts]:
    """Yield the days of the week that are not as their weekday."""
    grid = run.intervals
    for row in rows_of(run.centre.calendar(grid.first, grid.first + timedelta(days=grid.days - 1))):
        if row["kind"] not in ORDINARY_DAYS:
            yield DayFacts(row["date"], row["kind"], row["name"])


def requests(run: Run) -> Iterator[RequestFacts]:
    """Yield leave and wishes, day by day."""
    for request in run.centre.requests:
        day, last = request.start.date(), (request.end - timedelta(seconds=1)).date()
        while request.kind != "lock" and day <= last:
            if day in run.intervals.dates():
                yield RequestFacts(request.agent, day, request.kind, request.shift)
            day += timedelta(days=1)


def shrinkage(plan: Plan) -> Iterator[ShrinkageFacts]:
    """Yield the kinds of time off contacts."""
    for name, kind in plan.shrinkage.items():
        yield ShrinkageFacts(name, kind.share, kind.placed)
