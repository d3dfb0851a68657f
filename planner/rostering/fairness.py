"""What goes round among people: accounts with everybody's share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planner.accounts import TURNS
from planner.plan.rules.fairness import Balanced
from planner.rostering.week import Week
from solver import problem as sp
from solver.expected_turns import expected_turns


def fair_accounts(week: Week, problem: sp.RosterProblem) -> Iterator[sp.FairAccount]:
    """Yield the accounts to balance: those of each team, and those of posts among all who may hold them."""
    rule = week.plan.rules.fairness
    kinds = {"nights": rule.nights, "weekends": rule.weekends, "holidays": rule.holidays, "late": rule.late}
    for team in sorted({agent.team_at_site for agent in week.agents}):
        members = [at for at, agent in enumerate(week.agents) if agent.team_at_site == team]
        for name, settings in kinds.items():
            yield from _account(name, settings, members, week, problem)
    for post, settings in rule.turns.items():
        asked = week.plan.posts[post]
        able = [at for at, agent in enumerate(week.agents) if agent.has(asked.skill, asked.min_level)]
        yield from _account(TURNS + post, settings, able, week, problem, week.post_numbers[post])


def _account(
    name: str,
    settings: Balanced,
    members: Iterable[int],
    week: Week,
    problem: sp.RosterProblem,
    post: int | None = None,
) -> Iterator[sp.FairAccount]:
    """Yield the account where it counts and somebody can take a turn."""
    rule = week.plan.rules.fairness
    weight = rule.weight if settings.weight is None else settings.weight
    shares = {
        at: round(week.agents[at].contract_h * 60)
        for at in members
        if problem.agents[at].contract_min > 0 and week.agents[at].tags.isdisjoint(settings.exempt)
    }
    if rule.severity != "off" and weight and shares:
        account = sp.FairAccount(name, shares, round(weight * sp.COST_PER_WAGE_HOUR), post=post)
        yield replace(account, expected=expected_turns(problem, account))
