"""What a run has found out: everything a report is made from."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from planner.errors import Told


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


@dataclass(frozen=True, slots=True)
class EffectFacts:
    """What multiplies a queue's contacts on some days: factor and 80 % band; `name` is what the plan overrides."""

    queue: str
    name: str
    factor: float
    factor_lo: float
    factor_hi: float
    overridden: bool
    """Whether the factor is the plan's own word and not an estimate."""


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
class CostFacts:
    """A part of the roster's cost: `labour`, `shortage`, `surplus` or a rule's name, and how often a rule gave way."""

    name: str
    cost_wage_h: float
    breaches: int = 0


@dataclass(frozen=True, slots=True)
class BrokenFacts:
    """Where a partial roster breaks an enforced rule; `amount` in the rule's own unit, empty what does not apply."""

    rule: str
    agent: str
    day: str
    subject: str
    amount: int


@dataclass(frozen=True, slots=True)
class SolveFacts:
    """How the roster was found; costs in wage-hours, gaps as shares."""

    status: str
    engine: str
    effort: str
    reproducible: bool
    seed: int
    cost_wage_h: float
    bound_wage_h: float
    bound_by: str
    gap_labour: float
    gap_controllable: float | None
    """None where the wages fixed by contract are not below the cost."""
    costs: Sequence[CostFacts]
    """All parts of the cost."""
    labour_pack: str = ""
    """The labour pack with its version; empty where none holds."""
    broken: Sequence[BrokenFacts] = ()
    """Breaches of enforced rules: not empty where the roster is partial."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One planned week: the plan's words, the stages' tables, the manifest.

    The frames have the columns that the table schemas name; their moments know their time zone.
    """

    centre: str
    week: str
    first_day: dt.date
    days: int
    timezone: str
    interval_min: int
    queues: Sequence[QueueFacts]
    shifts: Mapping[str, str]
    """The name people read for each shift kind (may be empty), in the plan's order: it decides the colours."""
    night_kinds: frozenset[str]
    posts: Mapping[str, str]
    """The name people read for each post."""
    activity_names: Mapping[str, str]
    """The name people read for each activity of the plan."""
    events: Sequence[EventFacts]
    special_days: Sequence[DayFacts]
    requests: Sequence[RequestFacts]
    effects: Sequence[EffectFacts]
    cleaned: Sequence[Told]
    """What of the history was repaired, left out or weighted down."""
    notices: Sequence[Told]
    solve: SolveFacts
    versions: Mapping[str, str]
    digests: Mapping[str, str]
    """SHA-256 of each input file."""
    agents: pd.DataFrame
    forecast: pd.DataFrame
    requirement: pd.DataFrame
    roster: pd.DataFrame
    activities: pd.DataFrame
    handovers: pd.DataFrame
    coverage: pd.DataFrame
