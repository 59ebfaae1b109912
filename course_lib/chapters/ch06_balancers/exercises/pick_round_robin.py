"""Write round robin: a worked example with one gap."""

from __future__ import annotations

from itertools import product
from typing import Any

from course_lib.balancers.blind import pick_round_robin as reference
from course_lib.chapters.ch06_balancers.exercises.harnessed import HarnessedExercise, ask_closer
from course_lib.chapters.ch06_balancers.exercises.picking import UNEVEN_GAPS_S, in_a_row, replies_in_a_row
from course_lib.chapters.ch06_balancers.exercises.turns import REPLIES, Memory, by_turn
from course_lib.framework.exercise.calling import VALUE, run
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.mistakes import Mistake, are_alike
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial

IN_FLIGHT = (*([0] * pods for pods in range(1, 6)), [2, 0, 1], [0, 3, 3, 0])
LONG = (([0, 0, 0], 70),)  # turns enough to tell a round of 32 from one without an end


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


def returns_the_load(now: float, draws: Any, in_flight: list[int], memory: Memory) -> int:
    """Take turns rightly, and return what is in flight there."""
    return in_flight[reference(now, draws, in_flight, memory)]


def goes_on_at_pod_0(turn: int, pods: int) -> int:
    """Return pod 0 from the second round on."""
    return turn if turn < pods else 0


BY_TIME = (
    "Your pick depends on the time, now. Two requests may come within the same second, and then none for three: the"
    " seconds don't say how many came before. What is counted stands in memory[1][0]."
)
AT_RANDOM = "Your pick depends on the draws. Round robin needs no chance: the turn stands in memory[1][0]."
GOES_WRONG = (
    "With {pods} pods, request number {number} of a row goes to pod {pod}, and it is the turn of pod {right}.{before}"
    " What stands in memory by then, and what do you make of it?"
)
SAME_POD = (
    "As long as nothing else changes, every request gets the same pod. Does the turn move on? Nothing lasts from one"
    " call to the next but memory: add 1 to memory[1][0] before you return."
)
BY_LOAD = (
    "Your pick depends on what is in flight: where all pods are idle they get their turns, and otherwise they don't."
    " That may be wise, but it is another balancer: round robin looks at no load."
)


def replies(trial: FunctionTrial) -> Finding | None:
    """Find a mistake by replies that are no pods."""
    cases = (*trial.small, *LONG)
    found = ask_closer(trial.answer, REPLIES, replies_in_a_row, reference, cases)
    if found.suspect is None or found.wrong is None:
        return None
    name, mistake = found.suspect
    yours, right = found.outcomes[found.wrong].value, found.expected[found.wrong]
    call = pick_round_robin.call_text(cases[found.wrong])
    return Finding(name, mistake.sentence, shown=f"{call}\nyours:    {yours}\nexpected: {right}")


def dependence_on_time(trial: FunctionTrial) -> Finding | None:
    """Find that the same calls, ten times as far apart, get other pods, whatever is made of the time."""
    slower = [10 * gap_s for gap_s in UNEVEN_GAPS_S]
    return Finding("by-time", BY_TIME) if depends(trial, gaps_s=slower) else None


def dependence_on_draws(trial: FunctionTrial) -> Finding | None:
    """Find that the same calls with other draws get other pods."""
    return Finding("at-random", AT_RANDOM) if depends(trial, draws=[0.99, 0.01]) else None


def stays(trial: FunctionTrial) -> Finding | None:
    """Find that all calls of a row get the same pod."""
    outcomes = trial.small_outcomes
    is_same = [isinstance(each.value, list) and len(set(each.value)) == 1 for each in outcomes]
    return Finding("same-pod", SAME_POD) if all(is_same) else None


def where_it_goes_wrong(trial: FunctionTrial) -> Finding | None:
    """Find the first request of a row that goes to another pod."""
    (in_flight, _), _, right = trial.counterexample
    unfit = getattr(trial.function, "unfit", None)
    mine = trial.outcome.value if unfit is None else None
    if not isinstance(mine, list):
        return None
    at = next(at for at, (pod, wanted) in enumerate(zip(mine, right, strict=True)) if pod != wanted)
    before = f" Those before it went to {', '.join(map(str, mine[:at]))}." if at else ""
    words = GOES_WRONG.format(pods=len(in_flight), number=at + 1, pod=mine[at], right=right[at], before=before)
    return Finding("goes-wrong", words)


