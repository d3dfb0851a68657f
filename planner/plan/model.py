"""The whole plan as frozen models."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, model_validator

from planner.errors import Message
from planner.plan.activities import Activity
from planner.plan.base import Hours, Id, Refused, Several, Strict, Weekdays
from planner.plan.labour import Labour
from planner.plan.queues import Group, OfHours, Queue, Share
from planner.plan.rules import Rules
from planner.plan.shifts import Post, Shift


class NotATimeZone(Message):
    """A name that no time zone has."""

    template = "is no time zone; write it as continent and city, such as Asia/Shanghai"


class NotACountry(Message):
    """A country that is not written as ISO 3166 does."""

    template = "must be the two capital letters of a country, such as CN"


class OneOffset(Message):
    """An event of which one time has an offset and the other has not."""

    template = "give both times an offset such as +08:00, or neither (local time)"


class EndsBeforeStart(Message):
    """An event without duration."""

    template = "must end after it starts"


class NotConvex(Message):
    """Prices that fall with the number of people."""

    template = "a further missing or surplus person must not cost less than the first"


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise Refused(NotATimeZone())
    return name


def _country_code(text: str) -> str:
    if not re.fullmatch("[A-Z]{2}", text):
        raise Refused(NotACountry())
    return text


OffShare = Annotated[float, Field(ge=0, lt=1)]
Factor = Annotated[float, Field(ge=0, le=100)]


class Data(Strict):
    """Names of the data files, relative to the plan's folder; a sheet of a workbook is named behind its file."""

    history: str = "history.csv"
    agents: str = "agents.csv"
    requests: str = "requests.csv"
    locks: str = Field("locks.csv", description="locks that commands write")
    own_locks: str | None = Field(None, description="locks that people write, where they stand apart")
    absences: str = "absences.csv"


class CalendarSource(Strict):
    """Whose holidays hold, and a table of own days that overrides them."""

    country: Annotated[str, AfterValidator(_country_code)] | None = None
    extra: str | None = None


class HoursShare(OfHours):
    """Another share for some hours of the day."""

    share: OffShare


class Shrinkage(Strict):
    """A kind of time off contacts: taken from the roster (placed) or a divisor of the requirement (not placed)."""

    share: OffShare
    placed: bool = False
    by_hours: Several[HoursShare] = Field((), description="other shares for some hours; the first fitting line wins")

    def share_at(self, minute: int) -> float:
        """Return the share that holds at a minute of the day."""
        return next((other.share for other in self.by_hours if other.covers(minute)), self.share)


class Event(Strict):
    """A promotion or incident: when, and how many times the normal volume (absent = learn from the past)."""

    kind: str = "promotion"
    start: datetime
    end: datetime
    queue: Id | None = Field(None, description="one queue; absent = all")
    volume: Annotated[float, Field(ge=0, le=100)] | None = None

    @model_validator(mode="after")
    def _ends_later(self) -> Event:
        if (self.start.tzinfo is None) != (self.end.tzinfo is None):
            raise Refused(OneOffset())
        if self.end <= self.start:
            raise Refused(EndsBeforeStart())
        return self


class Costs(Strict):
    """Prices in wage-hours (an hour of a normal agent) per person-hour."""

    shortage: Annotated[float, Field(ge=0)] = Field(2.5, description="for the first missing share of the required")
    shortage_more: Annotated[float, Field(ge=0)] = Field(6.25, description="beyond that share")
    shortage_first_share: Share = 0.10
    surplus: Annotated[float, Field(ge=0)] = Field(0.25, description="for the first person too many")
    surplus_more: Annotated[float, Field(ge=0)] = Field(0.5, description="for each further one")
    grades: dict[Id, Annotated[float, Field(gt=0)]] = Field(default_factory=dict, description="wage factor by grade")

    @model_validator(mode="after")
    def _convex(self) -> Costs:
        if self.shortage_more < self.shortage or self.surplus_more < self.surplus:
            raise Refused(NotConvex())
        return self


class StaffingSettings(Strict):
    """How the requirement is found."""

    demand: Literal["p50", "p80", "p90", "expected"] = Field(
        "p50",
        description="contacts staffed for: a quantile of the forecast's band (p50: what is expected); or expected: all "
        "of the band, so that the service level averaged over it meets the target",
    )


class SimulationSettings(Strict):
    """How the roster is played against random demand, where staffing does not say it."""

    handle_time_cv: Annotated[float, Field(gt=0)] | None = Field(
        None, description="standard deviation of log-normal handle times over their mean; absent = exponential"
    )
    speeds: dict[Id, Annotated[float, Field(gt=0)]] = Field(
        default_factory=dict, description="work done per hour by grade, relative"
    )


class RosterSettings(Strict):
    """How the roster is built."""

    slot_min: Literal[5, 10, 15, 20, 30] | None = Field(None, description="grid of starts and breaks")
    effort: Literal["quick", "normal", "thorough"] = "normal"


class Plan(Strict):
    """A service centre: queues, targets, shifts, posts, rules, costs, and where its data lie."""

    name: str
    timezone: Annotated[str, AfterValidator(_known_zone)]
    language: Literal["en", "zh"] = "en"
    interval_min: Literal[5, 10, 15, 20, 30, 60] = 30
    data: Data = Data()
    calendar: CalendarSource = CalendarSource()
    queues: Annotated[dict[Id, Queue], Field(min_length=1)]
    groups: dict[Id, Group] = Field(default_factory=dict)
    opening: dict[Id, dict[Weekdays, Hours | Several[Hours]]] = Field(default_factory=dict)
    shrinkage: dict[Id, Shrinkage] = Field(default_factory=dict)
    activities: dict[Id, Activity] = Field(default_factory=dict)
    shifts: dict[Id, Shift] = Field(default_factory=dict)
    posts: dict[Id, Post] = Field(default_factory=dict)
    labour: Labour | None = None
    rules: Rules = Rules()
    events: dict[Id, Event] = Field(default_factory=dict)
    effects: dict[str, Factor | dict[Id, Factor]] = Field(
        default_factory=dict,
        description="factors in place of estimated effects, by name; for all queues or by queue",
    )
    costs: Costs = Costs()
    staffing: StaffingSettings = StaffingSettings()
    simulation: SimulationSettings = SimulationSettings()
    roster: RosterSettings = RosterSettings()

    @property
    def zone(self) -> ZoneInfo:
        """The centre's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def slot_min(self) -> int:
        """The roster's grid: as set, else the largest of 15, 10 and 5 minutes that divides the interval."""
        return self.roster.slot_min or next(m for m in (15, 10, 5) if self.interval_min % m == 0)

    def unplaced_shrinkage_at(self, minute: int) -> float:
        """Return the share of time off contacts that no roster can show, at a minute of the day: 1 − Π(1 − share)."""
        present = 1.0
        for kind in self.shrinkage.values():
            present *= 1.0 if kind.placed else 1.0 - kind.share_at(minute)
        return 1.0 - present

    @property
    def night_kinds(self) -> frozenset[str]:
        """The shift kinds that count as nights."""
        return frozenset(kind for kind, shift in self.shifts.items() if shift.is_night)

    @property
    def normal_h(self) -> Mapping[str, float]:
        """Hours of a normal day and week, beyond which work is overtime: the labour pack's, or 8 and 40."""
        return self.labour.law.normal_h if self.labour else {"day": 8.0, "week": 40.0}

    def skill_of(self, queue: str) -> str:
        """Return the skill a queue asks of agents."""
        return self.queues[queue].skill or queue

    def title_of(self, queue: str) -> str:
        """Return what people call a queue."""
        return self.queues[queue].name or queue
