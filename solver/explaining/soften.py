"""A problem that can be solved although rules clash."""

from dataclasses import replace

from solver.errors import Conflict
from solver.problem import COST_PER_WAGE_HOUR, RosterProblem
from solver.rules.rule import Rule, Severity

UNMET = 1_000 * COST_PER_WAGE_HOUR  # what a unit of breach costs: more than anything that can be gained by it


def soften(problem: RosterProblem, conflicts: tuple[Conflict, ...]) -> RosterProblem:
    """Return the problem with the rules of the conflicts as warnings of very high weight.

    Where no rule is named, all enforced ones become warnings but those that make a roster one.
    """
    named = {clash.rule for conflict in conflicts for clash in conflict.clashes}
    return replace(problem, rules=tuple(_softened(rule) if _gives_way(rule, named) else rule for rule in problem.rules))


def _gives_way(rule: Rule, named: set[str]) -> bool:
    return rule.enforced and not rule.given and (not named or rule.name in named)


def _softened(rule: Rule) -> Rule:
    return replace(rule, severity=Severity.WARN, weight=UNMET)
