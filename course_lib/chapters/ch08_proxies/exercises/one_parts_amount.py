"""Of break_even: another amount than the request, of a single part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.chapters.ch08_proxies.exercises.share_steps import AMOUNT
from course_lib.chapters.ch08_proxies.exercises.shares import BreakEven
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.proxies.textbook import Part as Amounts
from course_lib.proxies.textbook import break_even

PARTS = {"sidecar": 1, "node-proxy": 2, "agent": 3, "waypoints": 4}
# The sidecar's use is a mistake that says more, and the sidecar is the only part that uses more than it requests.
KNOWN = (("sidecar", "use-for-reservation"), ("sidecar", "larger-of-both"))
WHAT = {
    "use-for-reservation": "you count what is used",
    "request-and-use-added": "you add up request and use",
    "what-stays-unused": "you subtract the use from the request",
    "larger-of-both": "you take the larger of request and use",
}


def of_one_part(at: int, amount: Callable[[Amounts], float]) -> BreakEven:
    """Return a function that takes another amount of the part at a position, and the request of all others."""

    def pods(*case: Any) -> float:
        given = list(case)
        given[at] = [(amount(each), 0) for each in case[at]] if isinstance(case[at], list) else (amount(case[at]), 0)
        return break_even(*given)

    return pods


AMOUNTS_OF_ONE = {
    f"{name}-of-the-{part}": Mistake(
        of_one_part(at, AMOUNT[name].way),
        f"Of the {part.replace('-', ' ')} {what}; of all others you take the request. A node has to keep free what is"
        " requested: the first number of each pair.",
    )
    for part, at in PARTS.items()
    for name, what in WHAT.items()
    if (part, name) not in KNOWN
}
