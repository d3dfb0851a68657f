"""What it would take to let the rules of a conflict hold, and what that costs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ortools.sat.python import cp_model

from solver.agent_shapes import AgentShapes
from solver.errors import Clash, WayOut
from solver.model import Model
from solver.problem import Agent, History, RosterProblem, Span
from solver.roster import Breach, Roster
from solver.rules.posts import Posts
from solver.rules.rule import Rule, Severity

MOST_PRICED = 8  # members of a conflict
MOST_HIRED = 2
WORK = 0.5  # deterministic seconds for each


def ways_out(problem: RosterProblem, clashes: tuple[Clash, ...], shapes: AgentShapes) -> tuple[WayOut, ...]:
    """Return the least breach of each member that lets all others hold, and the people to hire, cheapest first.

    All other rules of the agents concerned hold too, unless no single change makes them.
    """
    small = _Small(problem, clashes, shapes)
    ways: list[WayOut] = []
    for apart in (True, False):
        ways = ways or [*_breaches(problem, small, apart), *_hires(problem, clashes, apart)]
    return tuple(sorted(ways, key=lambda way: (way.cost, str(way.clash), way.hired)))


class _Small:
    """The rules about the agents of a conflict by guard: those of the conflict, and all others."""

    def __init__(self, problem: RosterProblem, clashes: tuple[Clash, ...], shapes: AgentShapes) -> None:
        self.clashes = clashes
        named = {clash.rule for clash in clashes}
        subjects = {clash.subject for clash in clashes}
        enforced = tuple(rule for rule in problem.rules if rule.enforced)
        softened = tuple(_softened(rule) for rule in enforced if rule.name in named)
        both = replace(problem, rules=(*enforced, *softened))
        self._model = Model(both, explained=True, agents=_concerned(problem, clashes), shapes=shapes)
        self._others = [
            clash for clash in self._model.guards if clash not in clashes and (clash.agent or clash.subject in subjects)
        ]
        self._model.minimise(wages=False)

    def without(self, clash: Clash | None, apart: bool) -> Roster | None:
        """Return the roster nearest to all members of the conflict, of which one need not hold; None if none is found.

        With `apart`, the rules apart from the conflict hold too.
        """
        cp = self._model.cp.clone()
        for member in self.clashes:
            cp.add(self._model.guards[member] == (member != clash))
        for other in self._others if apart else ():
            cp.add(self._model.guards[other] == 1)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = WORK
        if solver.solve(cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return Roster(self._model.assignments(solver))


def _breaches(problem: RosterProblem, small: _Small, apart: bool) -> Iterator[WayOut]:
    """Yield for each member of the conflict the least breach of it."""
    rules = {rule.name: rule for rule in problem.rules}
    for clash in small.clashes[:MOST_PRICED]:
        roster = small.without(clash, apart)
        if roster is not None:
            rule = rules[clash.rule]
            breaches = [breach for breach in rule.check(problem, roster) if _is_of(breach, clash, problem)]
            price = sum(rule.price(problem, breach) for breach in breaches)
            yield WayOut(clash, sum(breach.amount for breach in breaches), price)


def _softened(rule: Rule) -> Rule:
    """Return the rule as a warning."""
    return replace(rule, severity=Severity.WARN, weight=max(1, rule.weight))


def _concerned(problem: RosterProblem, clashes: Iterable[Clash]) -> frozenset[int]:
    """Return the agents that the instances name or depend on."""
    number = {agent.id: at for at, agent in enumerate(problem.agents)}
    rules = {rule.name: rule for rule in problem.rules}
    shared = (rules[clash.rule].concerns(problem, clash.subject) for clash in clashes if is_shared(problem, clash))
    return frozenset(number[clash.agent] for clash in clashes if clash.agent).union(*shared)


def is_shared(problem: RosterProblem, clash: Clash) -> bool:
    """Tell whether an instance depends on several agents."""
    return not clash.agent or any(rule.name == clash.rule and rule.scope != "agent" for rule in problem.rules)


def _is_of(breach: Breach, clash: Clash, problem: RosterProblem) -> bool:
    """Tell whether a breach is of the instance, as far as that is told; one of no agent may go on past midnight."""
    instance = Clash.of(breach, problem)
    if (clash.subject and instance.subject != clash.subject) or (clash.agent and instance.agent != clash.agent):
        return False
    if clash.day is None or instance.day is None:
        return clash.day == instance.day
    return clash.day <= instance.day <= (clash.day if clash.agent else clash.day + 1)


def _hires(problem: RosterProblem, clashes: tuple[Clash, ...], apart: bool) -> Iterator[WayOut]:
    """Yield, for each post in the conflict, the fewest people to hire for it; they cost their contracts."""
    posts = {clash.subject: clash for clash in clashes if clash.rule == Posts.name}
    for post, clash in posts.items():
        model = _model_of_hire(problem, post)
        for people in range(1, MOST_HIRED + 1) if model else ():
            assert model is not None
            larger = _with_hired(problem, post, model, people)
            if _Small(larger, clashes, AgentShapes(larger)).without(None, apart):
                yield WayOut(clash, people, people * model.contract_min * model.minute_cost, hired=True)
                break


def _model_of_hire(problem: RosterProblem, post: str) -> Agent | None:
    """Return the agent with the longest contract among those who may hold the post, or among all."""
    able = [problem.agents[agent] for each in problem.posts if each.id == post for agent in sorted(each.eligible)]
    return max(able or problem.agents, key=lambda agent: agent.contract_min, default=None)


def _with_hired(problem: RosterProblem, post: str, model: Agent, people: int) -> RosterProblem:
    """Return the problem with more agents who may hold the post, free of leave and of a past."""
    hired = [
        replace(model, id=f"+{at}", available=Span(0, problem.slots), leave=(), history=History())
        for at in range(people)
    ]
    numbers = frozenset(range(len(problem.agents), len(problem.agents) + people))
    posts = (replace(each, eligible=each.eligible | numbers) if each.id == post else each for each in problem.posts)
    return replace(problem, agents=(*problem.agents, *hired), posts=tuple(posts))
