"""What numba keeps on disk of a function, and whether that is still right.

Vocabulary: an `index` (kernel.native_kernel-21.py311.nbi) is the file in which numba lists what it keeps of a
function; it is `fresh` if no source that was compiled into it is younger. Numba itself looks at the file that the
function stands in. What that one takes from other modules, constants and tuples, is `frozen` into the machine code.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from course_lib.machine_code import kept_in


def is_kept(function: Callable[..., Any], *frozen: ModuleType) -> bool:
    """Whether the next process finds a function compiled, of its own file and of the modules frozen into it."""
    return any(_fresh(index, function, frozen) for index in _indices(function))


def drop_stale(function: Callable[..., Any], *frozen: ModuleType) -> None:
    """Delete what is kept of a function if that was compiled from what no longer stands there."""
    for index in _indices(function):
        if not _fresh(index, function, frozen):
            index.unlink(missing_ok=True)


def _fresh(index: Path, function: Callable[..., Any], frozen: tuple[ModuleType, ...]) -> bool:
    files = [inspect.getfile(function), *map(inspect.getfile, frozen)]
    return index.stat().st_mtime >= max(Path(file).stat().st_mtime for file in files)


def _indices(function: Callable[..., Any]) -> list[Path]:
    folder = kept_in(function)
    if not folder:  # nowhere to keep anything
        return []
    stem = Path(inspect.getfile(function)).stem
    return sorted(Path(folder).glob(f"{stem}.{function.__qualname__}-*.nbi"))
