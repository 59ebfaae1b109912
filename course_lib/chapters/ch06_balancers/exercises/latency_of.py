"""The latency of a request: from its arrival to its answer."""

from __future__ import annotations

from itertools import product

import numpy as np

from course_lib.framework.exercise.calling import run
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.framework.exercise.values import is_number, same
from course_lib.simulation.textbook import latency_of as reference


def small() -> tuple[Case, ...]:
    """Return every little arrival, start and work; no wait and early arrivals first."""
    every = product((0.0, 1.0, 5.0), (0.0, 2.0), (1.0, 3.0))
    return tuple(sorted(((arrived, arrived + wait, work) for arrived, wait, work in every), key=sum))


def large() -> tuple[Case, ...]:
    """Return fifty of all sizes."""
    draw = np.random.default_rng(2)
    rows = draw.random((50, 3)).round(3) * [100, 10, 4] + [0, 0, 0.1]
    return tuple((arrived, arrived + wait, work) for arrived, wait, work in rows.tolist())


EFFECTS = {  # of a second more in each of the arguments
    "If the request arrives a second later, and all else stays as it is, its latency is a second shorter.": (0, -1.0),
    "If the worker starts on it a second later, its latency is a second longer.": (1, 1.0),
    "If the work takes a second longer, so does the request.": (2, 1.0),
}
EFFECT = (
    "{truth} With your function it's different: {call} gives {before:.3g}, and with {name}={later:g} it gives"
    " {after:.3g}."
)


def effect_of_a_second(trial: FunctionTrial) -> Finding | None:
    """Find an argument that changes the answer in another way than it changes the latency."""
    case = next(each for each in trial.small if each[1] > each[0])  # one that waits: it may arrive later
    for truth, (at, right) in EFFECTS.items():
        changed = (*case[:at], case[at] + 1, *case[at + 1 :])
        before, after = (outcome.value for outcome in run(trial.function, [case, changed]))
        if not (is_number(before) and is_number(after)):
            return None
        if not same(after - before, right):
            name, call = latency_of.parameters[at], latency_of.call_text(case)
            words = EFFECT.format(truth=truth, call=call, before=before, name=name, later=changed[at], after=after)
            return Finding(f"effect-of-{name.removesuffix('_s')}", words)
    return None


latency_of = FunctionExercise(
    reference=reference,
    chapter="balancers",
    decision="say what a latency holds: the wait as well as the work",
    cases=small(),
    large_cases=large(),
    repeat_cases=((3.0, 4.5, 2.0), (10.0, 12.0, 0.5), (1.0, 1.0, 4.0)),
    mistakes={
        "only-the-wait": Mistake(
            lambda arrived_s, started_s, work_s: started_s - arrived_s,
            "You count the wait alone. Until the answer comes, the work takes its time, too.",
        ),
        "only-the-work": Mistake(
            lambda arrived_s, started_s, work_s: work_s,
            "You count the work alone. A request that had to wait for the worker has taken longer, and that is what a"
            " caller notices.",
        ),
        "when-it-ended": Mistake(
            lambda arrived_s, started_s, work_s: started_s + work_s,
            "You return the time at which the answer comes. How long has it been since the request arrived?",
        ),
        "work-taken-off": Mistake(
            lambda arrived_s, started_s, work_s: started_s - arrived_s - work_s,
            "You take the work off the wait. The answer comes when both are over: add them.",
        ),
        "backwards": Mistake(
            lambda arrived_s, started_s, work_s: arrived_s - started_s + work_s,
            "You take the later time off the earlier one, so the longer a request waits, the shorter its latency gets."
            " The wait is started_s - arrived_s.",
        ),
        "from-the-beginning": Mistake(
            lambda arrived_s, started_s, work_s: arrived_s + started_s + work_s,
            "You add all three. arrived_s and started_s are times on the clock, not durations: how long is it from the"
            " one to the other?",
        ),
        "arrival-and-work": Mistake(
            lambda arrived_s, started_s, work_s: arrived_s + work_s,
            "You add the work to the time of arrival: when the answer would come if nobody had to wait. The question"
            " is how long the request took, wait and work together.",
        ),
        "work-as-a-time": Mistake(
            lambda arrived_s, started_s, work_s: work_s - arrived_s,
            "You take work_s for the time at which the work ends. It is a duration, how long the work takes: it ends at"
            " started_s + work_s.",
        ),
        "work-as-a-time-since-the-start": Mistake(
            lambda arrived_s, started_s, work_s: work_s - started_s,
            "You take started_s off work_s. One is a time on the clock, the other a duration: how long the work takes."
            " When does it end, and how long is that after the request arrived?",
        ),
        "longer-of-both": Mistake(
            lambda arrived_s, started_s, work_s: max(started_s - arrived_s, work_s),
            "You take the longer one of wait and work. They come one after the other: add them.",
        ),
    },
    own_explainers=(when_wrong(effect_of_a_second),),
    hints=(
        "A request arrives at 2 s, a worker begins with it at 5 s, and the work takes 1.5 s. When does the answer come,"
        " and how long did all of it take?",
        "The wait is from arrived_s to started_s. After it comes the work.",
    ),
)
