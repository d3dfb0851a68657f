"""What the solver cannot do, told with a template and its values so that the edge can translate.

::

    SolverError
    ├── ProblemError            the problem contradicts itself
    │   ├── OneShiftADayMissing, BreakOutsideShift, BreaksOverlap, QueuesInTwoGroups
    │   └── GroupWithoutWhole, RowTooHigh, CostsNotConvex, RuleSpansSites
    ├── InfeasibleRoster        no roster meets the enforced rules: the clashing rules, agents and days
    │   ├── PostUnheld          nobody who may hold a post can work a shift inside its hours
    │   └── HandoverImpossible  no two shift templates overlap long enough at some time of a post
    └── NoRosterInTime          none was found within the effort allowed, though none is proven impossible: what the
                                best one still breaks
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from solver.problem import RosterProblem
    from solver.roster import Breach


class SolverError(Exception):
    """Base of all errors of this package; `str()` is the English text."""

    template: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values: Mapping[str, object] = values
        super().__init__(self.template.format(**values))


class ProblemError(SolverError):
    """The problem contradicts itself; subclasses say how."""


class OneShiftADayMissing(ProblemError):
    """The rule that everything else builds on is off or only warns."""

    template = "the rule one_shift_a_day must be enforced"


class BreakOutsideShift(ProblemError):
    """A break's window reaches past the shift, or has no room for a start."""

    template = "shift {shift}: the window of a {kind} does not lie inside the shift"


class BreaksOverlap(ProblemError):
    """A break may begin before the one before it has ended."""

    template = "shift {shift}: the window of a {kind} begins before the window of the break before it ends"


class QueuesInTwoGroups(ProblemError):
    """An agent could serve two groups at once."""

    template = "agent {agent} serves queues of two groups; put queues that share people into one group"


class GroupWithoutWhole(ProblemError):
    """The row of all queues of a group is missing."""

    template = "group {group}: the row of all its queues is missing"


class RowTooHigh(ProblemError):
    """A row requires more than its queues do together."""

    template = "group {group}: a row requires more people at slot {slot} than its queues do together"


class CostsNotConvex(ProblemError):
    """The steps of a cost fall, or one without end is not the last."""

    template = "{subject}: the steps of a cost must rise, and only the last may be without end"


class ProblemTooLarge(ProblemError):
    """More people and days than one search holds in memory."""

    template = (
        "{agents} people on {days} days are too many for one roster: at most {most} days of people; split the weeks"
    )


class RuleSpansSites(ProblemError):
    """A rule sees people of several sites together, so that no site can keep it alone."""

    template = "the rule {rule} sees people of several sites together ({subject}); sites plan apart"


@dataclass(frozen=True, slots=True)
class Clash:
    """An instance of a rule that cannot hold beside others; ids as in the problem, empty or None where it has none."""

    rule: str
    agent: str = ""
    day: int | None = None
    subject: str = ""  # the post or group concerned

    @classmethod
    def of(cls, breach: "Breach", problem: "RosterProblem") -> "Clash":
        """Return the instance of a rule that a breach breaks."""
        agent = "" if breach.agent is None else problem.agents[breach.agent].id
        return cls(breach.rule, agent, breach.day, breach.subject)

    def __str__(self) -> str:
        parts = [self.agent, self.subject, "" if self.day is None else f"day {self.day}"]
        return f"{self.rule} ({', '.join(part for part in parts if part)})" if any(parts) else self.rule


@dataclass(frozen=True, slots=True)
class WayOut:
    """A least change that lets the rules of a conflict hold, and what it costs.

    The instance of a rule is broken by so much, in the rule's own unit; or so many people are hired who may hold the
    post that it speaks of.
    """

    clash: Clash
    amount: int
    cost: int
    hired: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Instances of rules that cannot all hold, though they could without any one of them; the cheapest way out first.

    No instances: a conflict is proven, but not which rules make it.
    """

    clashes: tuple[Clash, ...]
    ways_out: tuple[WayOut, ...] = ()

    def __str__(self) -> str:
        return "; ".join(str(clash) for clash in self.clashes)


class InfeasibleRoster(SolverError):
    """No roster meets the enforced rules: the conflicts found, each by itself enough."""

    template = "no roster meets all enforced rules; these cannot hold together: {conflict}"

    def __init__(self, conflicts: tuple[Conflict, ...], **values: object) -> None:
        self.conflicts = conflicts
        super().__init__(conflict=" / ".join(str(conflict) for conflict in conflicts), **values)


class PostUnheld(InfeasibleRoster):
    """Nobody who may hold the post can work a shift inside its hours."""

    template = "post {post}: no agent with the skill can work a shift that covers its hours on day {day}"


class HandoverImpossible(InfeasibleRoster):
    """The shift templates leave a moment of the post at which no handover of the asked length is possible."""

    template = (
        "post {post}: no shift template lets a holder hand over {overlap_min} min at minute {minute} of day {day}; "
        "add one that begins at least {overlap_min} min before another ends"
    )


class NoRosterInTime(SolverError):
    """No roster was found within the effort allowed; none is proven impossible. `broken`: what the best one breaks."""

    template = "no roster was found within the effort allowed ({work} deterministic seconds)"

    def __init__(self, broken: tuple[Clash, ...] = (), **values: object) -> None:
        self.broken = broken
        super().__init__(**values)
