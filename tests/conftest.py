"""The example centre, planned once for all tests that look at it."""

from pathlib import Path

import pytest

from planner.cli import main


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `build/demo`, made and run as README says."""
    folder = tmp_path_factory.mktemp("readme")
    centre = folder / "build" / "demo"
    assert main(["init", str(centre), "--lang", "en", "--quiet"]) == 0
    assert main(["run", "-C", str(centre), "--quiet"]) == 0
    return folder
