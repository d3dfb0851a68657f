"""The rules of working time and people in a plan: what they mean, and what is told where they contradict themselves."""

# ruff: noqa: E501 - one mistake and what is told about it stand on one line

from datetime import date
from pathlib import Path

import pytest

from planner.centre import Centre
from planner.errors import InputError
from planner.plan import Plan, read_plan
from planner.plan.rules.rotations import Rotation, Rotations
from planner.plan.shifts import Shift
from tests.builders import AGENTS, PLAN

NIGHT = """
[shifts.night]
starts = ["22:00"]
length_min = 540
"""
ROTATION = """
[rules.rotations.patterns.front]
pattern = ["early", "early", "late", "off"]
start = 2026-03-02
agents = { 001 = 1, 002 = 3 }
"""

FAULTS = {
    "rest after an unknown kind": ("[rules.min_rest_between_shifts]\nafter = { nigth = 24 }", 'rules.min_rest_between_shifts.after.nigth: no shift nigth under [shifts]; did you mean "night"?'),
    "rest too long": ("[rules.min_rest_between_shifts]\nafter = { night = 240 }", "rules.min_rest_between_shifts.after.night = 240: must be ≤ 96"),
    "an unknown successor": ('[rules.forbidden_successions]\nafter = { night = ["morning"] }', "rules.forbidden_successions.after.night.0: no shift morning under [shifts]; known: early, late, night"),
    "an unknown kind to count": ("[rules.max_shifts_of_kind]\nmost = { day = 1 }", "rules.max_shifts_of_kind.most.day: no shift day under [shifts]; known: early, late, night"),
    "an unknown protected kind": ('[rules.protected.tags.nursing]\nshifts = ["later"]', 'rules.protected.tags.nursing.shifts.0: no shift later under [shifts]; did you mean "late"?'),
    "a run of no length": ("[rules.min_days_in_a_row]\ndays = 7", "rules.min_days_in_a_row.days: 7 days are more than the longest run, 6 (max_days_in_a_row)"),
    "more weekends free than there are": ("[rules.weekends_off]\nfree = 5", "rules.weekends_off: 5 free of 4 weekends is not possible"),
    "a pair of one": ('[rules.apart]\npairs = [["001", "001"]]', "rules.apart: a pair names two agents; 001 stands twice"),
    "a pair of three": ('[rules.apart]\npairs = [["001", "002", "003"]]', "rules.apart.pairs.0: has 3 entries; at most 2 are allowed"),
    "a pattern with an unknown kind": (ROTATION.replace('"late"', '"lates"'), 'rules.rotations.patterns.front.pattern.2: no shift lates under [shifts]; did you mean "late"?'),
    "an empty pattern": (ROTATION.replace('"early", "early", "late", "off"', ""), "rules.rotations.patterns.front.pattern: has 0 entries; needs at least 1"),
    "a rotation longer than its pattern": (ROTATION.replace("002 = 3", "002 = 5"), "rules.rotations.patterns.front.agents.002: day 5 is beyond the pattern, which has 4 days; give a day from 1 to 4"),
    "a rotation that starts on no day": (ROTATION.replace("2026-03-02", '"March"'), 'rules.rotations.patterns.front.start = "March": must be a date without quotes, such as 2026-12-07'),
    "two rotations": (ROTATION + ROTATION.replace("front", "back").replace("001 = 1, ", ""), "rules.rotations.patterns.back.agents.002: agent 002 stands in the rotation front too; keep one of them"),
}  # fmt: skip


def plan_of(text: str, folder: Path) -> Plan:
    (folder / "plan.toml").write_text(PLAN + NIGHT + text, encoding="utf-8")
    return read_plan(folder / "plan.toml")


@pytest.mark.parametrize("case", FAULTS)
def test_a_mistake_in_a_rule_is_told_at_its_line(case: str, tmp_path: Path) -> None:
    text, told = FAULTS[case]
    with pytest.raises(InputError) as caught:
        plan_of(text, tmp_path)
    (fault,) = caught.value.faults
    assert f"{fault.place.path}: {fault.message}" == told
    key = told.partition(":")[0].partition(" ")[0].split(".")[-1]
    line = (PLAN + NIGHT + text).splitlines()[(fault.place.line or 0) - 1]
    assert key.isdecimal() or key in line


def test_a_rule_that_is_off_is_enforced_once_its_table_is_written(tmp_path: Path) -> None:
    rules = plan_of("[rules.days_off_together]\n", tmp_path).rules
    assert (rules.days_off_together.severity, rules.weekends_off.severity) == ("enforce", "off")


@pytest.mark.parametrize("text", ['[rules.together]\npairs = [["001", "01"]]', ROTATION.replace("002 = 3", "01 = 3")])
def test_an_agent_whom_nobody_knows_is_told(text: str, tmp_path: Path) -> None:
    plan = plan_of(text, tmp_path)
    (tmp_path / "agents.csv").write_text(AGENTS, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        _ = Centre(plan, tmp_path).agents
    (fault,) = caught.value.faults
    assert str(fault.message) == 'no agent 01 in agents.csv; did you mean "001"?'
    assert fault.place.file == "plan.toml"


@pytest.mark.parametrize(
    ("start", "length_min", "night"),
    [
        ("22:00", 540, True),
        ("14:00", 540, False),
        ("17:00", 600, True),  # until 03:00
        ("17:00", 585, False),
        ("02:00", 480, True),  # from 02:00: three hours before five
        ("02:15", 480, False),
        ("00:00", 480, True),
    ],
)
def test_a_shift_that_works_three_of_the_small_hours_is_a_night(start: str, length_min: int, night: bool) -> None:
    assert Shift(starts=(start,), length_min=length_min).is_night == night
    assert not Shift(starts=(start,), length_min=length_min, night=False).is_night


def test_a_rotation_returns_after_its_pattern() -> None:
    front = Rotation(pattern=("early", "late", "off"), start=date(2026, 3, 2), agents={"A": 1, "B": 3})
    rotations = Rotations(patterns={"front": front})
    days = [date(2026, 3, day) for day in (1, 2, 3, 4, 5)]
    assert [rotations.kind_on("A", day) for day in days] == [None, "early", "late", "", "early"]
    assert [rotations.kind_on("B", day) for day in days] == [None, "", "early", "late", ""]
    assert [rotations.kind_on("C", day) for day in days] == [None] * 5
