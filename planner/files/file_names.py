"""File names for ids that people typed: none leaves its folder, and no two are one file on any machine."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

MOST_CHARACTERS = 40
PLAIN = re.compile(rf"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)\w[\w-]{{0,{MOST_CHARACTERS - 1}}}", re.IGNORECASE)
OTHER = re.compile(r"[^\w-]+")
DIGITS = 16


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """Return a name without suffix for each id: the id itself where it is letters, digits, `_` and `-`.

    Any other id, one that a system keeps for itself (`con`), is very long, or differs from another in case only, gets
    what is plain of it, `~`, which no plain id has, and digits of its SHA-256.
    """
    known = list(ids)
    alike = Counter(id.casefold() for id in known)
    return {id: id if PLAIN.fullmatch(id) and alike[id.casefold()] == 1 else _made(id) for id in known}


def _made(id: str) -> str:
    return f"{OTHER.sub('', id)[:MOST_CHARACTERS]}~{sha256(id.encode()).hexdigest()[:DIGITS]}"
