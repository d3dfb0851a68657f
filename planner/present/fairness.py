"""The fairness account: what each agent has had of nights, weekends and the like, this week included."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from planner.accounts import HOURS, ROLLING_WEEKS, TURNS, balances
from planner.present.agents import people
from planner.present.facts import RunFacts
from planner.present.names import post_words
from planner.present.roster import team_words
from planner.present.week import records
from reports import Number, Words, labels, pages
from reports import text as _

ACCOUNTS = ("nights", "late", "weekends", "holidays", "wishes_refused")


class Turn(NamedTuple):
    """One agent's account: what it holds after the week, and what the week added."""

    after: int
    added: int


def fairness_sections(facts: RunFacts, agents: pd.DataFrame) -> list[pages.Section]:
    """Return the accounts of some agents; none where they are not kept."""
    if facts.fairness is None:
        return []
    turns, kept = _turns(facts), _kept(facts)
    lead = _(
        "What everybody has had in the last {weeks} weeks, this week included (+ is what this week adds). "
        "The rule of fairness gives the next turn to who has had least for the contract hours.",
        weeks=ROLLING_WEEKS,
    )
    if not kept:
        return [pages.Section("fairness", _("Fairness"), [pages.Prose([_("Nobody has had any turn yet.")])])]
    table = people(agents).sort_values(["team", "agent"], kind="stable")
    tables = [_agents_table(facts, str(team), of, kept, turns) for team, of in table.groupby("team")]
    whole = pages.Folded(_("Account of each agent"), tables)
    return [pages.Section("fairness", _("Fairness"), [_teams_table(facts, table, kept, turns), whole], lead)]


def _turns(facts: RunFacts) -> Mapping[tuple[str, str], Turn]:
    """Return every account after the week that rolls, hours left out."""
    if facts.fairness is None:
        return {}
    monday = facts.first_day + dt.timedelta(days=facts.days)
    before, after = (balances(frame, monday) for frame in (facts.fairness.before, facts.fairness.after))
    return {
        (agent, name): Turn(value, value - before.get(agent, {}).get(name, 0))
        for agent, of in after.items()
        for name, value in of.items()
        if not HOURS.fullmatch(name)
    }


def _kept(facts: RunFacts) -> list[str]:
    """Return the accounts that hold anything: nights and the like first, then the turns of posts."""
    found = {name for _agent, name in _turns(facts)}
    return [name for name in (*ACCOUNTS, *(TURNS + post for post in facts.posts)) if name in found]


def account_words(facts: RunFacts, name: str) -> Words:
    """Return what an account is called; turns at a post carry its name."""
    if name.startswith(TURNS):
        return _("Turns: {post}", post=post_words(facts, name.removeprefix(TURNS)))
    return labels.label(labels.ACCOUNTS, name)


def _teams_table(
    facts: RunFacts, agents: pd.DataFrame, kept: Sequence[str], turns: Mapping[tuple[str, str], Turn]
) -> pages.Table:
    columns = [pages.Column(_("Team")), *(pages.Column(account_words(facts, name), number=True) for name in kept)]
    rows = [
        [team_words(str(team)), *(_spread([turns.get((agent, name)) for agent in of["agent"]]) for name in kept)]
        for team, of in agents.groupby("team")
    ]
    return pages.Table(columns, rows, _("Least – mean – most of a team's agents"), title=_("How evenly turns fall"))


def _spread(turns: Sequence[Turn | None]) -> Words:
    values = [turn.after if turn else 0 for turn in turns]
    return _(
        "{least} – {mean} – {most}",
        least=Number(min(values)),
        mean=Number(sum(values) / len(values), 1),
        most=Number(max(values)),
    )


def _agents_table(
    facts: RunFacts, team: str, agents: pd.DataFrame, kept: Sequence[str], turns: Mapping[tuple[str, str], Turn]
) -> pages.Table:
    columns = [
        pages.Column(_("Agent")),
        pages.Column(_("Contract"), number=True),
        *(pages.Column(account_words(facts, name), number=True) for name in kept),
    ]
    rows = [_agent_row(agent, [turns.get((agent.agent, name)) for name in kept]) for agent in records(agents)]
    return pages.Table(columns, rows, title=team_words(team))


def _agent_row(agent: Any, turns: Sequence[Turn | None]) -> list[Words | pages.Cell]:
    name = agent.agent if agent.name == agent.agent else f"{agent.name} ({agent.agent})"
    return [name, Number(float(agent.contract_h)), *(turn_words(turn) for turn in turns)]


def turn_words(turn: Turn | None) -> Words:
    """Return an account as `5 (+2)`; nothing where it is empty."""
    if turn is None or not turn.after:
        return ""
    return f"{turn.after} (+{turn.added})" if turn.added else str(turn.after)


def agent_turns(facts: RunFacts, agent: str) -> list[pages.Entry]:
    """Return the accounts of one agent."""
    turns = _turns(facts)
    return [
        pages.Entry(account_words(facts, name), turn_words(turns.get((agent, name))) or Number(0))
        for name in _kept(facts)
    ]
