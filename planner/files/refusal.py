"""Why one cell or row is not taken."""

from planner.errors import Message

_MOST_CHARACTERS = 60


class Refusal(Exception):
    """One cell or row is not taken; `message` says why, `meaning` which column. Caught where its place is known."""

    def __init__(self, message: Message, meaning: str = "") -> None:
        self.message = message
        self.meaning = meaning
        super().__init__(str(message))


def shortened(text: str) -> str:
    """Return `text` as it may stand in a message: quoted, on one line, at most 60 characters of it."""
    cut = text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"
    return repr(cut)
