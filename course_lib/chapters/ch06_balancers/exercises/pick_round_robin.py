"""Write round robin: a worked example with one gap."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

from course_lib.balancers.blind import pick_round_robin as reference
from course_lib.chapters.ch06_balancers.exercises.asked import Asked, AskedExercise
from course_lib.chapters.ch06_balancers.exercises.picking import ARGUMENTS, UNEVEN_GAPS_S, in_a_row
from course_lib.framework.exercise.calling import run
from course_lib.framework.exercise.result import NOT_YET, Result
from course_lib.framework.exercise.trial import Function, Mistake, alike

Memory = list[list[float]]
IN_FLIGHT = (*([0] * pods for pods in range(1, 6)), [2, 0, 1], [0, 3, 3, 0])


def turning(step: int = 1, before: bool = False, end: int = 0) -> Function:
    """Return a round robin by which the turn moves on in some way."""

    def pick(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
        pods = max(len(in_flight) - end, 1)
        memory[1][0] += step if before else 0
        pod = int(memory[1][0]) % pods
        memory[1][0] += 0 if before else step
        return pod

    return pick


def backwards(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
    """Go from the first pod to the last, and down from there."""
    pod = -int(memory[1][0]) % len(in_flight)
    memory[1][0] += 1
    return pod


def each_twice(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
    """Stay with a pod for two requests."""
    pod = int(memory[1][0] / 2) % len(in_flight)
    memory[1][0] += 1
    return pod


def to_and_fro(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
    """Turn around at the last pod."""
    pods = len(in_flight)
    around = max(2 * pods - 2, 1)
    turn = int(memory[1][0]) % around
    memory[1][0] += 1
    return turn if turn < pods else around - turn


def sticks_at_the_end(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
    """Take the smaller one of turn and last pod."""
    pod = min(int(memory[1][0]), len(in_flight) - 1)
    memory[1][0] += 1
    return pod


def skips_the_busy(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
    """Skip pods that have requests in flight."""
    for _ in in_flight:
        pod = int(memory[1][0]) % len(in_flight)
        memory[1][0] += 1
        if in_flight[pod] == min(in_flight):
            return pod
    return 0


def least(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
    """Take the first pod with the fewest in flight."""
    return in_flight.index(min(in_flight))


def at_random(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
    """Take the pod that the draw says."""
    return int(draws[0] * len(in_flight))


def by_time(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
    """Count seconds in place of calls."""
    return int(now) % len(in_flight)


def asked(function: Function) -> Asked:
    """Return a mistake asked as the exercise asks."""
    return Asked(function, in_a_row)


BY_TIME = Mistake(
    "by-time",
    asked(by_time),
    "Your pick depends on the time, now. Two requests may come within the same second, and then there may be none for"
    " three: the seconds don't say how many came before. What is counted stands in memory[1][0].",
)


class RoundRobin(AskedExercise):
    """The exercise; whatever it makes of the time, a pick that depends on it is told so."""

    def judge(self, answer: Any) -> Result:
        """Compare the pods; if they are wrong in no known way, see whether they change with the time."""
        result = super().judge(answer)
        if result.status != NOT_YET or result.mistake or not depends_on_time(answer, self.more[-1]):
            return result
        return replace(result, mistake=BY_TIME.name, message=BY_TIME.sentence)


def depends_on_time(pick: Any, case: tuple[list[int], int]) -> bool:
    """Whether the same calls, ten times as far apart, get other pods."""
    function = pick.answer if isinstance(pick, Asked) else pick
    slower = [10 * gap_s for gap_s in UNEVEN_GAPS_S]
    one, other = (run(in_a_row, [(function, *case, gaps_s)])[0] for gaps_s in (UNEVEN_GAPS_S, slower))
    return not alike(one, other)


pick_round_robin = RoundRobin(
    reference=reference,
    chapter="balancers",
    decision="say what a balancer does that looks at no load",
    asking=in_a_row,
    names=("in_flight", "calls"),
    told="pick_round_robin called {calls} times with one memory and in_flight={in_flight},",
    sample=0,
    arguments=ARGUMENTS,
    cases=tuple((in_flight, calls) for calls, in_flight in product((2, 3, 4, 5, 6, 9), IN_FLIGHT)),
    more=tuple(([pods % 3] * pods, 5 * pods + 1) for pods in range(1, 30)),
    again=(([0, 0, 0], 7), ([1, 1, 1, 1], 6), ([2, 0], 5), ([0, 0, 0, 0, 0], 7)),
    mistakes=(
        Mistake(
            "never-moves-on",
            asked(turning(step=0)),
            "Every request gets the same pod: the turn never moves on. Nothing lasts from one call to the next but"
            " memory; add 1 to memory[1][0] before you return.",
        ),
        Mistake(
            "moves-before",
            asked(turning(before=True)),
            "The turn moves on before it is used, so the very first request goes to pod 1. It is a round robin, and"
            " just as even; here it is to begin with pod 0, so that two engines agree. Read the turn first.",
        ),
        Mistake(
            "last-left-out",
            asked(turning(end=1)),
            "The last pod never gets a request: the turns go round one pod too early. There are len(in_flight) pods.",
        ),
        Mistake(
            "two-steps",
            asked(turning(step=2)),
            "Every other pod is passed over: the turn moves on by 2. Is it added to in two places?",
        ),
        Mistake(
            "backwards",
            asked(backwards),
            "The turns go down, from the last pod to the first. It is as even, but the order asked for is 0, 1, 2 and"
            " so on.",
        ),
        Mistake(
            "each-twice",
            asked(each_twice),
            "Each pod gets two requests before the next one's turn. In the long run that is even, but two in a row wait"
            " for one another: that is what a turn is to prevent.",
        ),
        Mistake(
            "to-and-fro",
            asked(to_and_fro),
            "At the last pod your turns go back the way they came, so those at the ends come half as often as the"
            " others. After the last comes the first: that is what % does.",
        ),
        Mistake(
            "sticks-at-the-end",
            asked(sticks_at_the_end),
            "From the last pod on nothing moves: it gets all the rest. After the last comes the first again:"
            " turn % len(in_flight).",
        ),
        Mistake(
            "skips-the-busy",
            asked(skips_the_busy),
            "You pass over pods with requests in flight. That may be wise, but it is another balancer: round robin"
            " looks at no load.",
        ),
        Mistake(
            "least-in-flight",
            asked(least),
            "You take the pod with the fewest requests in flight. That is another balancer; round robin only knows"
            " whose turn it is.",
        ),
        Mistake(
            "at-random",
            asked(at_random),
            "Your pick depends on the draws. Round robin needs no chance: the turn stands in memory[1][0].",
        ),
        BY_TIME,
    ),
    hints=(
        "Three pods, and these turns: 0, 1, 2, 3, 4, 5. Which pods are they?",
        "0, 1, 2, 0, 1, 2: the remainder when the turn is divided by the number of pods.",
        "Python's remainder is %, and the number of pods is len(in_flight). What memory holds is 7.0, not 7: hence the"
        " int.",
    ),
)
