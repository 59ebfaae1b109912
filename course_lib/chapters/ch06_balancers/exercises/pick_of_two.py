"""Write the power of two choices: from nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np

from course_lib.balancers.textbook import two_different
from course_lib.balancers.two_choices import pick_of_two as reference
from course_lib.balancers.two_choices import pick_of_two_with_replacement
from course_lib.chapters.ch06_balancers.exercises.harnessed import HarnessedExercise
from course_lib.chapters.ch06_balancers.exercises.picking import fresh_memory, grid, shares
from course_lib.framework.exercise.calling import VALUE, run
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.mistakes import Case, Function, Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.record.progress import Status

Choice = Callable[[int, int, list[int]], int]


def small() -> tuple[Case, ...]:
    """Return one to four pods with up to two requests in flight each; fewest pods and requests first, one pod last."""
    every = [list(loads) for pods in (1, 2, 3, 4) for loads in product(range(3), repeat=pods)]
    return tuple((loads,) for loads in sorted(every, key=lambda loads: (len(loads) == 1, len(loads), sum(loads))))


def large() -> tuple[Case, ...]:
    """Return eight sets of five or six pods."""
    draw = np.random.default_rng(3)
    return tuple((draw.integers(0, 9, 5 + number % 2).tolist(),) for number in range(8))


def pick_by_choice(choice: Choice) -> Function:
    """Return a pick that draws two pods rightly, and chooses between them in some way."""

    def pick(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
        pods = len(in_flight)
        first, second = two_different(draws, pods) if pods > 1 else (0, 0)
        return choice(first, second, in_flight)

    return pick


def lighter(first: int, second: int, load: Callable[[int], float]) -> int:
    """Return the one with less load, of equals the first."""
    return first if load(first) <= load(second) else second


def pick_by_second(second: Callable[[list[float], int, int], int], least: int = 1) -> Function:
    """Return a pick that draws its second pod in some way, and then chooses rightly."""

    def pick(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
        pods = len(in_flight)
        first = int(draws[0] * pods)
        other = second(draws, pods, first) if pods >= least else first
        return lighter(first, other, lambda pod: in_flight[pod])

    return pick


def second_up_if_equal(draws: list[float], pods: int, first: int) -> int:
    """Move the second pod up only where it is the first."""
    second = int(draws[1] * (pods - 1))
    return second + 1 if second == first else second


def least_of_all_fair(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
    """Look at every pod, draw among the fewest."""
    fewest = [pod for pod, load in enumerate(in_flight) if load == min(in_flight)]
    return fewest[int(draws[0] * len(fewest))]


def counts_itself(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
    """Choose rightly, and add the request to what is in flight."""
    pod = reference(now, draws, in_flight, memory)
    in_flight[pod] += 1
    return pod


def fails_with_one_pod(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
    """Move the second pod up, even where there is only one."""
    first, second = two_different(draws, len(in_flight))
    return lighter(first, second, lambda pod: in_flight[pod])


TIES = tuple([0] * pods for pods in (3, 2, 4))
SECOND = (
    "Of two equals you take the second one drawn, and the exercise asks for the first. Each pod gets its share all the"
    " same; but only one rule picks the same pods as the library, draw by draw. Is it < where <= is meant?"
)


def not_the_first(pick: Function, in_flight: list[int]) -> list[Any]:
    """Return draws and reply where of equals another one is taken than the first drawn; nothing if there are none.

    The first may be drawn with either draw, as long as it is the same one throughout.
    """
    pods, memory = len(in_flight), fresh_memory()
    asked = [(draws, pick(0.0, list(draws), in_flight, memory)) for draws in grid(pods)]
    other = [[(draws, pod) for draws, pod in asked if pod != int(draws[by] * pods)] for by in (0, 1)]
    return list(other[0][0]) if all(other) else []


def preference_for_the_second(trial: FunctionTrial) -> Finding | None:
    """Find that of equals the second is taken, which shares don't show: both rules give each pod as much."""
    if trial.is_wrong:
        return None
    for outcome in run(lambda tie: not_the_first(trial.answer, tie), [(tie,) for tie in TIES]):
        if outcome.kind == VALUE and outcome.value:
            return Finding("ties-to-the-second", SECOND, shown=tie_shown(*outcome.value))
    return None


