"""A small centre with a roster, made once, and a copy of it for each test."""

import shutil
from pathlib import Path

import pytest

from planner.cli import main
from tests.builders import write_centre


@pytest.fixture(scope="session")
def rostered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_centre(tmp_path_factory.mktemp("rostered"))
    for stage in ("forecast", "staff", "roster"):
        assert main([stage, "-C", str(folder), "--quiet"]) == 0
    return folder


@pytest.fixture
def centre(rostered: Path, tmp_path: Path) -> Path:
    return shutil.copytree(rostered, tmp_path / "centre")
