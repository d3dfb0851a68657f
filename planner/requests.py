"""What agents asked for and what is fixed: leave, wishes and locks, read from REQUESTS with every fault at its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from planner.errors import Fault, InputError, Message, Place
from planner.names import hint
from planner.people import text_of
from planner.plan.base import clock_min
from planner.schema import rows_of

if TYPE_CHECKING:
    import pandas as pd

    from planner.plan import Plan

RequestKind = Literal["leave", "off", "shift", "lock"]
KINDS: tuple[RequestKind, ...] = ("leave", "off", "shift", "lock")


class UnknownAgent(Message):
    """A request of somebody who is not among the agents."""

    template = "no agent {agent} in {agents}; {hint}"


class NotAKind(Message):
    """A request of no known kind."""

    template = "{kind} is no kind of request; {hint}"


class UnknownShift(Message):
    """A shift that the plan does not define."""

    template = "no shift {shift} in the plan; {hint}"


class NoShift(Message):
    """A wish for a shift that does not say which."""

    template = "a wish of kind shift must name the shift"


class EndsBeforeStart(Message):
    """A request that ends before it starts."""

    template = "{end} is not after the start"


class NoSuchStart(Message):
    """A lock at a time at which its shift does not start."""

    template = "shift {shift} does not start at {time}; it starts at {starts}"


@dataclass(frozen=True, slots=True)
class Request:
    """Leave, a wish for a day off or a shift, or a lock, over half-open time.

    Leave takes off what is owed by its days, an absence by the paid minutes missed.
    """

    agent: str
    start: datetime
    end: datetime
    kind: RequestKind
    shift: str = ""
    weight: float | None = None
    post: str = ""
    missed_min: int | None = None
    file: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)

    def days(self) -> Iterator[date]:
        """Yield every day that it touches; a lock is about the day on which it starts."""
        day = self.start.date()
        last = day if self.kind == "lock" else (self.end - timedelta(seconds=1)).date()
        while day <= last:
            yield day
            day += timedelta(days=1)


def requests_of(frame: pd.DataFrame, agents: Sequence[str], plan: Plan, file: str) -> tuple[Request, ...]:
    """Return the requests of a REQUESTS frame of agents by id; an empty end is the end of the start's day.

    Raises
    ------
    InputError
        With every unknown agent, kind or shift, every end before its start, and every lock at an impossible time.
    """
    requests, faults = [], []
    for row, record in enumerate(rows_of(frame), start=2):
        request = _request(record, file, row)
        requests.append(request)
        faults += [
            Fault(Place(file=file, row=row, column=column), message)
            for column, message in _request_faults(request, agents, plan)
        ]
    if faults:
        raise InputError(faults)
    return tuple(requests)


def _request(record: Mapping[str, Any], file: str, row: int) -> Request:
    import pandas as pd

    start, end, weight = record["start"], record["end"], record.get("weight")
    midnight = datetime.combine(start.date() + timedelta(days=1), datetime.min.time(), start.tzinfo)
    return Request(
        agent=text_of(record, "agent"),
        start=start,
        end=midnight if pd.isna(end) else end,
        kind=text_of(record, "kind"),  # type: ignore[arg-type] # an unknown kind is a fault of its row
        shift=text_of(record, "shift"),
        weight=None if weight is None or pd.isna(weight) else float(str(weight)),
        file=file,
        row=row,
    )


def _request_faults(request: Request, agents: Sequence[str], plan: Plan) -> Iterator[tuple[str, Message]]:
    if request.agent not in agents:
        hinted = hint(request.agent, agents)
        yield "agent", UnknownAgent(agent=request.agent, agents=plan.data.agents, hint=hinted)
    if request.kind not in KINDS:
        yield "kind", NotAKind(kind=request.kind, hint=hint(request.kind, KINDS))
    if request.end <= request.start:
        yield "end", EndsBeforeStart(end=request.end.isoformat(sep=" ", timespec="minutes"))
    if request.kind == "shift" and not request.shift:
        yield "shift", NoShift()
    elif request.shift and request.shift not in plan.shifts:
        yield "shift", UnknownShift(shift=request.shift, hint=hint(request.shift, plan.shifts))
    elif request.kind == "lock" and request.shift:
        starts = plan.shifts[request.shift].starts
        minute = request.start.hour * 60 + request.start.minute
        if minute not in map(clock_min, starts):
            yield "start", NoSuchStart(shift=request.shift, time=f"{request.start:%H:%M}", starts=", ".join(starts))
