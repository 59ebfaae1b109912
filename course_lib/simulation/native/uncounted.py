"""Arrays whose references are not counted: machine code that reads them does not count who else does.

Vocabulary: a `record` is a named tuple of arrays and numbers; an array's `owner` frees its memory when nobody
counts on it any more. Numba counts anew whenever a row is handed on, and a request hands on a dozen: that was a
third of the kernel's time. Whoever calls the kernel holds the arrays until it returns, so nothing needs counting.
"""

from __future__ import annotations

from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.arrayobj import make_array


def _uncounted_references(_: Any, record: Any) -> Any:
    """Return the record with the same arrays, but without their owners (only in machine code)."""

    def generate(context: Any, builder: Any, _: Any, arguments: Any) -> Any:
        members = []
        for number, kind in enumerate(record.types):
            member = builder.extract_value(arguments[0], number)
            if isinstance(kind, types.Array):
                array = make_array(kind)(context, builder, member)
                array.meminfo = cgutils.get_null_value(array.meminfo.type)
                array.parent = cgutils.get_null_value(array.parent.type)
                member = array._getvalue()
            members.append(member)
        return context.make_tuple(builder, record, members)

    return record(record), generate


uncounted_references: Any = intrinsic(_uncounted_references)
