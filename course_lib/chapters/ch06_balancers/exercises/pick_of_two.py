"""Write the power of two choices: from nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from course_lib.balancers.d_choices import pick_of_two as reference
from course_lib.balancers.textbook import two_different
from course_lib.chapters.ch06_balancers.exercises.choices import DOUBLE, SINGLE, TOLD_TOGETHER, WRONG_CHOICES
from course_lib.chapters.ch06_balancers.exercises.harnessed import Harnessed, HarnessedExercise, ask_closer
from course_lib.chapters.ch06_balancers.exercises.picking import (
    fresh_memory,
    grid,
    reply_by_reply,
    shares,
    shares_of_replies,
)
from course_lib.framework.exercise.calling import VALUE, run
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.mistakes import Case, Function, Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial


def small() -> tuple[Case, ...]:
    """Return one to four pods with up to two requests in flight each; fewest pods and requests first, one pod last."""
    every = [list(loads) for pods in (1, 2, 3, 4) for loads in product(range(3), repeat=pods)]
    return tuple((loads,) for loads in sorted(every, key=lambda loads: (len(loads) == 1, len(loads), sum(loads))))


def large() -> tuple[Case, ...]:
    """Return eight sets of five or six pods."""
    draw = np.random.default_rng(3)
    return tuple((draw.integers(0, 9, 5 + number % 2).tolist(),) for number in range(8))


def least_of_all_fair(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
    """Look at every pod, draw among the fewest."""
    fewest = [pod for pod, load in enumerate(in_flight) if load == min(in_flight)]
    return fewest[int(draws[0] * len(fewest))]


def counts_itself(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
    """Choose rightly, and add the request to what is in flight."""
    pod = reference(now, draws, in_flight, memory)
    in_flight[pod] += 1
    return pod


def smaller_draw(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
    """Draw rightly, and take the pod whose draw is the smaller one."""
    first, second = two_different(draws, len(in_flight)) if len(in_flight) > 1 else (0, 0)
    return first if draws[0] <= draws[1] else second


BLIND = (
    "What is in flight plays no part in your choice: each pod's share stays the same, whatever its load. Compare"
    " in_flight[first] with in_flight[second]."
)
EQUALS = (
    "Where all pods have the same number in flight, each should be taken equally often. With {in_flight}, pod {pod} is"
    " taken with {share:g}% of all draws instead of {right:g}%: either your two pods are not drawn evenly, or you"
    " don't always take the first one drawn when the two are equal."
)
OF_TWO = (
    "With two pods both are looked at every time, so the one with fewer requests in flight should always be taken."
    " With {in_flight} yours takes pod {pod}, the busier one, with {share:g}% of all draws. Are your two pods always"
    " different, and do you compare their loads?"
)
TOO_OFTEN = (
    "With {in_flight}, pod {pod} is taken with {share:g}% of all draws instead of {right:g}%. A drawn pod should be"
    " taken if the other one has more in flight, or if both have the same number and it was drawn first. For which"
    " pairs does your code do something else?"
)
ONE_POD = (
    "With a single pod there is no second to draw, and yours goes wrong there: a service scaled down to one pod would"
    " fail. What should it return when len(in_flight) is 1?"
)
TIES = tuple([0] * pods for pods in (3, 2, 4))
SECOND = (
    "Of two equals you take the second one drawn, but the exercise asks for the first. Each pod still gets its share;"
    " but only one rule picks the same pods as the library, draw by draw. What does your comparison do with equals?"
)


def not_the_first(pick: Function, in_flight: list[int]) -> list[Any]:
    """Return draws and reply where of equals another one is taken than the first drawn; nothing if there are none.

    The first may be drawn with either draw, as long as it is the same one throughout.
    """
    pods, memory = len(in_flight), fresh_memory()
    asked = [(draws, pick(0.0, list(draws), in_flight, memory)) for draws in grid(pods)]
    other = [[(draws, pod) for draws, pod in asked if pod != int(draws[by] * pods)] for by in (0, 1)]
    return list(other[0][0]) if all(other) else []


def tie_to_the_second(pick: Function) -> tuple[list[float], int] | None:
    """Return a tie in which the second is taken: its draws, and the pod."""
    for outcome in run(lambda tie: not_the_first(pick, tie), [(tie,) for tie in TIES]):
        if outcome.kind == VALUE and outcome.value:
            return outcome.value[0], outcome.value[1]
    return None


def preference_for_the_second(trial: FunctionTrial) -> Finding | None:
    """Find that of equals the second is taken, which shares don't show: both rules give each pod as much."""
    tie = None if trial.is_wrong else tie_to_the_second(trial.answer)
    return tie and Finding("ties-to-the-second", SECOND, shown=tie_shown(*tie))


