"""A function that is right but for the order of its arguments, which their names betray."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from typing import Any

from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.shape import arguments_of, function_in
from course_lib.framework.exercise.tree import text_tree_of
from course_lib.framework.exercise.trial import Explainer, FunctionTrial
from course_lib.guard import Budget

AT_MOST = 5  # arguments: they have 120 orders
WITHIN_S = 0.6
PLACES = ("first", "second", "third", "fourth", "fifth")
OTHER_ORDER = (
    "Your code is right but for the order of its arguments. The check calls it with {given}, in this order, and line"
    " {line} takes the {place} as `{own}`. Put the names in that line in the same order."
)


def other_order(parameters: Sequence[str]) -> Explainer:
    """Return an explainer that tries a function with its arguments in the order that their names tell."""

    def found(trial: FunctionTrial) -> Finding | None:
        code = function_in(text_tree_of(trial.answer))
        own = arguments_of(code) if code else []
        budget = Budget(WITHIN_S)
        for order in orders_told(own, parameters):
            if not trial.of_another(taken_in(order, trial.answer), {}, budget).is_wrong:
                at = next(at for at, place in enumerate(order) if at != place)
                named = {"line": code.lineno, "place": PLACES[at], "own": own[at]}
                return Finding("other-order", OTHER_ORDER.format(given=", ".join(parameters), **named))
        return None

    return found


def orders_told(own: Sequence[str], parameters: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """Yield in which orders names may stand for other names: one at least tells its place, and none the one it has.

    >>> [*orders_told(["proxy", "pod", "all"], ["pod_m", "proxy_m", "pods"])]
    [(1, 0, 2), (1, 2, 0), (2, 0, 1)]
    """
    if len(own) != len(parameters) or len(own) > AT_MOST:
        return
    for order in permutations(range(len(own))):
        moved = [(own[at], at, place) for at, place in enumerate(order) if at != place]
        here = any(words_of(name) & words_of(parameters[at]) for name, at, _ in moved)
        if not here and any(words_of(name) & words_of(parameters[place]) for name, _, place in moved):
            yield order


def words_of(name: str) -> set[str]:
    """Return the words of a name, without the letters that are its unit.

    >>> sorted(words_of("can_shrink")), words_of("pod_m"), words_of("x")
    (['can', 'shrink'], {'pod'}, {'x'})
    """
    return {word for word in name.split("_") if len(word) > 1} or {name}


def taken_in(order: Sequence[int], function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that hands its arguments on in another order.

    >>> taken_in((1, 0), lambda pods, nodes: pods / nodes)(2, 6)
    3.0
    """
    return lambda *case: function(*(case[place] for place in order))
