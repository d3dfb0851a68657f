"""Where a run's manifest, certificate and tables do not agree with what is recomputed from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.errors import Fault, Message, Place
from planner.pipeline.certificate import FILE
from planner.pipeline.changed import changed_since
from planner.pipeline.figure import OF_BOUND, Figure
from planner.pipeline.made import Made
from planner.pipeline.manifest import FILE as MANIFEST
from planner.pipeline.manifest import Record
from planner.pipeline.roster import broken_rows
from planner.pipeline.run import Run
from planner.pipeline.stray_rows import stray_rows
from planner.tables import ROSTER
from reports import Joined, Words, labels
from reports import text as _
from solver.certificate import CertificateError, Proof
from solver.errors import Clash
from solver.problem import COST_PER_WAGE_HOUR
from solver.roster import Breach, Verdict

EXACT = 6  # decimals: the unit of cost is 1/120,000 of a wage-hour


class FileChanged(Message):
    """A file with another digest than in the manifest."""

    template = "has changed since the roster was made"


class NoPrices(Message):
    """A bound that only a solver proves."""

    template = "holds no prices: the bound was proven by {by} and cannot be recomputed without it"


class OtherProblem(Message):
    """A certificate of another problem than the plan and the tables make now."""

    template = "is about another problem than plan and data make now; the bound is recomputed for that of now"


class FigureDiffers(Message):
    """A figure that does not come out again."""

    template = "{figure}: {told} here, {found} recomputed"


class LeavesOutOther(Message):
    """Rules outside the bound that are not those found."""

    template = "rules that the bound leaves out: {told} here, {found} recomputed"


class NewlyBroken(Message):
    """An enforced rule that the roster breaks and the manifest does not know of."""

    template = "breaks an enforced rule: {breach}"


class NotBroken(Message):
    """A breach in the manifest that is not there."""

    template = "names a breach that the roster does not have: {breach}"


@dataclass(frozen=True)
class Recomputed:
    """What a roster costs, breaks and is proven to be near to; without a proof, why the prices prove nothing."""

    made: Made
    verdict: Verdict
    broken: tuple[Breach, ...]
    proof: Proof | None = None
    refused: CertificateError | None = None


def differences(run: Run, record: Record, now: Recomputed, figures: Sequence[Figure]) -> Iterator[Fault]:
    """Yield all that differs: files since the record, rows of no roster, the certificate, figures, and breaches."""
    changed = changed_since(run, record)
    for file in (*changed.inputs, *changed.outputs):
        yield Fault(Place(file=file), FileChanged())
    yield from stray_rows(run, now.made)
    yield from _of_certificate(record, now)
    for figure in figures:
        if figure.told != figure.found and (now.proof or figure.name not in OF_BOUND):
            yield _differs(MANIFEST, figure)
    yield from _of_breaches(run, record, now)


def _of_certificate(record: Record, now: Recomputed) -> Iterator[Fault]:
    """Yield what is wrong with the certificate, and rules that it or the manifest wrongly says the bound leaves out."""
    certificate, proof, place = now.made.evidence.certificate, now.proof, Place(file=FILE)
    if certificate is None:
        yield Fault(place, NoPrices(by=record.figures["bound_by"]))
    if now.refused:
        yield Fault(place, now.refused)
    if certificate is None or proof is None:
        return
    if not proof.same_problem:
        yield Fault(place, OtherProblem())
    if certificate.bound != proof.bound:
        yield _differs(FILE, Figure("bound", certificate.bound / COST_PER_WAGE_HOUR, proof.bound / COST_PER_WAGE_HOUR))
    for file, told in ((FILE, certificate.not_in_bound), (MANIFEST, tuple(record.figures["not_in_bound"]))):
        if told != proof.not_in_bound:
            yield Fault(Place(file=file), LeavesOutOther(told=rules_named(told), found=rules_named(proof.not_in_bound)))


def _differs(file: str, figure: Figure) -> Fault:
    told, found = figure.said(figure.told, EXACT), figure.said(figure.found, EXACT)
    return Fault(Place(file=file), FigureDiffers(figure=figure.words, told=told, found=found))


def rules_named(names: Sequence[str]) -> Words:
    """Return rules by the names that people read."""
    return Joined([labels.label(labels.COSTS, name) for name in names] or [_("none")])


def _of_breaches(run: Run, record: Record, now: Recomputed) -> Iterator[Fault]:
    """Yield breaches of enforced rules that only the roster has, and those that only the manifest has."""
    told, rows = record.figures["broken"], broken_rows(now.broken, now.made.problem, run)
    for breach, row in zip(now.broken, rows, strict=True):
        if row not in told:
            yield Fault(Place(file=f"{ROSTER.name}.csv"), NewlyBroken(breach=now.made.told(breach)))
    for row in told:
        if row not in rows:
            yield Fault(Place(file=MANIFEST), NotBroken(breach=now.made.teller.instance(_clash(row, run))))


def _clash(row: Mapping[str, Any], run: Run) -> Clash:
    day = (date.fromisoformat(row["day"]) - run.intervals.first).days if row["day"] else None
    return Clash(row["rule"], row["agent"], day, row["subject"])
