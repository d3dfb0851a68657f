"""Rules that see people of several sites together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from solver.errors import RuleSpansSites
from solver.problem import Pair, RosterProblem


@dataclass(frozen=True, slots=True)
class _Together:
    """People whom a rule sees together."""

    subject: str
    agents: frozenset[int]


def _pairs(pairs: Sequence[Pair], problem: RosterProblem) -> Iterator[_Together]:
    for pair in pairs:
        yield _Together(", ".join(problem.agents[agent].id for agent in pair), frozenset(pair))


def _teams(problem: RosterProblem) -> Iterator[_Together]:
    return (_Together(team.id, team.agents) for team in problem.teams)


TOGETHER: Mapping[str, Callable[[RosterProblem], Iterator[_Together]]] = {
    "together": lambda problem: _pairs(problem.together, problem),
    "apart": lambda problem: _pairs(problem.apart, problem),
    "team_breaks": _teams,
    "spread_of_stops": _teams,
    "group_handover": lambda problem: (_Together(share.id, share.agents) for share in problem.handover_shares),
    "activities": lambda problem: (
        _Together(spec.id, spec.agents) for spec in problem.activities if spec.together is not None
    ),
    "max_changes": lambda problem: iter([_Together("", frozenset(range(len(problem.agents))))]),
}


def refuse_spanning(problem: RosterProblem, sites: Sequence[frozenset[int]]) -> None:
    """Raise if a rule would be lost where each site plans apart.

    Raises
    ------
    RuleSpansSites
        A pair, a team, an overlap or an activity in common has people of several sites, or changes are limited.
    """
    for rule in problem.rules:
        for people in TOGETHER[rule.name](problem) if rule.name in TOGETHER else ():
            if sum(not site.isdisjoint(people.agents) for site in sites) > 1:
                raise RuleSpansSites(rule=rule.name, subject=people.subject)
