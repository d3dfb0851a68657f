"""Wrong usage: exit 2, in words of the user's language."""

import json
from pathlib import Path

import pytest

from planner.cli import main
from planner.cli.usage import usage_message
from tests.builders import write_centre

WRONG = {
    "run --foo": "--foo",
    "roon": "roon",
    "erlang": "--offered",
    "erlang --offered x --aht 3": "--offered",
    "erlang --offered -3 --aht 3": "--offered",
    "run --seed": "--seed",
    "run --seed -1": "--seed",
    "forecast h.csv --start 2026-13-01": "--start",
    "forecast a b c": "b c",
    "import": "FILE",
    "roster publsh": "publsh",
    "roster lock": "AGENT",
    "roster lock 001 tomorrow": "DATE",
    "roster --max-changes -1": "--max-changes",
}


@pytest.mark.parametrize("line", WRONG)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_wrong_usage_is_told_and_exits_2(line: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", language, *line.split()]) == 2
    said = capsys.readouterr().err
    assert WRONG[line] in said
    assert "Traceback" not in said


@pytest.mark.parametrize("line", WRONG)
def test_every_complaint_of_typer_has_words_of_ours(line: str) -> None:
    from typer.exceptions import TyperException

    from planner.cli.app import build

    with pytest.raises(TyperException) as caught:
        build()(line.split(), prog_name="planner", standalone_mode=False)
    assert usage_message(caught.value.format_message()) is not None


def test_json_holds_for_wrong_usage_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--foo", "--json"]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    assert answer["errors"][0]["code"] == "usage"


def test_a_family_without_its_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whatif"]) == 2
    assert "compare" in capsys.readouterr().err


def test_a_language_not_spoken_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--lang", "fr"]) == 2
    assert "--lang fr: write one of en, zh" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in -C must not plan the centre above it."""
    write_centre(tmp_path)
    assert main(["run", "-C", str(tmp_path / "shpo"), "--lang", "en"]) == 2
    assert "shpo is no folder" in capsys.readouterr().err
