"""The bound in a form that anyone can recompute without a solver: integer prices, and the problem they belong to.

At any prices that are allowed, the sum of what each agent and each slot is best at is a lower bound on the cost of
every roster (weak Lagrangian duality: A. M. Geoffrion, Mathematical Programming Study 2, 1974). So the prices prove the
bound, however they were found: to check it is to evaluate them once, in integers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from operator import index
from typing import Any

import numpy as np

from solver.digest import problem_digest
from solver.errors import SolverError
from solver.problem import RosterProblem, Span
from solver.roster import RosterResult
from solver.rules.posts import Posts, stretches
from solver.weeks.arrays import centre_of
from solver.weeks.book import book_of
from solver.weeks.prices import Prices, evaluate
from solver.weeks.week import WeekProgram

MOST_PRICE = 1 << 24  # of 1/100 person in a slot: sums over a problem of any size stay exact in 64 bits


class CertificateError(SolverError):
    """The prices of a certificate prove nothing for a problem; subclasses say why."""


class PricesOfOthers(CertificateError):
    """The rows or slots of the problem are not those that the prices are for."""

    template = "the prices are for other queues or other slots than those of the problem"


class PriceNotAllowed(CertificateError):
    """A price at which the sum is no bound."""

    template = "a price of {subject} is {price}; a bound needs prices from {lowest} to {highest}"


@dataclass(frozen=True, slots=True)
class RowPrices:
    """What 1/100 person who can serve any of these queues is worth in each slot."""

    queues: tuple[str, ...]  # ids
    prices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeldPrice:
    """What a holder of a post through a stretch of slots is worth."""

    post: str  # id
    start: int
    end: int
    price: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """A bound, the prices that prove it, the digest of the problem, and the rules of which it leaves something out."""

    problem: str
    bound: int
    rows: tuple[RowPrices, ...]
    held: tuple[HeldPrice, ...]
    not_in_bound: tuple[str, ...]

    @property
    def size(self) -> int:
        """The number of prices."""
        return sum(len(row.prices) for row in self.rows) + len(self.held)

    def plain(self) -> dict[str, Any]:
        """Return it in lists, texts and whole numbers, as JSON can write it."""
        return asdict(self)

    @classmethod
    def of_plain(cls, data: Mapping[str, Any]) -> "Certificate":
        """Return the certificate that `plain` wrote.

        Raises
        ------
        LookupError, TypeError
            If the data are not of this form.
        """
        return cls(
            problem=str(data["problem"]),
            bound=index(data["bound"]),
            rows=tuple(RowPrices(tuple(row["queues"]), tuple(map(index, row["prices"]))) for row in data["rows"]),
            held=tuple(
                HeldPrice(str(one["post"]), index(one["start"]), index(one["end"]), index(one["price"]))
                for one in data["held"]
            ),
            not_in_bound=tuple(map(str, data["not_in_bound"])),
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """What the prices of a certificate prove for a problem, and whether it is the problem of the certificate."""

    bound: int
    not_in_bound: tuple[str, ...]
    same_problem: bool


def certificate_of(problem: RosterProblem, result: RosterResult) -> Certificate | None:
    """Return the certificate of a result's bound; None where it was not proven by prices."""
    if result.prices is None:
        return None
    rows = zip(_rows(problem), result.prices.rows.tolist(), strict=True)
    held = zip(_stretches(problem), result.prices.held.tolist(), strict=True)
    return Certificate(
        problem=problem_digest(problem),
        bound=result.bound,
        rows=tuple(RowPrices(row.queues, tuple(prices)) for row, prices in rows),
        held=tuple(HeldPrice(at.post, at.span.start, at.span.end, price) for at, price in held),
        not_in_bound=result.not_in_bound,
    )


def prove(problem: RosterProblem, certificate: Certificate) -> Proof:
    """Return what no roster of the problem can cost less than, recomputed from the prices in integers.

    Raises
    ------
    CertificateError
        If the prices prove nothing for this problem.
    """
    prices = prices_for(problem, certificate)
    centre, program = centre_of(problem), WeekProgram(problem)
    value = evaluate(centre, book_of(problem, program, centre), prices).value
    same = certificate.problem == problem_digest(problem)
    return Proof(max(0, value), not_in_bound(problem, program), same)


def prices_for(problem: RosterProblem, certificate: Certificate) -> Prices:
    """Return the prices of a certificate in the order of a problem's rows and stretches; 0 for a stretch without one.

    A row is an inequality, so that its price is not negative; that of all a group's queues only counts the people
    there and may be. A holder too few or too many cannot be priced above what the rules charge for one.

    Raises
    ------
    CertificateError
        If a row of the problem has no prices, the problem has another number of slots, or a price is not allowed.
    """
    rows, held = _row_prices(problem, certificate), _held_prices(problem, certificate)
    return Prices(np.array(rows, np.int64).reshape(len(rows), problem.slots), np.array(held, np.int64))


def _row_prices(problem: RosterProblem, certificate: Certificate) -> list[tuple[int, ...]]:
    priced = {frozenset(row.queues): row.prices for row in certificate.rows}
    found = []
    for row in _rows(problem):
        prices = priced.get(frozenset(row.queues), ())
        if len(prices) != problem.slots:
            raise PricesOfOthers
        _refuse_outside("+".join(row.queues), prices, -MOST_PRICE if row.whole else 0, MOST_PRICE)
        found.append(prices)
    return found


def _held_prices(problem: RosterProblem, certificate: Certificate) -> list[int]:
    priced = {(one.post, one.start, one.end): one.price for one in certificate.held}
    held = centre_of(problem).held
    found = []
    for at, surplus, cost in zip(_stretches(problem), held.surplus.tolist(), held.cost.tolist(), strict=True):
        price = priced.get((at.post, at.span.start, at.span.end), 0)
        _refuse_outside(at.post, [price], -surplus, cost)
        found.append(price)
    return found


def not_in_bound(problem: RosterProblem, program: WeekProgram) -> tuple[str, ...]:
    """Return the names of the rules of which a bound from prices leaves something out."""
    left_out = {out.rule.name for out in program.left_out}
    return tuple(sorted(left_out | {rule.name for rule in problem.rules if not rule.priced}))


def _refuse_outside(subject: str, prices: Iterable[int], lowest: int, highest: int) -> None:
    for price in prices:
        if not lowest <= price <= highest:
            raise PriceNotAllowed(subject=subject, price=price, lowest=lowest, highest=highest)


@dataclass(frozen=True, slots=True)
class _Row:
    """A coverage row: its queues' ids, and whether they are all of the group's."""

    queues: tuple[str, ...]
    whole: bool


def _rows(problem: RosterProblem) -> Iterator[_Row]:
    """Yield the coverage rows, in the order of the prices."""
    for group in problem.groups:
        for row in group.rows:
            queues = tuple(problem.queues[queue].id for queue in sorted(row.queues))
            yield _Row(queues, whole=row.queues == frozenset(group.queues))


@dataclass(frozen=True, slots=True)
class _PostStretch:
    """A stretch of slots in which the same shifts can hold a post."""

    post: str
    span: Span


def _stretches(problem: RosterProblem) -> Iterator[_PostStretch]:
    """Yield the stretches of the posts, in the order of the prices."""
    if any(isinstance(rule, Posts) for rule in problem.rules):
        for number, post in enumerate(problem.posts):
            for hours in post.hours:
                for stretch in stretches(problem, number, hours):
                    yield _PostStretch(post.id, stretch.span)
