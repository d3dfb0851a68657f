"""What a workbook shows beside a report's facts."""

from dataclasses import dataclass

import pandas as pd

from planner.present.facts import RunFacts


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """A planned week as a workbook shows it.

    `turns` has what each agent has had of what is balanced between people: agent, account, before (in the weeks that
    count), week. `simulation` is SIMULATION, None where the roster was not simulated.
    """

    run: RunFacts
    language: str
    slot_min: int
    turns: pd.DataFrame
    simulation: pd.DataFrame | None
    roster_digest: str
    """SHA-256 of the roster's file, which tells an edited sheet from one of another roster."""
