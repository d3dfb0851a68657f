"""What the rules on single agents say of a week with one day changed: by `check`, the single truth."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from solver.problem import RosterProblem
from solver.repairing.options import Option
from solver.roster import Assignment, Breach, Roster
from solver.rules.rule import AgentRule

Place = tuple[str, int | None, str]  # rule, day, subject


@dataclass(slots=True)
class _Said:
    """What the rules say of an agent's week: what warnings cost, and how much enforced ones are broken, by place."""

    cost: int = 0
    broken: Counter[Place] = field(default_factory=Counter)


class OwnRules:
    """The rules on single agents, and what they say of the weeks of a roster."""

    def __init__(self, problem: RosterProblem, roster: Roster) -> None:
        self._problem = problem
        self._rules = [rule for rule in problem.rules if isinstance(rule, AgentRule)]
        self._tours = roster.tours(len(problem.agents))
        self._now = self._said(roster.assignments)

    def cost(self, agent: int) -> int:
        """Return what warnings cost the agent's week as it is."""
        return self._now[agent].cost

    def costs(self, options: Sequence[Option], day: int) -> Iterator[int | None]:
        """Yield how much dearer warnings make each option, None where it breaks an enforced rule more than now.

        The options are of different agents: their weeks are checked together.
        """
        weeks = [assignment for option in options for assignment in _with(self._tours[option.agent], option, day)]
        said = self._said(weeks)
        for option in options:
            then, now = said[option.agent], self._now[option.agent]
            grown = any(amount > now.broken[place] for place, amount in then.broken.items())
            yield None if grown else then.cost - now.cost

    def _said(self, assignments: Sequence[Assignment]) -> Mapping[int, _Said]:
        said = {agent: _Said() for agent in range(len(self._problem.agents))}
        roster = Roster(tuple(assignments))
        for rule in self._rules:
            for breach in rule.check(self._problem, roster):
                _add(said, breach)
        return said


def _add(said: Mapping[int, _Said], breach: Breach) -> None:
    assert breach.agent is not None, "a rule on single agents names one"
    if breach.enforced:
        said[breach.agent].broken[breach.rule, breach.day, breach.subject] += breach.amount
    else:
        said[breach.agent].cost += breach.cost


def _with(tour: Sequence[Assignment], option: Option, day: int) -> Iterator[Assignment]:
    """Yield a week with the option in place of the day."""
    yield from (worked for worked in tour if worked.day != day)
    yield Assignment(option.agent, day, option.shift, option.post)
