"""What the stages found out: effects, costs, the week before, the simulation, the accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd


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
    not_in_bound: Sequence[str] = ()
    """Rules that the bound leaves out: the best roster that keeps them may cost more than it says."""


@dataclass(frozen=True)
class LastWeekFacts:
    """The week before: its signed ROSTER, the measures it was signed with, and the FORECAST made for it."""

    week: str
    roster: pd.DataFrame
    measures: Mapping[str, float]
    """Empty where the roster was signed without."""
    forecast: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """The simulated service level of a queue's whole week, with the 95 % band of its mean."""

    service_level: float
    lo: float
    hi: float


@dataclass(frozen=True)
class SimulationFacts:
    """The roster simulated: SIMULATION and SIMULATED_AGENTS, and the weeks of the queues where they are known.

    `is_corrected`: the roster was improved until its targets held, or nobody was left to move.
    """

    intervals: pd.DataFrame
    agents: pd.DataFrame | None = None
    weeks: Mapping[str, LevelFacts] = field(default_factory=dict)
    is_corrected: bool = False


@dataclass(frozen=True)
class FairnessFacts:
    """ACCOUNTS before the week and after it, of the periods that count."""

    before: pd.DataFrame
    after: pd.DataFrame
