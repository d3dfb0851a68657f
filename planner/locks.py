"""Locks: what an agent does on a day whatever the search would like; a file that planners and commands write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.duties import OFF, AgentDay, Duty
from planner.errors import Fault, Message, Place
from planner.kept_rows import read_rows, write_rows
from planner.names import hint
from planner.people import Agent, text_of
from planner.plan.base import Refused, clock_min
from planner.requests import NoSuchStart, Request, UnknownAgent, UnknownShift
from planner.schema import rows_of
from planner.tables import LOCKS

if TYPE_CHECKING:
    import pandas as pd

    from planner.plan import Plan


class NotALock(Message):
    """A lock that is neither a shift with its start nor a day off."""

    template = "{text} is no lock; write off, or a shift with its start such as {example}"


class UnknownPost(Message):
    """A post that the plan does not define."""

    template = "no post {post} in the plan; {hint}"


class PostOnDayOff(Message):
    """A post on a day off."""

    template = "nobody holds a post on a day off; leave the post empty"


class CannotHold(Message):
    """A post for which the agent lacks the skill."""

    template = "{agent} cannot hold {post}: it asks for {skill} at level {level}"


class LockedTwice(Message):
    """Two locks of one agent on one day."""

    template = "{agent} is locked on {day} in {file}, row {row}, already; take one of the two out"


class LockAgainstLeave(Message):
    """A lock on a shift that touches booked leave."""

    template = "{agent} is locked to work on {day} but has leave in {file}, row {row}; take one of the two out"


@dataclass(frozen=True, slots=True)
class Lock:
    """A duty that an agent has on a day, and where that is written; row 0 where it is nowhere yet."""

    place: AgentDay
    duty: Duty
    row: int = 0


def read_locks(path: Path, timezone: str) -> list[Lock]:
    """Return the locks of a LOCKS file; none where there is no file.

    Raises
    ------
    InputError
        With every fault of the file by itself.
    """
    return [_lock(row, at) for at, row in read_rows(path, LOCKS, timezone)]


def locks_of(frame: pd.DataFrame) -> list[Lock]:
    """Return the locks of a LOCKS frame."""
    return [_lock(row, at) for at, row in enumerate(rows_of(frame), start=2)]


def _lock(record: Mapping[str, Any], row: int) -> Lock:
    place = AgentDay(record["date"], text_of(record, "agent"))
    return Lock(place, Duty(text_of(record, "shift"), text_of(record, "post")), row)


def write_locks(path: Path, locks: Iterable[Lock]) -> None:
    """Write a LOCKS file whole, by day and agent."""
    by_place = sorted(locks, key=lambda lock: lock.place)
    write_rows(path, LOCKS, ((one.place.agent, one.place.day, one.duty.shift, one.duty.post) for one in by_place))


def lock_faults(locks: Iterable[Lock], agents: Sequence[Agent], plan: Plan, file: str = "") -> list[Fault]:
    """Return a fault for every agent, shift, start or post that cannot be, in the file of locks or the one named."""
    by_id = {agent.id: agent for agent in agents}
    return [
        Fault(Place(file=file or plan.data.locks, row=lock.row, column=column) if lock.row else Place(), message)
        for lock in locks
        for column, message in _faults(lock, by_id, plan)
    ]


def _faults(lock: Lock, agents: Mapping[str, Agent], plan: Plan) -> Iterator[tuple[str, Message]]:
    agent, duty = lock.place.agent, lock.duty
    if agent not in agents:
        yield "agent", UnknownAgent(agent=agent, agents=plan.data.agents, hint=hint(agent, agents))
    if duty.shift == OFF:
        if duty.post:
            yield "post", PostOnDayOff()
        return
    if duty.kind not in plan.shifts:
        yield "shift", UnknownShift(shift=duty.kind, hint=hint(duty.kind, plan.shifts))
    elif not duty.start:
        yield "shift", NotALock(text=duty.shift, example=f"{duty.kind}@{plan.shifts[duty.kind].starts[0]}")
    elif not _starts_at(duty.start, starts := plan.shifts[duty.kind].starts):
        yield "shift", NoSuchStart(shift=duty.kind, time=duty.start, starts=", ".join(starts))
    if duty.post and duty.post not in plan.posts:
        yield "post", UnknownPost(post=duty.post, hint=hint(duty.post, plan.posts))
    elif duty.post and agent in agents and not agents[agent].has(*(asked := _asked_by(plan, duty.post))):
        yield "post", CannotHold(agent=agent, post=duty.post, skill=asked[0], level=asked[1])


def _asked_by(plan: Plan, post: str) -> tuple[str, int]:
    """Return the skill and level that a post asks for."""
    return plan.posts[post].skill, plan.posts[post].min_level


def _starts_at(text: str, starts: Sequence[str]) -> bool:
    """Tell whether a clock time is one of the starts; what is no clock time is none of them."""
    try:
        return clock_min(text) in map(clock_min, starts)
    except Refused:
        return False


def as_requests(locks: Iterable[Lock], plan: Plan, file: str = "") -> Iterator[Request]:
    """Yield locks without faults, of the file of locks or the one named, in the form of requests."""
    for lock in locks:
        yield Request(
            agent=lock.place.agent,
            start=_wall(lock.place.day, lock.duty.start, plan),
            end=_wall(lock.place.day + timedelta(days=1), "", plan),
            kind="lock",
            shift=lock.duty.kind,
            post=lock.duty.post,
            file=file or plan.data.locks,
            row=lock.row,
        )


def _wall(day: date, clock: str, plan: Plan) -> datetime:
    minute = clock_min(clock) if clock else 0
    return datetime.combine(day, time(minute // 60, minute % 60), plan.zone)


def clashes(requests: Sequence[Request], plan: Plan) -> Iterator[Fault]:
    """Yield a fault for every lock on a day locked already, and for every shift locked against leave."""
    both_hold = plan.rules.locks.severity == plan.rules.leave.severity == "enforce"
    first: dict[tuple[str, date], Request] = {}
    for lock in (request for request in requests if request.kind == "lock"):
        day = lock.start.date()
        other = first.setdefault((lock.agent, day), lock)
        if other is not lock:
            yield _clash(LockedTwice, lock, other)
        if lock.shift and both_hold:
            for leave in requests:
                if leave.kind == "leave" and leave.agent == lock.agent and _meet(leave, lock, plan):
                    yield _clash(LockAgainstLeave, lock, leave)


def _clash(message: type[Message], lock: Request, other: Request) -> Fault:
    place = Place(file=lock.file, row=lock.row) if lock.row else Place()
    return Fault(place, message(agent=lock.agent, day=lock.start.date(), file=other.file, row=other.row))


def _meet(leave: Request, lock: Request, plan: Plan) -> bool:
    """Tell whether the locked shift touches the leave; it lasts as long as its length says."""
    start = lock.start.timestamp()
    end = start + 60 * plan.shifts[lock.shift].length_min
    return leave.start.timestamp() < end and start < leave.end.timestamp()
