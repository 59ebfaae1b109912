"""Count what is in flight: one condition is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement, product

import numpy as np

from course_lib.balancers.textbook import count_in_flight as reference
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake

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
            "You count only those that wait; the one being worked on is left out, so an idle pod and a busy one look"
            " the same. A request counts until its finish.",
        ),
        "never-ends": Mistake(
            count_where(lambda now, arrival, start, finish: arrival <= now),
            "What has ended still counts: that is all a pod has ever been sent. A pod that is quick, and gets more,"
            " would look the busiest. When does a request stop to count?",
        ),
        "not-yet-arrived": Mistake(
            count_where(lambda now, arrival, start, finish: now < finish),
            "Requests count that have not arrived yet: the future is in your count. When does a request begin to count?"
            " ",
        ),
        "ended-counts": Mistake(
            count_where(lambda now, arrival, start, finish: arrival <= now <= finish),
            "A request that ends at this very instant still counts. Departures come first, so it has gone: < for the"
            " end.",
        ),
        "arriving-left-out": Mistake(
            count_where(lambda now, arrival, start, finish: arrival < now < finish),
            "A request that arrives at this very instant does not count with you. It is at the pod: <= for the arrival."
            " ",
        ),
        "both-ends-wrong": Mistake(
            count_where(lambda now, arrival, start, finish: arrival < now <= finish),
            "At the two ends it is the other way round: what arrives at this instant is there, what ends at it has"
            " gone.",
        ),
        "in-service-to-the-end": Mistake(
            count_where(lambda now, arrival, start, finish: start <= now <= finish),
            "You count what is being worked on, its very end included. The queue is left out: a request counts from its"
            " arrival, and at its finish it has gone.",
        ),
        "in-service-ends-left-out": Mistake(
            count_where(lambda now, arrival, start, finish: start < now < finish),
            "You count what is being worked on, from just after its start. The queue is left out: a request counts from"
            " its arrival, and at that very instant it is there.",
        ),
        "only-ended": Mistake(
            count_where(lambda now, arrival, start, finish: finish <= now),
            "You count the requests that have ended: those are just the ones that are gone. The comparison with finish"
            " is the wrong way round, and the arrival has a say, too.",
        ),
        "only-ended-before": Mistake(
            count_where(lambda now, arrival, start, finish: finish < now),
            "You count the requests whose finish has passed: they have gone. Which way round should now and finish"
            " stand? And what of a request that hasn't arrived yet?",
        ),
        "all-ever": Mistake(
            count_where(lambda now, arrival, start, finish: True),
            "Every request counts, whenever it came or ended. In flight are those that have arrived and not ended.",
        ),
        "none": Mistake(
            count_where(lambda now, arrival, start, finish: False),
            "Nothing is ever counted: all pods look idle, and a balancer that compares them decides by its ties. Can"
            " your condition hold at all?",
        ),
        "turned-around": Mistake(
            count_where(lambda now, arrival, start, finish: not arrival <= now < finish),
            "You count those that are not in flight. Is the condition turned around, or in the else?",
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
            "You say whether a pod has requests, not how many: every further one has to add 1. Is there = 1 where += 1"
            " should be?",
        ),
        "altogether": Mistake(
            lambda now, requests, pods: sum(reference(now, requests, pods)),
            "You return one number for all pods. Asked for is a list with one entry a pod.",
        ),
        "all-at-pod-0": Mistake(
            lambda now, requests, pods: [sum(reference(now, requests, pods)), *[0] * (pods - 1)],
            "All requests count at the first pod. Each belongs to its own: in_flight[pod].",
        ),
        "returns-early": Mistake(
            lambda now, requests, pods: reference(now, requests[:1], pods) if requests else None,
            "Your code ends after the first request: its return stands inside the loop. Move it to the left, level with"
            " the for.",
        ),
    },
    hints=(
        "A request is in flight from one moment of its life to another. Which of the three times are these?",
        "Waiting counts, being worked on counts. It has to have arrived, and not to have ended.",
        "Python lets you write both at once, as in a <= b < c. What happens at the very ends stands in the text.",
    ),
)
