"""What-if: the same week with other assumptions, beside the base."""

import json
from pathlib import Path

import pytest

from planner.cli import main
from planner.whatif import NotAName, scenario_folder
from tests.builders import WEEK, write_centre


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_centre(tmp_path_factory.mktemp("centre"))
    assert main(["run", "-C", str(folder), "--quiet"]) == 0
    return folder


def test_a_scenario_leaves_the_base_alone_and_shows_what_differs(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = {path.name: path.read_bytes() for path in (centre / "runs" / WEEK).glob("*.csv")}
    arguments = ["-C", str(centre), "--json"]
    assert main(["whatif", "run", "bot", "-S", "queues.voice.bot_share=0.5", *arguments]) == 0
    differences = json.loads(capsys.readouterr().out)["data"]["differences"]
    assert {path.name: path.read_bytes() for path in (centre / "runs" / WEEK).glob("*.csv")} == base
    assert differences["contacts"]["other"] < differences["contacts"]["base"]
    assert differences["required_h"]["other"] < differences["required_h"]["base"]

    assert main(["whatif", "compare", "base", "bot", *arguments]) == 0
    assert json.loads(capsys.readouterr().out)["data"]["differences"] == differences

    assert main(["whatif", "compare", "base", "bot", "bot", *arguments]) == 0
    assert json.loads(capsys.readouterr().out)["data"]["scenarios"]["bot"] == differences
    page = (centre / "runs" / WEEK / "whatif" / "comparison.en.html").read_text(encoding="utf-8")
    assert "queues.voice.bot_share=0.5" in page
    assert "the plan as it is" in page

    assert main(["whatif", "list", *arguments]) == 0
    assert json.loads(capsys.readouterr().out)["data"]["scenarios"] == ["bot"]


def test_an_override_with_a_fault_names_its_key(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["whatif", "run", "odd", "-C", str(centre), "--lang", "en"]
    assert main([*arguments, "-S", "queues.voice.bot_shre=0.5"]) == 1
    assert "queues.voice.bot_shre" in capsys.readouterr().err
    assert main([*arguments, "-S", "queues.voice.bot_share"]) == 2
    assert not (centre / "runs" / WEEK / "whatif" / "odd").exists()


def test_a_scenario_that_was_not_run_is_told(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whatif", "compare", "base", "nothing", "-C", str(centre), "--lang", "en"]) == 2
    assert "nothing" in capsys.readouterr().err


def test_without_a_base_nothing_is_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["-C", str(write_centre(tmp_path)), "--lang", "en"]
    assert main(["whatif", "run", "bot", "-S", "queues.voice.bot_share=0.5", *arguments]) == 2
    assert WEEK in capsys.readouterr().err
    assert not (tmp_path / "runs").exists()
    assert main(["forecast", *arguments]) == 0  # a week without a roster is no base either
    assert main(["whatif", "compare", "base", "base", *arguments]) == 2


@pytest.mark.parametrize("name", ["../x", "base", "", "a/b", "x" * 61, "."])
def test_a_name_cannot_leave_its_folder(name: str) -> None:
    with pytest.raises(NotAName):
        scenario_folder(name)


def test_a_name_may_be_chinese() -> None:
    assert scenario_folder("双12") == "whatif/双12"
