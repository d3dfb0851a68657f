"""Measures of two runs or rosters side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from planner.cli.out import Out
from planner.cli.words import _
from planner.measures import Difference

DECIMALS = {"service_level": 4, "intervals_short": 0, "contacts": 0}


def print_differences(found: Sequence[Difference], base: str, other: str, out: Out) -> None:
    """Print each measure of both and the change; a dash for what is not known."""
    _print_table(found, base, other, out)
    out.data(differences=_plain(found))


def print_scenarios(found: Mapping[str, Sequence[Difference]], base: str, out: Out) -> None:
    """Print what each of several scenarios changes."""
    for name, differences in found.items():
        _print_table(differences, base, name, out)
    out.data(scenarios={name: _plain(differences) for name, differences in found.items()})


def _print_table(found: Sequence[Difference], base: str, other: str, out: Out) -> None:
    labels = {
        "contacts": _("contacts to people"),
        "required_h": _("required h"),
        "rostered_h": _("rostered h"),
        "short_h": _("short h"),
        "intervals_short": _("intervals short"),
        "service_level": _("predicted service level"),
        "cost": _("cost, wage-hours"),
    }
    rows = []
    for item in found:
        digits = DECIMALS.get(item.measure, 1)
        figures = [_figure(item.base, digits), _figure(item.other, digits), _figure(item.change, digits, "+")]
        rows.append([labels[item.measure], *figures])
    out.table(["", base, other, _("change")], rows)


def _plain(found: Sequence[Difference]) -> dict[str, dict[str, float]]:
    return {item.measure: {"base": item.base, "other": item.other, "change": item.change} for item in found}


def _figure(value: float, digits: int, sign: str = "") -> str:
    return "-" if math.isnan(value) else f"{value:{sign},.{digits}f}"
