"""What a notebook's cell needs of a lab: a line that says what it waits for, and no traceback where there is no lab.

Other cells don't need what such a cell found, so "Run All" goes on.
"""

from __future__ import annotations

import contextlib
import inspect
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec, TypeVar

from course_lib import require
from course_lib.framework.html import Card, card, paragraphs
from course_lib.live.errors import CrashedError, LabError
from course_lib.live.lab import Lab
from course_lib.plural import counted

P = ParamSpec("P")
R = TypeVar("R")
TITLE = "The live lab couldn't do it here"
CRASHED = "What your crash shows"
GO_ON = "What is said about it in the text holds all the same, and nothing else in this notebook needs it."


def kindly(function: Callable[P, R]) -> Callable[P, R | Card]:
    """Have a function return a card that says it in words where a lab doesn't start, or can't do something.

    An option that it doesn't know is a ValueError that says which there are.
    """
    known = options_of(function)

    @wraps(function)
    def kind(*arguments: P.args, **options: P.kwargs) -> R | Card:
        for name in options:
            require.one_of("argument", name, known)
        try:
            return function(*arguments, **options)
        except CrashedError as told:
            return Card(f"{CRASHED}. {told}", card(CRASHED, paragraphs(f"{told}.")))
        except LabError as problem:
            return Card(f"{TITLE}. {problem}", card(TITLE, paragraphs(f"{problem}.\n\n{GO_ON}")))

    return kind


def options_of(function: Callable[..., object]) -> list[str]:
    """Return the names of a function's arguments; what it takes besides its own is a lab's.

    >>> options_of(lambda requests, **settings: None)
    ['requests', 'pods', 'layer', 'policy', 'slow', 'mtls', 'proxy']
    """
    own = inspect.signature(function).parameters
    named = [name for name, each in own.items() if each.kind is not each.VAR_KEYWORD]
    return named if len(named) == len(own) else list(dict.fromkeys([*named, *inspect.signature(Lab).parameters]))


@contextlib.contextmanager
def announced(lab: Lab, then: str = "") -> Iterator[Lab]:
    """Say in the cell's output what starts, and what follows ("120 requests, for about 6 s"); start it, and stop it.

    The line stays: a saved notebook has to show the same each time.
    """
    follows = f" then {then}" if then else ""
    sys.stdout.write(f"Starting {counted(lab.pods, 'real pod')} and {lab.engine} …{follows}\n")
    sys.stdout.flush()
    with lab:
        yield lab
