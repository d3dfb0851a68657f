"""Tasks for processes of their own; what is slow to import stays out."""

import os
import signal
import time
from pathlib import Path

from planner.errors import PlannerError

LONG_S = 60


class TooSmall(PlannerError):
    template = "{number} is too small"


def square(number: int) -> int:
    if number < 0:
        raise TooSmall(number=number)
    return number * number


def conflict(name: str) -> None:
    from solver.errors import Conflict, InfeasibleRoster

    raise InfeasibleRoster((Conflict(()),))


def die(code: int) -> None:
    os._exit(code) if code else os.kill(os.getpid(), signal.SIGKILL)


def die_first(marker: Path) -> str:
    """Die at the first try; the marker says that there was one."""
    if not marker.exists():
        marker.touch()
        die(0)
    return marker.name


def die_or_square(number: int) -> int:
    return die(0) if number == 3 else square(number)


def unpicklable(_: int) -> object:
    return lambda: None


def write_pid_and_sleep(file: Path) -> int:
    first = not file.exists()
    file.write_text(str(os.getpid()))
    time.sleep(LONG_S if first else 0)
    return os.getpid()