class SinglePodAside:
    """A pick that is right where there is a single pod, and the learner's own where there are several."""

    def __init__(self, pick: Function) -> None:
        self.pick = pick

    def __call__(self, now: float, draws: list[float], in_flight: list[int], memory: Any) -> Any:
        """Return the pod."""
        return 0 if len(in_flight) == 1 else self.pick(now, draws, in_flight, memory)


def mistake_beside_the_single_pod(trial: FunctionTrial) -> Finding | None:
    """Find what is wrong where there are several pods, if that is known once a single one is left aside.

    A single pod is an exception that many forget, whatever else they have wrong: two faults are one too many to be
    recognised.
    """
    pick = trial.answer
    if isinstance(pick, SinglePodAside):
        return None
    other = pick_of_two.judge(SinglePodAside(pick))
    is_known = other.status == Status.NOT_YET and other.mistake
    return Finding(other.mistake, other.message, shown=other.shown, printed=other.printed) if is_known else None


def tie_shown(draws: list[float], pod: int) -> str:
    """Return a call in which the second of equals is taken."""
    pods = TIES[0]
    call = f"pick_of_two with in_flight={pods}, draws=[{draws[0]:.2f}, {draws[1]:.2f}]"
    return f"{call}\nyours:    {pod}\nexpected: {int(draws[0] * len(pods))}"


