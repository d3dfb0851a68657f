"""A problem that contradicts itself is refused with the reason."""

from dataclasses import replace

import pytest

from solver import errors, solve_roster
from solver.problem import BreakSpec, RosterProblem, Step
from tests.solver.builders import centre


@pytest.fixture
def asked() -> RosterProblem:
    return centre(1, agents=8)


def with_breaks(asked: RosterProblem, *breaks: BreakSpec) -> RosterProblem:
    return replace(asked, shifts=(replace(asked.shifts[0], breaks=breaks), *asked.shifts[1:]))


def test_a_break_lies_inside_its_shift(asked: RosterProblem) -> None:
    with pytest.raises(errors.BreakOutsideShift):
        solve_roster(with_breaks(asked, BreakSpec("meal", 4, 20, 33)))


def test_a_window_has_room_for_a_start(asked: RosterProblem) -> None:
    with pytest.raises(errors.BreakOutsideShift):
        solve_roster(with_breaks(asked, BreakSpec("meal", 4, 9, 8)))


def test_windows_of_breaks_do_not_overlap(asked: RosterProblem) -> None:
    with pytest.raises(errors.BreaksOverlap):
        solve_roster(with_breaks(asked, BreakSpec("break", 2, 4, 8), BreakSpec("meal", 4, 9, 12)))


def test_an_agent_serves_one_group(asked: RosterProblem) -> None:
    with pytest.raises(errors.QueuesInTwoGroups):
        solve_roster(replace(asked, groups=asked.groups * 2))


def test_a_group_has_a_row_of_all_its_queues(asked: RosterProblem) -> None:
    group = replace(asked.groups[0], rows=asked.groups[0].rows[:-1])
    with pytest.raises(errors.GroupWithoutWhole):
        solve_roster(replace(asked, groups=(group,)))


def test_a_row_asks_no_more_than_its_queues(asked: RosterProblem) -> None:
    rows = asked.groups[0].rows
    higher = replace(rows[0], required=tuple(people + 1 for people in rows[0].required))
    with pytest.raises(errors.RowTooHigh):
        solve_roster(replace(asked, groups=(replace(asked.groups[0], rows=(higher, *rows[1:])),)))


def test_costs_rise_from_step_to_step(asked: RosterProblem) -> None:
    falling = replace(asked.groups[0], surplus=(Step(100, 5), Step(None, 4)))
    with pytest.raises(errors.CostsNotConvex):
        solve_roster(replace(asked, groups=(falling,)))


def test_one_shift_a_day_is_not_optional(asked: RosterProblem) -> None:
    with pytest.raises(errors.OneShiftADayMissing):
        solve_roster(replace(asked, rules=()))


def test_more_people_and_days_than_fit_in_memory_are_refused_at_once(asked: RosterProblem) -> None:
    many = replace(asked, agents=asked.agents * 2_000, days=asked.days * 4)
    with pytest.raises(errors.ProblemTooLarge, match="16000 people on 28 days"):
        solve_roster(many)
