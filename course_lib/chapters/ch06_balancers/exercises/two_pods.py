"""Ways to draw two pods, right and wrong: what two choices are wrong about if they aren't wrong about the load.

Vocabulary: a `pair` (2, 0) is the first pod and the second; `WRONG_PAIRS` are the mistakes in drawing one, by name, so
that the exercise that draws it and the exercise that uses it know the same: what is said is true in both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from course_lib.balancers.textbook import two_different as reference
from course_lib.framework.exercise.family import Part

Draws = Sequence[float]
Pair = Callable[[Draws, int], tuple[float, float]]
Second = Callable[[Draws, int, int], float]


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
    "with-replacement": Part(
        pair_by(lambda draws, pods, first: among_all(draws, pods)),
        "Both may be the same pod: the second is drawn from all of them, the first one included. Envoy does it that"
        " way; with two pods, it then looks at only one of them half of the time. Draw the second from the pods - 1"
        " others.",
        "draw the second pod from the pods - 1 others, so that it is never the first one.",
    ),
    "not-moved-up": Part(
        pair_by(lambda draws, pods, first: among_the_others(draws, pods)),
        "You draw one of pods - 1 numbers for the second, and use it as it is: it may still be the first pod, and"
        " the last pod never comes second. (If your code moves it up under a condition, that condition never"
        " holds.) Those numbers count the others, without the first. Which of them have another number in the full"
        " row?",
        "make the number of a pod out of the second's number, which counts the others without the first.",
    ),
    "moved-up-too-late": Part(
        moved_if(lambda second, first: second > first),
        "Where the second comes out equal to the first, you leave it there, so both are the same pod. You move up"
        " only those after the first; but its own place is empty as well, so an equal second moves up like those"
        " after it.",
        "a second that comes out equal to the first has to move up, too.",
    ),
    "only-the-equal-moves": Part(
        moved_if(lambda second, first: second == first),
        "The two are different, but the pod after the first comes second twice as often as it should, and others too"
        " rarely: only a second that is equal to the first moves up. With the first taken out of the row, everything"
        " that stood after it moves.",
        "with the first out of the row, everything that stood after it moves, not only what is equal to it.",
    ),
    "always-moves": Part(
        moved_if(lambda second, first: True),
        "Your second pod is always one further, so pod 0 never comes second, and both may be the same. Only the pods"
        " after the first have moved.",
        "only the pods after the first have moved: the second moves up only where it is one of those.",
    ),
    "those-before-move": Part(
        moved_if(lambda second, first: second <= first),
        "You move the second up where it stands before the first or is equal to it. The pods before the first keep"
        " their numbers; it's those after it that close the gap.",
        "the pods after the first close the gap; those before it keep their numbers.",
    ),
    "only-those-before-move": Part(
        moved_if(lambda second, first: second < first),
        "You move the second up where it stands before the first, and that may put it on the first itself. With the"
        " first out of the row, which pods have to close the gap: those before it, or those after?",
        "the pods after the first close the gap, not those before it.",
    ),
    "all-but-the-equal-move": Part(
        moved_if(lambda second, first: second != first),
        "You move the second up unless it is equal to the first, so an equal one stays on the first. With the first"
        " taken out of the row, which pods have a number one higher than their place among the others?",
        "find out which pods have a number one higher than their place among the others.",
    ),
    "compares-draws": Part(
        pair_by(lambda draws, pods, first: among_the_others(draws, pods) + (draws[1] >= draws[0])),
        "Your second pod moves up where draws[1] is as large as draws[0] or larger. But it's the pods made of the draws"
        " that may be the same: compare second with first.",
        "compare the second pod with the first, not draws[1] with draws[0].",
    ),
    "compares-draws-strictly": Part(
        pair_by(lambda draws, pods, first: among_the_others(draws, pods) + (draws[1] > draws[0])),
        "Your second pod moves up where draws[1] is larger than draws[0]. But it's the pods made of the draws that may"
        " be the same: compare second with first.",
        "compare the second pod with the first, not draws[1] with draws[0].",
    ),
    "compares-draws-for-equality": Part(
        pair_by(lambda draws, pods, first: among_the_others(draws, pods) + (draws[1] == draws[0])),
        "Your second pod moves up only where the two draws are equal, which hardly ever happens. Two different draws"
        " may still give the same pod: compare second with first.",
        "compare the second pod with the first: two different draws may give the same pod.",
    ),
    "step-from-zero": Part(
        pair_by(lambda draws, pods, first: (first + among_the_others(draws, pods)) % pods),
        "Your second pod lies 0 to pods - 2 steps after the first. With 0 steps it is the first again, and the pod"
        " just before the first never comes. How many steps are the fewest that lead to another pod?",
        "go at least one step from the first pod to the second: with 0 steps it is the first again.",
    ),
    "moves-the-first": Part(
        lambda draws, pods: moved_first(int(draws[0] * pods), among_the_others(draws, pods)),
        "You move up the first pod where the second isn't below it. The first one stays where it is; it is the second"
        " whose number, counted among the others, has to become the number of a pod.",
        "leave the first pod where it is: it's the second that may have to move up.",
    ),
    "pod-0-if-equal-among-fewer": Part(
        if_equal(among_the_others, lambda first, pods: 0),
        "Where the second comes out equal to the first you take pod 0, which may be the first itself, and the last pod"
        " never comes second. Which pod is missing from the numbers 0 to pods - 2?",
        "where the second comes out equal to the first, take the pod that never comes otherwise, not pod 0.",
    ),
    "one-down-if-equal": Part(
        if_equal(among_the_others, lambda first, pods: first - 1),
        "Where the second comes out equal to the first you take the number below it; below pod 0 that is -1, and the"
        " last pod never comes second. Which pod is missing from the numbers 0 to pods - 2?",
        "where the second comes out equal to the first, take the one that never comes otherwise, not the one below.",
    ),
    "next-if-equal": Part(
        if_equal(among_all, lambda first, pods: (first + 1) % pods),
        "The two are different, but not all pairs are equally likely: where the second draw hits the first pod again"
        " you take the next one, so neighbours meet twice as often as others. Draw from the pods - 1 others to begin"
        " with.",
        "draw the second pod from the pods - 1 others: with the next one for an equal one, some meet too often.",
    ),
    "past-the-end": Part(
        if_equal(among_all, lambda first, pods: first + 1),
        "Where the second draw hits the first pod again you take the next number; after the last pod there is none,"
        " and elsewhere neighbours meet twice as often as others. Draw from the pods - 1 others to begin with.",
        "draw the second pod from the pods - 1 others: after the last pod there is no next one.",
    ),
    "previous-if-equal": Part(
        if_equal(among_all, lambda first, pods: (first - 1) % pods),
        "The two are different, but not all pairs are equally likely: where the second draw hits the first pod again"
        " you take the one before it, so neighbours meet twice as often as others. Draw from the pods - 1 others to"
        " begin with.",
        "draw the second pod from the pods - 1 others: with the one before for an equal one, some meet too often.",
    ),
    "before-the-first": Part(
        if_equal(among_all, lambda first, pods: first - 1),
        "Where the second draw hits the first pod again you take the number below it; below pod 0 that is -1, and"
        " elsewhere neighbours meet twice as often as others. Draw from the pods - 1 others to begin with.",
        "draw the second pod from the pods - 1 others: below pod 0 there is none.",
    ),
    "the-last-if-equal": Part(
        if_equal(among_all, lambda first, pods: pods - 1),
        "Where the second draw hits the first pod again you take the last pod, which then comes too often, and is the"
        " first itself if that was the last. It works once the second is drawn from pods - 1 numbers instead of all.",
        "draw the second pod from pods - 1 numbers instead of all: then the last pod may stand in for an equal one.",
    ),
    "pod-0-if-equal": Part(
        if_equal(among_all, lambda first, pods: 0),
        "Where the second draw hits the first pod again you take pod 0, which then comes too often, and is the first"
        " itself if that was pod 0. Draw from the pods - 1 others to begin with.",
        "draw the second pod from the pods - 1 others: pod 0 in place of an equal one comes too often.",
    ),
    "of-all-and-moved-up": Part(
        lambda draws, pods: moved_up(int(draws[0] * pods), among_all(draws, pods)),
        "Your second is drawn from all pods and moves up as well, so it may end up one place after the last. Closing"
        " the gap is for a second that is drawn from the pods - 1 others.",
        "a second that moves up has to be drawn from the pods - 1 others, not from all.",
    ),
    "the-next": Part(
        pair_by(lambda draws, pods, first: (first + 1) % pods),
        "Your second pod is always the neighbour of the first: two choices made with one draw, so each pod only ever"
        " meets the pods beside it. Use draws[1].",
        "choose the second pod with draws[1], instead of always taking the neighbour of the first.",
    ),
    "mirrored": Part(
        pair_by(lambda draws, pods, first: pods - 1 - first),
        "Your second pod is the first one counted from the other end: each pod has only one partner, and the one in"
        " the middle is its own. Use draws[1], so that each of the others may come.",
        "choose the second pod with draws[1], instead of the first one counted from the other end.",
    ),
    "opposite": Part(
        pair_by(lambda draws, pods, first: (first + pods // 2) % pods),
        "Your second pod is always the one half a round further on, so each pod has only one partner to meet after it."
        " Use draws[1], so that each of the others may come.",
        "choose the second pod with draws[1], instead of the one half a round further on.",
    ),
    "one-draw-for-both": Part(
        lambda draws, pods: moved_up(int(draws[0] * pods), int(draws[0] * (pods - 1))),
        "One draw decides both pods, so the first one largely fixes the second. They need a draw each: draws[1] is for"
        " the second.",
        "the two pods need a draw each: draws[1] is for the second.",
    ),
    "counts-from-one": Part(
        lambda draws, pods: (1 + reference(draws, pods)[0], 1 + reference(draws, pods)[1]),
        "You count pods from 1: pod 0 never comes, and the last one isn't there. int(draw * pods) is a number from 0"
        " to pods - 1 already.",
        "count pods from 0: int(draw * pods) is the number of a pod already.",
    ),
    "rounds": Part(
        lambda draws, pods: moved_up(round(draws[0] * pods), round(draws[1] * (pods - 1))),
        "You round to the nearest whole number: a draw near 1 then gives a pod that isn't there, and pod 0 comes half"
        " as often as it should. int drops what comes after the point.",
        "drop what comes after the point, as int does, instead of rounding.",
    ),
    "both-of-fewer": Part(
        lambda draws, pods: moved_up(int(draws[0] * (pods - 1)), among_the_others(draws, pods)),
        "The last pod never comes first: you draw the first from pods - 1 numbers, too. Only the second has one pod"
        " fewer to choose from.",
        "draw the first pod from all of them: only the second has one pod fewer to choose from.",
    ),
    "always-0-and-1": Part(
        lambda draws, pods: (0, 1),
        "Your two pods are 0 and 1 every time, whatever is drawn; no other pod is ever looked at. Make the first out"
        " of draws[0] and the second out of draws[1].",
        "make the first pod out of draws[0] and the second out of draws[1], instead of always taking 0 and 1.",
    ),
}
