"""Agents and what they asked for, read from their tables with every fault at its row."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from planner.errors import Fault, InputError, Message, Place
from planner.plan.base import clock_min

if TYPE_CHECKING:
    import pandas as pd

    from planner.plan import Plan

RequestKind = Literal["leave", "off", "shift", "lock"]
KINDS: tuple[RequestKind, ...] = ("leave", "off", "shift", "lock")


class BadSkill(Message):
    """A skill that is not written `skill:level`."""

    template = "{text}: expected skill:level, such as voice:2;email:1"


class UnknownSkill(Message):
    """A skill that no queue and no post asks for."""

    template = "no queue and no post asks for skill {skill}; known: {known}"


class NoSkill(Message):
    """An agent who can serve nothing."""

    template = "can serve no queue and hold no post: the levels are too low"


class TwoGroups(Message):
    """An agent whose queues belong to two groups and would be counted in both."""

    template = "serves queues of two groups, {first} and {second}, and would be counted twice; give them one group"


class ContractUnreachable(Message):
    """Contract hours that no number of shifts adds up to."""

    template = "no possible shifts: no week of {shift_h} h shifts adds up to {contract_h} h ± {tolerance_h} h"


class BadDate(Message):
    """A date that cannot be read."""

    template = "{text} is no date; expected such as 2026-12-07"


class UnknownAgent(Message):
    """A request of somebody who is not among the agents."""

    template = "no agent {agent}"


class NotAKind(Message):
    """A request of no known kind."""

    template = "{kind} is no kind of request; known: {known}"


class UnknownShift(Message):
    """A shift that the plan does not define."""

    template = "no shift {shift}; known: {known}"


class EndsBeforeStart(Message):
    """A request that ends before it starts."""

    template = "ends at {end}, not after its start"


class NoSuchStart(Message):
    """A lock at a time at which its shift does not start."""

    template = "shift {shift} does not start at {time}; it starts at {starts}"


@dataclass(frozen=True, slots=True)
class Agent:
    """A person: skills with levels, contract hours a week, and the dates between which she is there."""

    id: str
    name: str
    team: str
    grade: str
    skills: Mapping[str, int]
    contract_h: float
    available_from: date | None = None
    available_to: date | None = None
    tags: frozenset[str] = frozenset()

    def has(self, skill: str, level: int) -> bool:
        """Tell whether she has a skill at a level or above."""
        return self.skills.get(skill, 0) >= level

    def queues(self, plan: Plan) -> frozenset[str]:
        """Return the queues she can serve."""
        return frozenset(id for id, queue in plan.queues.items() if self.has(plan.skill_of(id), queue.min_level))


@dataclass(frozen=True, slots=True)
class Request:
    """Leave, a wish for a day off or a shift, or a lock, over half-open time."""

    agent: str
    start: datetime
    end: datetime
    kind: RequestKind
    shift: str = ""
    weight: float | None = None
    row: int = field(default=0, compare=False)


def agents_of(frame: pd.DataFrame, plan: Plan, file: str) -> tuple[Agent, ...]:
    """Return the agents of an AGENTS frame.

    Raises
    ------
    InputError
        With every unreadable or unknown skill, every agent without possible work, and every contract out of reach.
    """
    agents, faults = [], []
    for row, record in enumerate(frame.to_dict("records"), start=2):
        agent, found = _agent({str(k): v for k, v in record.items()}, plan)
        agents.append(agent)
        faults += [Fault(Place(file=file, row=row, column=column), message) for column, message in found]
    if faults:
        raise InputError(faults)
    return tuple(agents)


def _agent(record: Mapping[str, object], plan: Plan) -> tuple[Agent, list[tuple[str, Message]]]:
    """Read one row; what is wrong comes back beside the agent."""
    found: list[tuple[str, Message]] = []
    agent = Agent(
        id=_text(record, "agent"),
        name=_text(record, "name") or _text(record, "agent"),
        team=_text(record, "team"),
        grade=_text(record, "grade"),
        skills=_skills(_text(record, "skills"), found),
        contract_h=float(str(record["contract_h"])),
        available_from=_date(record, "available_from", found),
        available_to=_date(record, "available_to", found),
        tags=frozenset(_text(record, "tags").split(";")) - {""},
    )
    found += _skill_faults(agent, plan)
    if message := _contract_fault(agent.contract_h, plan):
        found.append(("contract_h", message))
    return agent, found


def _text(record: Mapping[str, object], column: str) -> str:
    value = record.get(column)
    return value.strip() if isinstance(value, str) else ""


def _date(record: Mapping[str, object], column: str, found: list[tuple[str, Message]]) -> date | None:
    value = record.get(column)
    if isinstance(value, date):
        return value
    text = _text(record, column)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        found.append((column, BadDate(text=text)))
        return None


def _skills(text: str, found: list[tuple[str, Message]]) -> dict[str, int]:
    skills = {}
    for part in filter(None, (part.strip() for part in text.replace(",", ";").split(";"))):
        skill, _, level = part.partition(":")
        if skill and (level or "1").isdigit():
            skills[skill.strip()] = int(level or "1")
        else:
            found.append(("skills", BadSkill(text=part)))
    return skills


def _skill_faults(agent: Agent, plan: Plan) -> Iterator[tuple[str, Message]]:
    asked = {plan.skill_of(queue) for queue in plan.queues} | {post.skill for post in plan.posts.values()}
    unknown = [skill for skill in agent.skills if skill not in asked]
    for skill in unknown:
        near = difflib.get_close_matches(skill, sorted(asked), n=1)
        yield "skills", UnknownSkill(skill=skill, known=", ".join(near or sorted(asked)))
    queues = agent.queues(plan)
    holds = any(agent.has(post.skill, post.min_level) for post in plan.posts.values())
    if not queues and not holds and not unknown:
        yield "skills", NoSkill()
    groups = sorted({group for queue in queues if (group := plan.queues[queue].group)})
    if len(groups) > 1:
        yield "skills", TwoGroups(first=groups[0], second=groups[1])


def _contract_fault(contract_h: float, plan: Plan) -> Message | None:
    """Return the fault of hours that up to seven shifts of the plan cannot add up to."""
    rule = plan.rules.contract_hours
    if rule.severity != "enforce":
        return None
    paid = {shift.paid_min for shift in plan.shifts.values()}
    sums = {0}
    for _ in range(7):
        sums |= {total + minutes for total in sums for minutes in paid}
    low, high = (contract_h - rule.tolerance_h) * 60, (contract_h + rule.tolerance_h) * 60
    if any(low <= total <= high for total in sums):
        return None
    hours = " / ".join(f"{minutes / 60:g}" for minutes in sorted(paid))
    return ContractUnreachable(shift_h=hours, contract_h=f"{contract_h:g}", tolerance_h=f"{rule.tolerance_h:g}")


def requests_of(frame: pd.DataFrame, agents: tuple[Agent, ...], plan: Plan, file: str) -> tuple[Request, ...]:
    """Return the requests of a REQUESTS frame; an empty end is the end of the start's day.

    Raises
    ------
    InputError
        With every unknown agent, kind or shift, every end before its start, and every lock at an impossible time.
    """
    known = {agent.id for agent in agents}
    requests, faults = [], []
    for row, record in enumerate(frame.to_dict("records"), start=2):
        request = _request({str(k): v for k, v in record.items()}, row)
        requests.append(request)
        faults += [
            Fault(Place(file=file, row=row, column=column), message)
            for column, message in _request_faults(request, known, plan)
        ]
    if faults:
        raise InputError(faults)
    return tuple(requests)


def _request(record: Mapping[str, object], row: int) -> Request:
    import pandas as pd

    start, end, weight = record["start"], record["end"], record.get("weight")
    assert isinstance(start, datetime)
    midnight = datetime.combine(start.date() + timedelta(days=1), datetime.min.time(), start.tzinfo)
    return Request(
        agent=_text(record, "agent"),
        start=start,
        end=midnight if pd.isna(end) else end,  # type: ignore[call-overload,arg-type]
        kind=_text(record, "kind"),  # type: ignore[arg-type] # an unknown kind is a fault of its row
        shift=_text(record, "shift"),
        weight=None if weight is None or pd.isna(weight) else float(str(weight)),  # type: ignore[call-overload]
        row=row,
    )


def _request_faults(request: Request, agents: set[str], plan: Plan) -> Iterator[tuple[str, Message]]:
    if request.agent not in agents:
        yield "agent", UnknownAgent(agent=request.agent)
    if request.kind not in KINDS:
        yield "kind", NotAKind(kind=request.kind, known=", ".join(KINDS))
    if request.end <= request.start:
        yield "end", EndsBeforeStart(end=request.end.isoformat(sep=" ", timespec="minutes"))
    needs_shift = request.kind == "shift" or bool(request.shift)
    if needs_shift and request.shift not in plan.shifts:
        yield "shift", UnknownShift(shift=request.shift, known=", ".join(plan.shifts))
    elif request.kind == "lock" and request.shift:
        starts = plan.shifts[request.shift].starts
        minute = request.start.hour * 60 + request.start.minute
        if minute not in map(clock_min, starts):
            yield "start", NoSuchStart(shift=request.shift, time=f"{request.start:%H:%M}", starts=", ".join(starts))
