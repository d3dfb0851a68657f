"""Agents: their skills, contracts and dates, read from AGENTS with every fault at its row."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.errors import Fault, InputError, Message, Place
from planner.names import hint, slip
from planner.schema import rows_of

if TYPE_CHECKING:
    import pandas as pd

    from planner.plan import Plan
    from planner.plan.rules.hours import MaxHours
    from planner.plan.rules.work import Floor


_SKILL = re.compile(r"(?P<skill>[^:]*[^:\s])\s*(:\s*(?P<level>[1-9]))?", re.ASCII)


class BadSkill(Message):
    """A skill that is not written `skill:level`."""

    template = "{text}: expected skill:level with levels 1 to 9, such as voice:2;email:1"


class SkillTwice(Message):
    """A skill that one agent has twice."""

    template = "skill {skill} stands twice"


class UnknownSkill(Message):
    """A skill that no queue and no post asks for."""

    template = "no queue and no post asks for skill {skill}; {hint}"


class NoSkill(Message):
    """An agent who can serve nothing."""

    template = "serves no queue and holds no post; give a skill at the min_level that one asks"


class TwoGroups(Message):
    """An agent whose queues belong to two groups and would be counted in both."""

    template = "serves queues of two groups, {first} and {second}, and would be counted twice; give them one group"


class TooFewForFloor(Message):
    """A floor of people on duty that there are not so many of."""

    template = "asks for {people} people with {asks} on duty; only {count} in {agents} have it"


class ContractUnreachable(Message):
    """Contract hours that no number of shifts adds up to."""

    template = "no possible shifts: up to {most} shifts of {shift_h} h make no week of {contract_h} h ± {tolerance_h} h"


class ContractBeyondLimit(Message):
    """Contract hours that an enforced limit or the labour pack does not allow."""

    template = "{contract_h} h a week are more than the {limit_h} h that {rule} allows"


class TagAlmostProtected(Message):
    """A tag that is nearly one of a protected agent, who would not be protected by it."""

    template = "tag {tag} protects nobody; {hint}"


class LeavesBeforeStart(Message):
    """An agent whose last day is before the first."""

    template = "{last} is before available_from, {first}"


class BadDate(Message):
    """A date that cannot be read."""

    template = "{text} is no date; expected such as 2026-12-07"


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
    site: str = ""

    @property
    def team_at_site(self) -> str:
        """Her team by its full name: teams of one name at two sites are two."""
        return "/".join(filter(None, (self.site, self.team)))

    def has(self, skill: str, level: int) -> bool:
        """Tell whether she has a skill at a level or above."""
        return self.skills.get(skill, 0) >= level

    def meets(self, floor: Floor) -> bool:
        """Tell whether she has the skill at its level, or the tag, that a floor asks for."""
        return floor.tag in self.tags if floor.skill is None else self.has(floor.skill, floor.min_level)

    def queues(self, plan: Plan) -> frozenset[str]:
        """Return the queues she can serve."""
        return frozenset(id for id, queue in plan.queues.items() if self.has(plan.skill_of(id), queue.min_level))


def agents_of(frame: pd.DataFrame, plan: Plan, file: str) -> tuple[Agent, ...]:
    """Return the agents of an AGENTS frame.

    Raises
    ------
    InputError
        With every unreadable or unknown skill, every agent without possible work, and every contract out of reach.
    """
    agents, faults = [], []
    for row, record in enumerate(rows_of(frame), start=2):
        agent, found = _agent(record, plan)
        agents.append(agent)
        faults += [Fault(Place(file=file, row=row, column=column), message) for column, message in found]
    faults += _floor_faults(agents, plan, file)
    if faults:
        raise InputError(faults)
    return tuple(agents)


def _floor_faults(agents: Sequence[Agent], plan: Plan, file: str) -> Iterator[Fault]:
    """Yield a fault for each floor that asks for more people on duty than there are."""
    rule = plan.rules.min_on_duty
    for at, floor in enumerate(rule.floors if rule.severity != "off" else ()):
        count = sum(agent.meets(floor) for agent in agents)
        if count < floor.people:
            place = Place(file="plan.toml", path=f"rules.min_on_duty.floors.{at}")
            yield Fault(place, TooFewForFloor(people=floor.people, asks=floor.asks, count=count, agents=file))


def _agent(record: Mapping[str, Any], plan: Plan) -> tuple[Agent, list[tuple[str, Message]]]:
    """Read one row; what is wrong comes back beside the agent."""
    found: list[tuple[str, Message]] = []
    agent = Agent(
        id=text_of(record, "agent"),
        name=text_of(record, "name") or text_of(record, "agent"),
        team=text_of(record, "team"),
        grade=text_of(record, "grade"),
        skills=_skills(text_of(record, "skills"), found),
        contract_h=float(str(record["contract_h"])),
        available_from=_date(record, "available_from", found),
        available_to=_date(record, "available_to", found),
        tags=frozenset(tag.strip() for tag in text_of(record, "tags").split(";")) - {""},
        site=text_of(record, "site"),
    )
    found += _skill_faults(agent, plan)
    if agent.available_from and agent.available_to and agent.available_to < agent.available_from:
        found.append(("available_to", LeavesBeforeStart(last=agent.available_to, first=agent.available_from)))
    if message := _limit_fault(agent.contract_h, plan) or _contract_fault(agent.contract_h, plan):
        found.append(("contract_h", message))
    found += _tag_faults(agent, plan)
    return agent, found


def text_of(record: Mapping[str, Any], column: str) -> str:
    """Return a text cell without surrounding blanks; empty where there is none."""
    value = record.get(column)
    return value.strip() if isinstance(value, str) else ""


def _date(record: Mapping[str, Any], column: str, found: list[tuple[str, Message]]) -> date | None:
    value = record.get(column)
    if isinstance(value, date):
        return value
    text = text_of(record, column)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        found.append((column, BadDate(text=text)))
        return None


def _skills(text: str, found: list[tuple[str, Message]]) -> dict[str, int]:
    """Read `voice:2;email`; a skill without a level has level 1."""
    skills: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in text.replace(",", ";").split(";"))):
        match = _SKILL.fullmatch(part)
        if not match:
            found.append(("skills", BadSkill(text=part)))
        elif match["skill"] in skills:
            found.append(("skills", SkillTwice(skill=match["skill"])))
        else:
            skills[match["skill"]] = int(match["level"] or 1)
    return skills


def _skill_faults(agent: Agent, plan: Plan) -> Iterator[tuple[str, Message]]:
    asked = {plan.skill_of(queue) for queue in plan.queues} | {post.skill for post in plan.posts.values()}
    asked |= {floor.skill for floor in plan.rules.min_on_duty.floors if floor.skill}
    unknown = [skill for skill in agent.skills if skill not in asked]
    for skill in unknown:
        yield "skills", UnknownSkill(skill=skill, hint=hint(skill, sorted(asked)))
    queues = agent.queues(plan)
    holds = any(agent.has(post.skill, post.min_level) for post in plan.posts.values())
    if not queues and not holds and not unknown:
        yield "skills", NoSkill()
    groups = sorted({group for queue in queues if (group := plan.queues[queue].group)})
    if len(groups) > 1:
        yield "skills", TwoGroups(first=groups[0], second=groups[1])


def _limit_fault(contract_h: float, plan: Plan) -> Message | None:
    """Return the fault of more hours than the week's limit, or than a normal week of the labour pack."""
    limits = [(_enforced_min(plan.rules.max_hours_a_week) / 60, "rules.max_hours_a_week")]
    limits += [(plan.labour.law.normal_h["week"], "labour.pack")] if plan.labour else []
    for limit_h, rule in limits:
        if contract_h > limit_h:
            return ContractBeyondLimit(contract_h=f"{contract_h:g}", limit_h=f"{limit_h:g}", rule=rule)
    return None


