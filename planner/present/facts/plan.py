"""What the plan says: queues and their promises, special days, wishes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class HoursTargetFacts:
    """What a queue promises at some hours of the day (`20:00-22:00`) in place of its usual target."""

    hours: str
    service_level: float
    within_s: float


@dataclass(frozen=True, slots=True)
class BotFacts:
    """What a bot takes off a queue, as shares of its contacts, and how much longer the rest is (1.0: as long)."""

    share: float
    """The share that the bot takes first."""
    escalation: float
    """The share of these that come to people after all."""
    escalated_aht_factor: float
    people_share: float
    """The share of all contacts that come to people."""
    people_aht_factor: float
    """The handle time of those contacts, relative to that without a bot."""


@dataclass(frozen=True, slots=True)
class HandlingFacts:
    """What is assumed of a queue's contacts; `patience_s` is None where nobody hangs up, a limit of 1 is none."""

    model: str
    aht_by_concurrency_s: Sequence[float]
    patience_s: float | None
    max_abandon: float
    max_occupancy: float
    floor: float
    """Least people on contacts while open."""


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """A queue as the plan has it."""

    queue: str
    name: str
    service_level: float
    """The share of contacts promised (0-1)."""
    within_s: float
    """The threshold of the promise, in seconds."""
    definition: str
    """Which formula the service level means: offered, answered, virtual, short_excluded or short_met."""
    answer: Literal["accepted", "first_response"] = "accepted"
    """What answers a contact: an agent who takes it, or this agent's first message."""
    targets_by_hours: Sequence[HoursTargetFacts] = ()
    bot: BotFacts | None = None
    handling: HandlingFacts | None = None


@dataclass(frozen=True, slots=True)
class EventFacts:
    """A promotion or incident that falls into the week; an empty queue means all."""

    name: str
    start: dt.datetime
    end: dt.datetime
    queue: str = ""
    volume: float | None = None
    """The multiplier of demand (4.0 is four times as many contacts); None when it was learnt."""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A day of the week that is not as its weekday: kind as in the calendar table."""

    day: dt.date
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What somebody asked for one day: leave, a day off, or a shift kind."""

    agent: str
    day: dt.date
    kind: Literal["leave", "off", "shift"]
    shift: str = ""


@dataclass(frozen=True, slots=True)
class ShrinkageFacts:
    """A kind of time off contacts: its share of paid time, and whether the roster shows it."""

    name: str
    share: float
    placed: bool
