"""What no single part of a plan can see: references between parts, and multiples of the grid."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planner.errors import Message
from planner.names import hint
from planner.plan.activities import Activity
from planner.plan.base import WEEKDAYS, after_min, clock_min, hours_min, weekdays
from planner.plan.crosscheck_activities import activity_faults
from planner.plan.crosscheck_breaks import spacing_faults
from planner.plan.crosscheck_rules import rule_faults
from planner.plan.model import Plan
from planner.plan.queues import Queue, Target
from planner.plan.shifts import Post, Shift

Finding = tuple[tuple[str, ...], Message]


class UnknownQueue(Message):
    """A queue that the plan does not define."""

    template = "no queue {queue} under [queues]; {hint}"


class UnknownPost(Message):
    """A post that the plan does not define."""

    template = "no post {post} under [posts]; {hint}"


class GroupOfNone(Message):
    """A group without queues."""

    template = 'no queue has group = "{group}"; {hint}'


class NotOnGrid(Message):
    """A time that is no multiple of the roster's slot."""

    template = "{minutes} min is no multiple of the roster's slot of {slot_min} min (roster.slot_min)"


class NotOnInterval(Message):
    """Hours that begin or end inside an interval."""

    template = "{hours} begins or ends inside an interval of {interval_min} min (interval_min)"


class DayTwice(Message):
    """A weekday that two entries of one queue's opening hours name."""

    template = "names {day}, as {other} does; give each day once, with a list for several hours"


class SlotTooLong(Message):
    """A slot that does not divide the interval."""

    template = "{slot_min} min does not divide the interval of {interval_min} min"


class WindowsOverlap(Message):
    """Two breaks of a shift whose windows overlap or stand in the wrong order."""

    template = "begins at {start}, before the window of the break before it ends at {end}"


class PlacedNowhere(Message):
    """A placed share of time without an activity that takes it from the roster."""

    template = "time off that is placed in the roster needs an activity of the same name; add it, or set placed = false"


class ListForChatOnly(Message):
    """Handle times by parallel contacts for a queue that handles one at a time."""

    template = 'a list of handle times is for model = "chat"; give one number'


class ConversationForChatOnly(Message):
    """Turns of a chat for a queue of other contacts."""

    template = 'a conversation is for model = "chat"; give aht_s'


class NoConversation(Message):
    """A promise about first responses where nothing says how long they take."""

    template = "a first response needs conversation in place of aht_s"


class ShortOfResponse(Message):
    """A promise about first responses, counted in a way that they have no part in."""

    template = "first responses are counted as offered, answered or virtual"


class TooShortToRespond(Message):
    """A share of first responses that agents with nothing else to do would miss."""

    template = "out of reach: within {within_s} s an agent with one chat at most responds to {share} of them"


class NobodyToRedial(Message):
    """Redials where nobody gives up a call."""

    template = 'redials are for model = "live" and need patience_s'


class NoPatience(Message):
    """A cap on abandonment for customers who wait for ever."""

    template = "a cap on abandonment needs patience_s"


class TooShortToAnswer(Message):
    """A target of deferred work that leaves less time than a contact takes."""

    template = "{within_s} s is less than the {aht_s} s that a contact takes"


class OneDeadlineOnly(Message):
    """Targets by hours for work that waits beyond them."""

    template = "deferred work has one target for all hours; give it under target"


class InterruptibleIsDeferred(Message):
    """Live contacts that are said to be put aside for live contacts."""

    template = 'only work with model = "deferred" can be put aside'


def cross_faults(plan: Plan) -> Iterator[Finding]:
    """Yield every fault between parts of a plan that are valid by themselves."""
    yield from _references(plan)
    yield from _grid(plan)
    yield from _intervals(plan)
    yield from _opening(plan)
    yield from _queues(plan)
    yield from _windows(plan)
    yield from rule_faults(plan)
    yield from spacing_faults(plan)
    yield from activity_faults(plan)
    for name, kind in plan.shrinkage.items():
        if kind.placed and name not in plan.activities:
            yield ("shrinkage", name, "placed"), PlacedNowhere()


