"""Days in a row, as a check counts them."""

from collections.abc import Iterator, Sequence


def ended_runs(inside: Sequence[bool], before: int | None) -> Iterator[tuple[int, int]]:
    """Yield last day and length of every run of days inside that a planned day outside ends.

    `before` such days ended before day 0; None: not known how many, so that a run from day 0 is left out.
    """
    length = before
    for day, within in enumerate(inside):
        if not within and length:
            yield day - 1, length
        length = 0 if not within else None if length is None else length + 1
