"""The state of a run: all that changes in it, and how it begins.

Vocabulary: an `attempt` has one entry in each of its columns, in order of arrival. The `tally` holds whole numbers,
each with a name: attempts made, pods there by now, whom the balancer is busy with, 1 if somebody wants an end, what was
picked that is no pod; requests sent, and to be sent in this call; the lane due first; events in `event_s`; and requests
before those of the system.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from course_lib.simulation.calendar import NOBODY, tournament
from course_lib.simulation.outcomes import CHANGE, PLACES_A_RANK
from course_lib.simulation.run import COLUMNS, TIMES, WHOLE
from course_lib.simulation.system import SimulatedSystem, Start

MADE, KNOWN, IN_HAND, STOPPED, PICKED, SENT, UNTIL, FIRST, EVENTS, BEFORE = range(10)  # places in the tally


class State(NamedTuple):
    """All that changes in a run; whoever calls the kernel makes it.

    Per pod: `at_pod` (requests inside), `up` (0 or 1), `crashes` until now. Per lane: `free_s`, when its worker will
    have done all it has now, and what the calendar knows (`freest`, `head`, `tail`, `due_s`, and the `winner`s). Per
    connection: `route`, its pod or -1, and how many crashes of that pod came before it was `opened`; it counts until
    the next. Per proxy: `in_flight` (in it one entry a pod), `memory` (rows). Per attempt: `request`, `attempt`, `pod`,
    `outcome`, `arrival_s`, `start_s`, `finish_s`, and who departs `behind` it; times have one entry more, as nobody's
    (-1) finish is never. The `tally`. And between two calls of the kernel: `next_s`, when the next request arrives, and
    its heap, `event_s` and `event_place`.
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
    next_s: Any
    event_s: Any
    event_place: Any

    def as_lists(self) -> State:
        """Return the same as plain lists, for Python to run over."""
        return State._make(values.tolist() for values in self)


def columns_for(most: int) -> dict[str, Any]:
    """Return room for so many attempts; nothing is written yet, but that nobody's finish is never.

    Two blocks, not seven: of a large one the system makes large pages, which take their first writer a third of the
    time.
    """
    whole, times = np.empty((len(WHOLE), most), np.int32), np.empty((len(TIMES), most + 1))
    times[:, NOBODY] = math.inf
    return dict(zip(COLUMNS, (*whole, *times), strict=True))


def most_events(system: SimulatedSystem, attempts: int) -> int:
    """Return how many events the heap holds at most: of an attempt its time-out, and its loss or retry."""
    patient = system.timeout_s == math.inf and system.attempts == 1 and len(system.change_s) == 0
    return len(system.change_s) + (0 if patient else 2 * attempts)


def fresh_state(system: SimulatedSystem, start: Start) -> State:
    """Return the state before the first request, as arrays, with room for all of a system's requests."""
    pods, lanes, changes = len(system.speed), len(system.speed) * system.workers, len(system.change_s)
    winner, most = tournament(lanes), len(system.gaps_s) * system.attempts
    entered = max(lanes, len(winner) // 2)  # whoever enters a tournament beyond the lanes has nobody, and never wins
    event_s, event_place = np.empty(most_events(system, most)), np.empty(most_events(system, most), np.int64)
    event_s[:changes], event_place[:changes] = system.change_s, CHANGE * PLACES_A_RANK + np.arange(changes)
    tally = np.zeros(BEFORE + 1, np.int64)
    tally[KNOWN], tally[UNTIL], tally[EVENTS] = start.pods, len(system.gaps_s), changes
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
        **columns_for(most),
        behind=np.empty(most, np.int32),
        tally=tally,
        next_s=system.gaps_s[:1].copy(),
        event_s=event_s, event_place=event_place,
    )  # fmt: skip


def stop(state: State) -> None:
    """Have the kernel end before its next event, however many are left: for another thread than its own."""
    state.tally[STOPPED] = 1
