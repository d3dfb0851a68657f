"""`planner simulate --stress` and `--replay`: what they print, write and refuse."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from planner.cli import main
from planner.files import read_table
from planner.simulation.stress import ALREADY_BELOW, BREAKS
from planner.tables import REPLAY, STRESS
from tests.builders import WEEK, history, write_centre

RUN = Path("runs") / WEEK
ZONE = "Asia/Shanghai"
LEVERS = ["volume", "handle_time", "absence"]


def answer(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    """The JSON answer of `planner simulate`."""
    capsys.readouterr()
    assert main(["simulate", *arguments, "--lang", "en", "--json"]) == code
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def stress(capsys: pytest.CaptureFixture[str], folder: Path, *options: str, code: int = 0) -> dict[str, Any]:
    return answer(capsys, "--stress", "-C", str(folder), "--replications", "2", *options, code=code)


# ---- Stress


@pytest.fixture
def easy(centre: Path) -> Path:
    """The small centre, of whose roster less is asked once it is there."""
    plan = centre / "plan.toml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace("service_level = 0.8,", "service_level = 0.3,").replace("0.95", "0.6"), encoding="utf-8"
    )
    return centre


def test_a_stress_test_writes_its_table_and_leaves_the_run_as_it_is(
    easy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in (easy / RUN).iterdir()}
    found = stress(capsys, easy)["data"]["stress"]
    assert [(one["queue"], one["lever"]) for one in found] == [
        (q, lever) for q in ("voice", "email") for lever in LEVERS
    ]
    assert {one["outcome"] for one in found} == {BREAKS}
    assert [one["planned"] for one in found[:3]] == [1.0, 1.0, 0.05]
    for one in found:
        assert one["bears"] > one["planned"]
        assert one["first_interval_at"] >= one["planned"]
    table = read_table(easy / RUN / "stress.csv", STRESS, timezone=ZONE)
    assert list(table["bears"].astype(object).where(table["bears"].notna(), None)) == [one["bears"] for one in found]
    after = {path.name: path.read_bytes() for path in (easy / RUN).iterdir()}
    assert after.pop("stress.csv")
    assert after == before


def test_the_same_seed_gives_the_same_table_for_any_number_of_workers(
    easy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = stress(capsys, easy)["data"]["stress"]
    assert stress(capsys, easy, "--workers", "2")["data"]["stress"] == first
    assert stress(capsys, easy, "--seed", "1")["data"]["stress"] != first


def test_what_is_missed_as_planned_bears_nothing(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for one in stress(capsys, centre)["data"]["stress"]:
        assert (one["outcome"], one["bears"], one["first_interval_at"]) == (ALREADY_BELOW, None, one["planned"])


def test_more_absence_is_what_a_stress_test_starts_from_where_it_is_asked(
    easy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usual, less = (stress(capsys, easy, *options)["data"]["stress"][2] for options in ((), ("--absence", "0")))
    assert (less["lever"], less["planned"]) == ("absence", 0.0)
    assert less["service_level"] > usual["service_level"]


def test_ctrl_c_keeps_what_is_known(
    easy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import planner.pipeline.stress as asked

    play, times = asked.simulate, 0

    def interrupted(*arguments: Any) -> Any:
        nonlocal times
        times += 1
        if times > 25:
            raise KeyboardInterrupt
        return play(*arguments)

    whole = stress(capsys, easy)["data"]["stress"]
    monkeypatch.setattr(asked, "simulate", interrupted)
    known = stress(capsys, easy, code=130)
    assert known["errors"][0]["code"] == "interrupted"
    assert 0 < len(known["data"]["stress"]) < len(whole)
    assert all(one in whole for one in known["data"]["stress"])
    assert len(read_table(easy / RUN / "stress.csv", STRESS, timezone=ZONE)) == len(known["data"]["stress"])
    times = 100
    assert stress(capsys, easy, code=130)["data"] == {}


def test_a_stress_test_in_chinese(easy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--stress", "-C", str(easy), "--replications", "2", "--lang", "zh"]) == 0
    said = capsys.readouterr()
    for word in ("压力因素", "目标可守到", "最先失守的时段", "处理时长", "缺勤", "进线量"):
        assert word in said.out
    assert "班表承压结果" in said.err


def test_without_a_roster_the_way_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_centre(tmp_path)
    told = stress(capsys, folder, code=1)["errors"][0]
    assert (told["code"], told["message"].endswith("run planner roster first")) == ("missing_table", True)


# ---- Replay


def measured(folder: Path) -> Path:
    """The small centre, whose history tells that three of four contacts were answered in time."""
    head, *rows = history().splitlines()
    lines = [head + ",answered_in_target", *(f"{row},{0.75 * float(row.split(',')[2]):g}" for row in rows)]
    return write_centre(folder, history="\n".join(lines) + "\n")


def there(folder: Path, *days: str, agents: tuple[str, ...] = ("001", "002", "003", "007")) -> Path:
    path = folder / "presence.csv"
    rows = [f"{agent},{day}T08:00,{day}T20:00" for day in days for agent in agents]
    path.write_text("\n".join(["agent,start,end", *rows]) + "\n", encoding="utf-8")
    return path


def replay(
    capsys: pytest.CaptureFixture[str], folder: Path, file: Path, *options: str, code: int = 0
) -> dict[str, Any]:
    return answer(capsys, "--replay", str(file), "-C", str(folder), "--replications", "10", *options, code=code)


def test_days_played_again_stand_beside_what_was_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = measured(tmp_path)
    found = replay(capsys, folder, there(tmp_path, "2026-02-25", "2026-02-26", "2026-01-20"))
    days = found["data"]["days"]
    dates = ["2026-01-20", "2026-02-25", "2026-02-26", None]
    assert [(one["queue"], one["day"]) for one in days] == [(q, day) for q in ("voice", "email") for day in dates]
    assert all(one["measured"] == pytest.approx(0.75) for one in days)
    assert all(0 < one["low"] <= one["simulated"] <= one["high"] <= 1 for one in days if one["queue"] == "voice")
    assert days[0]["offered"] == sum(10 + slot % 5 for slot in range(16, 40))
    assert found["warnings"] == []
    table = read_table(folder / "replay.csv", REPLAY, timezone=ZONE)
    assert len(table) == 2 * 3 * 48
    came = table[table["offered"] > 0]
    assert came["service_level"].to_numpy() == pytest.approx(0.75)
    assert came["service_level_simulated"].notna().all()


def test_more_days_than_a_week_are_all_played(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dates = [f"2026-02-{day}" for day in range(10, 19)]
    found = replay(capsys, measured(tmp_path), there(tmp_path, *dates))["data"]["days"]
    assert [one["day"] for one in found if one["queue"] == "voice"] == [*dates, None]
    assert found[9]["offered"] == sum(one["offered"] for one in found[:9])


def test_more_people_give_a_higher_level(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, everybody = measured(tmp_path), tuple(f"{number:03d}" for number in range(1, 9))
    few, many = (
        replay(capsys, folder, there(tmp_path, "2026-02-25", agents=agents))["data"]["days"][0]["simulated"]
        for agents in (("001", "002"), everybody)
    )
    assert few < many - 0.1


def test_the_table_is_written_where_it_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, file = measured(tmp_path / "centre"), tmp_path / "out" / "again.csv"
    replay(capsys, folder, there(tmp_path, "2026-02-25"), "--out", str(file))
    assert pd.read_csv(file, encoding="utf-8-sig").shape == (96, 7)
    assert not (folder / "replay.csv").exists()


def test_a_history_that_measures_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = replay(capsys, write_centre(tmp_path), there(tmp_path, "2026-02-25"))
    assert [warning["code"] for warning in found["warnings"]] == ["not_measured"]
    assert [one["measured"] for one in found["data"]["days"]] == [None, None]


def test_a_definition_that_a_history_cannot_count_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = measured(tmp_path)
    plan = (
        (folder / "plan.toml")
        .read_text(encoding="utf-8")
        .replace("within_s = 20", 'within_s = 20, definition = "virtual"')
    )
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    found = replay(capsys, folder, there(tmp_path, "2026-02-25"))
    assert [warning["code"] for warning in found["warnings"]] == ["not_countable"]
    assert [one["measured"] for one in found["data"]["days"]] == [None, pytest.approx(0.75)]


def test_a_day_without_history_is_refused_at_its_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = there(tmp_path, "2026-02-25", "2027-02-25")
    [told] = replay(capsys, measured(tmp_path), file, code=1)["errors"]
    assert (told["code"], told["row"], told["column"]) == ("not_in_history", 6, "start")
    assert "history.csv has no row of 2027-02-25" in told["message"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [told] = replay(capsys, measured(tmp_path), tmp_path / "nothing.csv", code=1)["errors"]
    assert told["file"].endswith("nothing.csv")


@pytest.mark.parametrize(
    "options",
    [("--stress",), ("--absence", "0"), ("--demand", "p80"), ("--until-ci", "0.1"), ("--scenario", "more")],
    ids=lambda options: options[0],
)
def test_a_replay_takes_no_assumptions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    told = replay(capsys, measured(tmp_path), there(tmp_path, "2026-02-25"), *options, code=2)["errors"][0]
    assert told == {"code": "one_question", "message": f"--replay and {options[0]} cannot be asked together"}


def test_only_a_replay_has_a_file_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(capsys, "-C", str(measured(tmp_path)), "--out", "x.csv", code=2)["errors"][0]
    assert told["code"] == "out_of_replay"


def test_a_replay_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, file = measured(tmp_path), there(tmp_path, "2026-02-25", "2026-02-26")
    assert main(["simulate", "--replay", str(file), "-C", str(folder), "--replications", "5", "--lang", "zh"]) == 0
    said = capsys.readouterr()
    for word in ("队列", "实测", "仿真", "差异", "合计", "75.0%"):
        assert word in said.out
    assert "重放：" in said.err
