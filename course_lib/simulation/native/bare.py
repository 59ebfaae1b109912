"""Bare arrays: where one begins and how long it is, which is all that kernel and balancers need of it.

Vocabulary
----------
bare     an array as two numbers (of three dimensions: four): where it begins, and its lengths
full     an array as numba has it: seven to eleven numbers, among them the owner that frees its memory
record   a named tuple of arrays and numbers

Of full arrays numba counts the owners anew whenever a row is handed on, and a request hands on a dozen rows; all of
their numbers go with each call; and every index may count from the end. That was two fifths of the kernel's time. Who
calls the kernel holds its arrays until it returns, so nobody needs to count.

A bare array has items, rows, a length, and pieces that are cut out of it, as a list has. Its index isn't negative, but
for those FROM_THE_END. Numba checks that where it is asked to: in balancers always, in the kernel for a test.
"""

from __future__ import annotations

import operator
from typing import Any

from numba import types
from numba.core import cgutils
from numba.core.datamodel import models
from numba.cpython import slicing
from numba.extending import intrinsic, lower_builtin, register_model, type_callable
from numba.np.arrayobj import make_array, populate_array

FROM_THE_END = ("finish_s",)  # its last entry is nobody's, who is -1


class Bare(types.Type):
    """The type of bare arrays, in the order of C."""

    def __init__(self, dtype: Any, ndim: int, from_the_end: bool = False) -> None:
        self.dtype, self.ndim, self.from_the_end = dtype, ndim, from_the_end
        super().__init__(name=f"Bare({dtype}, {ndim}, from_the_end={from_the_end})")

    @property
    def item(self) -> Any:
        """The type of what has one index: a number, or a row."""
        return self.dtype if self.ndim == 1 else Bare(self.dtype, self.ndim - 1)


@register_model(Bare)
class BareModel(models.StructModel):
    """How it lies in memory."""

    def __init__(self, manager: Any, kind: Bare) -> None:
        lengths = [(f"length_{axis}", types.intp) for axis in range(kind.ndim)]
        super().__init__(manager, kind, [("data", types.CPointer(kind.dtype)), *lengths])


def taken_apart(context: Any, builder: Any, kind: Bare, value: Any) -> tuple[Any, list[Any]]:
    """Return where an array begins, and its lengths."""
    data, *lengths = cgutils.unpack_tuple(builder, value, kind.ndim + 1)
    return data, lengths


def put_together(context: Any, builder: Any, kind: Bare, data: Any, lengths: list[Any]) -> Any:
    """Return the array that begins there and is so long."""
    array = cgutils.create_struct_proxy(kind)(context, builder)
    array.data = data
    for axis, length in enumerate(lengths):
        setattr(array, f"length_{axis}", length)
    return array._getvalue()


def pointer(context: Any, builder: Any, kind: Bare, value: Any, index: Any, index_kind: Any) -> tuple[Any, list[Any]]:
    """Return where an item begins, and its lengths."""
    data, (length, *lengths) = taken_apart(context, builder, kind, value)
    place = context.cast(builder, index, index_kind, types.intp)
    if kind.from_the_end:
        place = slicing.fix_index(builder, place, length)
    if context.enable_boundscheck:
        cgutils.do_boundscheck(context, builder, place, length)
    for each in lengths:
        place = builder.mul(place, each)
    return builder.gep(data, [place]), lengths


@type_callable(operator.getitem)
def _type_getitem(context: Any) -> Any:
    def typer(array: Any, index: Any) -> Any:
        if isinstance(array, Bare) and isinstance(index, types.Integer):
            return array.item
        return array if isinstance(array, Bare) and index == types.slice2_type else None

    return typer


@lower_builtin(operator.getitem, Bare, types.Integer)
def _getitem(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Read an item, or point to a row."""
    kind, index_kind = signature.args
    data, lengths = pointer(context, builder, kind, arguments[0], arguments[1], index_kind)
    if kind.ndim == 1:
        return context.unpack_value(builder, kind.dtype, data)
    return put_together(context, builder, kind.item, data, lengths)


@lower_builtin(operator.getitem, Bare, types.slice2_type)
def _getslice(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Point to a piece."""
    kind, slice_kind = signature.args
    data, (length, *lengths) = taken_apart(context, builder, kind, arguments[0])
    cut = context.make_helper(builder, slice_kind, arguments[1])
    slicing.fix_slice(builder, cut, length)
    begin = cut.start
    for each in lengths:
        begin = builder.mul(begin, each)
    left = [slicing.get_slice_length(builder, cut), *lengths]
    return put_together(context, builder, kind, builder.gep(data, [begin]), left)


@type_callable(operator.setitem)
def _type_setitem(context: Any) -> Any:
    def typer(array: Any, index: Any, value: Any) -> Any:
        writes = isinstance(array, Bare) and array.ndim == 1 and isinstance(index, types.Integer)
        return types.none if writes else None

    return typer


@lower_builtin(operator.setitem, Bare, types.Integer, types.Any)
def _setitem(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Write an item."""
    kind, index_kind, value_kind = signature.args
    data, _ = pointer(context, builder, kind, arguments[0], arguments[1], index_kind)
    context.pack_value(builder, kind.dtype, context.cast(builder, arguments[2], value_kind, kind.dtype), data)
    return context.get_dummy_value()


@type_callable(len)
def _type_len(context: Any) -> Any:
    def typer(array: Any) -> Any:
        return types.intp if isinstance(array, Bare) else None

    return typer


@lower_builtin(len, Bare)
def _length(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Return how many items there are."""
    return taken_apart(context, builder, signature.args[0], arguments[0])[1][0]


def _bare(_: Any, record: Any) -> Any:
    """Return a record with the same arrays, bare (only in machine code)."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        members = cgutils.unpack_tuple(builder, arguments[0], len(record))
        for number, (full, kind) in enumerate(zip(record.types, signature.return_type.types, strict=True)):
            if isinstance(kind, Bare):
                array = make_array(full)(context, builder, members[number])
                lengths = cgutils.unpack_tuple(builder, array.shape, kind.ndim)
                members[number] = put_together(context, builder, kind, array.data, lengths)
        return context.make_tuple(builder, signature.return_type, members)

    kinds = [
        Bare(kind.dtype, kind.ndim, name in FROM_THE_END) if isinstance(kind, types.Array) else kind
        for name, kind in zip(record.fields, record.types, strict=True)
    ]
    return types.NamedTuple(kinds, record.instance_class)(record), generate


def full_type(kind: Any) -> Any:
    """Return the type of the same array, full; nothing but a balancer's memory is to be written."""
    return types.Array(kind.dtype, kind.ndim, "C", readonly=kind.ndim == 1) if isinstance(kind, Bare) else kind


def _full(_: Any, given: Any) -> Any:
    """Return a tuple with the same arrays, full but without owners (only in machine code)."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        members = cgutils.unpack_tuple(builder, arguments[0], len(given))
        for number, kind in enumerate(given):
            if isinstance(kind, Bare):
                data, lengths = taken_apart(context, builder, kind, members[number])
                step = context.get_constant(types.intp, context.get_abi_sizeof(context.get_data_type(kind.dtype)))
                steps = [step]
                for each in lengths[:0:-1]:
                    steps.insert(0, builder.mul(steps[0], each))
                array = make_array(full_type(kind))(context, builder)
                populate_array(array, data, lengths, steps, step, meminfo=None)
                members[number] = array._getvalue()
        return context.make_tuple(builder, signature.return_type, members)

    return types.Tuple([full_type(kind) for kind in given])(given), generate


bare: Any = intrinsic(_bare)
full: Any = intrinsic(_full)
