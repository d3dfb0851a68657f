"""Real data for tests, where they are: the folder named by PLANNER_TEST_DATA."""

import os
from pathlib import Path

import pytest


def real_data(name: str) -> Path:
    """Return a file of the real data; skip the test where it is absent."""
    folder = os.environ.get("PLANNER_TEST_DATA")
    if not folder:
        pytest.skip("PLANNER_TEST_DATA names no folder with real data")
    path = Path(folder) / name
    if not path.exists():
        pytest.skip(f"{name} is not in PLANNER_TEST_DATA")
    return path
