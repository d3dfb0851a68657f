"""Numeric arguments of the staffing functions: checked once, at the door, then broadcast for the compiled loops."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.errors import PlannerError

_FOR_EVER_AHT = 1e5  # patience, in handle times, beyond which nobody gives up
_NONE_AHT = 1e-15  # patience, in handle times, that stands for none at all

Column = NDArray[np.float64]
Rows = NDArray[np.intp]

_LEAST = 1e-100


class NotANumber(PlannerError):
    """An argument holds NaN, or infinity where none can be."""

    template = "{name} = {value}: must be a finite number"


class Negative(PlannerError):
    """An argument that counts or measures something is below 0."""

    template = "{name} = {value}: must be 0 or more"


class NotPositive(PlannerError):
    """An argument that something is divided by is 0 or less."""

    template = "{name} = {value}: must be more than 0"


class NotAShare(PlannerError):
    """An argument that is a share lies outside 0 to 1."""

    template = "{name} = {value}: must be between 0 and 1 (80 % is 0.8)"


def at_least_zero(name: str, values: ArrayLike, finite: bool = True) -> Column:
    """Return the values as floats, refusing NaN, negative and (if `finite`) infinite ones.

    What is too small to be multiplied and divided at full precision is 0: with it no search would end.
    """
    array = np.asarray(values, dtype=np.float64)
    _refuse(NotANumber, name, array, ~np.isfinite(array) if finite else np.isnan(array))
    _refuse(Negative, name, array, array < 0)
    return np.where(array < _LEAST, 0.0, array)


def positive(name: str, values: ArrayLike) -> Column:
    """Return the values as floats, refusing NaN, infinity and everything not above 0."""
    array = at_least_zero(name, values)
    _refuse(NotPositive, name, array, array == 0)
    return array


def share(name: str, values: ArrayLike) -> Column:
    """Return the values as floats, refusing NaN and everything outside 0 to 1."""
    array = np.asarray(values, dtype=np.float64)
    _refuse(NotAShare, name, array, ~((array >= 0) & (array <= 1)))
    return array


def below_one(name: str, values: ArrayLike) -> Column:
    """Return the values as floats, refusing NaN and everything not from 0 to below 1."""
    array = share(name, values)
    positive(f"1 - {name}", 1.0 - array)
    return array


def impatience(patience_s: ArrayLike, aht_s: ArrayLike) -> Column:
    """Return handle time over patience: 0 where nobody gives up, huge where nobody waits."""
    patience_aht = at_least_zero("patience_s", patience_s, finite=False) / np.asarray(aht_s)
    return np.where(patience_aht > _FOR_EVER_AHT, 0.0, 1.0 / np.maximum(patience_aht, _NONE_AHT))


def _refuse(error: type[PlannerError], name: str, array: Column, wrong: NDArray[np.bool_]) -> None:
    if np.any(wrong):
        raise error(name=name, value=f"{np.atleast_1d(array)[np.atleast_1d(wrong)][0]:g}")


class Batch:
    """Several arguments broadcast against one another, as flat columns for a compiled loop."""

    def __init__(self, *arguments: Column) -> None:
        grids = np.broadcast_arrays(*arguments)
        self._shape = grids[0].shape
        self.columns = [np.array(grid).reshape(-1) for grid in grids]  # copies: a view of one value is read-only

    def shaped(self, column: Column) -> Any:
        """Return a result column in the broadcast shape; a float where every argument was a scalar, as numpy does."""
        return column.reshape(self._shape) if self._shape else float(column[0])
