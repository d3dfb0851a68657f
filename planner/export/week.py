"""A finished week as it is exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Fault, InputError, Place
from planner.names import hint
from planner.pipeline.report_facts import run_facts
from planner.pipeline.run import Run
from planner.present import RunFacts
from planner.requests import UnknownAgent, UnknownShift
from planner.schema import rows_of
from planner.tables import ROSTER

FOLDER = "export"


@dataclass(frozen=True)
class FinishedWeek:
    """A run with what it has found out, and the language it is told in."""

    run: Run
    facts: RunFacts
    language: str

    @property
    def folder(self) -> Path:
        """Where its files go."""
        return self.run.folder / FOLDER


def finished_week(run: Run, language: str) -> FinishedWeek:
    """Return a run that has a roster.

    Raises
    ------
    InputError
        If a stage was not run yet, what it wrote is damaged, or the roster knows agents or shifts that the plan and
        its data no longer have.
    """
    facts = run_facts(run)
    if faults := list(_strangers(run, facts)):
        raise InputError(faults)
    return FinishedWeek(run, facts, language)


def _strangers(run: Run, facts: RunFacts) -> Iterator[Fault]:
    """Yield the rows of the roster with an agent or a shift kind that is not known."""
    file, agents = f"{ROSTER.name}.csv", [agent.id for agent in run.centre.agents]
    for number, row in enumerate(rows_of(facts.roster), start=2):
        agent, shift = row["agent"], row["shift"]
        if agent not in agents:
            unknown = UnknownAgent(agent=agent, agents=run.centre.plan.data.agents, hint=hint(agent, agents))
            yield Fault(Place(file=file, row=number, column="agent"), unknown)
        if shift not in facts.shifts:
            message = UnknownShift(shift=shift, hint=hint(shift, facts.shifts))
            yield Fault(Place(file=file, row=number, column="shift"), message)
