"""Help is quick: no numeric package is imported for it."""

import os
import subprocess
import sys

import pytest

NUMERIC = ("numpy", "pandas", "ortools", "statsmodels", "numba", "scipy", "holidays", "jinja2")
HELP = """
import sys
from planner.cli import main
code = main({arguments})
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""
CPU = """
import resource, sys
from planner.cli import main
main(["--help"])
print(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]), file=sys.stderr)
"""


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["whatif", "--help"], ["roster", "--help"]])
def test_help_imports_no_numeric_package(arguments: list[str], language: str) -> None:
    done = run_python(HELP.format(arguments=arguments), PLANNER_LANG=language)
    assert done.returncode == 0
    modules = {name.partition(".")[0] for name in done.stderr.split()}
    assert modules.isdisjoint(set(NUMERIC))


def test_help_takes_less_than_three_tenths_of_a_second_of_cpu() -> None:
    seconds = min(float(run_python(CPU).stderr) for _ in range(3))
    assert seconds <= 0.3


def test_help_is_written_in_the_language_asked_for() -> None:
    done = run_python(HELP.format(arguments=["run", "--help", "--lang", "zh"]), PYTHONIOENCODING="utf-8")
    assert "预测" in done.stdout


@pytest.mark.parametrize("command", [("roster", "lock"), ("erlang",), ("staff",), ("run",)])
def test_help_is_free_of_the_notation_of_types_and_bounds(command: tuple[str, ...]) -> None:
    page = run_python(HELP.format(arguments=[*command, "--help"])).stdout
    assert not set("<>{}") & set(page)
    assert "default: 30.0]" in page or command != ("erlang",)
