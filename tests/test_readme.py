"""README's commands run and print what README shows."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from planner.cli import main
from planner.cli.app import build

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")


def console_blocks(text: str) -> list[str]:
    return re.findall(r"```console\n(.*?)```", text, re.DOTALL)


def commands(text: str) -> list[str]:
    lines = [line for block in console_blocks(text) for line in block.splitlines()]
    return [line.removeprefix("$ planner ") for line in lines if line.startswith("$ planner ")]


@pytest.mark.parametrize("readme", READMES)
def test_every_command_of_the_readme_runs(readme: str, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo)
    shutil.rmtree(demo / "build/demo/published/2026-W50", ignore_errors=True)  # the other README has signed it too
    shown = commands((ROOT / readme).read_text(encoding="utf-8"))
    assert len(shown) >= 5
    for line in shown:
        assert main([*shlex.split(line), "--quiet"]) == 0, line


@pytest.mark.parametrize("readme", READMES)
def test_the_calculator_prints_what_the_readme_shows(readme: str, capsys: pytest.CaptureFixture[str]) -> None:
    [block] = [
        b for b in console_blocks((ROOT / readme).read_text(encoding="utf-8")) if b.startswith("$ planner erlang")
    ]
    command, _, expected = block.partition("\n")
    language = "zh" if "zh" in readme else "en"
    assert main([*shlex.split(command.removeprefix("$ planner ")), "--lang", language]) == 0
    printed = capsys.readouterr().out
    assert [line.split() for line in printed.splitlines() if line.strip()] == [
        line.split() for line in expected.splitlines() if line.strip()
    ]


@pytest.mark.parametrize("readme", READMES)
def test_every_command_stands_in_the_readme(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    names = [command.name for command in build().registered_commands]
    assert all(f"`{name}" in text for name in names if name)
    assert "`whatif run" in text


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = ((ROOT / readme).read_text(encoding="utf-8") for readme in READMES)
    assert commands(english) == commands(chinese)
