"""What is no longer as it was when a roster was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.pipeline.manifest import Record
from planner.pipeline.roster import RosterStage, plan_digest
from planner.pipeline.run import Run, digests


@dataclass(frozen=True, slots=True)
class Changed:
    """Files that differ from their digests: what the roster was made from, the plan among it, and its own files."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def changed_since(run: Run, record: Record) -> Changed:
    """Return the files that have changed since the roster of a record was made."""
    stage = RosterStage()
    inputs = _different(record.inputs, digests(stage.inputs(run), run.centre.folder))
    plan = () if record.figures["plan"] == plan_digest(run.centre.plan) else (run.centre.plan_name,)
    outputs = _different(record.outputs, digests(stage.outputs(run), run.folder))
    return Changed((*inputs, *plan), outputs)


def _different(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(file for file in {*before, *now} if before.get(file) != now.get(file)))
