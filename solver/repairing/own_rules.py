"""What the rules on single agents say of a week with one day changed: by `check`, the single truth."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from solver.problem import RosterProblem
from solver.repairing.options import Option
from solver.roster import Assignment, Breach, Roster
from solver.rules.rule import AgentRule

Place = tuple[str, int | None, str]  # rule, day, subject
Tour = tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class _Weeks(Roster):
    """A roster whose tours are at hand, since every rule asks for them."""

    of_agents: tuple[Tour, ...] = ()

    def tours(self, agents: int) -> tuple[Tour, ...]:  # noqa: ARG002
        """Return the assignments of each agent, in order of days."""
        return self.of_agents


@dataclass(slots=True)
class _Said:
    """What the rules say of an agent's week: what warnings cost, and how much enforced ones are broken, by place."""

    cost: int = 0
    broken: Counter[Place] = field(default_factory=Counter)

    def add(self, breach: Breach) -> None:
        """Count a breach."""
        if breach.enforced:
            self.broken[breach.rule, breach.day, breach.subject] += breach.amount
        else:
            self.cost += breach.cost


class OwnRules:
    """The rules on single agents, and what they say of the weeks of a roster."""

    def __init__(self, problem: RosterProblem, roster: Roster) -> None:
        self._problem = problem
        self._rules = [rule for rule in problem.rules if isinstance(rule, AgentRule)]
        self._tours = roster.tours(len(problem.agents))
        self._now = self._said(dict(enumerate(self._tours)))

    def cost(self, agent: int) -> int:
        """Return what warnings cost the agent's week as it is."""
        return self._now[agent].cost

    def costs(self, options: Sequence[Option], day: int) -> Iterator[int | None]:
        """Yield how much dearer warnings make each option, None where it breaks an enforced rule more than now.

        The options are of different agents: their weeks are checked together.
        """
        said = self._said({option.agent: _with(self._tours[option.agent], option, day) for option in options})
        for option in options:
            then, now = said[option.agent], self._now[option.agent]
            grown = any(amount > now.broken[place] for place, amount in then.broken.items())
            yield None if grown else then.cost - now.cost

    def _said(self, weeks: Mapping[int, Tour]) -> Mapping[int, _Said]:
        """Return what the rules say of the weeks of some agents."""
        tours: list[Tour] = [()] * len(self._problem.agents)
        for agent, tour in weeks.items():
            tours[agent] = tour
        roster = _Weeks(tuple(worked for tour in weeks.values() for worked in tour), of_agents=tuple(tours))
        said: Mapping[int, _Said] = defaultdict(_Said)
        for rule in self._rules if weeks else ():
            for breach in rule.check(self._problem, roster):
                assert breach.agent is not None, "a rule on single agents names one"
                said[breach.agent].add(breach)
        return said


def _with(tour: Tour, option: Option, day: int) -> Tour:
    """Return a week with the option in place of the day."""
    changed = Assignment(option.agent, day, option.shift, option.post)
    return tuple(sorted([*(worked for worked in tour if worked.day != day), changed], key=lambda a: (a.day, a.shift)))
