"""Take options as far as rules on several agents and on breaks allow."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from solver.problem import RosterProblem
from solver.repairing.options import Moment
from solver.repairing.pricing import Taken
from solver.repairing.remade import remade
from solver.roster import Assignment, Roster
from solver.rules.rule import AgentRule

Place = tuple[str, int | None, int | None, str]  # rule, agent, day, subject


@dataclass(frozen=True, slots=True)
class Accepted:
    """A roster with the options that could be taken, and those that could not."""

    roster: Roster
    left_out: tuple[Taken, ...]


def accepted(problem: RosterProblem, roster: Roster, taken: Sequence[Taken], moment: Moment) -> Accepted:
    """Return the roster with all options, or if it then breaks an enforced rule more than before, without some.

    Halves are tried one after the other, each beside what was taken before, down to single options.
    """
    known = _broken(problem, roster)
    kept: list[Taken] = []
    best = roster
    parts = [list(taken)]
    while parts:
        part = parts.pop()
        trial = _with(problem, roster, [*kept, *part], moment)
        if all(amount <= known[place] for place, amount in _broken(problem, trial).items()):
            kept += part
            best = trial
        elif len(part) > 1:
            parts += [part[len(part) // 2 :], part[: len(part) // 2]]
    return Accepted(best, tuple(one for one in taken if one not in kept))


def _broken(problem: RosterProblem, roster: Roster) -> Counter[Place]:
    """Count by place how much enforced rules on several agents or on breaks are broken; others were checked before."""
    broken: Counter[Place] = Counter()
    for rule in problem.rules:
        if rule.enforced and not isinstance(rule, AgentRule):
            for breach in rule.check(problem, roster):
                broken[breach.rule, breach.agent, breach.day, breach.subject] += breach.amount
    return broken


def _with(problem: RosterProblem, roster: Roster, taken: Sequence[Taken], moment: Moment) -> Roster:
    """Return the roster with options in place of what is rostered."""
    instead = {one.option.agent: one for one in taken}
    assignments = [a for a in roster.assignments if a.day != moment.day or a.agent not in instead]
    assignments += [Assignment(agent, moment.day, one.option.shift, one.option.post) for agent, one in instead.items()]
    begun = {(agent, moment.day): one.begun for agent, one in instead.items() if one.begun}
    return remade(problem, roster, assignments, begun, moment.first)
