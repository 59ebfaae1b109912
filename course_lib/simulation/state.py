"""The state of a run: all that changes in it, and how it begins.

Vocabulary: an `attempt` has one entry in each of its columns, in order of arrival. The `tally` ([0, 10, 40, 0, 0]) is
attempts made (in the end), pods there by now, whom the balancer is busy with, 1 if somebody wants an end, and what was
picked that is no pod.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from course_lib.simulation.calendar import NOBODY, tournament
from course_lib.simulation.system import SimulatedSystem, Start

MADE, KNOWN, IN_HAND, STOPPED, PICKED = range(5)  # places in the tally


class State(NamedTuple):
    """All that changes in a run; whoever calls the kernel makes it.

    Per pod: `at_pod` (requests inside), `up` (0 or 1), `crashes` until now. Per lane: `free_s`, when its worker will
    have done all it has now, and what the calendar knows (`freest`, `head`, `tail`, `due_s`, and the `winner`s). Per
    connection: `route`, its pod or -1, and how many crashes of that pod came before it was `opened`; it counts until
    the next. Per proxy: `in_flight` (in it one entry a pod), `memory` (rows). Per attempt: `request`, `attempt`, `pod`,
    `outcome`, `arrival_s`, `start_s`, `finish_s`, and who departs `behind` it; times have one entry more, as nobody's
    (-1) finish is never. And the `tally`.
    """

    at_pod: Any
    up: Any
    crashes: Any
    free_s: Any
    freest: Any
    head: Any
    tail: Any
    due_s: Any
    winner: Any
    route: Any
    opened: Any
    in_flight: Any
    memory: Any
    request: Any
    attempt: Any
    pod: Any
    outcome: Any
    arrival_s: Any
    start_s: Any
    finish_s: Any
    behind: Any
    tally: Any

    def as_lists(self) -> State:
        """Return the same as plain lists, for Python to run over."""
        return State._make(values.tolist() for values in self)


def fresh_state(system: SimulatedSystem, start: Start) -> State:
    """Return the state before the first request, as arrays."""
    pods, lanes = len(system.speed), len(system.speed) * system.workers
    winner, most = tournament(lanes), len(system.gaps_s) * system.attempts
    entered = max(lanes, len(winner) // 2)  # whoever enters a tournament beyond the lanes has nobody, and never wins
    # Nothing is written yet. Two blocks, not seven: of a large one the system makes large pages, which take their
    # first writer a third of the time.
    whole, times = np.empty((4, most), np.int32), np.empty((3, most + 1))
    times[:, NOBODY] = math.inf
    return State(
        at_pod=np.zeros(pods, np.int32),
        up=(np.arange(pods) < start.pods).astype(np.int32),
        crashes=np.zeros(pods, np.int32),
        free_s=np.zeros(lanes),
        freest=np.arange(lanes, dtype=np.int32),
        head=np.full(entered, NOBODY, np.int32),
        tail=np.full(lanes, NOBODY, np.int32),
        due_s=np.full(entered, math.inf),
        winner=winner,
        route=np.full(start.connections, NOBODY, np.int32),
        opened=np.zeros(start.connections, np.int32),
        in_flight=np.zeros((start.proxies, pods), np.int64),
        memory=start.memory.copy(),
        request=whole[0], attempt=whole[1], pod=whole[2], outcome=whole[3],
        arrival_s=times[0], start_s=times[1], finish_s=times[2],
        behind=np.empty(most, np.int32),
        tally=np.array([0, start.pods, 0, 0, 0], np.int64),
    )  # fmt: skip


def stop(state: State) -> None:
    """Have the kernel end before its next event, however many are left: for another thread than its own."""
    state.tally[STOPPED] = 1
