"""Prices of a bound proven before, from which the next one begins: those of the same week, or of the week before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.grid import week_before
from planner.pipeline.certificate import FILE, read_evidence
from planner.pipeline.run import Run, digests
from solver import RosterProblem
from solver.certificate import CertificateError, prices_for
from solver.weeks.prices import Prices


@dataclass(frozen=True, slots=True)
class SavedPrices:
    """Prices in the form of a problem, and the digest of the file that they are from by its path."""

    prices: Prices | None = None
    file: Mapping[str, str] = field(default_factory=dict)


def saved_prices(run: Run, problem: RosterProblem) -> SavedPrices:
    """Return the prices in the run folder, else in that of the week before, if they fit the problem.

    Raises
    ------
    InputError
        If a certificate is damaged.
    """
    for folder in (run.folder, run.centre.folder / "runs" / week_before(run.week)):
        if prices := prices_in(folder, problem):
            return SavedPrices(prices, digests([folder / FILE], run.centre.folder))
    return SavedPrices()


def prices_in(folder: Path, problem: RosterProblem) -> Prices | None:
    """Return the prices in a run folder; none where there are none, or none that fit the problem.

    Raises
    ------
    InputError
        If the certificate is damaged.
    """
    if not (folder / FILE).is_file() or (certificate := read_evidence(folder).certificate) is None:
        return None
    try:
        return prices_for(problem, certificate)
    except CertificateError:
        return None
