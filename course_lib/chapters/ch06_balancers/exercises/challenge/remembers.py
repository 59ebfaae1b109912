"""What to say to one whose balancer depends on more than its arguments."""

from __future__ import annotations

from typing import Any

from course_lib.balancers import Balancer
from course_lib.chapters.ch06_balancers.exercises.challenge import contest
from course_lib.chapters.ch06_balancers.exercises.challenge.outside import chance, clocks
from course_lib.chapters.ch06_balancers.exercises.challenge.replay import PICK, Differing

SECOND_RUN = "The same requests, run a second time, went to other pods."
CLOCK = (
    "Your code looks at a clock ({names}). That is the computer's clock, and it is different in every run. The"
    " simulation has a clock of its own: now, the first argument, in seconds."
)
OWN_CHANCE = (
    "Your code makes random numbers of its own ({names}), so no run can be repeated. All chance comes from draws:"
    " numbers of at least 0 and below 1, new ones for each request."
)
KEEPS = (
    "Is there a variable or a list outside of your functions? It outlasts a run, and all fifty proxies would share it,"
    " although in a mesh they know nothing of each other. Keep what you want to remember in memory: each proxy has one"
    " of its own, and it begins at zero."
)
CLOCK_OR_CHANCE = "Or does it use a clock, or random numbers of its own? Time is now, and chance comes from draws."


def difference_text(differing: list[Differing]) -> str:
    """Say which call has come to something else."""
    picks = [each for each in differing if each.call.name == PICK]
    one = (picks or differing)[0]
    came, again = one.call.came[0], one.again[0]
    asked = pick_text(*one.call.before) if picks else done_text(*one.call.before)
    if isinstance(again, str):
        what = f"in the run it went well, but afterwards it ended in {again}"
    elif picks and came != again:
        what = f"in the run it returned pod {came}, afterwards pod {again}"
    else:
        what = "in the run it left other numbers in memory than afterwards"
    name = one.call.name
    return (
        f"{name} depends on more than its arguments. We called it a second time with exactly what it got in the run"
        f" through {contest.PROXIES} proxies: {what}. The first call that differs is {asked}."
    )


def dependence_text(given: Balancer, what: str) -> str:
    """Say what may be the reason that the same does not come to the same."""
    found = ((CLOCK, clocks(given.pick, given.done)), (OWN_CHANCE, chance(given.pick, given.done)))
    reasons = [sentence.format(names=", ".join(names)) for sentence, names in found if names]
    return "\n\n".join([what, *(reasons or [f"{KEEPS} {CLOCK_OR_CHANCE}"])])


def pick_text(now: float, draws: list[float], in_flight: list[int], memory: Any) -> str:
    """Return a call of pick in words."""
    return f"pick(now={now:.2f}, draws={_draws_text(draws)}, in_flight={list(in_flight)}, memory)"


def done_text(now: float, pod: int, latency: float, in_flight: list[int], memory: Any) -> str:
    """Return a call of done in words."""
    return f"done(now={now:.2f}, pod={pod}, latency={latency:.2f}, in_flight={list(in_flight)}, memory)"


def _draws_text(draws: list[float]) -> str:
    return f"[{', '.join(f'{draw:.2f}' for draw in draws)}]"
