"""The shapes of rules about single agents, made once and kept by agent for models of some of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from solver.problem import RosterProblem
from solver.shapes import Shape

if TYPE_CHECKING:
    from solver.rules.rule import AgentRule


class AgentShapes:
    """What each rule of a problem asks of each agent; a problem has one rule of a name."""

    def __init__(self, problem: RosterProblem) -> None:
        self._problem = problem
        self._of_rule: dict[str, dict[int, list[Shape]]] = {}

    def of(self, rule: "AgentRule", agents: Iterable[int]) -> Iterator[Shape]:
        """Yield the shapes of a rule about some agents, whatever its severity."""
        if rule.name not in self._of_rule:
            by_agent = self._of_rule[rule.name] = defaultdict(list)
            for shape in rule.shapes(self._problem):
                by_agent[shape.agent].append(shape)
        for agent in sorted(agents):
            yield from self._of_rule[rule.name].get(agent, ())