def fault_with_one_pod(trial: FunctionTrial) -> Finding | None:
    """Find that a single pod is the first case to go wrong: those with several come before it."""
    if len(trial.counterexample[0][0]) > 1:
        return None
    is_second = tie_to_the_second(trial.answer) is not None
    second = TOLD_TOGETHER["ties-to-the-second"].sentence
    return Finding("fails-with-one-pod", f"{ONE_POD}\n\n{second}" if is_second else ONE_POD)


def fault_with_several_pods(trial: FunctionTrial) -> Finding | None:
    """Find which mistake it is where there are several pods, or which two; what becomes of a single pod comes on top.

    A single pod is an exception that is easily forgotten, whatever else is wrong.
    """
    several = [case for case in trial.small if len(case[0]) > 1]
    known = {**pick_of_two.mistakes, **SINGLE, **DOUBLE}
    alike = ask_closer(trial.answer, known, shares_of_replies, reference, several).suspects
    name = the_one(trial.answer, {each: known[each] for each in alike}, several)
    if name is None:
        return None
    alone = run(Harnessed(trial.answer, shares), [([load],) for load in range(3)])
    fails = any(outcome.kind != VALUE or outcome.value != [100.0] for outcome in alone)
    if not fails:
        return Finding(name, known[name].sentence)
    return Finding(f"{name}-and-fails-with-one-pod", f"{known[name].sentence}\n\n{ONE_POD}")


def the_one(pick: Function, suspects: Mapping[str, Mistake], cases: Sequence[Case]) -> str | None:
    """Return which of the mistakes that give the same shares it is, as far as every single draw tells.

    Where several are left, only what is true of all of them is told.
    """
    names = [*ask_closer(pick, suspects, reply_by_reply, reference, cases).suspects] or [*suspects]
    if not names:
        return None
    first = names[0]
    is_common = first in pick_of_two.mistakes or all(name.startswith(first) for name in names)
    return first if is_common else None


def blindness_to_load(trial: FunctionTrial) -> Finding | None:
    """Find that each pod's share is the same whatever is in flight."""
    by_pods: dict[int, list[Any]] = {}
    for (in_flight,), outcome in zip(trial.small, trial.small_outcomes, strict=False):
        by_pods.setdefault(len(in_flight), []).append(outcome.value)
    is_blind = all(values == values[:1] * len(values) for values in by_pods.values())
    return Finding("blind", BLIND) if is_blind else None


def what_is_wrong_with_the_shares(trial: FunctionTrial) -> Finding | None:
    """Find that the busier of only two pods comes, that equals do not come alike, or that a pod comes too often."""
    in_flight, share, right = trial.counterexample[0][0], trial.outcome.value, trial.counterexample[2]
    if not isinstance(share, list):
        return None
    more = [mine - wanted for mine, wanted in zip(share, right, strict=True)]
    pod = more.index(max(more))
    if len(set(in_flight)) == 1:
        return Finding("equals-uneven", EQUALS.format(in_flight=in_flight, pod=pod, share=share[pod], right=right[pod]))
    if len(in_flight) == 2:
        return Finding("busier-of-two", OF_TWO.format(in_flight=in_flight, share=share[pod], pod=pod))
    return Finding("too-often", TOO_OFTEN.format(in_flight=in_flight, pod=pod, share=share[pod], right=right[pod]))


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
        **{name: SINGLE[name] for name in WRONG_CHOICES},
        "smaller-draw": Mistake(
            smaller_draw,
            "You take the pod whose draw is smaller. A draw says which pod it is, and nothing about its load: compare"
            " in_flight[first] with in_flight[second].",
        ),
        "looks-at-all": Mistake(
            lambda now, draws, in_flight, memory: in_flight.index(min(in_flight)),
            "You look at every pod, and of equals you take the first: that is least in flight, and of all idle pods"
            " the one with the lowest number always wins. Two choices look at two pods only, drawn at random.",
        ),
        "least-in-flight": Mistake(
            least_of_all_fair,
            "You look at every pod. That is least in flight: a good balancer where one proxy sees everything, but not"
            " the one for this exercise. Draw two pods, and look at those.",
        ),
        "counts-itself": Mistake(
            counts_itself,
            "You add the request to in_flight yourself. The simulation does that when it sends it; counted twice, your"
            " pod looks busier than it is, and one of the two never goes away. Read in_flight, never write it.",
        ),
    },
    closer_looks=tuple(map(when_wrong, (fault_with_one_pod, fault_with_several_pods))),
    own_explainers=(
        when_wrong(blindness_to_load),
        when_wrong(what_is_wrong_with_the_shares),
        preference_for_the_second,
    ),
    hints=(
        "Three steps: draw the first of len(in_flight) pods, draw a different second, compare what is in flight there.",
        "The second is drawn as in the exercise before, with pods = len(in_flight). With a single pod there is nothing"
        " to move up: second is then 0, too.",
        "Return first where in_flight[first] is not more than in_flight[second], else second.",
    ),
)
