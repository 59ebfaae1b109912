"""Check a balancer at work: whatever it does wrong is said in words, with the request and what to try.

Vocabulary: a `place` (17, 0, "pick") is the request, its attempt, and the function that is busy with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from course_lib.balancers import Balancer
from course_lib.simulation.builtin import is_builtin
from course_lib.simulation.outcomes import SimulationError

CHECKED = 2_000  # calls; whoever writes where he should only read does it early, and comparing takes time
COUNTED = "pods are counted from 0, and len(in_flight) is how many there are"
HINTS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (type(None), "let every path through pick end in a return"),
    ((bool, np.bool_), "return the pod's number, not whether something is true"),
    ((int, np.integer), COUNTED),
    ((float, np.floating), "turn it into a whole number with int(...)"),
)


class Place(NamedTuple):
    """Where a run is: which request, which attempt, and in which of the balancer's functions."""

    request: int
    attempt: int
    function: str


class CheckedBalancer:
    """A balancer's functions, as a run with so many pods calls them, with a check around each.

    Without a number of pods it goes by no index: so the reference engine says whether one is right.
    """

    def __init__(self, balancer: Balancer, where: Callable[[], Place], pods: int = 0) -> None:
        self.balancer = balancer
        self.own_pick, self.own_done, self.own_track = balancer.functions(pods)
        self.attempt_at = where
        self.tracking = False
        self.left = CHECKED
        self.plain_left = 0 if self.own_pick == balancer.pick or is_builtin(self.own_pick) else CHECKED

    def where(self) -> Place:
        """Return where the run is."""
        return self.attempt_at()._replace(function="track") if self.tracking else self.attempt_at()

    def pick(self, now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
        """Return the pod that the balancer picks, once it is known to be one."""
        before = in_flight.copy() if self.left else None
        try:
            plain = self._plain(now, draws, in_flight, memory) if self.plain_left else None
            pod = self.own_pick(now, draws, in_flight, memory)
        except (Exception, SystemExit) as problem:
            raise self._failure(problem, f"draws {draws} and in_flight {in_flight}") from problem
        if before is not None:
            self._check_unchanged(before, in_flight)
        if plain is not None and pod != plain:
            what = f"must pick by its index the pod that it picks without, {plain}, got {pod!r}"
            hint = f"compare what track has kept with in_flight, {in_flight}"
            raise SimulationError(f"{culprit(self.balancer, self.where())} {what}. Try: {hint}")
        if type(pod) is int and 0 <= pod < len(in_flight):
            return pod
        return self._whole_pod(pod, len(in_flight))

    def done(self, now: float, pod: int, latency: float, in_flight: list[int], memory: list[list[float]]) -> None:
        """Let the balancer remember what it wants of a request that has ended."""
        before = in_flight.copy() if self.left else None
        try:
            self.own_done(now, pod, latency, in_flight, memory)
        except (Exception, SystemExit) as problem:
            raise self._failure(problem, f"pod {pod} and latency {latency}") from problem
        if before is not None:
            self._check_unchanged(before, in_flight)

    def track(self, pod: int, was: int, in_flight: list[int], memory: list[list[float]]) -> None:
        """Let the balancer's index know of a change."""
        before, self.tracking = in_flight.copy() if self.left else None, True
        try:
            self.own_track(pod, was, in_flight, memory)
        except (Exception, SystemExit) as problem:
            raise self._failure(problem, f"pod {pod}, was {was} and in_flight {in_flight}") from problem
        if before is not None:
            self._check_unchanged(before, in_flight)
        self.tracking = False

    def _failure(self, problem: BaseException, arguments: str) -> SimulationError:
        """Return what is raised where one of the balancer's own functions failed, which was called with these."""
        place = self.where()
        said = error_message(self.balancer, place, problem)
        return SimulationError(f"{said}. It was called with {arguments}", place)

    def _plain(self, now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
        """Return what the balancer picks without its index."""
        self.plain_left -= 1
        return self.balancer.pick(now, draws, in_flight.copy(), [row.copy() for row in memory])

    def _check_unchanged(self, before: list[int], in_flight: list[int]) -> None:
        self.left -= 1
        if before != in_flight:
            what = f"must not change in_flight, got {in_flight} instead of {before}"
            raise SimulationError(f"{culprit(self.balancer, self.where())} {what}. Try a copy: list(in_flight)")

    def _whole_pod(self, pod: Any, pods: int) -> int:
        if isinstance(pod, np.integer) and 0 <= pod < pods:
            return int(pod)
        raise SimulationError(no_pod_message(self.balancer, self.where(), pod, pods))

    def check_at_the_end(self, in_flight: list[list[int]]) -> None:
        """See that all who came have gone: else a balancer has written what it should only read."""
        left = next((loads for loads in in_flight if any(loads)), None)
        if left is not None:
            what = f"must not change in_flight, got {left} when all requests had ended"
            raise SimulationError(f"balancer {self.balancer.name!r}: {what}. Try a copy: list(in_flight)")


def culprit(balancer: Balancer, place: Place) -> str:
    """Return who is at fault and when, as the beginning of a message."""
    return f"balancer {balancer.name!r}, {place.function} at request {place.request}, attempt {place.attempt}:"


def error_message(balancer: Balancer, place: Place, problem: BaseException) -> str:
    """Return the message for an exception in a balancer's own function."""
    return f"{culprit(balancer, place)} {type(problem).__name__}: {problem}"


def no_pod_message(balancer: Balancer, place: Place, pod: Any, pods: int) -> str:
    """Return the message for what is no pod."""
    hint = next((hint for kind, hint in HINTS if isinstance(pod, kind)), COUNTED)
    return f"{culprit(balancer, place)} must return a whole number from 0 to {pods - 1}, got {pod!r}. Try: {hint}"


def no_end_message(balancer: Balancer, place: Place, how_long: str) -> str:
    """Return the message for a call that does not come to an end."""
    hint = "a loop with a limit; in_flight and memory change only between calls, so waiting for them never ends"
    return f"{culprit(balancer, place)} must come to an end, got none in {how_long}. Try: {hint}"
