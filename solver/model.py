"""The constraint model of a roster problem: who works what, with guards and named penalties."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from solver.agent_shapes import AgentShapes
from solver.errors import Clash
from solver.problem import RosterProblem
from solver.roster import Assignment

if TYPE_CHECKING:
    from solver.rules.rule import Rule

Literal = cp_model.IntVar
Linear = cp_model.LinearExprT


class Model:
    """Variables of a problem with the verbs that rules speak in.

    With `explained`, every instance of an enforced rule hangs on a guard, a literal that switches it on: assuming all
    guards and minimising the set names the clash. Otherwise enforced rules hold outright. Where only some `agents` are
    asked about, the others work nothing and no rule speaks of one of them. Models of one problem can share `shapes`.
    """

    def __init__(
        self,
        problem: RosterProblem,
        explained: bool = False,
        agents: Iterable[int] | None = None,
        shapes: AgentShapes | None = None,
    ) -> None:
        self.problem = problem
        self.explained = explained
        self.agents = frozenset(range(len(problem.agents)) if agents is None else agents)
        self.shapes = shapes or AgentShapes(problem)
        self.cp = cp_model.CpModel()
        self.guards: dict[Clash, Literal] = {}
        self.closed: set[int] = set()  # indices of literals that an enforced rule has forbidden
        self._costs: list[Linear] = []
        self._at_work: dict[tuple[int, int, tuple[int, ...]], Literal] = {}
        self._works: dict[tuple[int, int, int], Literal] = {}
        self._holds: dict[tuple[int, int, int, int], Literal] = {}
        self._true, self._false = self.cp.new_constant(1), self.cp.new_constant(0)
        self._make_variables()
        for rule in problem.rules:
            rule.build(self)

    def _make_variables(self) -> None:
        posts = {offer: self.problem.posts_of(*offer) for offer in self.problem.offers()}
        for agent in sorted(self.agents):
            for (day, shift), held in posts.items():
                works = self._works[agent, day, shift] = self.cp.new_bool_var(f"works {agent} {day} {shift}")
                for post in held:
                    name = f"holds {agent} {day} {shift} {post}"
                    self._holds[agent, day, shift, post] = self.cp.new_bool_var(name)
                if held:
                    self.cp.add(sum(self._holds[agent, day, shift, post] for post in held) <= works)

    def works(self, agent: int, day: int, shift: int) -> Literal:
        """Return the literal that the agent works the shift that starts on the day."""
        return self._works.get((agent, day, shift), self._false)

    def holds(self, agent: int, day: int, shift: int, post: int) -> Literal:
        """Return the literal that the agent holds the post through that shift."""
        return self._holds.get((agent, day, shift, post), self._false)

    def at_work(self, agent: int, day: int, shifts: Iterable[int]) -> Literal:
        """Return the literal that the agent starts one of the shifts on the day.

        As no agent starts two, it equals their sum, which is stronger than a disjunction; only where that rule itself
        is to be explained may it not.
        """
        key = agent, day, tuple(sorted(shifts))
        if key not in self._at_work:
            literals = [self._works[agent, day, shift] for shift in key[2]]
            if self.explained or len(literals) == 1:
                self._at_work[key] = self.any_of(literals)
            else:
                worked = self._at_work[key] = self.cp.new_bool_var(f"at work {agent} {day}")
                self.cp.add(sum(literals) == worked)
        return self._at_work[key]

    def enforce(
        self,
        rule: "Rule",
        bound: cp_model.BoundedLinearExpression | bool | np.bool_,
        agent: int | None,
        day: int | None,
        subject: str = "",
        when: Iterable[cp_model.LiteralT] = (),
    ) -> None:
        """Demand the inequality when all the literals hold, on a guard where conflicts are to be explained."""
        if agent is not None and agent not in self.agents:
            return
        conditions: list[cp_model.LiteralT] = list(when)
        if self.explained and rule.enforced and not rule.given:
            name = "" if agent is None else self.problem.agents[agent].id
            clash = Clash(rule.name, name, day, subject)
            if clash not in self.guards:
                self.guards[clash] = self.cp.new_bool_var(str(clash))
            conditions.append(self.guards[clash])
        if isinstance(bound, bool | np.bool_):  # nothing is left to decide in it
            bound = cp_model.LinearExpr.sum([self._true]) >= (1 if bound else 2)
        self.cp.add(bound).only_enforce_if(conditions)

    def limit(
        self,
        rule: "Rule",
        total: Linear,
        most: int,
        lo: int | None,
        hi: int | None,
        agent: int | None,
        day: int | None,
        *,
        subject: str = "",
        cost: int | None = None,
    ) -> None:
        """Demand lo <= total <= hi, or make each unit beyond cost; `most` is how far from 0 the total can be."""
        limits = [] if lo is None else [(-total, -lo)]
        limits += [] if hi is None else [(total, hi)]
        for amount, at_most in limits:
            if rule.enforced and cost is None:
                self.enforce(rule, amount <= at_most, agent, day, subject)
            else:
                excess = self.excess(amount, at_most, most + abs(at_most))
                self.penalise(excess, rule.weight if cost is None else cost)

    def forbid(self, rule: "Rule", literal: Literal, agent: int | None, day: int | None) -> None:
        """Demand that the literal is false."""
        self.enforce(rule, literal == 0, agent, day)
        if not self.explained:
            self.closed.add(literal.index)

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """Return a literal that holds exactly when one of these does."""
        if len(literals) == 1:
            return literals[0]
        anyone = self.cp.new_bool_var("any")
        self.cp.add_max_equality(anyone, [*literals, 0])
        return anyone

    def negation(self, literal: Literal) -> Literal:
        """Return a literal that holds exactly when this one does not."""
        other = self.cp.new_bool_var("not")
        self.cp.add(other + literal == 1)
        return other

    def flag(self, cost: int) -> Literal:
        """Return a literal that costs so much where it holds."""
        flag = self.cp.new_bool_var("flag")
        self.penalise(flag, cost)
        return flag

    def excess(self, total: Linear, limit: int, most: int) -> Literal:
        """Return an amount that is at least `total` − `limit` and not negative."""
        amount = self.cp.new_int_var(0, most, "excess")
        self.cp.add(amount >= total - limit)
        return amount

    def penalise(self, amount: Linear, cost: int) -> None:
        """Add `amount` x `cost` to what is minimised."""
        self._costs.append(amount * cost)

    def minimise(self, wages: bool = True) -> None:
        """Set the objective: everything penalised, and wages unless they do not matter."""
        labour = (
            works * self.problem.labour_cost(*cell)
            for cell, works in self._works.items()
            if wages and works.index not in self.closed
        )
        self.cp.minimize(cp_model.LinearExpr.sum([*labour, *self._costs]))

    def fix(self, assignments: Iterable[Assignment]) -> None:
        """Demand exactly these assignments."""
        worked = {(a.agent, a.day, a.shift) for a in assignments}
        held = {(a.agent, a.day, a.shift, a.post) for a in assignments if a.post is not None}
        for cell, works in self._works.items():
            self.cp.add(works == (cell in worked))
        for place, holds in self._holds.items():
            self.cp.add(holds == (place in held))

    def prefer(self, wanted: Iterable[Assignment]) -> None:
        """Minimise the number of decisions that differ from the wanted ones, and begin the search there."""
        chosen = {(a.agent, a.day, a.shift) for a in wanted} | {(a.agent, a.day, a.shift, a.post) for a in wanted}
        differs = []
        for decision, literal in self.decisions():
            self.cp.add_hint(literal, decision in chosen)
            differs.append(1 - literal if decision in chosen else literal)
        self.cp.minimize(cp_model.LinearExpr.sum(differs))

    def assignments(self, solver: cp_model.CpSolver) -> tuple[Assignment, ...]:
        """Return what the solver found."""
        held = {place[:3]: place[3] for place, holds in self._holds.items() if solver.boolean_value(holds)}
        return tuple(
            Assignment(*cell, held.get(cell)) for cell, works in self._works.items() if solver.boolean_value(works)
        )

    def decisions(self) -> Iterable[tuple[tuple[int, ...], Literal]]:
        """Yield every decision: (agent, day, shift) worked and (agent, day, shift, post) held, with its literal."""
        yield from self._works.items()
        yield from self._holds.items()
