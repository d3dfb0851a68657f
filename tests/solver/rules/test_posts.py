"""Posts: held at every slot, by those with the skill, with their overlaps. Early is 7-15, late 14-22, night 22-31."""

from dataclasses import replace

import pytest

from solver import rules
from solver.coverage import on_contacts
from solver.finish import finish
from solver.problem import CarriedShift, PostHours, Span
from tests.solver.rules.weeks import agent, allowed, assignments, breaches, post, problem


@pytest.mark.parametrize(
    ("weeks", "verdict"),
    [
        (".E+..|.L+..", True),
        (".E+..|.L..", False),  # present, but the late shift does not hold it
        (".E+..|....", False),
        (".E+..|..L+.", False),  # the wrong day
    ],
)
def test_a_post_is_held_through_its_hours(weeks: str, verdict: bool) -> None:
    asked = problem(rules.Posts(), posts=(post(8, 22),))
    assert allowed(asked, weeks) == verdict


def test_only_the_skilled_hold_a_post() -> None:
    asked = problem(rules.Skill(), posts=(post(8, 14, eligible=frozenset({1})),))
    assert not allowed(asked, ".E+..|....")
    assert allowed(asked, ".E..|.E+..")


@pytest.mark.parametrize(("overlap", "verdict"), [(0, True), (1, True), (2, False)])
def test_an_overlap_counts_whole_slots_not_instants(overlap: int, verdict: bool) -> None:
    """Early ends at 15 and late begins at 14: they share one slot, so an overlap of one holds and of two does not.

    Were the instants 13 and 15 looked at instead of the slots between them, the overlap of two would pass.
    """
    asked = problem(rules.Posts(), posts=(post(8, 22, overlap=overlap),))
    assert allowed(asked, ".E+..|.L+..") == verdict


def test_the_last_holder_of_the_day_needs_no_overlap() -> None:
    assert allowed(problem(rules.Posts(), posts=(post(14, 22, overlap=2),)), ".L+..")


def test_a_post_that_goes_on_past_the_plan_is_handed_over_at_its_end() -> None:
    goes_on = replace(post(14, 22, overlap=1), hours=(PostHours(Span(38, 46), closes=False),))
    assert not allowed(problem(rules.Posts(), posts=(goes_on,)), ".L+..")


def test_a_shift_carried_over_from_before_holds_and_hands_over() -> None:
    night = CarriedShift(1, Span(-2, 8), post=0)
    early = replace(post(0, 15, overlap=1), hours=(PostHours(Span(-2, 15)),))
    asked = problem(rules.Posts(), posts=(early,), carried=(night,))
    assert allowed(asked, "E+...|....")
    assert not allowed(replace(asked, carried=()), "E+...|....")


def test_a_base_post_is_always_staffed_though_its_holder_takes_contacts() -> None:
    asked = problem(rules.Posts(), posts=(post(8, 22, on_contacts=True),))
    assert allowed(asked, ".E+..|.L+..")
    assert not allowed(asked, ".E+..|.L..")
    roster = finish(asked, assignments(".E+..|.L+.."), {(0, 1): [34], (1, 1): [41]})
    assert sum(on_contacts(asked, roster)[24 + 14].values()) == 2


def test_two_holders_are_two() -> None:
    asked = problem(rules.Posts(), posts=(post(8, 14, holders=2),))
    assert not allowed(asked, ".E+..|.E..")
    assert allowed(asked, ".E+..|.E+..")


def test_missing_slots_are_counted_by_day() -> None:
    asked = problem(rules.Posts(), posts=(post(8, 22),), agents=(agent("A"),))
    assert [(b.day, b.amount, b.subject) for b in breaches(asked, ".E+..")] == [(1, 7, "lead")]
