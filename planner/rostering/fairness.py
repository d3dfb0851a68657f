"""What goes round among people: accounts with everybody's share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planner.plan.rules import Balanced
from planner.rostering.week import Week
from solver import problem as sp

ROLLING_WEEKS = 13  # that accounts sum up
TURNS = "turns_"  # and the post: shifts in which it is held


def fair_accounts(week: Week, agents: Sequence[sp.Agent]) -> Iterator[sp.FairAccount]:
    """Yield the accounts to balance: those of each team, and those of posts among all who may hold them."""
    rule = week.plan.rules.fairness
    kinds = {"nights": rule.nights, "weekends": rule.weekends, "holidays": rule.holidays, "late": rule.late}
    for team in sorted({agent.team for agent in week.agents}):
        members = [at for at, agent in enumerate(week.agents) if agent.team == team]
        for name, settings in kinds.items():
            yield from _account(name, settings, members, week, agents)
    for post, settings in rule.turns.items():
        asked = week.plan.posts[post]
        able = [at for at, agent in enumerate(week.agents) if agent.has(asked.skill, asked.min_level)]
        yield from _account(TURNS + post, settings, able, week, agents, list(week.plan.posts).index(post))


def _account(
    name: str,
    settings: Balanced,
    members: Iterable[int],
    week: Week,
    agents: Sequence[sp.Agent],
    post: int | None = None,
) -> Iterator[sp.FairAccount]:
    """Yield the account where it counts and somebody can take a turn; a mean week of those past is expected."""
    rule = week.plan.rules.fairness
    weight = rule.weight if settings.weight is None else settings.weight
    shares = {
        at: round(week.agents[at].contract_h * 60)
        for at in members
        if agents[at].contract_min > 0 and week.agents[at].tags.isdisjoint(settings.exempt)
    }
    if rule.severity != "off" and weight and shares:
        carried = sum(agents[at].history.account(name) for at in shares)
        expected = round(100 * carried / ROLLING_WEEKS)
        yield sp.FairAccount(name, shares, round(weight * sp.COST_PER_WAGE_HOUR), expected, post)
