"""Stints are priced as a plain loop prices them."""

from itertools import product

import numpy as np

from solver.problem import Span
from solver.repairing.stints import NOBODY, Pause, Stint, Stints

WINDOW = Span(5, 25)


def some_stint(rng: np.random.Generator) -> Stint:
    start = int(rng.integers(0, 18))
    pauses = tuple(
        Pause(length, tuple(range(first, first + int(rng.integers(1, 4)))))
        for length, first in ((1, start + 2), (2, start + 6))
    )
    busy = (Span(start, start + 1),) if rng.random() < 0.5 else ()
    return Stint(int(rng.integers(2)), start, start + 11, pauses, busy)


def plain_value(stint: Stint, worth: np.ndarray) -> float:
    """Try every way of placing the breaks."""

    def value(begun: tuple[int, ...]) -> float:
        off = {slot for span in stint.busy for slot in span.slots()}
        off |= {at + slot for at, pause in zip(begun, stint.pauses, strict=True) for slot in range(pause.slots)}
        there = [slot for slot in range(stint.start, stint.end) if slot in WINDOW and slot not in off]
        return float(sum(worth[stint.crew, slot - WINDOW.start] for slot in there))

    return max(value(begun) for begun in product(*(pause.starts for pause in stint.pauses)))


def test_the_best_breaks_are_those_of_a_plain_loop() -> None:
    rng = np.random.default_rng(7)
    stints, made = Stints(WINDOW), [some_stint(rng) for _ in range(50)]
    numbers = [stints.number(stint) for stint in made]
    stints.freeze()
    worth = rng.normal(size=(2, 20))
    values = stints.values(worth)
    for number, stint in zip(numbers, made, strict=True):
        expected = plain_value(stint, worth)
        there = stints.presence(number, stints.begun(number, worth))
        assert values[number] == np.float64(expected).round(12) or abs(values[number] - expected) < 1e-9
        assert abs(float(there @ worth[stint.crew]) - expected) < 1e-9


def test_a_stint_is_kept_once_and_nobody_is_worth_nothing() -> None:
    stints = Stints(WINDOW)
    first = stints.number(Stint(0, 6, 10))
    assert stints.number(Stint(0, 6, 10)) == first != NOBODY
    stints.freeze()
    assert stints.values(np.ones((1, 20))).tolist() == [0, 4]
