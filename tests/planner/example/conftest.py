"""The example centre in both languages, written once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from planner.example import write_example
from planner.plan import Plan, read_plan
from planner.tables import ACTIVITIES, AGENTS, HISTORY, REQUESTS, ROSTER
from tests.planner.example.reading import table


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("example")
    for language in ("en", "zh"):
        write_example(root / language, language)
    return root


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("workbooks")
    for language in ("en", "zh"):
        write_example(root / language, language, workbook=True)
    return root


@pytest.fixture(scope="session")
def plan(folders: Path) -> Plan:
    return read_plan(folders / "zh" / "plan.toml")


@pytest.fixture(scope="session")
def history(folders: Path) -> pd.DataFrame:
    return table(folders, "history.csv", HISTORY)


@pytest.fixture(scope="session")
def agents(folders: Path) -> pd.DataFrame:
    return table(folders, "agents.csv", AGENTS)


@pytest.fixture(scope="session")
def requests_(folders: Path) -> pd.DataFrame:
    return table(folders, "requests.csv", REQUESTS)


@pytest.fixture(scope="session")
def roster(folders: Path) -> pd.DataFrame:
    return table(folders, "published/2026-W49/roster.csv", ROSTER)


@pytest.fixture(scope="session")
def activities(folders: Path) -> pd.DataFrame:
    return table(folders, "published/2026-W49/activities.csv", ACTIVITIES)
