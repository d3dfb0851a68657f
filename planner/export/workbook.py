"""The week's workbook, `roster.xlsx`."""

from pathlib import Path

import pandas as pd

from planner.accounts import HOURS, accounts_after, balances
from planner.export.week import FinishedWeek
from planner.files.digests import file_digest
from planner.files.whole import placed_whole
from planner.pipeline.publish import signed_week
from planner.pipeline.run import Run
from planner.present.workbook import WorkbookFacts, workbook_of
from planner.schema import rows_of
from planner.tables import ROSTER, SIMULATION
from reports.workbook import render_workbook


def write_workbook(week: FinishedWeek) -> Path:
    """Write the workbook and return its path."""
    run, path = week.run, week.folder / "roster.xlsx"
    facts = WorkbookFacts(
        run=week.facts,
        language=week.language,
        slot_min=run.centre.plan.slot_min,
        turns=turns(run),
        simulation=run.read(SIMULATION, "simulate") if run.path(SIMULATION).exists() else None,
        roster_digest=file_digest(run.path(ROSTER)),
    )
    content = render_workbook(workbook_of(facts), week.language)
    with placed_whole(path) as beside:
        beside.write_bytes(content)
    return path


def turns(run: Run) -> pd.DataFrame:
    """Return what each agent has had of what is balanced: agent, account, before (in the weeks that count), week."""
    before = run.centre.published_before(run.week).accounts
    counted = signed_week(run)
    after = accounts_after(before, counted)
    now = {(row["agent"], row["account"]): row["value"] for row in rows_of(after[after["period"] == run.week])}
    carried = {
        (agent, account): value
        for agent, of in balances(before, counted.grid.first).items()
        for account, value in of.items()
        if not HOURS.fullmatch(account)
    }
    rows = [(*key, carried.get(key, 0), now.get(key, 0)) for key in sorted({*carried, *now})]
    return pd.DataFrame(rows, columns=pd.Index(["agent", "account", "before", "week"]))
