"""`planner roster verify`: what a run says of its roster comes out again, and whatever does not is named."""

import json
from pathlib import Path
from typing import Any

import pytest
from ortools.sat.python import cp_model

from planner.cli import main
from planner.pipeline.certificate import read_evidence
from solver.rules import RULES
from tests.builders import REQUESTS, WEEK, write_centre

RUN = Path("runs") / WEEK
DAY = "2026-03-04T00:00:00+08:00,2026-03-05T00:00:00+08:00,leave,,\n"
NO_LEAD = REQUESTS + "".join(f"{agent},{DAY}" for agent in ("001", "002", "003"))


def verify(folder: Path, capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, Any]:
    """The JSON answer; without a solver."""
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cp_model.CpSolver, "solve", None)
        assert main(["roster", "verify", "-C", str(folder), "--week", WEEK, "--lang", "en", "--json"]) == code
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [error["message"] for error in verify(folder, capsys, code=1)["errors"]]


def figures(folder: Path) -> dict[str, Any]:
    return json.loads((folder / RUN / "manifest.json").read_text(encoding="utf-8"))["stages"]["roster"]["figures"]  # type: ignore[no-any-return]


def change(path: Path, **values: Any) -> None:
    """Write other values into a JSON file: the figures of a manifest, or a certificate."""
    data = json.loads(path.read_text(encoding="utf-8"))
    inside = data["stages"]["roster"]["figures"] if path.name == "manifest.json" else data["certificate"]
    inside |= values
    path.write_text(json.dumps(data), encoding="utf-8")


def without_line(path: Path, line: int) -> str:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:line] + lines[line + 1 :]))
    return lines[line].decode()


def test_a_roster_as_it_was_made_is_verified(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, said = verify(centre, capsys)["data"], figures(centre)
    assert found["verified"]
    for name in ("cost", "bound", "gap_labour", "gap_controllable"):
        assert found["figures"][name] == {"manifest": said[name], "recomputed": said[name]}
    assert found["prices"] > 672
    assert found["not_in_bound"] == said["not_in_bound"]
    assert set(said["not_in_bound"]) <= {rule.name for rule in RULES}
    assert said["prices_from"] == {}
    assert found["broken"] == []


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["the bound is proven by", "rules checked; breaches of enforced ones: 0", "√ verified:"]),
        ("zh", ["下界由", "违反强制规则：0 处", "√ 核实无误"]),
    ],
)
def test_what_is_verified_is_said(
    centre: Path, capsys: pytest.CaptureFixture[str], language: str, lines: list[str]
) -> None:
    assert main(["roster", "verify", "-C", str(centre), "--lang", language]) == 0
    said = capsys.readouterr()
    assert all(line in said.err for line in lines)
    assert f"{figures(centre)['cost']:,.2f}" in said.out