def _references(plan: Plan) -> Iterator[Finding]:
    for queue in plan.opening:
        if queue not in plan.queues:
            yield ("opening", queue), UnknownQueue(queue=queue, hint=hint(queue, plan.queues))
    for name, event in plan.events.items():
        if event.queue and event.queue not in plan.queues:
            yield ("events", name, "queue"), UnknownQueue(queue=event.queue, hint=hint(event.queue, plan.queues))
    for name, factors in plan.effects.items():
        for queue in factors if isinstance(factors, dict) else ():
            if queue not in plan.queues:
                yield ("effects", name, queue), UnknownQueue(queue=queue, hint=hint(queue, plan.queues))
    for post in plan.rules.fairness.turns:
        if post not in plan.posts:
            yield ("rules", "fairness", "turns", post), UnknownPost(post=post, hint=hint(post, plan.posts))
    groups = {queue.group: None for queue in plan.queues.values() if queue.group}
    for group in plan.groups:
        if group not in groups:
            yield ("groups", group), GroupOfNone(group=group, hint=hint(group, groups))


def _intervals(plan: Plan) -> Iterator[Finding]:
    """Yield opening hours, hours of targets and of shrinkage that no whole intervals make up."""
    for id, queue in plan.queues.items():
        for at, target in enumerate(queue.targets_by_hours):
            path = ("queues", id, "targets_by_hours", str(at), "hours")
            yield from _inside_interval(path, target.hours, plan.interval_min)
    for name, kind in plan.shrinkage.items():
        for at, other in enumerate(kind.by_hours):
            path = ("shrinkage", name, "by_hours", str(at), "hours")
            yield from _inside_interval(path, other.hours, plan.interval_min)
    for id, opening in plan.opening.items():
        for days, hours in opening.items():
            for text in (hours,) if isinstance(hours, str) else hours:
                yield from _inside_interval(("opening", id, days), text, plan.interval_min)


def _inside_interval(path: tuple[str, ...], hours: str, interval_min: int) -> Iterator[Finding]:
    if any(minute % interval_min for minute in hours_min(hours)):
        yield path, NotOnInterval(hours=hours, interval_min=interval_min)


def _opening(plan: Plan) -> Iterator[Finding]:
    for queue, opening in plan.opening.items():
        named: dict[int, str] = {}
        for days in opening:
            if twice := [day for day in weekdays(days) if day in named]:
                yield ("opening", queue, days), DayTwice(day=WEEKDAYS[twice[0]], other=named[twice[0]])
            named |= dict.fromkeys(weekdays(days), days)


def _queues(plan: Plan) -> Iterator[Finding]:
    for name, queue in plan.queues.items():
        if isinstance(queue.aht_s, tuple) and len(queue.aht_s) > 1 and queue.model != "chat":
            yield ("queues", name, "aht_s"), ListForChatOnly()
        if queue.target.max_abandon < 1 and queue.patience_s is None and queue.model != "deferred":
            yield ("queues", name, "target", "max_abandon"), NoPatience()
        if queue.interruptible and queue.model != "deferred":
            yield ("queues", name, "interruptible"), InterruptibleIsDeferred()
        if queue.redial_share and (queue.patience_s is None or queue.model != "live"):
            yield ("queues", name, "redial_share"), NobodyToRedial()
        if queue.conversation and queue.model != "chat":
            yield ("queues", name, "conversation"), ConversationForChatOnly()
        if queue.target.answer == "first_response":
            yield from _first_response(("queues", name), queue)
        if queue.model == "deferred":
            yield from _deadline(name, queue)


