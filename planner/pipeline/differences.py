"""Where a run's manifest, certificate and tables do not agree with what is recomputed from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from planner.errors import Fault, Message, Place
from planner.pipeline.certificate import FILE
from planner.pipeline.changed import changed_since
from planner.pipeline.figure import Figure
from planner.pipeline.made import Made
from planner.pipeline.manifest import FILE as MANIFEST
from planner.pipeline.manifest import Record
from planner.pipeline.roster import RosterStage, broken_rows
from planner.pipeline.run import Run
from planner.schema import Table, rows_of
from planner.tables import ACTIVITIES, HANDOVERS, ROSTER
from reports import Joined, Words, labels
from reports import text as _
from solver.certificate import CertificateError, Proof
from solver.errors import Clash
from solver.problem import COST_PER_WAGE_HOUR
from solver.roster import Breach, Verdict


class FileChanged(Message):
    """A file with another digest than in the manifest."""

    template = "has changed since the roster was made"


class NoSuchShift(Message):
    """A row of the roster that cannot be: it is left out of cost and rules."""

    template = "no agent, shift, length or post of the plan is as in this row; it is not counted"


class OfNoShift(Message):
    """An activity outside every shift of the roster."""

    template = "belongs to no shift in {file}"


class OfNoHolders(Message):
    """A handover that nobody makes."""

    template = "the holders in {file} do not make this handover"


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
    yield from _strange_rows(run, now.made)
    yield from _certificate(record, now)
    for figure in figures:
        if figure.told != figure.found and (figure.found is not None or now.proof):
            yield _differs(MANIFEST, figure)
    yield from _breaches(run, record, now)


def _strange_rows(run: Run, made: Made) -> Iterator[Fault]:
    """Yield rows that are nothing of the roster as it was read."""
    problem, roster, moment = made.problem, made.roster, made.week.grid.moment
    ids = [agent.id for agent in problem.agents]
    shifts, activities, handovers = set(), set(), set()
    begun = {(a.agent, a.day): made.start(a.day, a.shift) for a in roster.assignments}
    for work in roster.assignments:
        post = "" if work.post is None else problem.posts[work.post].id
        span = problem.span(work.day, work.shift)
        kind = problem.shifts[work.shift].kind
        shifts.add((ids[work.agent], moment(span.start), moment(span.end), kind, post))
    for activity in roster.activities:
        at, end = moment(activity.span.start), moment(activity.span.end)
        activities.add((ids[activity.agent], at, end, begun[activity.agent, activity.day]))
    for pair in roster.handovers:
        handovers.add((problem.posts[pair.post].id, moment(pair.at), ids[pair.outgoing], ids[pair.incoming]))
    yield from []


def _certificate(record: Record, now: Recomputed) -> Iterator[Fault]:
    """Yield what is wrong with the certificate."""
