"""Draw two different pods: the first is there, the second is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from course_lib.balancers.textbook import two_different as reference
from course_lib.chapters.ch06_balancers.exercises.harnessed import HarnessedExercise
from course_lib.chapters.ch06_balancers.exercises.picking import pairs
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.values import is_number

Draws = Sequence[float]
Second = Callable[[Draws, int, int], float]
ROUNDED = 0.2  # percent points: three figures of one decimal, two of them added up, differ by less


def pair_by(second: Second) -> Callable[[Draws, int], tuple[float, float]]:
    """Return a mistake that draws the first pod rightly, and the second in some way from draws, pods and first."""

    def two(draws: Draws, pods: int) -> tuple[float, float]:
        first = int(draws[0] * pods)
        return first, second(draws, pods, first)

    return two


def among_the_others(draws: Draws, pods: int) -> int:
    """Draw one of as many as there are other pods."""
    return int(draws[1] * (pods - 1))


def moved_if(moves: Callable[[int, int], bool]) -> Second:
    """Return a second pod that moves up by one under a condition on second and first."""

    def second(draws: Draws, pods: int, first: int) -> int:
        drawn = among_the_others(draws, pods)
        return drawn + 1 if moves(drawn, first) else drawn

    return second


def from_all_then_next(draws: Draws, pods: int, first: int) -> int:
    """Draw from all; where that is the first again, take the next."""
    drawn = int(draws[1] * pods)
    return (drawn + 1) % pods if drawn == first else drawn


def from_all_then_past_the_end(draws: Draws, pods: int, first: int) -> int:
    """Draw from all; where that is the first again, take the next, even if there is none."""
    drawn = int(draws[1] * pods)
    return drawn + 1 if drawn == first else drawn


def alike_but_for_order(one: Any, other: Any) -> bool:
    """Whether rows of first, second, percent say the same of pairs if order does not count; percents are rounded."""
    if not all(map(are_rows, (one, other))):
        return False
    first, second = map(without_order, (one, other))
    return all(abs(first[pair] - second[pair]) < ROUNDED for pair in {*first, *second})


def are_rows(value: Any) -> bool:
    """Whether a plain value is rows of first, second, percent."""
    return isinstance(value, list) and all(
        isinstance(row, list) and len(row) == 3 and all(map(is_number, row)) for row in value
    )


def without_order(rows: list[list[float]]) -> Counter[tuple[float, ...]]:
    """Return the percentage of draws for each pair, the smaller one first.

    >>> without_order([[0, 1, 50.0], [1, 0, 50.0]])
    Counter({(0, 1): 100.0})
    """
    found: Counter[tuple[float, ...]] = Counter()
    for *pair, percent in rows:
        found[tuple(sorted(pair))] += percent  # type: ignore[assignment]
    return found


def as_drawn(first: float, second: float) -> tuple[float, float]:
    """Return a pair whose second has been drawn among the others: those after the first have moved up."""
    return first, second + 1 if second >= first else second


two_different = HarnessedExercise(
    reference=reference,
    chapter="balancers",
    decision="tell whether two choices are really two",
    harness=pairs,
    case_text="two_different(draws, pods={pods}), in rows of first, second, percent of all draws (one decimal),",
    example=[0, 1],
    cases=tuple((pods,) for pods in (2, 3, 4, 5)),
    large_cases=((6,), (7,)),
    repeat_cases=((3,), (2,)),
    mistakes={
        "with-replacement": Mistake(
            pair_by(lambda draws, pods, first: int(draws[1] * pods)),
            "Both may be the same pod: the second is drawn from all, the first one included. Envoy does it so, and with"
            " two pods it takes the busier in one case of four. Draw the second from the pods - 1 others.",
        ),
        "not-moved-up": Mistake(
            pair_by(lambda draws, pods, first: among_the_others(draws, pods)),
            "You draw one of pods - 1 numbers, and take it as it is: it may still be the first pod, and the last pod"
            " never comes second. Those numbers count the others, without the first: who stands after it?",
        ),
        "moved-up-too-late": Mistake(
            pair_by(moved_if(lambda second, first: second > first)),
            "Where the two are equal you let them be: with > only those after the first move up. The place of the first"
            " itself is empty, too, and has to be filled.",
        ),
        "only-the-equal-moves": Mistake(
            pair_by(moved_if(lambda second, first: second == first)),
            "They are different now, but the pod after the first comes twice as often, and others come too rarely: only"
            " the equal one moves up. If the first is taken out of the row, all that stand after it move.",
        ),
        "always-moves": Mistake(
            pair_by(moved_if(lambda second, first: True)),
            "Your second pod is always one further, so pod 0 never comes second, and both may be the same. Only the"
            " pods after the first have moved.",
        ),
        "those-before-move": Mistake(
            pair_by(moved_if(lambda second, first: second <= first)),
            "You move up the pods before the first; those after it are the ones that fill its place.",
        ),
        "only-those-before-move": Mistake(
            pair_by(moved_if(lambda second, first: second < first)),
            "You move up the pods before the first, and so onto the first itself. With the first out of the row, which"
            " pods have to close the gap: those before it, or those after?",
        ),
        "all-but-the-equal-move": Mistake(
            pair_by(moved_if(lambda second, first: second != first)),
            "You move up every pod but the one that is equal: with != that one stays where it is, on the first. Which"
            " pods stand one place further than their number among the others says?",
        ),
        "next-if-equal": Mistake(
            pair_by(from_all_then_next),
            "They are different, but not all alike: where the second draw hits the first again you take the next pod,"
            " so that neighbours meet twice as often. Draw from the pods - 1 others to begin with.",
        ),
        "past-the-end": Mistake(
            pair_by(from_all_then_past_the_end),
            "Where the second draw hits the first again you take the next pod; after the last there is none, and"
            " neighbours meet twice as often. Draw from the pods - 1 others to begin with.",
        ),
        "the-next": Mistake(
            pair_by(lambda draws, pods, first: (first + 1) % pods),
            "Your second pod is always the neighbour of the first: two choices, but of one draw. A slow pod then has"
            " only one rival to lose against. Use draws[1].",
        ),
        "mirrored": Mistake(
            pair_by(lambda draws, pods, first: pods - 1 - first),
            "Your second pod is the first one counted from the other end: each pod has only one partner, and the one in"
            " the middle is its own. Use draws[1], so that each of the others may come.",
        ),
        "opposite": Mistake(
            pair_by(lambda draws, pods, first: (first + pods // 2) % pods),
            "Your second pod is always the one half a round further: each pod has only one partner. Use draws[1], so"
            " that each of the others may come.",
        ),
        "one-draw-for-both": Mistake(
            lambda draws, pods: as_drawn(int(draws[0] * pods), int(draws[0] * (pods - 1))),
            "You use the same draw for both, so the first decides the second. They need a draw each: draws[1] is for"
            " the second.",
        ),
        "in-order": Mistake(
            lambda draws, pods: sorted(reference(draws, pods)),
            "Which two pods come is right, but not which comes first: here (0, 1) and (1, 0) are two pairs, and each is"
            " to come as often as the other. The next exercise takes the first of two equals; with the smaller number"
            " first, say, pod 0 would win every tie. Leave the two in the order in which they were drawn.",
            compare=alike_but_for_order,
        ),
        "counts-from-one": Mistake(
            lambda draws, pods: [pod + 1 for pod in reference(draws, pods)],
            "You count pods from 1: pod 0 never comes, and the last one is not there. int(draw * pods) is 0 or more as"
            " it is.",
        ),
        "rounds": Mistake(
            lambda draws, pods: as_drawn(round(draws[0] * pods), round(draws[1] * (pods - 1))),
            "You round to the nearest: then a draw near 1 gives a pod that is not there, and pod 0 comes half as often."
            " int cuts off what is behind the point.",
        ),
        "both-of-fewer": Mistake(
            lambda draws, pods: as_drawn(int(draws[0] * (pods - 1)), int(draws[1] * (pods - 1))),
            "You draw the first from pods - 1, too: the last pod never comes first. Only the second has one fewer to"
            " choose from.",
        ),
        "not-whole": Mistake(
            lambda draws, pods: as_drawn(draws[0] * pods, draws[1] * (pods - 1)),
            "Your pods are no whole numbers: draws[0] * pods lies somewhere between 0 and pods. int(…) cuts off what is"
            " behind the point.",
        ),
    },
    hints=(
        "Take the first pod out of the row: pods - 1 are left, and each of them shall be equally likely.",
        "int(draws[1] * (pods - 1)) is a place in the row without the first. The pods before it keep their numbers.",
        "The pods after it have moved up by one place; so if the place is not below first, the pod is one further.",
    ),
)
