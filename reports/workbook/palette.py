"""Colours of a workbook, those of the page made light enough to read black text on, for the colour-blind too."""

from collections.abc import Mapping

SHIFT_FILLS = ("shift 1", "shift 2", "shift 3", "shift 4", "shift 5", "shift 6")
"""The grounds of shift kinds, in the plan's order and over again where there are more."""

FILLS: Mapping[str, str] = {
    "shift 1": "#bcd0e4",
    "shift 2": "#ece4b0",
    "shift 3": "#aed4b5",
    "shift 4": "#d3c1e0",
    "shift 5": "#bfe0ee",
    "shift 6": "#d4d4d4",
    "absence": "#f3f4f6",
    "break": "#ffffff",
    "handover": "#d55e00",
    "activity": "#6f7a88",
    "short": "#f7b6ae",
    "heading": "#eef2f6",
}
"""Every ground by its name."""

INK, RULE, REQUIRED, SCHEDULED = "#1c2530", "#d5dbe3", "#1c2530", "#bfdaec"
