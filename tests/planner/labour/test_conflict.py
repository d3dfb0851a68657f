"""A week that the law forbids is told by its rule, its agent and its day."""

from dataclasses import replace
from pathlib import Path

import pytest

from solver import Effort, solve_roster
from solver.errors import InfeasibleRoster
from solver.problem import Lock
from solver.rules import Locks
from tests.planner.labour.builders import problem


def test_a_lock_on_overtime_of_a_protected_agent_clashes_with_her_protection(tmp_path: Path) -> None:
    asked = problem(tmp_path, 'overtime = "usual"', tags="nursing")
    long = frozenset(at for at, shift in enumerate(asked.shifts) if shift.paid_min == 540)
    asked = replace(asked, rules=(*asked.rules, Locks()), locks=(Lock(1, 2, long),), posts=())
    with pytest.raises(InfeasibleRoster) as raised:
        solve_roster(asked, effort=Effort.QUICK)
    [conflict] = raised.value.conflicts
    assert {(clash.rule, clash.agent, clash.day) for clash in conflict.clashes} == {
        ("locks", "002", 2),
        ("protected", "002", 2),
    }
    assert {(way.clash.rule, way.amount) for way in conflict.ways_out} == {("locks", 1), ("protected", 1)}
    [broken] = [way for way in conflict.ways_out if way.clash.rule == "protected"]
    assert broken.amount == 1
    assert broken.cost > 0
