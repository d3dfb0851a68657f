"""`planner roster` and its family: sign a week, fix days by hand, compare, change little."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.centre import Centre
from planner.cli import main
from planner.published import read_signature
from tests.builders import WEEK, write_centre

ROSTER = Path("runs") / WEEK / "roster.csv"
PUBLISHED = Path("published") / WEEK
FILES = ["accounts.csv", "activities.csv", "handovers.csv", "roster.csv", "signature.json"]


def roster(folder: Path, *arguments: str) -> int:
    return main(["roster", *arguments, "-C", str(folder), "--week", WEEK, "--lang", "en"])


def answer(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert roster(folder, *arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)["data"]  # type: ignore[no-any-return]


def complaints(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> list[str]:
    capsys.readouterr()
    assert roster(folder, *arguments) == code
    return capsys.readouterr().err.splitlines()


def rows(folder: Path, agent: str) -> dict[str, str]:
    """Date → row of an agent in the current roster."""
    lines = (folder / ROSTER).read_text(encoding="utf-8-sig").splitlines()
    return {line.split(",")[1][:10]: line for line in lines if line.startswith(f"{agent},")}


def edited(folder: Path, old: str, new: str) -> str:
    text = (folder / ROSTER).read_text(encoding="utf-8-sig")
    assert text.count(old) == 1
    (folder / "edited.csv").write_text(text.replace(old, new), encoding="utf-8")
    return str(folder / "edited.csv")


def test_a_published_week_is_signed_and_is_what_the_next_reads(centre: Path) -> None:
    assert roster(centre, "publish") == 0
    assert sorted(path.name for path in (centre / PUBLISHED).iterdir()) == FILES
    assert sorted(path.name for path in (centre / "published").iterdir()) == [WEEK]
    assert (centre / PUBLISHED / "roster.csv").read_bytes() == (centre / ROSTER).read_bytes()
    signature = read_signature(centre / PUBLISHED)
    assert signature is not None
    assert (signature.week, signature.seed, signature.reproducible) == (WEEK, 0, True)
    assert set(signature.files) == set(FILES) - {"signature.json"}
    assert signature.inputs["agents.csv"]
    assert signature.measures["cost"] > 0
    before = Centre.open(centre / "plan.toml").published_before("2026-W11")
    assert len(before.roster) == len((centre / ROSTER).read_text().splitlines()) - 1
    hours = before.accounts[before.accounts["account"] == "hours_month"].set_index("agent")["value"]
    assert hours.to_dict() == (before.roster.groupby("agent")["paid_min"].sum() / 60).to_dict()


def test_a_week_is_published_again_only_when_asked(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert roster(centre, "publish") == 0
    first = {path.name: path.read_bytes() for path in (centre / PUBLISHED).iterdir()}
    [line] = complaints(centre, capsys, "publish")
    assert line == f"published/{WEEK}: is there already; --replace publishes the week again"
    (centre / PUBLISHED / "old.csv").write_text("left behind")
    assert roster(centre, "publish", "--replace") == 0
    assert {path.name: path.read_bytes() for path in (centre / PUBLISHED).iterdir()} == first


def test_a_roster_that_no_longer_fits_is_refused_with_every_reason(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, text in (("agents.csv", "009,Ida,two,voice:1,40\n"), (str(ROSTER), "\n")):
        with (centre / file).open("a") as opened:
            opened.write(text)
    (centre / "plan.toml").write_text((centre / "plan.toml").read_text() + "\n[costs]\nshortage = 3.0\n")
    lines = complaints(centre, capsys, "publish")
    assert [line.partition(":")[0] for line in lines] == ["agents.csv", "plan.toml", "roster.csv"]
    assert not (centre / "published").exists()


def test_a_roster_that_breaks_enforced_rules_is_refused(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = centre / "runs" / WEEK / "manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    data["stages"]["roster"]["figures"]["broken"] = [{"rule": "leave"}, {"rule": "leave"}]
    manifest.write_text(json.dumps(data), encoding="utf-8")
    [line] = complaints(centre, capsys, "publish")
    assert line == "roster.csv: breaks an enforced rule and cannot be published: Leave, 2 times"


def test_without_a_roster_nothing_is_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [line] = complaints(write_centre(tmp_path), capsys, "publish")
    assert "run planner roster first" in line


def test_a_week_that_cannot_be_put_in_place_stays_as_it_was(
    centre: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert roster(centre, "publish") == 0
    before = {path.name: path.read_bytes() for path in (centre / PUBLISHED).iterdir()}
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise PermissionError(13, "denied", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    [line] = complaints(centre, capsys, "publish", "--replace")
    assert "cannot be written" in line
    assert {path.name: path.read_bytes() for path in (centre / PUBLISHED).iterdir()} == before
    assert [path.name for path in (centre / "published").iterdir()] == [WEEK]


def test_a_lock_is_written_replaced_and_taken_back(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    locks = centre / "locks.csv"
    assert roster(centre, "lock", "006", "2026-03-03", "late@11:00") == 0
    assert roster(centre, "lock", "003", "2026-03-04", "off") == 0
    assert roster(centre, "lock", "006", "2026-03-03", "off") == 0
    assert locks.read_text(encoding="utf-8-sig").splitlines()[1:] == ["006,2026-03-03,off,", "003,2026-03-04,off,"]
    assert roster(centre, "unlock", "006", "2026-03-03") == 0
    assert locks.read_text(encoding="utf-8-sig").splitlines()[1:] == ["003,2026-03-04,off,"]
    [line] = complaints(centre, capsys, "unlock", "006", "2026-03-03", code=2)
    assert line == "006 has no lock on 2026-03-03 in locks.csv"


def test_a_lock_without_a_shift_is_what_is_rostered(centre: Path) -> None:
    day, row = next(iter(rows(centre, "006").items()))
    kind, start = row.split(",")[3], row.split(",")[1][11:16]
    free = next(
        str(date(2026, 3, 2) + timedelta(days=n)) for n in range(7) if f"2026-03-0{2 + n}" not in rows(centre, "006")
    )
    assert roster(centre, "lock", "006", day) == 0
    assert roster(centre, "lock", "006", free) == 0
    written = (centre / "locks.csv").read_text(encoding="utf-8-sig")
    assert f"006,{day},{kind}@{start}," in written
    assert f"006,{free},off," in written


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (("009", "2026-03-03", "off"), 1, 'no agent 009 in agents.csv; did you mean "008"?'),
        (("006", "2026-03-03", "lade@11:00"), 1, 'no shift lade in the plan; did you mean "late"?'),
        (("006", "2026-03-03", "late@12:00"), 1, "shift late does not start at 12:00; it starts at 11:00"),
        (("006", "2026-03-09", "off"), 2, "2026-03-09 is not in 2026-W10; name its week with --week"),
        (
            ("005", "2026-03-02", "late@11:00"),
            1,
            "005 is locked to work on 2026-03-02 but has leave in requests.csv, row 2; take one of the two out",
        ),
        (
            ("007", "2026-03-05", "off"),
            1,
            "007 is locked on 2026-03-05 in requests.csv, row 4, already; take one of the two out",
        ),
    ],
)
def test_a_lock_that_cannot_be_is_refused(
    arguments: tuple[str, ...], code: int, expected: str, centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaints(centre, capsys, "lock", *arguments, code=code) == [expected]
    assert not (centre / "locks.csv").exists()


def test_edits_come_back_as_locks_after_the_difference_is_shown(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day, row = next((day, row) for day, row in rows(centre, "008").items() if row.split(",")[3] == "early")
    late = f"008,{day}T11:00:00+08:00,{day}T20:00:00+08:00,late,,false,480"
    file = edited(centre, row, late)
    change = {"agent": "008", "date": day, "before": "early@08:00", "after": "late@11:00"}
    assert answer(centre, capsys, "adjust", "--from", file, "--dry-run")["changes"] == [change]
    assert not (centre / "locks.csv").exists()
    assert answer(centre, capsys, "adjust", "--from", file)["changes"] == [change]
    assert f"008,{day},late@11:00," in (centre / "locks.csv").read_text(encoding="utf-8-sig")
    assert roster(centre) == 0
    assert rows(centre, "008")[day] == late.replace("false", "true")


def test_edits_that_cannot_be_are_told_at_their_rows(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day, row = next((day, row) for day, row in rows(centre, "008").items() if row.split(",")[3] == "early")
    longer = row.replace("T17:00", "T18:00")
    twice = f"008,{day}T11:00:00+08:00,{day}T20:00:00+08:00,late,,false,480"
    other_week = "008,2026-03-10T11:00:00+08:00,2026-03-10T20:00:00+08:00,late,,false,480"
    file = edited(centre, row, f"{longer}\n{twice}\n{other_week}")
    at = (centre / "edited.csv").read_text().splitlines().index(longer) + 1
    assert complaints(centre, capsys, "adjust", "--from", file) == [
        f"edited.csv, row {at}, shift_end: early@08:00 ends at {day} 17:00+08:00; "
        "the length of a shift is part of the plan and cannot be changed here",
        f"edited.csv, row {at + 1}, shift_start: 008 has a shift on {day} in row {at} already",
        f"edited.csv, row {at + 2}, shift_start: 2026-03-10 is not in 2026-W10",
    ]
    unknown = row.replace("008,", "908,").replace(",early,", ",erly,")
    found = complaints(centre, capsys, "adjust", "--from", edited(centre, row, unknown))
    assert [line.partition(":")[0] for line in found] == [
        f"edited.csv, row {at}, {name}" for name in ("agent", "shift")
    ]
    assert not (centre / "locks.csv").exists()


def test_two_rosters_are_compared_in_words_and_figures(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert roster(centre, "publish") == 0
    day, row = next(iter(rows(centre, "008").items()))
    file = edited(centre, f"{row}\n", "")
    found = answer(centre, capsys, "diff", "published", file)
    assert [change["after"] for change in found["changes"]] == ["off"]
    hours = found["differences"]["rostered_h"]
    assert hours["change"] == -8
    assert found["differences"]["cost"]["base"] > 0
    assert found["differences"]["cost"]["other"] is None
    same = answer(centre, capsys, "diff", WEEK, str(centre / "runs" / WEEK))
    assert same["changes"] == []
    assert all(item["change"] == 0 for item in same["differences"].values())
    assert roster(centre, "diff", "published", file) == 0
    said = capsys.readouterr()
    assert f"008 Hal  {day}" in said.out
    assert "1 agent-days differ, 0 of them in the post only; 1 agents" in said.err


def test_two_weeks_are_compared_by_the_day_of_the_week(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (centre / ROSTER).read_text(encoding="utf-8-sig")
    for at in range(8, 1, -1):
        text = text.replace(f"2026-03-0{at}", f"2026-03-{at + 7:02d}")
    (centre / "published" / "2026-W11").mkdir(parents=True)
    (centre / "published" / "2026-W11" / "roster.csv").write_text(text)
    assert answer(centre, capsys, "diff", "current", "2026-W11")["changes"] == []


def test_a_roster_that_is_not_there_is_wrong_usage(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("published", "2026-W40", "nowhere.csv"):
        [line] = complaints(centre, capsys, "diff", "current", name, code=2)
        assert f"there is no roster {name}" in line


def test_a_roster_that_is_kept_changes_no_more_than_allowed(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert roster(centre, "publish") == 0
    day = next(iter(rows(centre, "006")))
    assert roster(centre, "lock", "006", day, "off") == 0
    found = answer(centre, capsys, "--keep", "published", "--max-changes", "3")
    shifts = [change for change in found["changes"] if change["before"].split()[0] != change["after"].split()[0]]
    assert 1 <= len(shifts) <= 3
    assert day not in rows(centre, "006")
    assert found["changes"] == answer(centre, capsys, "diff", "published", "current")["changes"]
    assert roster(centre, "publish", "--replace") == 0
    assert complaints(centre, capsys, "--max-changes", "3", code=2)[0].startswith("--max-changes needs --keep")


def test_the_next_week_says_that_a_signed_file_was_edited(centre: Path) -> None:
    from planner.published import edited_files

    assert roster(centre, "publish") == 0
    assert edited_files(centre, WEEK) == []
    with (centre / PUBLISHED / "accounts.csv").open("a") as file:
        file.write("001,nights,2026-W09,2\n")
    assert edited_files(centre, WEEK) == ["accounts.csv"]
