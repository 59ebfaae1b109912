"""Count what is in flight: one condition is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement, product

import numpy as np

from course_lib.balancers.textbook import count_in_flight as reference
from course_lib.framework.exercise.calling import VALUE, run
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.framework.exercise.values import short_repr

Request = tuple[int, float, float, float]
Requests = Sequence[Request]
LIVES = ((0, 0, 1), (0, 1, 3), (1, 1, 2), (1, 3, 4), (2, 2, 3))  # arrival, start, finish
HALF_LIVES = ((0, 0, 1.5), (0.5, 1, 2), (0.5, 1.5, 2.5))


def small() -> tuple[Case, ...]:
    """Return up to two requests at one or two pods, at every instant; fewest first, no request last."""
    one = [(pod, *life) for pod in (0, 1) for life in LIVES]
    several = [list(chosen) for n in (1, 2) for chosen in combinations_with_replacement(one, n)]
    every = [(now, chosen, 2) for chosen, now in product(several, range(5))]
    every += [(now, [(0, *life)], 1) for life in LIVES for now in range(5)]
    every.sort(key=lambda case: (len(case[1]), case[2], case[0]))
    return (*every, *in_between(), *((1, [], pods) for pods in (1, 2)))


def in_between() -> list[Case]:
    """Return one request at one pod, at instants and with lives that aren't whole."""
    instants = [(number / 2, life) for life in LIVES for number in range(1, 9, 2)]
    lives = [(number / 2, life) for life in HALF_LIVES for number in range(6)]
    return [(now, [(0, *life)], 1) for now, life in (*instants, *lives)]


def large() -> tuple[Case, ...]:
    """Return thirty times as many requests as before, at five pods, at any time."""
    draw, cases = np.random.default_rng(5), []
    for _ in range(30):
        arrival, wait, work = draw.uniform(0, 10, 40), draw.uniform(0, 2, 40), draw.uniform(0.5, 4, 40)
        pod = draw.integers(0, 5, 40)
        times = np.column_stack([arrival, arrival + wait, arrival + wait + work]).round(2)
        requests = [(at, *life) for at, life in zip(pod.tolist(), times.tolist(), strict=True)]
        cases.append((round(draw.uniform(1, 10), 2), requests, 5))
    return tuple(cases)


def count_where(holds: Callable[[float, float, float, float], bool]) -> Callable[[float, Requests, int], list[int]]:
    """Return a count by some condition on now, arrival, start and finish."""

    def count(now: float, requests: Requests, pods: int) -> list[int]:
        counted = [0] * pods
        for pod, arrival, start, finish in requests:
            counted[pod] += holds(now, arrival, start, finish)
        return counted

    return count


MOMENTS: dict[str, Callable[[float, float, float, float], bool]] = {  # the first that holds is the moment
    "before it arrives": lambda now, arrival, start, finish: now < arrival,
    "at its arrival": lambda now, arrival, start, finish: now == arrival,
    "while it waits": lambda now, arrival, start, finish: now < start,
    "when its work begins": lambda now, arrival, start, finish: now == start,
    "while it is worked on": lambda now, arrival, start, finish: now < finish,
    "at its end": lambda now, arrival, start, finish: now == finish,
    "after its end": lambda now, arrival, start, finish: True,
}
ALONE = (
    "Take a single request at a single pod. {wrong} It counts from its arrival up to its end, but not at the end"
    " itself."
)
TOGETHER = (
    "You count a single request correctly, at every moment of its life, but not several. Every one that is in flight"
    " should add 1 to the number of its own pod, and the others should change nothing."
)
OTHER_POD = (
    "You count a single request at a single pod correctly, but with two pods it goes wrong. A request adds 1 to the"
    " number of its own pod, in_flight[pod], and each pod has a number, even if nothing is there."
)
NOT_NUMBERS = (
    "Your list holds True and False. The question is how many requests are in flight, so it should hold numbers: begin"
    " with 0, and add 1 for each."
)


def life_of_one(trial: FunctionTrial) -> Finding | None:
    """Find at which moments of its life a single request is counted wrongly, or that only several are."""
    alone = [case for case in trial.small if len(case[1]) == case[2] == 1]
    wrong: dict[str, str] = {}
    for (now, [(_, *life)], _), outcome in zip(alone, run(trial.function, alone), strict=False):
        moment = next(moment for moment, holds in MOMENTS.items() if holds(now, *life))
        right = int(moment in ("at its arrival", "while it waits", "when its work begins", "while it is worked on"))
        if outcome.kind != VALUE or not isinstance(outcome.value, list) or len(outcome.value) != 1:
            return None
        if outcome.value != [right]:
            wrong.setdefault(moment, short_repr(outcome.value[0]))
    if not wrong:
        return beside_its_life(trial)
    words = ", ".join(f"{moment} yours counts it as {wrong[moment]}" for moment in MOMENTS if moment in wrong)
    return Finding("life", ALONE.format(wrong=f"{words[0].upper()}{words[1:]}."))


