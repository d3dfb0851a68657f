"""The measures of HISTORY from those that an interval export has: times from their parts, counts from rates."""

import pandas as pd

from planner.errors import Message
from planner.files.importing.layout import Layout
from planner.files.importing.report import CountsFromRates, HandleTimeWithoutContacts, TalkOnly
from planner.tables import HISTORY

COUNTS = ("offered", "answered", "abandoned", "answered_in_target")
RATES = ("service_level_of_offered", "service_level_of_answered")
TOTALS = ("handle_total_s", "talk_total_s", "hold_total_s", "acw_total_s")
MEANS = ("aht_s", "talk_s", "hold_s", "acw_s", "asa_s")


def history_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with the columns of HISTORY, `number`, and `handled`: contacts that its times are means over.

    `handled` is answered, else offered - abandoned, else offered. `aht_s` is that of the file, else total handle time
    ÷ handled, else talk + hold + after-contact work, each a mean or a total ÷ handled; nothing where none was handled.
    """
    handled = _handled(rows)
    out = rows.assign(handled=handled)
    rate = next((name for name in RATES if name in rows), None)
    if rate and "answered_in_target" not in rows:
        shares = rows[rate] / (100 if rows[rate].max() > 1 else 1)
        out["answered_in_target"] = (shares * (rows["offered"] if rate == RATES[0] else handled)).round()
    handle_time = _handle_time(rows, handled)
    if handle_time is not None:
        out["aht_s"] = handle_time.where((handled > 0) & (handle_time > 0))
    return out[["number", "handled", *(name for name in HISTORY.names if name in out)]]


def notices_of(rows: pd.DataFrame, history: pd.DataFrame, layout: Layout) -> list[Message]:
    """Return what a planner should know of the measures."""
    notices: list[Message] = []
    header = {meaning: layout.headers[at] for meaning, at in layout.places.items()}
    talk = next((name for name in ("talk_s", "talk_total_s") if name in rows), None)
    if talk and not any(name in rows for name in ("aht_s", "handle_total_s", *_PARTS["hold"], *_PARTS["acw"])):
        notices.append(TalkOnly(header=header[talk]))
    if "answered_in_target" not in rows:
        notices += [CountsFromRates(header=header[rate]) for rate in RATES if rate in rows]
    if "aht_s" in rows:
        unused = int((history["aht_s"].isna() & (rows["aht_s"] > 0)).sum())
        if unused:
            notices.append(HandleTimeWithoutContacts(count=unused))
    return notices


_PARTS = {part: (f"{part}_s", f"{part}_total_s") for part in ("talk", "hold", "acw")}


def _handled(rows: pd.DataFrame) -> pd.Series:
    if "answered" in rows:
        return rows["answered"]
    return rows["offered"] - rows["abandoned"] if "abandoned" in rows else rows["offered"]


def _handle_time(rows: pd.DataFrame, handled: pd.Series) -> pd.Series | None:
    if "aht_s" in rows:
        return rows["aht_s"]
    if "handle_total_s" in rows:
        return rows["handle_total_s"] / handled.where(handled > 0)
    talk, hold, acw = (_part(rows, handled, mean, total) for mean, total in _PARTS.values())
    if talk is None:
        return None
    return talk + sum(part.fillna(0) for part in (hold, acw) if part is not None)


def _part(rows: pd.DataFrame, handled: pd.Series, mean: str, total: str) -> pd.Series | None:
    if mean in rows:
        return rows[mean]
    return rows[total] / handled.where(handled > 0) if total in rows else None
