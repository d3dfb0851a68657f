"""What each agent has had of nights, weekends and other turns: in the weeks that count and in this one."""

from typing import Any

from planner.accounts import TURNS
from planner.present.agents import people
from planner.present.facts import RunFacts
from planner.present.names import post_words
from planner.present.week import records, week_of
from planner.present.workbook.facts import WorkbookFacts
from reports import Number, Words, labels
from reports import text as _
from reports.workbook import Column, Sheet


def fairness_sheet(workbook: WorkbookFacts) -> Sheet:
    """Return one row for each agent, with two columns for everything that is balanced between people."""
    facts, turns = workbook.run, workbook.turns
    accounts = [name for name in labels.ACCOUNTS if name in set(turns["account"])]
    accounts += sorted({str(name) for name in turns["account"] if str(name).startswith(TURNS)})
    columns = [
        Column(_("Agent"), 9),
        Column(_("Name"), 18, wrapped=True),
        Column(_("Team"), 21, wrapped=True),
        Column(_("Contract")),
        Column(_("Hours")),
        *(column for account in accounts for column in _columns(facts, account)),
    ]
    had = {(row.agent, row.account): row for row in records(turns)}
    paid_min = week_of(facts).of(facts.roster, "shift_start").groupby("agent")["paid_min"].sum().to_dict()
    rows = [
        [
            agent.agent,
            agent.name,
            agent.team,
            Number(float(agent.contract_h), 1),
            Number(float(paid_min.get(agent.agent, 0)) / 60, 2),
            *(count for account in accounts for count in _counts(had.get((agent.agent, account)))),
        ]
        for agent in records(people(facts.agents))
    ]
    return Sheet(_("Fairness"), columns, rows, frozen=3)


def _columns(facts: RunFacts, account: str) -> list[Column]:
    name = _name(facts, account)
    return [
        Column(_("{account}, weeks before", account=name), 13),
        Column(_("{account}, this week", account=name), 13),
    ]


def _name(facts: RunFacts, account: str) -> Words:
    if not account.startswith(TURNS):
        return labels.label(labels.ACCOUNTS, account)
    return _("Turns: {post}", post=post_words(facts, account.removeprefix(TURNS)))


def _counts(row: Any) -> list[Words]:
    return [Number(float(row.before)), Number(float(row.week))] if row else [Number(0), Number(0)]
