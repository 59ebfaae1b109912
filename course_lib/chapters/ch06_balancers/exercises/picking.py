"""How picks are asked: many times with one memory, or once with every draw.

Vocabulary: a `share` (33.3) is the percentage of all draws with which a pod is picked. The draws stand on a grid on
which pods divide without a rest, so that shares are exact and no chance is in them. `gaps_s` (0.2, 1.9, …) are the
seconds between calls in a row; they differ, so that nobody can tell from the time how many calls there were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any

from course_lib.balancers import MEMORY_ROWS, MEMORY_WIDTH
from course_lib.chapters.ch06_balancers.exercises.harnessed import UnfitError
from course_lib.framework.exercise.mistakes import Function
from course_lib.framework.exercise.values import is_number, to_plain

JUST_BELOW_ONE = 1 - 2**-53
UNEVEN_GAPS_S = (0.2, 1.9, 0.7, 3.1, 0.4, 1.1, 2.6)


def fresh_memory() -> list[list[float]]:
    """Return a memory as a balancer finds it before its first request."""
    return [[0.0] * MEMORY_WIDTH for _ in range(MEMORY_ROWS)]


def calls_in_a_row(
    in_flight: list[int], calls: int, gaps_s: Sequence[float] = UNEVEN_GAPS_S, draws: Sequence[float] = (0.5, 0.5)
) -> Iterator[tuple[Any, ...]]:
    """Yield the arguments of so many calls with one memory, while what is in flight stays as it is."""
    memory, now = fresh_memory(), 0.0
    for _, gap_s in zip(range(calls), cycle(gaps_s), strict=False):
        yield now, list(draws), in_flight, memory
        now += gap_s


def in_a_row(pick: Function, in_flight: list[int], calls: int, **ways: Sequence[float]) -> list[int]:
    """Return the pods picked by so many calls in a row."""
    return [one_pod(pick(*each), len(in_flight)) for each in calls_in_a_row(in_flight, calls, **ways)]


def replies_in_a_row(pick: Function, in_flight: list[int], calls: int) -> list[Any]:
    """Return what so many calls in a row come to, pods or not."""
    return [a_reply(pick, each) for each in calls_in_a_row(in_flight, calls)]


def grid(pods: int) -> list[list[float]]:
    """Return pairs of draws, evenly spread: each whole part of a draw times pods, or times one less, is as frequent."""
    cells = max(pods * (pods - 1), 1)
    middles = [(cell + 0.5) / cells for cell in range(cells)]
    return [[one, other] for one in middles for other in middles]


def shares(pick: Function, in_flight: list[int]) -> list[float]:
    """Return the percentage of draws with which each pod is picked."""
    pods, memory = len(in_flight), fresh_memory()
    picked = Counter(one_pod(pick(0.0, draws, in_flight, memory), pods) for draws in grid(pods))
    for draws in ([0.0, 0.0], [JUST_BELOW_ONE, JUST_BELOW_ONE]):
        one_pod(pick(0.0, draws, in_flight, memory), pods)
    return [round(100 * picked[pod] / picked.total(), 1) for pod in range(pods)]


def reply_by_reply(pick: Function, in_flight: list[int]) -> list[Any]:
    """Return what each call comes to, pods or not, draw by draw."""
    memory = fresh_memory()
    return [a_reply(pick, (0.0, draws, in_flight, memory)) for draws in grid(len(in_flight))]


def shares_of_replies(pick: Function, in_flight: list[int]) -> list[list[Any]]:
    """Return what calls come to, each with the percentage of draws with which they do."""
    replied = Counter(reply_by_reply(pick, in_flight))
    return [[reply, round(100 * count / replied.total(), 1)] for reply, count in sorted(replied.items(), key=str)]


def pairs(two: Function, pods: int) -> list[list[Any]]:
    """Return each pair that is drawn, and the percentage of draws with which it is; at the draws' very ends, too."""
    drawn = Counter(a_pair(two(draws, pods)) for draws in grid(pods))
    found = {pair: round(100 * count / drawn.total(), 1) for pair, count in drawn.items()}
    for draws in ([0.0, 0.0], [JUST_BELOW_ONE, JUST_BELOW_ONE]):
        found.setdefault(a_pair(two(draws, pods)), 0.0)
    return [[*pair, share] for pair, share in sorted(found.items())]


def a_reply(pick: Function, arguments: tuple[Any, ...]) -> Any:
    """Return the number that a call replies, a pod or not, or the name of the error that a number out of place causes.

    Raises
    ------
    UnfitError
        If it replies something that is no number.
    """
    try:
        value = pick(*arguments)
    except (LookupError, ArithmeticError) as problem:
        return type(problem).__name__
    number = to_plain(value)
    if not is_number(number):
        raise UnfitError(value)
    return number


def one_pod(value: Any, pods: int) -> int:
    """Return a reply as the number of a pod.

    Raises
    ------
    UnfitError
        If it is none.
    """
    pod = to_plain(value)
    if type(pod) is not int or not 0 <= pod < pods:
        raise UnfitError(value)
    return pod


def a_pair(value: Any) -> tuple[float, float]:
    """Return a reply as two numbers.

    Raises
    ------
    UnfitError
        If it is anything else.
    """
    pair = to_plain(value)
    if not isinstance(pair, list) or len(pair) != 2 or not all(map(is_number, pair)):
        raise UnfitError(value)
    return pair[0], pair[1]
