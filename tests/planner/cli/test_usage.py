"""Wrong usage: exit 2, in words of the user's language."""

import json

import pytest

from planner.cli import main
from planner.cli.usage import usage_message

WRONG = {
    "run --foo": "--foo",
    "roon": "roon",
    "erlang": "--offered",
    "erlang --offered x --aht 3": "--offered",
    "erlang --offered -3 --aht 3": "--offered",
    "run --seed": "--seed",
    "forecast a b c": "b c",
    "import": "FILE",
}


@pytest.mark.parametrize("line", WRONG)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_wrong_usage_is_told_and_exits_2(line: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*line.split(), "--lang", language] if "--seed" not in line else line.split()) == 2
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