def _first_response(path: tuple[str, ...], queue: Queue) -> Iterator[Finding]:
    """Yield what no chat queue can promise about first responses."""
    if not queue.conversation:
        yield (*path, "target", "answer"), NoConversation()
        return
    if queue.target.definition.startswith("short"):
        yield (*path, "target", "definition"), ShortOfResponse()
    targets: dict[tuple[str, ...], Target] = {("target",): queue.target}
    targets |= {
        ("targets_by_hours", str(at)): other.over(queue.target) for at, other in enumerate(queue.targets_by_hours)
    }
    for key, target in targets.items():
        at_best = queue.conversation.answered_at_best(target.within_s)
        if target.service_level >= at_best:
            yield (*path, *key), TooShortToRespond(within_s=f"{target.within_s:g}", share=f"{at_best:.1%}")


def _deadline(name: str, queue: Queue) -> Iterator[Finding]:
    """Yield what no deferred queue can promise."""
    aht_s = queue.aht_by_concurrency_s[0]
    if queue.target.within_s < aht_s:
        fault = TooShortToAnswer(within_s=f"{queue.target.within_s:g}", aht_s=f"{aht_s:g}")
        yield ("queues", name, "target", "within_s"), fault
    if queue.targets_by_hours:
        yield ("queues", name, "targets_by_hours"), OneDeadlineOnly()


def _windows(plan: Plan) -> Iterator[Finding]:
    for name, shift in plan.shifts.items():
        for at, (first, second) in enumerate(pairwise(shift.breaks), start=1):
            start, end = second.window[0], first.window[1]
            if after_min(start) < after_min(end):
                yield ("shifts", name, "breaks", str(at), "window"), WindowsOverlap(start=start, end=end)


def _grid(plan: Plan) -> Iterator[Finding]:
    slot = plan.slot_min
    if plan.interval_min % slot:
        yield ("roster", "slot_min"), SlotTooLong(slot_min=slot, interval_min=plan.interval_min)
        return
    for name, shift in plan.shifts.items():
        for path, minutes in _shift_times(shift):
            if minutes % slot:
                yield ("shifts", name, *path), NotOnGrid(minutes=minutes, slot_min=slot)
    for name, post in plan.posts.items():
        for path, minutes in _post_times(post):
            if minutes % slot:
                yield ("posts", name, *path), NotOnGrid(minutes=minutes, slot_min=slot)
    for name, activity in plan.activities.items():
        for path, minutes in _activity_times(activity):
            if minutes % slot:
                yield ("activities", name, *path), NotOnGrid(minutes=minutes, slot_min=slot)
    for at, floor in enumerate(plan.rules.min_on_duty.floors):
        for minutes in hours_min(floor.hours):
            if minutes % slot:
                path = "rules", "min_on_duty", "floors", str(at), "hours"
                yield path, NotOnGrid(minutes=minutes, slot_min=slot)
    for name, group in plan.groups.items():
        if group.handover_overlap_min % slot:
            minutes = group.handover_overlap_min
            yield ("groups", name, "handover_overlap_min"), NotOnGrid(minutes=minutes, slot_min=slot)


def _activity_times(activity: Activity) -> Iterator[tuple[tuple[str, ...], int]]:
    yield ("length_min",), activity.length_min
    for side, minutes in enumerate(activity.window_min(0)):
        yield ("window", str(side)), minutes


def _shift_times(shift: Shift) -> Iterator[tuple[tuple[str, ...], int]]:
    for at, start in enumerate(shift.starts):
        yield ("starts", str(at)), clock_min(start)
    yield ("length_min",), shift.length_min
    for at, pause in enumerate(shift.breaks):
        yield ("breaks", str(at), "min"), pause.min
        for side in (0, 1):
            yield ("breaks", str(at), "window", str(side)), after_min(pause.window[side])


def _post_times(post: Post) -> Iterator[tuple[tuple[str, ...], int]]:
    for minutes in hours_min(post.hours):
        yield ("hours",), minutes
    yield ("overlap_min",), post.overlap_min
