"""Recompute what a run says of its roster, without a solver: the bound from its prices, the cost, and every rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.errors import Fault, InputError, Place
from planner.pipeline.differences import Recomputed, differences
from planner.pipeline.figure import OF_BOUND, Figure
from planner.pipeline.made import Made, made_roster
from planner.pipeline.manifest import read_records
from planner.pipeline.roster import RosterStage
from planner.pipeline.run import MissingTable, Run
from planner.tables import ROSTER
from reports import Words
from solver import check
from solver.certificate import CertificateError, prove
from solver.gaps import gap_controllable, gap_labour
from solver.problem import COST_PER_WAGE_HOUR


@dataclass(frozen=True)
class Verification:
    """A roster recomputed: it is verified where nothing differs.

    `figures` are cost and bound in wage-hours and both gaps as shares, `parts` those of the cost in wage-hours;
    `prices` counts those that prove the bound, `rules` those that were checked. `broken` are breaches of enforced
    rules; of a partial roster the manifest tells some.
    """

    figures: tuple[Figure, ...]
    parts: tuple[Figure, ...]
    prices: int
    not_in_bound: tuple[str, ...]
    rules: int
    broken: tuple[Words, ...]
    differences: tuple[Fault, ...]


def verify(run: Run) -> Verification:
    """Return a run's roster recomputed from its files as they are now, beside what the manifest says.

    Raises
    ------
    InputError
        If there is no roster, or a file cannot be read.
    """
    record = read_records(run.folder).get(RosterStage.name)
    if record is None:
        raise InputError([Fault(Place(file=str(run.path(ROSTER))), MissingTable(stage=RosterStage.name))])
    made = made_roster(run)
    now = _recomputed(made)
    figures, parts = tuple(_figures(record.figures, now)), tuple(_parts(record.figures, now))
    certificate = made.evidence.certificate
    return Verification(
        figures=figures,
        parts=parts,
        prices=certificate.size if certificate else 0,
        not_in_bound=now.proof.not_in_bound if now.proof else (),
        rules=len(made.problem.rules),
        broken=tuple(map(made.told, now.broken)),
        differences=tuple(differences(run, record, now, [*figures, *parts])),
    )


def _recomputed(made: Made) -> Recomputed:
    """Return what the roster costs and breaks and what its prices prove."""
    verdict = check(made.eased, made.roster)
    broken = verdict.violations if made.eased == made.problem else check(made.problem, made.roster).violations
    if made.evidence.certificate is None:
        return Recomputed(made, verdict, broken)
    try:
        return Recomputed(made, verdict, broken, proof=prove(made.eased, made.evidence.certificate))
    except CertificateError as error:
        return Recomputed(made, verdict, broken, refused=error)


def _figures(told: Mapping[str, Any], now: Recomputed) -> Iterator[Figure]:
    cost, problem = now.verdict.cost, now.made.eased
    yield Figure("cost", told["cost"], cost / COST_PER_WAGE_HOUR)
    if now.proof is None:
        yield from (Figure(name, told[name], None) for name in OF_BOUND)
        return
    bound = now.proof.bound
    yield Figure("bound", told["bound"], bound / COST_PER_WAGE_HOUR)
    yield Figure("gap_labour", told["gap_labour"], gap_labour(cost, bound))
    yield Figure("gap_controllable", told["gap_controllable"], gap_controllable(problem, cost, bound))


def _parts(told: Mapping[str, Any], now: Recomputed) -> Iterator[Figure]:
    """Yield every part of the cost, those that are 0 too."""
    found = {item.name: item.cost / COST_PER_WAGE_HOUR for item in now.verdict.items}
    before: Mapping[str, float] = told["penalties"]
    for name in dict.fromkeys([*found, *before]):
        yield Figure(name, before.get(name), found.get(name))
