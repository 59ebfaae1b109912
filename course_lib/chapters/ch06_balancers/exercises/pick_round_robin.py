"""Write round robin: a worked example with one gap."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

from course_lib.balancers.blind import pick_round_robin as reference
from course_lib.chapters.ch06_balancers.exercises.harnessed import HarnessedExercise
from course_lib.chapters.ch06_balancers.exercises.picking import UNEVEN_GAPS_S, in_a_row
from course_lib.framework.exercise.calling import run
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.mistakes import Function, Mistake, are_alike
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial

Memory = list[list[float]]
IN_FLIGHT = (*([0] * pods for pods in range(1, 6)), [2, 0, 1], [0, 3, 3, 0])


def by_turn(pod: Callable[[int, int], int]) -> Function:
    """Return a pick that makes a pod of how many turns there have been, and of the number of pods."""

    def pick(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
        turn = int(memory[1][0])
        memory[1][0] += 1
        return pod(turn, len(in_flight))

    return pick


def to_and_fro(turn: int, pods: int) -> int:
    """Turn around at the last pod."""
    round_trip = max(2 * pods - 2, 1)
    return min(turn % round_trip, round_trip - turn % round_trip)


def skips_the_busy(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
    """Skip pods that have requests in flight."""
    for _ in in_flight:
        pod = int(memory[1][0]) % len(in_flight)
        memory[1][0] += 1
        if in_flight[pod] == min(in_flight):
            return pod
    return 0


BY_TIME = (
    "Your pick depends on the time, now. Two requests may come within the same second, and then there may be none for"
    " three: the seconds don't say how many came before. What is counted stands in memory[1][0]."
)


def dependence_on_time(trial: FunctionTrial) -> Finding | None:
    """Find that the same calls, ten times as far apart, get other pods, whatever is made of the time."""
    slower = [10 * gap_s for gap_s in UNEVEN_GAPS_S]
    cases = [(trial.answer, *trial.large[-1], gaps_s) for gaps_s in (UNEVEN_GAPS_S, slower)]
    one, other = run(in_a_row, cases)
    return None if are_alike(one, other) else Finding("by-time", BY_TIME)


pick_round_robin = HarnessedExercise(
    reference=reference,
    chapter="balancers",
    decision="say what a balancer does that looks at no load",
    harness=in_a_row,
    case_text="pick_round_robin called {calls} times with one memory and in_flight={in_flight},",
    example=0,
    cases=tuple((in_flight, calls) for calls, in_flight in product((2, 3, 4, 5, 6, 9), IN_FLIGHT)),
    large_cases=tuple(([pods % 3] * pods, 5 * pods + 1) for pods in range(1, 30)),
    repeat_cases=(([0, 0, 0], 7), ([1, 1, 1, 1], 6), ([2, 0], 5), ([0, 0, 0, 0, 0], 7)),
    mistakes={
        "never-moves-on": Mistake(
            by_turn(lambda turn, pods: 0),
            "Every request gets the same pod: the turn never moves on. Nothing lasts from one call to the next but"
            " memory; add 1 to memory[1][0] before you return.",
        ),
        "moves-before": Mistake(
            by_turn(lambda turn, pods: (turn + 1) % pods),
            "The turn moves on before it is used, so the very first request goes to pod 1. It is a round robin, and"
            " just as even; here it is to begin with pod 0, so that two engines agree. Read the turn first.",
        ),
        "last-left-out": Mistake(
            by_turn(lambda turn, pods: turn % max(pods - 1, 1)),
            "The last pod never gets a request: the turns go round one pod too early. There are len(in_flight) pods.",
        ),
        "two-steps": Mistake(
            by_turn(lambda turn, pods: 2 * turn % pods),
            "Every other pod is passed over: the turn moves on by 2. Is it added to in two places?",
        ),
        "backwards": Mistake(
            by_turn(lambda turn, pods: -turn % pods),
            "The turns go down, from the last pod to the first. It is as even, but the order asked for is 0, 1, 2 and"
            " so on.",
        ),
        "each-twice": Mistake(
            by_turn(lambda turn, pods: turn // 2 % pods),
            "Each pod gets two requests before the next one's turn. In the long run that is even, but two in a row wait"
            " for one another: that is what a turn is to prevent.",
        ),
        "to-and-fro": Mistake(
            by_turn(to_and_fro),
            "At the last pod your turns go back the way they came, so those at the ends come half as often as the"
            " others. After the last comes the first: that is what % does.",
        ),
        "sticks-at-the-end": Mistake(
            by_turn(lambda turn, pods: min(turn, pods - 1)),
            "From the last pod on nothing moves: it gets all the rest. After the last comes the first again:"
            " turn % len(in_flight).",
        ),
        "skips-the-busy": Mistake(
            skips_the_busy,
            "You pass over pods with requests in flight. That may be wise, but it is another balancer: round robin"
            " looks at no load.",
        ),
        "least-in-flight": Mistake(
            lambda now, draws, in_flight, memory: in_flight.index(min(in_flight)),
            "You take the pod with the fewest requests in flight. That is another balancer; round robin only knows"
            " whose turn it is.",
        ),
        "at-random": Mistake(
            lambda now, draws, in_flight, memory: int(draws[0] * len(in_flight)),
            "Your pick depends on the draws. Round robin needs no chance: the turn stands in memory[1][0].",
        ),
        "by-time": Mistake(lambda now, draws, in_flight, memory: int(now) % len(in_flight), BY_TIME),
    },
    own_explainers=(when_wrong(dependence_on_time),),
    hints=(
        "Three pods, and these turns: 0, 1, 2, 3, 4, 5. Which pods are they?",
        "0, 1, 2, 0, 1, 2: the remainder when the turn is divided by the number of pods.",
        "Python's remainder is %, and the number of pods is len(in_flight). What memory holds is 7.0, not 7: hence the"
        " int.",
    ),
)
