"""Ways to draw two pods, right and wrong: what two choices are wrong about if they aren't wrong about the load.

Vocabulary: a `pair` (2, 0) is the first pod and the second; `WRONG_PAIRS` are the mistakes in drawing one, by name, so
that the exercise that draws it and the exercise that uses it know the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from course_lib.balancers.textbook import two_different as reference

Draws = Sequence[float]
Pair = Callable[[Draws, int], tuple[float, float]]
Second = Callable[[Draws, int, int], float]


class WrongPair(NamedTuple):
    """A wrong way to draw two pods, and what to say of it: true of two pods as of the choice between them."""

    draw: Pair
    sentence: str


def pair_by(second: Second) -> Pair:
    """Return a way that draws the first pod rightly, and the second in some way from draws, pods and first."""

    def two(draws: Draws, pods: int) -> tuple[float, float]:
        first = int(draws[0] * pods)
        return first, second(draws, pods, first)

    return two


def among_the_others(draws: Draws, pods: int) -> int:
    """Draw one of as many as there are other pods."""
    return int(draws[1] * (pods - 1))


def among_all(draws: Draws, pods: int) -> int:
    """Draw one of all pods."""
    return int(draws[1] * pods)


def moved_if(moves: Callable[[int, int], bool]) -> Pair:
    """Return a way in which the second pod moves up by one under a condition on second and first."""

    def second(draws: Draws, pods: int, first: int) -> int:
        drawn = among_the_others(draws, pods)
        return drawn + 1 if moves(drawn, first) else drawn

    return pair_by(second)


def if_equal(draw: Callable[[Draws, int], int], other: Callable[[int, int], int]) -> Pair:
    """Return a way that takes another second, made of the first and of the number of pods, if it is the first."""

    def second(draws: Draws, pods: int, first: int) -> int:
        drawn = draw(draws, pods)
        return other(first, pods) if drawn == first else drawn

    return pair_by(second)


def moved_up(first: float, second: float) -> tuple[float, float]:
    """Return a pair whose second has been drawn among the others: those after the first have moved up."""
    return first, second + 1 if second >= first else second


def moved_first(first: float, second: float) -> tuple[float, float]:
    """Return a pair whose first has moved up where the second is not below it."""
    return (first + 1 if second >= first else first), second


WRONG_PAIRS = {
    "with-replacement": WrongPair(
        pair_by(lambda draws, pods, first: among_all(draws, pods)),
        "Both may be the same pod: the second is drawn from all of them, the first one included. Envoy does it that"
        " way; with two pods, it then looks at only one of them half of the time. Draw the second from the pods - 1"
        " others.",
    ),
    "not-moved-up": WrongPair(
        pair_by(lambda draws, pods, first: among_the_others(draws, pods)),
        "You draw one of pods - 1 numbers for the second, and use it as it is: it may still be the first pod, and the"
        " last pod never comes second. Those numbers count the others, without the first. Which of them have another"
        " number in the full row?",
    ),
    "moved-up-too-late": WrongPair(
        moved_if(lambda second, first: second > first),
        "Where the second comes out equal to the first, you leave it there, so both are the same pod. In your code"
        " only those after the first move up. The first one's own place is empty, too, and has to be filled.",
    ),
    "only-the-equal-moves": WrongPair(
        moved_if(lambda second, first: second == first),
        "The two are different, but the pod after the first comes second twice as often as it should, and others too"
        " rarely: only a second that is equal to the first moves up. With the first taken out of the row, everything"
        " that stood after it moves.",
    ),
    "always-moves": WrongPair(
        moved_if(lambda second, first: True),
        "Your second pod is always one further, so pod 0 never comes second, and both may be the same. Only the pods"
        " after the first have moved.",
    ),
    "those-before-move": WrongPair(
        moved_if(lambda second, first: second <= first),
        "You move the second up where it stands before the first or is equal to it. The pods before the first keep"
        " their numbers; it's those after it that close the gap.",
    ),
    "only-those-before-move": WrongPair(
        moved_if(lambda second, first: second < first),
        "You move the second up where it stands before the first, and that may put it on the first itself. With the"
        " first out of the row, which pods have to close the gap: those before it, or those after?",
    ),
    "all-but-the-equal-move": WrongPair(
        moved_if(lambda second, first: second != first),
        "You move the second up unless it is equal to the first, so an equal one stays on the first. Which pods have a"
        " number one higher than their place among the others?",
    ),
    "compares-draws": WrongPair(
        pair_by(lambda draws, pods, first: among_the_others(draws, pods) + (draws[1] >= draws[0])),
        "Your second pod moves up where draws[1] is as large as draws[0] or larger. But it's the pods made of the draws"
        " that may be the same: compare second with first.",
    ),
    "compares-draws-strictly": WrongPair(
        pair_by(lambda draws, pods, first: among_the_others(draws, pods) + (draws[1] > draws[0])),
        "Your second pod moves up where draws[1] is larger than draws[0]. But it's the pods made of the draws that may"
        " be the same: compare second with first.",
    ),
    "compares-draws-for-equality": WrongPair(
        pair_by(lambda draws, pods, first: among_the_others(draws, pods) + (draws[1] == draws[0])),
        "Your second pod moves up only where the two draws are equal, which hardly ever happens. Two different draws"
        " may still give the same pod: compare second with first.",
    ),
    "step-from-zero": WrongPair(
        pair_by(lambda draws, pods, first: (first + among_the_others(draws, pods)) % pods),
        "Your second pod lies 0 to pods - 2 steps after the first. With 0 steps it is the first again, and the pod"
        " just before the first never comes. How many steps are the fewest that lead to another pod?",
    ),
    "moves-the-first": WrongPair(
        lambda draws, pods: moved_first(int(draws[0] * pods), among_the_others(draws, pods)),
        "You move up the first pod where the second isn't below it. The first one stays where it is; it is the second"
        " whose number, counted among the others, has to become the number of a pod.",
    ),
    "pod-0-if-equal-among-fewer": WrongPair(
        if_equal(among_the_others, lambda first, pods: 0),
        "Where the second comes out equal to the first you take pod 0, which may be the first itself, and the last pod"
        " never comes second. Which pod is missing from the numbers 0 to pods - 2?",
    ),
    "one-down-if-equal": WrongPair(
        if_equal(among_the_others, lambda first, pods: first - 1),
        "Where the second comes out equal to the first you take the number below it; below pod 0 that is -1, and the"
        " last pod never comes second. Which pod is missing from the numbers 0 to pods - 2?",
    ),
    "next-if-equal": WrongPair(
        if_equal(among_all, lambda first, pods: (first + 1) % pods),
        "The two are different, but not all pairs are equally likely: where the second draw hits the first pod again"
        " you take the next one, so neighbours meet twice as often as others. Draw from the pods - 1 others to begin"
        " with.",
    ),
    "past-the-end": WrongPair(
        if_equal(among_all, lambda first, pods: first + 1),
        "Where the second draw hits the first pod again you take the next number; after the last pod there is none,"
        " and elsewhere neighbours meet twice as often as others. Draw from the pods - 1 others to begin with.",
    ),
    "previous-if-equal": WrongPair(
        if_equal(among_all, lambda first, pods: (first - 1) % pods),
        "The two are different, but not all pairs are equally likely: where the second draw hits the first pod again"
        " you take the one before it, so neighbours meet twice as often as others. Draw from the pods - 1 others to"
        " begin with.",
    ),
    "before-the-first": WrongPair(
        if_equal(among_all, lambda first, pods: first - 1),
        "Where the second draw hits the first pod again you take the number below it; below pod 0 that is -1, and"
        " elsewhere neighbours meet twice as often as others. Draw from the pods - 1 others to begin with.",
    ),
    "the-last-if-equal": WrongPair(
        if_equal(among_all, lambda first, pods: pods - 1),
        "Where the second draw hits the first pod again you take the last pod, which then comes too often, and is the"
        " first itself if that was the last. It works once the second is drawn from pods - 1 numbers instead of all.",
    ),
    "pod-0-if-equal": WrongPair(
        if_equal(among_all, lambda first, pods: 0),
        "Where the second draw hits the first pod again you take pod 0, which then comes too often, and is the first"
        " itself if that was pod 0. Draw from the pods - 1 others to begin with.",
    ),
    "of-all-and-moved-up": WrongPair(
        lambda draws, pods: moved_up(int(draws[0] * pods), among_all(draws, pods)),
        "Your second is drawn from all pods and moves up as well, so it may end up one place after the last. Closing"
        " the gap is for a second that is drawn from the pods - 1 others.",
    ),
    "the-next": WrongPair(
        pair_by(lambda draws, pods, first: (first + 1) % pods),
        "Your second pod is always the neighbour of the first: two choices made with one draw, so each pod only ever"
        " meets the pods beside it. Use draws[1].",
    ),
    "mirrored": WrongPair(
        pair_by(lambda draws, pods, first: pods - 1 - first),
        "Your second pod is the first one counted from the other end: each pod has only one partner, and the one in"
        " the middle is its own. Use draws[1], so that each of the others may come.",
    ),
    "opposite": WrongPair(
        pair_by(lambda draws, pods, first: (first + pods // 2) % pods),
        "Your second pod is always the one half a round further on, so each pod has only one partner to meet after it."
        " Use draws[1], so that each of the others may come.",
    ),
    "one-draw-for-both": WrongPair(
        lambda draws, pods: moved_up(int(draws[0] * pods), int(draws[0] * (pods - 1))),
        "One draw decides both pods, so the first one largely fixes the second. They need a draw each: draws[1] is for"
        " the second.",
    ),
    "counts-from-one": WrongPair(
        lambda draws, pods: (1 + reference(draws, pods)[0], 1 + reference(draws, pods)[1]),
        "You count pods from 1: pod 0 never comes, and the last one isn't there. int(draw * pods) is a number from 0"
        " to pods - 1 already.",
    ),
    "rounds": WrongPair(
        lambda draws, pods: moved_up(round(draws[0] * pods), round(draws[1] * (pods - 1))),
        "You round to the nearest whole number: a draw near 1 then gives a pod that isn't there, and pod 0 comes half"
        " as often as it should. int drops what comes after the point.",
    ),
    "both-of-fewer": WrongPair(
        lambda draws, pods: moved_up(int(draws[0] * (pods - 1)), among_the_others(draws, pods)),
        "The last pod never comes first: you draw the first from pods - 1 numbers, too. Only the second has one pod"
        " fewer to choose from.",
    ),
    "always-0-and-1": WrongPair(
        lambda draws, pods: (0, 1),
        "Your two pods are 0 and 1 every time, whatever is drawn; no other pod is ever looked at. Make the first out"
        " of draws[0] and the second out of draws[1].",
    ),
}
