"""A tuple of arrays that compiled functions hand to one another by its address.

Handing over the tuple itself copies it and counts a reference to each array, at every call: thirty arrays cost more
than a microsecond, ten times as much as an event of the simulation takes otherwise.
"""

from __future__ import annotations

from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic


@intrinsic
def _lend(_context: Any, whole: Any) -> Any:
    """Return the address of a tuple, good until the function that asks returns; it keeps the arrays alive so long."""

    def codegen(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return cgutils.alloca_once_value(builder, context.get_value_as_data(builder, whole, arguments[0]))

    return types.CPointer(whole)(whole), codegen


@intrinsic
def _borrow(_context: Any, address: Any) -> Any:
    """Return the tuple at an address, with arrays that nobody owns: no reference to them is counted."""

    def codegen(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        whole = context.data_model_manager[address.dtype].load_from_data_pointer(builder, arguments[0])
        return _unowned(context, builder, address.dtype, whole)

    return address.dtype(address), codegen


def _unowned(context: Any, builder: Any, type_: Any, value: Any) -> Any:
    """Return a value of a type with the owners of all its arrays left out."""
    parts = list(type_) if isinstance(type_, types.BaseTuple) else []  # type: ignore[call-overload]
    for at, part in enumerate(parts):
        value = builder.insert_value(value, _unowned(context, builder, part, builder.extract_value(value, at)), at)
    if isinstance(type_, types.Array):
        array = context.make_array(type_)(context, builder, value)
        array.meminfo = cgutils.get_null_value(array.meminfo.type)
        array.parent = cgutils.get_null_value(array.parent.type)
        return array._getvalue()
    return value


lend: Any = _lend
borrow: Any = _borrow
