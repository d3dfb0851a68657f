"""Chinese all through: help pages, complaints and summaries hold names of files, keys and options, but no English."""

import re
import unicodedata
from pathlib import Path

import pytest

from planner.cli import main
from tests.builders import AGENTS, PLAN, write_centre
from tests.planner.cli.test_bad_input import CASES
from tests.planner.cli.test_usage import WRONG

COMMANDS = (
    "",
    "init",
    "check",
    "import",
    "forecast",
    "staff",
    "roster",
    "roster publish",
    "roster lock",
    "roster unlock",
    "roster adjust",
    "roster diff",
    "report",
    "run",
    "erlang",
    "export",
    "doctor",
    "whatif",
    "whatif run",
    "whatif compare",
    "whatif list",
)
ENGLISH = re.compile(r"(?<![\w.<\[-])[A-Za-z]{2,}(?: [A-Za-z]+){2,}")
"""Three English words in a row; lists with commas, options and paths are none."""

MORE_CASES = {
    "not TOML's type": {"plan": PLAN.replace("aht_s = 240", 'aht_s = "long"')},
    "not in the list": {"plan": PLAN.replace('channel = "voice"', 'channel = "phone"')},
    "no column": {"agents": AGENTS.replace("skills", "abilities", 1)},
    "not a number": {"agents": AGENTS.replace(",40\n", ",many\n", 1)},
    "negative": {"agents": AGENTS.replace(",40\n", ",-40\n", 1)},
    "quotation mark": {"agents": AGENTS + '007,"Zoe,voice:1,40\n'},
    "blank table": {"agents": ""},
}


def wide(line: str) -> int:
    """Columns of a terminal that a line takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def said_by(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main([*arguments, "--lang", "zh"])
    printed = capsys.readouterr()
    return printed.out + printed.err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_chinese_and_fits_the_terminal(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = said_by(capsys, *command.split(), "--help")
    prose = [line for line in page.splitlines() if not re.match(r"用法：|\s*示例：", line)]
    assert [line for line in prose if ENGLISH.search(line)] == []
    assert [line for line in page.splitlines() if wide(line) > 80] == []
    assert [word for word in re.findall(r"[A-Z][a-z]+", "\n".join(prose)) if word not in ("Erlang", "Path")] == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", ["", "whatif", "roster"])
def test_the_list_of_commands_is_not_cut(command: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([*command.split(), "--help", "--lang", language])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines[1:] if "..." in line] == []


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("", "whatif")])
def test_every_command_shows_an_example_that_it_takes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    example = said_by(capsys, *command.split(), "--help").rpartition("示例：")[2].split()
    assert example[: 1 + len(command.split())] == ["planner", *command.split()]
    assert main([*example[1:], "--help"]) == 0


def test_the_language_may_stand_before_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "zh", "erlang", "--offered", "10", "--aht", "180"]) == 0
    assert "占用率" in capsys.readouterr().out


def test_english_is_seen_where_it_stands() -> None:
    assert ENGLISH.search("plan.toml:9: queues.voice.aht_s = inf: Input should be a finite number")


@pytest.mark.parametrize("files", [files for files, _ in CASES.values()] + list(MORE_CASES.values()))
def test_a_fault_is_told_in_chinese(files: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_centre(tmp_path, **files)
    said = said_by(capsys, "check", "-C", str(tmp_path))
    assert re.search(r"[\u4e00-\u9fff]{2}", said), said
    assert not ENGLISH.search(said), said


@pytest.mark.parametrize("line", WRONG)
def test_wrong_usage_is_told_in_chinese(
    line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_LANG", "zh")
    main(line.split())
    complaint = capsys.readouterr().err.splitlines()[0]
    assert not ENGLISH.search(complaint), complaint
    assert re.search(r"[\u4e00-\u9fff]{2}", complaint)
