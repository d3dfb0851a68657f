"""The published instances: reading, the evaluator, and optima known by hand or from the literature."""

from pathlib import Path

import pytest

from solver.exact import solve_exactly
from tests.benchmarks.curtois.__main__ import solve
from tests.benchmarks.curtois.evaluate import penalty, violations
from tests.benchmarks.curtois.instance import Instance, read
from tests.benchmarks.curtois.problem import problem_of
from tests.data import real_data

# A may work one early shift of the two she wishes for; B works E on day 0 and day 2, so L on day 1 stays short by one
TINY = """# a comment
SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
L,480,E

SECTION_STAFF
A,E=1|L=0,480,0,2,1,1,0
B,E=7|L=7,960,480,2,2,2,1

SECTION_DAYS_OFF
A,3

SECTION_SHIFT_ON_REQUESTS
A,0,E,2
A,1,E,3

SECTION_SHIFT_OFF_REQUESTS
B,0,L,4

SECTION_COVER
""" + "\n".join(
    f"{day},{kind},{int((day, kind) in {(0, 'E'), (1, 'E'), (1, 'L'), (2, 'L')})},100,1"
    for day in range(7)
    for kind in "EL"
)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "Tiny.txt"
    path.write_text(TINY, encoding="ascii")
    return path


@pytest.fixture
def instance(tiny: Path) -> Instance:
    return read(tiny)


def test_the_optimum_of_a_tiny_instance_is_that_of_hand(tiny: Path) -> None:
    """Of four people asked for A can be one and B, on two days, two: 100. A's other wish, for day 0, costs 2."""
    report, roster = solve(tiny, time_s=None, workers=None)
    assert (report["cost"], report["bound"], report["proven"]) == (102, 102, True)
    assert sorted(roster) == [("A", 1, "E"), ("B", 1, "L"), ("B", 2, "L")]


@pytest.mark.parametrize(
    ("roster", "found"),
    [
        ("B0E B1L", []),
        ("A0E A1E B0E B1E", ["A: too many E", "A: 960 minutes"]),
        ("A3E B0E B1E", ["A: works on day off 3"]),
        ("B1L B2E", ["B: E on day 2 after L"]),
        (
            "B1E B3E",
            [f"B: only 1 shifts in a row from day {d}" for d in (1, 3)] + ["B: only 1 days off in a row from day 2"],
        ),
        ("A5E B0E B1E", ["A: too many weekends"]),
        ("B0E B1E B2E", ["B: 1440 minutes", "B: 3 shifts in a row from day 0"]),
        ("", ["B: 0 minutes"]),
        ("B0E B0L B1L", ["B: two shifts on a day"]),
    ],
)
def test_violations_are_named(instance: Instance, roster: str, found: list[str]) -> None:
    assert sorted(violations(instance, [(cell[0], int(cell[1]), cell[2]) for cell in roster.split()])) == sorted(found)


def test_penalty_counts_requests_and_cover(instance: Instance) -> None:
    roster = [("B", 0, "L"), ("B", 1, "L"), ("A", 1, "E")]
    assert penalty(instance, roster) == 2 + 4 + 2 * 100 + 1


@pytest.mark.parametrize(("number", "optimum"), [(1, 607), (2, 828), (3, 1001), (4, 1716)])
def test_published_optima_are_proven(number: int, optimum: int) -> None:
    report, _ = solve(real_data(f"curtois_nrp/Instance{number}.txt"), time_s=None, workers=None)
    assert (report["cost"], report["bound"], report["gap"]) == (optimum, optimum, 0.0)


def test_the_checks_of_the_rules_agree_with_the_published_terms(instance: Instance) -> None:
    result = solve_exactly(problem_of(instance))
    assert not result.verdict.violations
