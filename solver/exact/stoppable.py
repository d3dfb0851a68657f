"""A long call of a solver beside which Ctrl-C is heard and progress is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

PERIOD_S = 0.2


@dataclass(frozen=True, slots=True)
class Ended(Generic[T]):
    """What a call returned, and whether Ctrl-C ended it."""

    value: T
    stopped: bool


def run_stoppable(call: Callable[[], T], stop: Callable[[], None], tell: Callable[[], None]) -> Ended[T]:
    """Return what the call returns; `tell` is called meanwhile, and `stop` on Ctrl-C, which is to end the call soon."""
    with ThreadPoolExecutor(1) as beside:
        running = beside.submit(call)
        try:
            tell()
            while True:
                try:
                    return Ended(running.result(timeout=PERIOD_S), False)
                except TimeoutError:
                    tell()
        except KeyboardInterrupt:
            while not running.done():
                stop()  # again, as a call that has not begun yet does not hear it
                wait([running], PERIOD_S)
            return Ended(running.result(), True)
