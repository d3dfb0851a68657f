"""`certificate.json`: what it takes to recompute a roster's bound and cost, beside the tables of the run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from planner.duties import AgentDay, Duty
from planner.errors import Fault, InputError, Place
from planner.files.whole import write_whole
from planner.pipeline.manifest import DamagedManifest
from planner.pipeline.run import MissingTable
from planner.rostering import Keep
from solver import RosterProblem, soften
from solver.certificate import Certificate
from solver.errors import Clash, Conflict

FILE = "certificate.json"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The certificate of a bound, the roster that was to change little, and the enforced rules that only warned.

    There is no certificate where the bound was not proven by prices.
    """

    certificate: Certificate | None
    keep: Keep | None = None
    softened: tuple[str, ...] = ()

    def eased(self, problem: RosterProblem) -> RosterProblem:
        """Return the problem that was solved and bounded: the rules that only warned as warnings."""
        clashes = Conflict(tuple(map(Clash, self.softened)))
        return soften(problem, (clashes,)) if self.softened else problem

    def write(self, folder: Path) -> None:
        """Write `certificate.json`."""
        data = {
            "certificate": self.certificate and self.certificate.plain(),
            "keep": self.keep and _plain(self.keep),
            "softened": self.softened,
        }
        write_whole(folder / FILE, json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n")


def read_evidence(folder: Path) -> Evidence:
    """Return what `certificate.json` of a run folder holds.

    Raises
    ------
    InputError
        If the file is missing or damaged.
    """
    path = folder / FILE
    if not path.is_file():
        raise InputError([Fault(Place(file=str(path)), MissingTable(stage="roster"))])
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Evidence(
            certificate=data["certificate"] and Certificate.of_plain(data["certificate"]),
            keep=data["keep"] and _keep(data["keep"]),
            softened=tuple(data["softened"]),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InputError([Fault(Place(file=str(path)), DamagedManifest(reason=repr(error)))]) from error


def _plain(keep: Keep) -> dict[str, Any]:
    duties = [[str(at.day), at.agent, duty.shift, duty.post] for at, duty in sorted(keep.duties.items())]
    return {"max_changes": keep.max_changes, "duties": duties}


def _keep(data: Mapping[str, Any]) -> Keep:
    duties = {AgentDay(date.fromisoformat(day), agent): Duty(shift, post) for day, agent, shift, post in data["duties"]}
    return Keep(duties, data["max_changes"])
