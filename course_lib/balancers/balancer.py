"""What a balancer is: a name, two functions, and the numbers they are set to."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from course_lib import require

MEMORY_ROWS = 12
MEMORY_WIDTH = 32  # numbers in a row at least; as many as there are pods, or settings, if those are more
PICK_PARAMETERS = 4
DONE_PARAMETERS = 5


def remember_nothing(now: float, pod: int, latency: float, in_flight: list[int], memory: list[list[float]]) -> None:
    """Do nothing when a request has ended: the `done` of balancers that look only at what is in flight."""


@dataclass(frozen=True)
class Balancer:
    """A balancer: your own is made as the built-in ones are.

    Attributes
    ----------
    name : str
        What it is called in pictures and messages.
    pick : callable
        `pick(now, draws, in_flight, memory) -> pod`.
    done : callable
        `done(now, pod, latency, in_flight, memory)`.
    draws : int
        How many unit draws `pick` takes.
    settings : tuple of float
        Row 0 of its memory, from the left: what a slider may change without compiling anything anew.
    turn : tuple of (int, int) or None
        Row and column of its memory where the turns are that went by, if it takes turns without chance. Of several
        proxies the first has 0 there at first, and each other one a number drawn, from 0 to below the number of
        pods: as all would march in step if they began with one pod.
    width : int
        How many numbers a row of its memory holds at least.

    Raises
    ------
    ValueError
        If an attribute breaks its rule.

    Examples
    --------
    >>> def always_the_first(now, draws, in_flight, memory):
    ...     return 0
    >>> Balancer("the first", always_the_first, draws=0)
    Balancer(the first)
    """

    name: str
    pick: Callable[..., int]
    done: Callable[..., None] = remember_nothing
    draws: int = 2
    settings: tuple[float, ...] = ()
    turn: tuple[int, int] | None = None
    width: int = MEMORY_WIDTH

    def __post_init__(self) -> None:
        require.that(isinstance(self.name, str) and self.name.strip() != "", "name", self.name, "be text")
        _takes("pick", self.pick, PICK_PARAMETERS, "take (now, draws, in_flight, memory)")
        _takes("done", self.done, DONE_PARAMETERS, "take (now, pod, latency, in_flight, memory)")
        require.whole("draws", self.draws)
        require.that(isinstance(self.settings, tuple), "settings", self.settings, "be a tuple of numbers")
        for index, value in enumerate(self.settings):
            require.number(f"settings[{index}]", value)
        require.whole("width", self.width, at_least=MEMORY_WIDTH)
        if self.turn is not None:
            rule = f"be (row, column), row 1 to {MEMORY_ROWS - 1} and column 0 to {MEMORY_WIDTH - 1}, or None"
            require.that(_is_place(self.turn), "turn", self.turn, rule)

    def __repr__(self) -> str:
        """Say it in one line that is the same on every run: a function would show its address."""
        settings = f", settings={self.settings}" if self.settings else ""
        return f"Balancer({self.name}{settings})"


def _is_place(turn: Any) -> bool:
    if not (isinstance(turn, tuple) and [type(each) for each in turn] == [int, int]):
        return False
    row, column = turn
    return row in range(1, MEMORY_ROWS) and column in range(MEMORY_WIDTH)


def _takes(name: str, function: Any, parameters: int, rule: str) -> None:
    require.that(callable(function), name, function, rule)
    try:
        signature = inspect.signature(function)
        signature.bind(*range(parameters))
    except ValueError:  # some functions written in C do not tell what they take
        require.that(False, name, function, rule)
    except TypeError:
        require.that(False, name, f"{getattr(function, '__name__', name)}{signature}", rule)