pick_of_two = HarnessedExercise(
    reference=reference,
    chapter="balancers",
    decision="decide what a balancer has to know of its pods, and what two looks are worth",
    harness=shares,
    case_text="pick_of_two with in_flight={in_flight}, in percent of all draws (one decimal), pod by pod,",
    example=0,
    cases=small(),
    large_cases=large(),
    repeat_cases=(([0, 1, 2],), ([1, 0, 0],), ([0, 1, 1],), ([2, 2, 0],)),
    mistakes={
        "with-replacement": Mistake(
            pick_of_two_with_replacement,
            "Both choices may be the same pod, and then there is none: of two pods yours takes the busier in one case"
            " of four. Draw two that differ; you have written how, one exercise ago.",
        ),
        "picks-the-busier": Mistake(
            pick_by_choice(lambda first, second, load: first if load[first] >= load[second] else second),
            "You take the busier of the two. Is the comparison the wrong way round?",
        ),
        "ties-to-the-lower": Mistake(
            pick_by_choice(lambda first, second, load: min((load[first], first), (load[second], second))[1]),
            "Of two equals you always take the one with the lower number. When most pods are idle, most are equal: pod"
            " 0 gets the most requests, and if it is the one that fails, the most errors. Take the first one drawn.",
        ),
        "ties-to-the-higher": Mistake(
            pick_by_choice(
                lambda first, second, load: min((load[first], -first), (load[second], -second), key=tuple)[1] * -1
            ),
            "Of two equals you always take the one with the higher number, so the last pod wins every tie. Take the"
            " first one drawn.",
        ),
        "ties-to-pod-0": Mistake(
            pick_by_choice(
                lambda first, second, load: (
                    0 if load[first] == load[second] else lighter(first, second, lambda pod: load[pod])
                )
            ),
            "Of two equals you take pod 0, whether it is one of the two or not. When most pods are idle, most are"
            " equal. Take the first one drawn.",
        ),
        "takes-the-first": Mistake(
            pick_by_choice(lambda first, second, load: first),
            "What is in flight is never looked at: the first pod drawn is taken, as random would. Compare"
            " in_flight[first] with in_flight[second].",
        ),
        "compares-pods": Mistake(
            pick_by_choice(lambda first, second, load: min(first, second)),
            "You compare the pods' numbers and not their load: pod 0 beats everybody. What is in flight at them is"
            " in_flight[first] and in_flight[second].",
        ),
        "compares-load-with-pod": Mistake(
            pick_by_choice(lambda first, second, load: first if load[first] <= second else second),
            "You compare what is in flight at the first pod with the second one's number: in_flight[…] stands on one"
            " side only. Both sides should be loads.",
        ),
        "index-of-the-load": Mistake(
            pick_by_choice(lambda first, second, load: load.index(min(load[first], load[second]))),
            "You find the smaller load, and then look where it first stands in the whole list. That may be a third pod,"
            " which nobody has drawn, and mostly one with a low number. Return first or second itself.",
        ),
        "busy-or-idle": Mistake(
            pick_by_choice(lambda first, second, load: lighter(first, second, lambda pod: load[pod] > 0)),
            "You see whether a pod is busy, but not how busy: one with two requests counts as much as one with one. It"
            " is as if only the request in service counted, and no queue. Compare the numbers.",
        ),
        "looks-at-all": Mistake(
            lambda now, draws, in_flight, memory: in_flight.index(min(in_flight)),
            "You look at every pod, and of equals you take the first: that is least in flight, and everybody who is"
            " idle loses to pod 0. Two choices look at two pods only, drawn at random.",
        ),
        "least-in-flight": Mistake(
            least_of_all_fair,
            "You look at every pod. That is least in flight: a good balancer where one sees everything, but not the one"
            " asked for. Draw two, and look at those.",
        ),
        "not-moved-up": Mistake(
            pick_by_second(lambda draws, pods, first: int(draws[1] * (pods - 1))),
            "Your second pod is a place among the others, and is used as it is: it may be the first again, and the last"
            " pod never comes second. The pods after the first have moved up.",
        ),
        "only-the-equal-moves": Mistake(
            pick_by_second(second_up_if_equal, 2),
            "Your second pod moves up only where it is equal to the first, so the pod after the first comes twice as"
            " often, and others too rarely. All that stand after the first have moved: >= for ==.",
        ),
        "one-draw-for-both": Mistake(
            pick_by_second(
                lambda draws, pods, first: int(draws[0] * (pods - 1)) + (int(draws[0] * (pods - 1)) >= first), 2
            ),
            "One draw decides both pods, so each pod has only one or two rivals. Use draws[1] for the second.",
        ),
        "the-next": Mistake(
            pick_by_second(lambda draws, pods, first: (first + 1) % pods),
            "The second pod is always the first one's neighbour. Each pod then has two rivals only. Use draws[1].",
        ),
        "returns-the-load": Mistake(
            pick_by_choice(lambda first, second, load: min(load[first], load[second])),
            "You return how many are in flight, not where: min(in_flight[…], …) gives the number. Return first or"
            " second.",
        ),
        "counts-itself": Mistake(
            counts_itself,
            "You add the request to in_flight yourself. Whoever sends it does that; counted twice, your pod looks"
            " busier than it is, and one of the two never goes away. Read in_flight, never write it.",
        ),
        "fails-with-one-pod": Mistake(
            fails_with_one_pod,
            "With one pod there is no second, and yours picks pod 1, which is not there. A service scaled down to one"
            " pod would fail. Move the second up only where there are more.",
        ),
    },
    own_explainers=(when_wrong(mistake_beside_the_single_pod), preference_for_the_second),
    hints=(
        "Three steps: draw the first of len(in_flight) pods, draw a different second, compare what is in flight there.",
        "The second is drawn as in the exercise before, with pods = len(in_flight). With a single pod there is nothing"
        " to move up: second is then 0, too.",
        "Return first where in_flight[first] is not more than in_flight[second], else second.",
    ),
)
