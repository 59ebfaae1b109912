"""What a balancer is: a name, two functions, the numbers they are set to; for many pods an index, if it has one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from course_lib import require

MEMORY_ROWS = 12
MEMORY_WIDTH = 32  # numbers in a row at least; as many as there are pods, or settings, if those are more
PICK_PARAMETERS = 4
DONE_PARAMETERS = 5
TRACK_PARAMETERS = 4


def remember_nothing(now: float, pod: int, latency: float, in_flight: list[int], memory: list[list[float]]) -> None:
    """Do nothing when a request has ended: the `done` of balancers that look only at what is in flight."""


def track_nothing(pod: int, was: int, in_flight: list[int], memory: list[list[float]]) -> None:
    """Do nothing when a load has changed: the `track` of balancers without an index."""


class Functions(NamedTuple):
    """What a run calls of a balancer."""

    pick: Callable[..., int]
    done: Callable[..., None]
    track: Callable[..., None]


@dataclass(frozen=True)
class Index:
    """The same picks without a look at every pod, by what is kept in memory as requests come and go.

    Where a balancer has one and a run has so many pods, the kernel calls these. The reference engine never does, so
    it shows whether they are right. Rows of memory that an index uses are its own.

    Attributes
    ----------
    pick : callable
        `pick(now, draws, in_flight, memory) -> pod`, always the pod that the balancer's own `pick` would return.
    track : callable
        `track(pod, was, in_flight, memory)`, called whenever `in_flight[pod]`, which was so many, has gone up or
        down by one, and before anything else looks at it. Pods that join later come with nothing in flight.
    pods : int
        From how many pods in a run on it pays.

    Raises
    ------
    ValueError
        If an attribute breaks its rule.
    """

    pick: Callable[..., int]
    track: Callable[..., None]
    pods: int

    def __post_init__(self) -> None:
        _takes("index.pick", self.pick, PICK_PARAMETERS, "take (now, draws, in_flight, memory)")
        _takes("index.track", self.track, TRACK_PARAMETERS, "take (pod, was, in_flight, memory)")
        require.whole("index.pods", self.pods, at_least=1)


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
    index : Index or None
        How to pick the same pods faster where there are many.

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
    index: Index | None = None

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
        if self.index is not None:
            require.that(isinstance(self.index, Index), "index", self.index, "be an Index or None")

    def is_tracked(self, pods: int) -> bool:
        """Whether a run with so many pods goes by the index."""
        return self.index is not None and pods >= self.index.pods

    def functions(self, pods: int) -> Functions:
        """Return what a run with so many pods calls."""
        if self.index is None or not self.is_tracked(pods):
            return Functions(self.pick, self.done, track_nothing)
        return Functions(self.index.pick, self.done, self.index.track)

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