def depends(trial: FunctionTrial, **others: Any) -> bool:
    """Whether a large case comes out in another way if the calls are others."""
    in_flight, calls = trial.large[-1]
    ways: list[dict[str, Any]] = [{}, others]
    one, other = run(lambda way: in_a_row(trial.answer, in_flight, calls, **ways[way]), [(0,), (1,)])
    return not are_alike(one, other)


def dependence_on_load(trial: FunctionTrial) -> Finding | None:
    """Find that only pods which are all idle get their turns."""
    idle = [(case, right) for case, right in zip(trial.small, trial.last.expected, strict=False) if not any(case[0])]
    outcomes = run(trial.function, [case for case, _ in idle])
    is_right = [outcome.kind == VALUE and outcome.value == right for outcome, (_, right) in zip(outcomes, idle)]  # noqa: B905
    return Finding("by-load", BY_LOAD) if len(is_right) == len(idle) and all(is_right) else None


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
            "Every request gets pod 0. Does the turn move on? Nothing lasts from one call to the next but memory: add 1"
            " to memory[1][0] before you return.",
        ),
        "moves-before": REPLIES["moves-before"],
        "last-left-out": Mistake(
            by_turn(lambda turn, pods: turn % max(pods - 1, 1)),
            "The last pod never gets a request: your turns go round one pod too few. There are len(in_flight) pods.",
        ),
        "two-steps": Mistake(
            by_turn(lambda turn, pods: 2 * turn % pods),
            "Every other pod is passed over: the turn moves on by 2. Is it added to in two places?",
        ),
        "backwards": Mistake(
            by_turn(lambda turn, pods: -turn % pods),
            "Your turns go down: pod 0, then the last one, then the one before it. It is just as even, but the order"
            " here is 0, 1, 2 and so on.",
        ),
        "backwards-from-the-last": Mistake(
            by_turn(lambda turn, pods: pods - 1 - turn % pods),
            "Your turns go down, from the last pod to pod 0. It is just as even, but the order here is 0, 1, 2 and so"
            " on.",
        ),
        "each-twice": Mistake(
            by_turn(lambda turn, pods: turn // 2 % pods),
            "Each pod gets two requests before the next one's turn. In the long run that is even, but of two in a row"
            " the second waits for the first: that is what taking turns should prevent.",
        ),
        "to-and-fro": Mistake(
            by_turn(to_and_fro),
            "At the last pod your turns go back the way they came, so those at the ends come half as often as the"
            " others. After the last comes the first: that is what % does.",
        ),
        "sticks-at-the-end": Mistake(
            by_turn(lambda turn, pods: min(turn, pods - 1)),
            "From the last pod on nothing moves: it gets all the rest. After the last comes the first again. Which"
            " number is left over when the turn is divided by the number of pods?",
        ),
        "goes-on-at-pod-0": Mistake(
            by_turn(goes_on_at_pod_0),
            "After the first round every request goes to pod 0. If you set the turn back to 0, the number in memory"
            " still goes on: set that back, too, or take a remainder.",
        ),
        "returns-the-load": Mistake(
            returns_the_load,
            "Your replies are what the pods have in flight, in turns, and not their numbers. in_flight[pod] is a load;"
            " the pod itself is what stands between the brackets.",
        ),
        "skips-the-busy": Mistake(
            skips_the_busy,
            "You pass over pods with more in flight than others. That may be wise, but it is another balancer: round"
            " robin looks at no load.",
        ),
        "least-in-flight": Mistake(
            lambda now, draws, in_flight, memory: in_flight.index(min(in_flight)),
            "You take the pod with the fewest requests in flight. That is another balancer; round robin only knows"
            " whose turn it is.",
        ),
    },
    closer_looks=(when_wrong(replies),),
    own_explainers=tuple(
        map(when_wrong, (dependence_on_time, dependence_on_draws, dependence_on_load, stays, where_it_goes_wrong))
    ),
    hints=(
        "Three pods, and these turns: 0, 1, 2, 3, 4, 5. Which pods are they?",
        "0, 1, 2, 0, 1, 2: the remainder when the turn is divided by the number of pods.",
        "Python's remainder is %, and the number of pods is len(in_flight). Memory holds 7.0 instead of 7, which is why"
        " int stands there.",
    ),
)
