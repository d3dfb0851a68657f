"""A figure of the manifest beside the same recomputed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports import Number, Percent, Words, labels
from reports import text as _

SHARES = ("gap_labour", "gap_controllable")
OF_BOUND = ("bound", *SHARES)
NAMES: Mapping[str, Words] = {
    "cost": _("cost, wage-hours"),
    "bound": _("bound, wage-hours"),
    "gap_labour": _("gap, of the whole cost"),
    "gap_controllable": _("gap, of the cost beyond contract wages"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What the manifest says and what comes out when recomputed; None where there is none."""

    name: str
    told: float | None
    found: float | None

    @property
    def words(self) -> Words:
        """What it is called."""
        return NAMES.get(self.name) or labels.label(labels.COSTS, self.name)

    def said(self, value: float | None, decimals: int = 2) -> Words:
        """Return one of its two values as people write it."""
        if value is None:
            return "–"
        return Percent(value, decimals) if self.name in SHARES else Number(value, decimals)