def _enforced_min(limit: MaxHours) -> float:
    """Return the minutes of an enforced limit, endless where there is none."""
    return limit.hours * 60 if limit.hours is not None and limit.severity == "enforce" else math.inf


def _tag_faults(agent: Agent, plan: Plan) -> Iterator[tuple[str, Message]]:
    protected = plan.rules.protected.tags.keys()
    for tag in sorted(agent.tags.difference(protected)):
        if near := slip(tag, protected):
            yield "tags", TagAlmostProtected(tag=tag, hint=near)


def _contract_fault(contract_h: float, plan: Plan) -> Message | None:
    """Return the fault of hours that the shifts of a week, one on each day not off, cannot add up to."""
    rule, off = plan.rules.contract_hours, plan.rules.min_days_off
    if rule.severity != "enforce" or not plan.shifts:
        return None
    paid = {shift.paid_min for shift in plan.shifts.values()}
    sums = {0}
    most = 7 - off.days if off.severity == "enforce" else 7
    for _ in range(most):
        sums |= {total + minutes for total in sums for minutes in paid}
    if contract_h > 0:
        sums.discard(0)
    low, high = (contract_h - rule.tolerance_h) * 60, (contract_h + rule.tolerance_h) * 60
    high = min(high, _enforced_min(plan.rules.max_hours_a_week))
    if any(low <= total <= high for total in sums):
        return None
    hours = " / ".join(f"{minutes / 60:g}" for minutes in sorted(paid))
    return ContractUnreachable(
        most=most, shift_h=hours, contract_h=f"{contract_h:g}", tolerance_h=f"{rule.tolerance_h:g}"
    )
