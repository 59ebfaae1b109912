"""A function as text: as it was written, and without what a learner would not write."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any


def source_of(function: Callable[..., Any]) -> str:
    """Return the text of a function, or "" where it cannot be had (built in, typed into exec)."""
    try:
        return textwrap.dedent(inspect.getsource(function))
    except Exception:  # whatever an odd object makes of being asked
        return ""


def as_learners_write(source: str) -> str:
    r"""Return the text of a function without docstring and annotations; comments stay.

    >>> as_learners_write('def half(a: int) -> float:\n    "Halve."\n    b: float = a / 2  # exact\n    return b\n')
    'def half(a):\n    b = a / 2  # exact\n    return b\n'
    """
    text = source.encode()  # the columns of `ast` count bytes
    for begin, end in sorted(superfluous_spans(text), reverse=True):
        text = text[:begin] + text[end:]
    return text.decode()


def imports_of(function: Callable[..., Any]) -> str:
    r"""Return the imports without which the text of a function does not run elsewhere.

    >>> import math
    >>> imports_of(lambda share: math.log(share))
    'import math\n\n\n'
    """
    modules = [name for name, value in inspect.getclosurevars(function).globals.items() if inspect.ismodule(value)]
    return "".join(f"import {name}\n" for name in sorted(modules)) + ("\n\n" if modules else "")


def superfluous_spans(text: bytes) -> Iterator[tuple[int, int]]:
    """Yield where docstrings and annotations begin and end."""
    lines = [0, *accumulate(map(len, text.splitlines(keepends=True)))]

    def begin(node: Any) -> int:
        return int(lines[node.lineno - 1] + node.col_offset)

    def end(node: Any) -> int:
        return int(lines[node.end_lineno - 1] + node.end_col_offset)

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.arg) and node.annotation:
            yield begin(node) + len(node.arg.encode()), end(node.annotation)
        elif isinstance(node, ast.AnnAssign) and node.value:
            yield end(node.target), end(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            if node.returns:
                yield text.rindex(b")", 0, begin(node.returns)) + 1, end(node.returns)
            if ast.get_docstring(node) is not None:
                yield lines[node.body[0].lineno - 1], lines[node.body[0].end_lineno or 0]
