"""The band of a forecast as a few equally likely courses of the contacts, and averages over them."""

import numpy as np
from numpy.typing import NDArray

from planner.staffing.arguments import Column

Paths = NDArray[np.float64]
"""Contacts (paths × intervals): an odd number of equally likely courses, rising; what is expected is the middle one."""

_FIFTHS = np.array([-1.399810, -0.531903, 0.0, 0.531903, 1.399810])
"""Means of the fifths of a standard normal law. Up to 100 erlangs and a standard deviation of 20 % a day's hours are
within 1 % of what very many courses say where customers give up, and within 2.5 % where nobody does."""


def paths_of(expected: Column, spread: Column) -> Paths:
    """Return the courses of contacts whose rate has a standard deviation; one where none has.

    Busy is busy all week: the courses do not cross. No course has less than no contact.
    """
    if not spread.any():
        return expected[np.newaxis]
    return np.maximum(expected + _FIFTHS[:, np.newaxis] * spread, 0.0)


def averaged(levels: Paths, contacts: Paths) -> Column:
    """Return the mean level over the paths, every contact counting once: Σ contacts · level / Σ contacts."""
    total = contacts.sum(axis=0)
    shares = np.divide(contacts, total, out=np.full(contacts.shape, 1.0 / len(contacts)), where=total > 0)
    mean: Column = (shares * levels).sum(axis=0)
    return mean
