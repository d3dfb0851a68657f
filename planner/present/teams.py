"""The teams of a large centre, each with a page of its own."""

from collections.abc import Mapping

import pandas as pd

from planner.present.agents import people
from planner.present.facts import RunFacts
from planner.present.roster import team_words
from planner.present.week import week_of
from reports import Number, Words, pages
from reports import text as _


def teams_section(facts: RunFacts, files: Mapping[str, str]) -> pages.Section:
    """Return one row for each team with the way to its page."""
    columns = [
        pages.Column(_("Team")),
        *(
            pages.Column(heading, number=True)
            for heading in (_("Agents"), _("At work"), _("Shifts"), _("Hours"), _("Contract"), _("Nights"))
        ),
    ]
    roster = week_of(facts).of(facts.roster, "shift_start")
    rows = [_row(facts, str(team), of, roster, files) for team, of in people(facts.agents).groupby("team")]
    lead = _("Rosters, day plans, handovers and accounts stand in a file for each team.")
    return pages.Section("roster", _("Roster"), [pages.Table(columns, rows)], lead)


def _row(
    facts: RunFacts, team: str, agents: pd.DataFrame, roster: pd.DataFrame, files: Mapping[str, str]
) -> list[Words | pages.Cell]:
    shifts = roster[roster["agent"].isin(agents["agent"])]
    return [
        pages.Cell(team_words(team), link=files[team]),
        Number(len(agents)),
        Number(shifts["agent"].nunique()),
        Number(len(shifts)),
        Number(float(shifts["paid_min"].sum()) / 60),
        Number(float(agents["contract_h"].sum())),
        Number(int(shifts["shift"].isin(facts.night_kinds).sum())),
    ]
