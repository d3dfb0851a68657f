"""Young queues borrow from their siblings: the others' total forecast times the queue's share of it by slot.

Under four weeks of history the share speaks alone, from eight the queue's own model, between them both in proportion.
A slot's share is shrunk to the queue's overall share by 50 contacts of the total.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from forecasting.fit import Outlook
from forecasting.grid import Floats

YOUNG_WEEKS = 4.0
GROWN_WEEKS = 8.0
SHARE_CONTACTS = 50.0


def with_siblings(outlooks: Sequence[Outlook]) -> list[Outlook]:
    """Blend each young queue's outlook with its share of the grown ones on the same grid; others stay."""
    grown = [outlook for outlook in outlooks if outlook.weeks >= GROWN_WEEKS]
    return [outlook if outlook in grown else _blended(outlook, grown) for outlook in outlooks]


def _blended(young: Outlook, grown: Sequence[Outlook]) -> Outlook:
    siblings = [other for other in grown if other.queue.history.source.grid == young.queue.history.source.grid]
    share = _share(young, siblings)
    if share is None:
        return young
    days = len(young.prediction.offered) - young.skip
    total = np.sum([other.prediction.offered[other.skip :] for other in siblings], axis=0)
    opened = young.queue.history.open_[young.queue.types.row[young.cutoff + young.skip :][:days]]
    own = float(np.clip((young.weeks - YOUNG_WEEKS) / (GROWN_WEEKS - YOUNG_WEEKS), 0.0, 1.0))
    offered = young.prediction.offered.copy()
    offered[young.skip :] = own * offered[young.skip :] + (1 - own) * np.where(opened, total * share, 0.0)
    return replace(young, prediction=replace(young.prediction, offered=offered), borrowed=1 - own)


def _share(young: Outlook, siblings: Sequence[Outlook]) -> Floats | None:
    """Return the queue's share of the siblings' contacts by slot over the days all recorded; None without any."""
    history = young.queue.history
    both = history.recorded[: young.cutoff].copy()
    total = np.zeros(history.offered[: young.cutoff].shape)
    for other in siblings:
        shift = int((history.source.first_day - other.queue.history.source.first_day).astype(int))
        at = shift + np.arange(young.cutoff)
        inside = (at >= 0) & (at < other.cutoff)
        both &= inside
        both[inside] &= other.queue.history.recorded[at[inside]]
        total[inside] += other.queue.history.offered[at[inside]]
    own_by_slot, total_by_slot = history.offered[: young.cutoff][both].sum(axis=0), total[both].sum(axis=0)
    if not siblings or total_by_slot.sum() <= 0:
        return None
    overall = own_by_slot.sum() / total_by_slot.sum()
    share: Floats = (own_by_slot + SHARE_CONTACTS * overall) / (total_by_slot + SHARE_CONTACTS)
    return share
