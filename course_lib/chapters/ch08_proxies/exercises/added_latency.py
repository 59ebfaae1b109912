"""What proxies add to a request of many calls: a condition and the last step are missing."""

from __future__ import annotations

from itertools import product

import numpy as np

from course_lib.chapters.ch08_proxies.exercises.passing_steps import ALL, OTHERS
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case
from course_lib.proxies import textbook
from course_lib.proxies.textbook import Call

NAMES = ("web", "cart", "price", "stock", "user", "mail")
MESHES: tuple[list[str], ...] = ([], ["web"], ["cart"], ["price"], ["web", "cart"], ["web", "cart", "price"])


def small() -> tuple[Case, ...]:
    """Return requests of one call, of two at once and of two in a row, in meshes of none to three services."""
    one = [[[("web", "cart", call_ms)]] for call_ms in (10.0, 1.5)]
    at_once = [[("web", "cart", 12.0), ("web", "price", call_ms)] for call_ms in (4.0, 11.5, 20.0)]
    in_a_row = [[("web", "cart", 8.0)], [("cart", "price", 6.0)]]
    slower_later = [[("web", "cart", 5.0)], [("cart", "price", 7.0)]]
    mixed = [[("web", "price", 9.0)], [("web", "cart", 3.0), ("price", "stock", 2.5)]]
    requests = [*one, *([calls] for calls in at_once), in_a_row, slower_later, mixed]
    return tuple((steps, meshed, proxy_ms) for steps, meshed, proxy_ms in product(requests, MESHES, (2, 0.5)))


def large() -> tuple[Case, ...]:
    """Return fifty seeded requests of several steps."""
    draw = np.random.default_rng(8)

    def call() -> Call:
        caller, callee = draw.choice(len(NAMES), 2, replace=False)
        return NAMES[caller], NAMES[callee], round(float(draw.uniform(1, 30)), 1)

    found = []
    for _ in range(50):
        steps = [[call() for _ in range(int(draw.integers(1, 5)))] for _ in range(int(draw.integers(1, 5)))]
        meshed = [name for name in NAMES if draw.random() < 0.6]
        found.append((steps, meshed, round(float(draw.uniform(0.2, 5)), 1)))
    return tuple(found)


def ends_meshed(steps: list[list[Call]], meshed: list[str]) -> set[int]:
    """Return how many ends of its calls are in the mesh."""
    return {(caller in meshed) + (callee in meshed) for calls in steps for caller, callee, _ in calls}


WHERE: Aspects = {
    "where nothing is in the mesh": lambda *case: ends_meshed(*case[:2]) == {0},
    "where some call has one end in the mesh": lambda *case: 1 in ends_meshed(*case[:2]),
    "where some call has both ends in the mesh": lambda *case: 2 in ends_meshed(*case[:2]),
    "where some call has no end in the mesh": lambda *case: 0 in ends_meshed(*case[:2]),
    "where a step has several calls": lambda *case: any(len(calls) > 1 for calls in case[0]),
    "where there are several steps": lambda *case: len(case[0]) > 1,
}

added_latency = FunctionExercise(
    reference=textbook.added_latency,
    chapter=CHAPTER,
    decision="say how much latency a mesh adds to a request of many calls",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([[("web", "cart", 30)], [("cart", "price", 20), ("cart", "user", 5)]], ["web", "cart", "user"], 2),
        ([[("web", "cart", 10), ("web", "mail", 12)]], ["web", "cart"], 3),
        ([[("web", "cart", 10)], [("cart", "price", 8), ("cart", "stock", 8)]], ["cart", "price"], 1.5),
        ([[("web", "user", 15)], [("web", "cart", 25)], [("web", "mail", 5)]], ["user", "cart", "mail"], 2.5),
    ),
    mistakes={**ALL.singles, **OTHERS},
    pairs=ALL.pairs,
    own_explainers=(differs_only(WHERE),),
    hints=(
        "There are two gaps. For the first: the loop brings the caller, then the called service, each under the name"
        " `end`. When does the call pass a proxy there?",
        "For the second: the question is what the proxies add, and not how long the request takes with them.",
        "Python asks whether something is in a list with `in`. What is added is the difference of the two sums.",
    ),
)
