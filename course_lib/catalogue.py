"""What the course consists of: its chapters, one row of chapters.csv each, and where their parts stand.

Vocabulary: a `chapter` ("02", "rocks", "Rocks") tests a `claim` ("the smaller the rocks, the less wasted space") and
ends in a `decision` ("decide whether …"); its `stem` ("02_rocks") names its notebook, its `label` ("02 · Rocks") is
what learners read. It is `here` once the library holds its exercises; until then it is announced.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from course_lib import require, tables

COLUMNS = ("number", "name", "title", "claim", "decision")
# Where a chapter's parts stand: the only place that knows.
EXERCISES = "course_lib.chapters.ch{0.stem}.exercises"
EXPLORERS = "course_lib.chapters.ch{0.stem}.explorers"


@dataclass(frozen=True)
class Chapter:
    """One chapter, here or still to come.

    Attributes
    ----------
    number : str
        Two digits.
    name : str
        What its files, and the keys of its exercises, are called.
    title : str
        Its name as learners read it.
    claim : str
        What it puts to the test; empty where it tests nothing.
    decision : str
        What the learner can do afterwards, from its verb on.
    """

    number: str
    name: str
    title: str
    claim: str
    decision: str

    @property
    def stem(self) -> str:
        """The name of its notebook and of that one's source, without their endings."""
        return f"{self.number}_{self.name}"

    @property
    def label(self) -> str:
        """Number and title as learners read them."""
        return f"{self.number} · {self.title}"

    @property
    def is_here(self) -> bool:
        """Whether it has been written."""
        return _is_module(EXERCISES.format(self))

    @property
    def exercises(self) -> ModuleType:
        """The module of its exercises; an ImportError while it is still to come."""
        return import_module(EXERCISES.format(self))

    @property
    def explorers(self) -> ModuleType | None:
        """The module of its explorers; None where it has none."""
        module = EXPLORERS.format(self)
        return import_module(module) if _is_module(module) else None


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return all chapters in order, those to come as well."""
    return tuple(Chapter(**row) for row in tables.rows("chapters", COLUMNS))


def here() -> tuple[Chapter, ...]:
    """Return the chapters that have been written."""
    return tuple(each for each in chapters() if each.is_here)


def chapter(which: str) -> Chapter:
    """Return the chapter of a name ("rocks") or a number ("02").

    Raises
    ------
    ValueError
        If there is none; the message lists those there are.

    Examples
    --------
    >>> chapter("02") == chapter("rocks")
    True
    """
    known = {each.number: each for each in chapters()} | {each.name: each for each in chapters()}
    return known[require.one_of("which", which, known)]


def exercise(key: str) -> Any:
    """Return the exercise of a key ("rocks.first_fit")."""
    name, _, own = key.partition(".")
    return getattr(chapter(name).exercises, own)


def _is_module(name: str) -> bool:
    path = Path(__file__).parents[1].joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()
