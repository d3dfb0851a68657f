"""A name that nobody knows: the nearest one that is known, or those that are."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from planner.errors import Message

MOST_NAMES = 12
SLIP = 0.8  # how alike a name and another are that was meant, where any name may be right


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


def slip(name: str, known: Iterable[str]) -> Message | None:
    """Return which known name was meant by one that is all but it; None where the name may be one of its own."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=SLIP)
    return DidYouMean(near=near[0]) if near else None