def test_a_shift_taken_out_by_hand_is_told_by_cost_rules_and_files(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agent, start = without_line(centre / RUN / "roster.csv", 1).split(",")[:2]
    answer = verify(centre, capsys, code=1)
    lines = [error["message"] for error in answer["errors"]]
    assert "roster.csv: has changed since the roster was made" in lines
    assert "activities.csv, row 2: belongs to no shift in roster.csv" in lines
    assert any(line.startswith("manifest.json: cost, wage-hours: ") for line in lines)
    assert any(line.startswith("manifest.json: Paid work: ") for line in lines)
    assert not any("bound, wage-hours" in line for line in lines)
    labour = answer["data"]["figures"]["labour"]
    assert labour["recomputed"] == pytest.approx(labour["manifest"] - 8)
    assert agent == "001"
    assert start.startswith("2026-03-0")


def test_breaches_are_named_by_agent_and_day(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Eve is on leave on Monday; somebody writes her into the roster."""
    with (centre / RUN / "roster.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("005,2026-03-02T08:00:00+08:00,2026-03-02T17:00:00+08:00,early,,false,480\r\n")
    lines = told(centre, capsys)
    assert "roster.csv: breaks an enforced rule: Leave (005 Eve, 2026-03-02)" in lines
    assert "roster.csv: breaks an enforced rule: Breaks in their windows (005 Eve, 2026-03-02)" in lines


def test_rows_of_nothing_are_named(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {
        "roster.csv": "009,2026-03-02T08:00:00+08:00,2026-03-02T17:00:00+08:00,early,,false,480",
        "handovers.csv": "lead,2026-03-02T09:00:00+08:00,001,002,30",
    }
    expected = {
        "roster.csv": "is no shift of this plan: agent, kind, start, end, post, lock or paid minutes cannot be so",
        "handovers.csv": "the holders in roster.csv do not make this handover",
    }
    places = {}
    for name, row in rows.items():
        places[name] = len((centre / RUN / name).read_text(encoding="utf-8-sig").splitlines()) + 1
        with (centre / RUN / name).open("a", encoding="utf-8", newline="") as file:
            file.write(f"{row}\r\n")
    lines = told(centre, capsys)
    assert {f"{name}, row {places[name]}: {expected[name]}" for name in rows} <= set(lines)
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("file", "values", "line"),
    [
        ("manifest.json", {"bound": 1.5}, "manifest.json: bound, wage-hours: 1.500000 here, "),
        ("manifest.json", {"cost": 1.5}, "manifest.json: cost, wage-hours: 1.500000 here, "),
        ("manifest.json", {"gap_labour": 0.0}, "manifest.json: gap, of the whole cost: 0.000000% here, "),
        ("manifest.json", {"not_in_bound": ["leave"]}, "manifest.json: rules that the bound leaves out: Leave here, "),
        (
            "manifest.json",
            {"broken": [{"rule": "leave", "agent": "005", "day": "2026-03-02", "subject": "", "amount": 1}]},
            "manifest.json: names a breach that the roster does not have: Leave (005 Eve, 2026-03-02)",
        ),
        ("certificate.json", {"bound": 1}, "certificate.json: bound, wage-hours: 0.000008 here, "),
        (
            "certificate.json",
            {"problem": "0"},
            "certificate.json: is about another problem than plan and data make now",
        ),
        ("certificate.json", {"rows": []}, "certificate.json: the prices are for other queues or other slots"),
    ],
)
def test_what_was_written_over_is_named(
    centre: Path, capsys: pytest.CaptureFixture[str], file: str, values: dict[str, Any], line: str
) -> None:
    change(centre / RUN / file, **values)
    assert any(said.startswith(line) for said in told(centre, capsys))


def test_a_forged_price_proves_nothing(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = centre / RUN / "certificate.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["certificate"]["rows"]
    alone = next(row for row in rows if len(row["queues"]) == 1)
    alone["prices"][40] = -1_000_000
    change(path, rows=rows)
    answer = verify(centre, capsys, code=1)
    queue = alone["queues"][0]
    assert f"certificate.json: a price of {queue} is -1000000; a bound needs prices from 0 to 16777216" in [
        error["message"] for error in answer["errors"]
    ]
    assert answer["data"]["figures"]["bound"]["recomputed"] is None
    assert answer["data"]["figures"]["cost"]["recomputed"] == figures(centre)["cost"]


def test_data_that_changed_are_named_and_make_another_problem(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agents = centre / "agents.csv"
    agents.write_text(
        agents.read_text(encoding="utf-8").replace("008,Hal,two,voice:1;email:1,40", "008,Hal,two,voice:1,32")
    )
    lines = told(centre, capsys)
    assert lines[0] == "agents.csv: has changed since the roster was made"
    assert any(line.startswith("certificate.json: is about another problem") for line in lines)


@pytest.mark.parametrize("text", ["", "[]", '{"certificate": {"rows": 1}, "keep": null, "softened": []}'])
def test_a_damaged_certificate_is_told(centre: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (centre / RUN / "certificate.json").write_text(text)
    [line] = told(centre, capsys)
    assert "certificate.json: is damaged" in line


def test_without_a_roster_or_its_certificate_nothing_is_verified(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("certificate.json", "manifest.json"):
        (centre / RUN / name).unlink()
        [line] = told(centre, capsys)
        assert line.endswith("is not there; run planner roster first")


def test_a_bound_without_prices_is_not_verified(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = centre / RUN / "certificate.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"certificate": None}))
    lines = told(centre, capsys)
    assert len(lines) == 2
    assert lines[1].startswith("certificate.json: holds no prices: the bound was proven by prices")


def test_a_roster_that_was_to_change_little_is_verified_with_the_one_before(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--keep", "current", "--max-changes", "2", "--quiet")
    assert main(["roster", *options, "-C", str(centre), "--week", WEEK]) == 0
    keep = read_evidence(centre / RUN).keep
    assert keep is not None
    assert keep.max_changes == 2
    assert len(keep.duties) > 30
    assert verify(centre, capsys)["data"]["verified"]


def test_a_partial_roster_is_verified_with_what_it_breaks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_centre(tmp_path, requests=NO_LEAD)
    for stage in (["forecast"], ["staff"], ["roster", "--partial"]):
        main([*stage, "-C", str(folder), "--quiet"])
    assert read_evidence(folder / RUN).softened
    found = verify(folder, capsys)["data"]
    assert found["verified"]
    assert len(found["broken"]) == 1


def test_only_a_search_by_the_clock_begins_from_the_prices_that_are_there(
    centre: Path, rostered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bound = figures(centre)["bound"]
    assert main(["roster", "--time", "1", "-C", str(centre), "--week", WEEK, "--quiet"]) == 0
    said = figures(centre)
    assert list(said["prices_from"]) == [f"runs/{WEEK}/certificate.json"]
    assert said["bound"] > 0.97 * bound
    assert verify(centre, capsys)["data"]["verified"]
    assert main(["roster", "-C", str(centre), "--week", WEEK, "--quiet"]) == 0
    for name in ("certificate.json", "roster.csv", "activities.csv"):
        assert (centre / RUN / name).read_bytes() == (rostered / RUN / name).read_bytes()
