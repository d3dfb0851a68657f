"""A name that nobody knows: the nearest one that is known, or those that are."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from planner.errors import Message

MOST_NAMES = 12


class DidYouMean(Message):
    """The nearest known name; stands inside other messages."""

    template = 'did you mean "{near}"?'


class KnownAre(Message):
    """The known names, where none is near; stands inside other messages."""

    template = "known: {known}"


class NoneKnown(Message):
    """There is no name to choose from; stands inside other messages."""

    template = "none is defined"


def hint(name: str, known: Iterable[str]) -> Message:
    """Return what to write instead of an unknown name."""
    names = list(known)
    if near := difflib.get_close_matches(name, names, n=1):
        return DidYouMean(near=near[0])
    if not names:
        return NoneKnown()
    return KnownAre(known=", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else ""))