def beside_its_life(trial: FunctionTrial) -> Finding | None:
    """Find what is wrong if each moment of a request's life is counted rightly."""
    (_, requests, _), outcome, _ = trial.counterexample
    if outcome.kind != VALUE or not isinstance(outcome.value, list):
        return None
    if any(isinstance(each, bool) for each in outcome.value):
        return Finding("not-numbers", NOT_NUMBERS)
    return Finding("other-pod", OTHER_POD) if len(requests) == 1 else Finding("several", TOGETHER)


count_in_flight = FunctionExercise(
    reference=reference,
    chapter="balancers",
    decision="say what a proxy can know of a pod's load, and what it cannot",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        (4, [(1, 1, 1, 4.5), (0, 2, 2, 4), (1, 4, 4.5, 6), (0, 5, 5, 7)], 2),
        (3, [(1, 1, 1, 3), (0, 2, 2, 3.5), (0, 3, 3.5, 7), (1, 3, 3, 4)], 2),
        (6, [(0, 5, 5, 6.5), (1, 6, 9, 9.5), (0, 2, 2, 6), (1, 4, 4, 9)], 2),
        (5, [(1, 1, 1, 5.5), (1, 4, 5.5, 10), (0, 1, 1, 5), (1, 5, 10, 12)], 2),
    ),
    mistakes={
        "only-in-service": Mistake(
            count_where(lambda now, arrival, start, finish: start <= now < finish),
            "You count only requests that a worker is busy with; the queue is left out. To such a balancer a pod with"
            " one request and a pod with twenty look the same. A request counts from its arrival.",
        ),
        "only-waiting": Mistake(
            count_where(lambda now, arrival, start, finish: arrival <= now < start),
            "You count only the requests that wait; the one being worked on is left out, so an idle pod and a busy one"
            " look the same. A request counts until its finish.",
        ),
        "never-ends": Mistake(
            count_where(lambda now, arrival, start, finish: arrival <= now),
            "Requests that have ended still count: you get all that a pod has ever been sent, and a quick pod, which"
            " gets more, would look the busiest. When should a request stop counting?",
        ),
        "not-yet-arrived": Mistake(
            count_where(lambda now, arrival, start, finish: now < finish),
            "You count requests that have not arrived yet: the future is in your count. When should a request begin to"
            " count?",
        ),
        "ended-counts": Mistake(
            count_where(lambda now, arrival, start, finish: arrival <= now <= finish),
            "A request that ends at this very instant still counts in your code. Departures come first, so it has"
            " gone: the comparison with finish has to leave equal times out.",
        ),
        "arriving-left-out": Mistake(
            count_where(lambda now, arrival, start, finish: arrival < now < finish),
            "A request that arrives at this very instant doesn't count in your code. It is at the pod: the comparison"
            " with arrival has to let equal times in.",
        ),
        "both-ends-wrong": Mistake(
            count_where(lambda now, arrival, start, finish: arrival < now <= finish),
            "Both ends are the wrong way round in your code: a request that arrives at this instant is there, and one"
            " that ends at it has gone.",
        ),
        "in-service-to-the-end": Mistake(
            count_where(lambda now, arrival, start, finish: start <= now <= finish),
            "You count what is being worked on, including the very end. The queue is left out: a request counts from"
            " its arrival, and at its finish it has gone.",
        ),
        "in-service-ends-left-out": Mistake(
            count_where(lambda now, arrival, start, finish: start < now < finish),
            "You count what is being worked on, from just after its start. The queue is left out: a request counts from"
            " its arrival, and at that very instant it is there.",
        ),
        "only-ended": Mistake(
            count_where(lambda now, arrival, start, finish: finish <= now),
            "You count the requests that have ended, and those are gone. Which way round should now and finish stand?"
            " And the arrival matters, too.",
        ),
        "only-ended-before": Mistake(
            count_where(lambda now, arrival, start, finish: finish < now),
            "You count the requests whose finish has passed: they have gone. Which way round should now and finish"
            " stand? And what of a request that hasn't arrived yet?",
        ),
        "all-ever": Mistake(
            count_where(lambda now, arrival, start, finish: True),
            "Every request counts, whenever it came or ended. The ones in flight are those that have arrived and not"
            " ended.",
        ),
        "none": Mistake(
            count_where(lambda now, arrival, start, finish: False),
            "Nothing is ever counted: all pods look idle, and a balancer that compares them decides by its ties. Can"
            " your condition hold at all?",
        ),
        "turned-around": Mistake(
            count_where(lambda now, arrival, start, finish: not arrival <= now < finish),
            "You count those that are not in flight. Is the condition the wrong way round, or is the count in the"
            " else?",
        ),
        "whole-instants": Mistake(
            count_where(lambda now, arrival, start, finish: now in range(arrival, finish)),  # type: ignore[call-overload]
            "Where a time isn't whole, your code counts nothing or stops with a TypeError. Is it range(…)? It holds"
            " whole numbers only, and takes no others. Compare now with both ends, with < and <=.",
        ),
        "gone-one-early": Mistake(
            count_where(lambda now, arrival, start, finish: arrival <= now <= finish - 1),
            "Shortly before its finish, your code no longer counts a request. finish - 1 is the last instant before"
            " finish only where all times are whole, and they needn't be. Compare with finish itself: which sign leaves"
            " equality out?",
        ),
        "times-cut-off": Mistake(
            count_where(lambda now, arrival, start, finish: int(arrival) <= int(now) < int(finish)),
            "You count as if all times were cut off to whole numbers. A request that arrives at 0.5 isn't there at 0"
            " yet: compare the times as they are, without int or //.",
        ),
        "busy-or-idle": Mistake(
            lambda now, requests, pods: [min(count, 1) for count in reference(now, requests, pods)],
            "You say whether a pod has requests, not how many: every further one has to add 1. Do you have = 1 where"
            " += 1 should be?",
        ),
        "others-taken-off": Mistake(
            lambda now, requests, pods: [
                sum(1 if arrival <= now < finish else -1 for at, arrival, _, finish in requests if at == pod)
                for pod in range(pods)
            ],
            "You take 1 off for each request that is not in flight. It isn't there, so it should change nothing.",
        ),
        "by-duration": Mistake(
            count_where(lambda now, arrival, start, finish: finish - arrival > now),
            "You compare now, a time on the clock, with how long a request takes. Compare it with the times at which"
            " the request arrives and ends.",
        ),
        "all-but-those-ending": Mistake(
            count_where(lambda now, arrival, start, finish: finish != now),
            "You count every request but those that end at this very instant. Those that ended before have gone, too,"
            " and some may not have arrived yet.",
        ),
        "idle-left-out": Mistake(
            lambda now, requests, pods: [count for count in reference(now, requests, pods) if count],
            "Pods with nothing in flight are missing from your list, so the others stand in the wrong places. Each pod"
            " needs a number, and an idle one's is 0.",
        ),
        "pods-without-requests-left-out": Mistake(
            lambda now, requests, pods: [
                count
                for pod, count in enumerate(reference(now, requests, pods))
                if any(pod == at for at, *_ in requests)
            ],
            "Pods that no request was sent to are missing from your list, so others stand in the wrong places. Each pod"
            " needs a number, and theirs is 0.",
        ),
        "started-ever": Mistake(
            count_where(lambda now, arrival, start, finish: start < now),
            "You count every request that a worker has begun with by now. Those in the queue count as well, and those"
            " that have ended don't any more.",
        ),
        "lists-the-pods": Mistake(
            lambda now, requests, pods: [pod for pod, arrival, _, finish in requests if arrival <= now < finish],
            "Your list holds the pod of each request in flight. It should hold a number for each pod: how many requests"
            " are there.",
        ),
        "altogether": Mistake(
            lambda now, requests, pods: sum(reference(now, requests, pods)),
            "You return one number for all pods. Return a list with one number for each pod.",
        ),
        "all-at-pod-0": Mistake(
            lambda now, requests, pods: [sum(reference(now, requests, pods)), *[0] * (pods - 1)],
            "All requests count at the first pod. Each belongs to its own: in_flight[pod].",
        ),
        "returns-early": Mistake(
            lambda now, requests, pods: reference(now, requests[:1], pods) if requests else None,
            "You count the first request only. Is the return inside the loop? Then move it to the left, level with the"
            " for.",
        ),
    },
    own_explainers=(when_wrong(life_of_one),),
    hints=(
        "A request is in flight from one moment of its life to another. Which of the three times are these?",
        "Waiting counts, and so does being worked on: the request must have arrived, and must not have ended.",
        "Python lets you write both at once, as in a <= b < c. The text says what happens at the very ends.",
    ),
)
