"""A roster that cannot be, and one that can: what is said of them on the command line and in the report."""

import json
from pathlib import Path

import pytest

from planner.centre import Centre
from planner.cli import main
from planner.errors import NoRosterYet
from planner.pipeline.conflict import MOST_BROKEN, Teller, not_yet
from reports import translate
from solver.errors import Clash, Conflict, NoRosterInTime, WayOut
from solver.rules import RULES
from tests.builders import REQUESTS, WEEK, write_centre

DAY = "2026-03-04T00:00:00+08:00,2026-03-05T00:00:00+08:00,leave,,\n"
NO_LEAD = REQUESTS + "".join(f"{agent},{DAY}" for agent in ("001", "002", "003"))
NEVER_CLASH = {"break_spacing", "team_breaks", "fairness", "overtime_pay", "period_overtime_pay"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre with its requirement; the roster of the week cannot be for want of leads on one day."""
    folder = write_centre(tmp_path_factory.mktemp("centre"), requests=NO_LEAD)
    for stage in ("forecast", "staff"):
        assert main([stage, "-C", str(folder), "--quiet"]) == 0
    return folder


def say(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    main([*arguments, "--json"])
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Leave (001 Ann, 2026-03-04)", "→ move the leave of 001 Ann away from 2026-03-04 (8.0 wage-hours)"]),
        ("en", ["→ hire 1 more with skill lead for lead (40.0 wage-hours)", "short of holders for 3.0 h"]),
        ("zh", ["请假（001 Ann, 2026-03-04）", "→ 为lead增聘 1 名具备技能 lead 的人员（40.0 工时成本）"]),
    ],
)
def test_a_conflict_is_told_with_its_ways_out(
    made: Path, capsys: pytest.CaptureFixture[str], language: str, told: list[str]
) -> None:
    assert main(["roster", "-C", str(made), "--lang", language]) == 3
    said = capsys.readouterr().err
    assert all(part in said for part in told)
    assert not (made / "runs" / WEEK / "roster.csv").exists() or "PARTIAL" not in said


def test_a_partial_roster_is_written_and_marked(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", "--partial", "-C", str(made)]) == 3
    assert "PARTIAL, not legal: breaches of enforced rules: 1;" in capsys.readouterr().err
    record = json.loads((made / "runs" / WEEK / "manifest.json").read_text(encoding="utf-8"))["stages"]["roster"]
    assert record["key"] == ""
    assert record["figures"]["status"] == "partial"
    assert record["figures"]["violations"] == len(record["figures"]["broken"]) == 1
    broken = record["figures"]["broken"][0]
    assert (broken["rule"], broken["day"]) == ("leave", "2026-03-04")
    assert main(["report", "-C", str(made), "--quiet"]) == 0
    for language, said in (("en", "Partial: enforced rules are broken"), ("zh", "部分班表：违反了强制规则")):
        page = (made / "runs" / WEEK / f"report.{language}.html").read_text(encoding="utf-8")
        assert said in page
        assert broken["agent"] in page


def test_other_shifts_and_one_more_person_are_priced(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(made)
    (made / "requests.csv").write_text(REQUESTS, encoding="utf-8")
    assert main(["roster", "-C", folder, "--quiet"]) == 0
    why = say(capsys, "roster", "-C", folder, "why", "007", "2026-03-05")["data"]["why"]  # type: ignore[index]
    assert {(option["shift"], option["current"]) for option in why} == {("late", True), ("early", False), ("", False)}
    early = next(option for option in why if option["shift"] == "early")
    assert early["broken"] == ["Locks (007 Gil, 2026-03-05)"]
    assert early["wage_h"] == pytest.approx(sum(part["wage_h"] for part in early["parts"]))
    short = say(capsys, "roster", "short", "-C", folder)["data"]["short"]  # type: ignore[index]
    assert [one["saved_wage_h"] for one in short] == sorted((one["saved_wage_h"] for one in short), reverse=True)
    assert {one["shift"] for one in short} == {"early", "late"}


@pytest.mark.parametrize(
    ("agent", "day", "said"),
    [("099", "2026-03-05", "no agent 099"), ("007", "2026-04-05", "2026-04-05 is not in the week")],
)
def test_nobody_and_no_day_are_refused(
    made: Path, capsys: pytest.CaptureFixture[str], agent: str, day: str, said: str
) -> None:
    assert main(["roster", "why", agent, day, "-C", str(made)]) == 2
    assert said in capsys.readouterr().err


@pytest.fixture
def teller(made: Path) -> Teller:
    centre = Centre.open(made / "plan.toml")
    return Teller(centre.grid(WEEK, centre.plan.interval_min), centre.agents, centre.plan)


@pytest.mark.parametrize("rule", [rule.name for rule in RULES if not rule.given and rule.name not in NEVER_CLASH])
@pytest.mark.parametrize("day", [2, None])
def test_every_rule_that_may_clash_has_a_way_out_in_both_languages(teller: Teller, rule: str, day: int | None) -> None:
    clash = Clash(rule, "001", day, "002")
    told = teller.ways_out(Conflict((clash,), (WayOut(clash, 90, 0),)))
    english, chinese = (translate("{told}", language, told=told) for language in ("en", "zh"))
    assert "001 Ann" in english or rule in ("posts", "group_handover", "max_changes", "min_on_duty", "spread_of_stops")
    assert english.startswith("\n  → ")
    assert english != chinese.replace("工时成本", "")


def test_what_the_best_roster_breaks_is_told_when_the_effort_is_used_up(teller: Teller) -> None:
    broken = (Clash("break_spacing", "001", 2), Clash("activities", subject="meeting"), Clash("posts", "", 6, "lead"))
    told = not_yet(NoRosterInTime(broken, work=30.0), teller)
    assert told.exit_code == 4
    lines = translate(told.template, "en", **told.values).splitlines()
    assert lines[0].endswith("breaks 3 times what is enforced:")
    assert lines[1:4] == [
        "● Work between breaks (001 Ann, 2026-03-04)",
        "● Activities of the week (meeting)",
        "● Posts not held (lead, 2026-03-08)",
    ]
    assert "3 处违反强制规则" in translate(told.template, "zh", **told.values)


def test_of_many_breaches_the_first_are_told(teller: Teller) -> None:
    told = not_yet(NoRosterInTime((Clash("posts", "", 6, "lead"),) * 50, work=30.0), teller)
    said = translate(told.template, "en", **told.values)
    assert said.count("●") == MOST_BROKEN
    assert "50 times" in said


def test_nothing_is_named_where_no_roster_was_found_at_all(teller: Teller) -> None:
    assert type(not_yet(NoRosterInTime(work=30.0), teller)) is NoRosterYet
