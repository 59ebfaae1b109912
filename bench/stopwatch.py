"""Compare times on a machine that also does other things: processor seconds, taken by turns, of which the best count.

Vocabulary: a `contestant` is a name and a call ("plain C", …); each gets one turn a round.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

Clock = Callable[[], float]
broken: list[str] = []


def timed(call: Callable[[], Any], clock: Clock = time.process_time) -> tuple[Any, float]:
    """Return what the call returns, and the processor seconds that it took, those of its threads included."""
    begin = clock()
    result = call()
    return result, clock() - begin


def by_turns(
    contestants: Mapping[str, Callable[[], Any]], rounds: int = 5, clock: Clock = time.process_time
) -> dict[str, float]:
    """Return for each contestant its best time: what disturbs one of a round disturbs its neighbour, too."""
    best = dict.fromkeys(contestants, float("inf"))
    for _ in range(rounds):
        for name, call in contestants.items():
            best[name] = min(best[name], timed(call, clock)[1])
    return best


def promise(holds: bool, what: str) -> str:
    """Return a mark for the line, and remember a promise that is broken."""
    if not holds:
        broken.append(what)
    return "" if holds else f"   BROKEN: {what}"


def end() -> None:
    """Fail if a promise is broken."""
    if broken:
        raise SystemExit("Broken: " + "; ".join(broken))
