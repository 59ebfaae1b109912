"""The fast engine: one kernel, run by Python for any balancer, and compiled for the built-in ones.

Vocabulary
----------
event    (12.5, 3 · 2³² + 41): when, and its place. The heap gives the earliest; at one instant the lowest place
place    3 · 2³² + 41: rank and index in one number
rank     3: of 10 pods a departure from pod 3; from 10 on time-outs, changes of pods, losses, retries
index    41: of an attempt, counted in order of arrival (of a change: its number in the system's list)
free_s   [9.0, 12.5]: when each worker of a pod will have done all it has now
view     what a balancer is shown of `in_flight`: its own proxy's requests, at the pods that are there by now

A pod is first come, first served, so an attempt's start and finish are known as it arrives. Time-outs leave the
work where it is, so they stay true; only a crash clears them.

Everything here is written once. State and system are lists where Python runs, arrays where machine code does; both
are read by index alone. New arrivals are not in the heap: they come last at their instant, after all ranks.
"""

from __future__ import annotations

import math
from heapq import heappop, heappush
from typing import Any, NamedTuple

import numpy as np

from course_lib.simulation.outcomes import (
    ANSWERED,
    CHANGE,
    CRASHED,
    LOSS,
    OPEN,
    PLACES_A_RANK,
    REFUSED,
    REJECTED,
    RETRY,
    TIMED_OUT,
    TIMEOUT,
    NoSuchPodError,
)
from course_lib.simulation.system import CRASH, JOIN, SimulatedSystem, Start

# In the tally: attempts made, pods there by now, whom the balancer is busy with, and 1 if somebody wants an end.
MADE, KNOWN, IN_HAND, STOPPED = range(4)
NOBODY = -1
Heap = list[tuple[float, int]]


class State(NamedTuple):
    """All that changes in a run; whoever calls the kernel makes it.

    Per pod: `free_s` (in it one entry a worker), `at_pod` (requests inside), `up` (0 or 1). Per connection: `route`,
    its pod or -1. Per proxy: `in_flight` (in it one entry a pod), `memory` (rows). One entry an attempt, in order
    of arrival: `request`, `attempt`, `pod`, `outcome`, `arrival_s`, `start_s`, `finish_s`. And the `tally`.
    """

    free_s: Any
    at_pod: Any
    up: Any
    route: Any
    in_flight: Any
    memory: Any
    request: Any
    attempt: Any
    pod: Any
    outcome: Any
    arrival_s: Any
    start_s: Any
    finish_s: Any
    tally: Any

    def as_lists(self) -> State:
        """Return the same as plain lists, for Python to run over."""
        return State._make(values.tolist() for values in self)


def fresh_state(system: SimulatedSystem, start: Start) -> State:
    """Return the state before the first request, as arrays."""
    pods, most = len(system.speed), len(system.gaps_s) * system.attempts
    whole, times = (lambda: np.zeros(most, np.int32)), (lambda: np.zeros(most))
    return State(
        free_s=np.zeros((pods, system.workers)),
        at_pod=np.zeros(pods, np.int64),
        up=(np.arange(pods) < start.pods).astype(np.int64),
        route=np.full(start.connections, NOBODY),
        in_flight=np.zeros((start.proxies, pods), np.int64),
        memory=start.memory.copy(),
        request=whole(), attempt=whole(), pod=whole(), outcome=whole(),
        arrival_s=times(), start_s=times(), finish_s=times(),
        tally=np.array([0, start.pods, 0, 0]),
    )  # fmt: skip


def stop(state: State) -> None:
    """Have the kernel end at its next event: for another thread than its own."""
    state.tally[STOPPED] = 1


def place_of(rank: int, index: int) -> int:
    """Return rank and index in one number, which a heap compares at once."""
    return rank * PLACES_A_RANK + index


def view(in_flight: Any, known: int) -> Any:
    """Return what a proxy has in flight at the pods that are there by now."""
    return in_flight if known == len(in_flight) else in_flight[:known]


def first_free(free_s: Any) -> int:
    """Return the worker that is free first; of equals the first."""
    first = 0
    for worker in range(1, len(free_s)):
        if free_s[worker] < free_s[first]:
            first = worker
    return first


def lose(now: float, pod: int, rank: int, heap: Heap) -> None:
    """Take a crashed pod's departures out of the heap; each comes back as a loss, at once."""
    kept = [event for event in heap if event[1] // PLACES_A_RANK != pod]
    lost = [(now, place_of(rank, place % PLACES_A_RANK)) for _, place in heap if place // PLACES_A_RANK == pod]
    heap.clear()
    for event in kept:
        heappush(heap, event)
    for event in lost:
        heappush(heap, event)


def change(now: float, number: int, system: SimulatedSystem, state: State, heap: Heap) -> None:
    """Let a pod crash, return or join."""
    pod, kind = system.change_pod[number], system.change_kind[number]
    state.up[pod] = 0 if kind == CRASH else 1
    if kind == JOIN:
        state.tally[KNOWN] += 1
    if kind == CRASH:
        lose(now, pod, len(system.speed) + LOSS, heap)
        state.at_pod[pod] = 0
        for worker in range(system.workers):
            state.free_s[pod][worker] = now
        for connection in range(len(state.route)):
            if state.route[connection] == pod:
                state.route[connection] = NOBODY


HELPERS = (place_of, view, first_free, lose, change)  # what is compiled together with the kernel


def kernel(pick: Any, done: Any, system: SimulatedSystem, state: State) -> None:
    """Run all requests of a system to their end, and leave what happened in the state.

    One turn of the loop is one event: first it is found, then it lets an attempt arrive, then it lets one end. It
    is one function on local names because machine code that hands all of the state from function to function spends
    ten times as long on counting who holds it as on the requests.
    """
    gaps_s, service_s, speed, places = system.gaps_s, system.service_s, system.speed, system.places
    draws, proxy_of, connection_of = system.draws, system.proxy, system.connection
    free_s, at_pod, up, route = state.free_s, state.at_pod, state.up, state.route
    in_flight, memory, tally = state.in_flight, state.memory, state.tally
    request_of, attempt_of, pod_of, outcome_of = state.request, state.attempt, state.pod, state.outcome
    arrival_s, start_s, finish_s = state.arrival_s, state.start_s, state.finish_s
    pods, requests, made, sent, next_s = len(speed), len(gaps_s), 0, 0, gaps_s[0]
    heap = [(system.change_s[number], place_of(pods + CHANGE, number)) for number in range(len(system.change_s))]
    while True:  # as Python 3.11 makes a loop fast at once only if it has no condition, and else after eight calls
        if (sent == requests and len(heap) == 0) or tally[STOPPED] == 1:
            return
        # What happens next: who arrives, or who ends and how?
        arriving, attempt, ending, outcome = NOBODY, 0, NOBODY, ANSWERED
        if len(heap) > 0 and heap[0][0] <= next_s:
            now, place = heappop(heap)
            rank, index = place // PLACES_A_RANK, place % PLACES_A_RANK
            if rank < pods:
                ending = index
                at_pod[rank] -= 1
            elif rank == pods + TIMEOUT:
                ending, outcome = index, TIMED_OUT
            elif rank == pods + CHANGE:
                change(now, index, system, state, heap)
            elif rank == pods + LOSS:
                ending, outcome = index, CRASHED
                if start_s[index] > now:
                    start_s[index] = math.nan
            else:
                arriving, attempt = request_of[index], attempt_of[index] + 1
        else:
            now, arriving, sent = next_s, sent, sent + 1
            next_s = next_s + gaps_s[sent] if sent < requests else math.inf

        # An attempt arrives: its connection knows the pod, or the balancer picks one.
        if arriving != NOBODY:
            new, made = made, made + 1
            tally[MADE], tally[IN_HAND] = made, new
            request_of[new], attempt_of[new], outcome_of[new] = arriving, attempt, OPEN
            arrival_s[new], start_s[new] = now, math.nan
            proxy, connection = proxy_of[arriving], connection_of[arriving]
            pod = route[connection] if connection != NOBODY else NOBODY
            if pod == NOBODY:
                pod = pick(now, draws[arriving][attempt], view(in_flight[proxy], tally[KNOWN]), memory[proxy])
                pod_of[new] = pod
                if not 0 <= pod < tally[KNOWN]:
                    raise NoSuchPodError
                if connection != NOBODY and up[pod] == 1:  # a pod that is down accepts no connection
                    route[connection] = pod
            pod_of[new] = pod
            in_flight[proxy][pod] += 1
            if up[pod] == 0:
                ending, outcome = new, REFUSED
            elif at_pod[pod] >= places:
                ending, outcome = new, REJECTED
            else:
                worker = first_free(free_s[pod])
                start = max(free_s[pod][worker], now)
                finish = start + service_s[arriving] / speed[pod]
                start_s[new], free_s[pod][worker] = start, finish
                at_pod[pod] += 1
                heappush(heap, (finish, place_of(pod, new)))
                if finish > now + system.timeout_s:
                    heappush(heap, (now + system.timeout_s, place_of(pods + TIMEOUT, new)))

        # An attempt ends, unless its client gave up long ago: the balancer learns of it.
        if ending != NOBODY and outcome_of[ending] == OPEN:
            pod, proxy = pod_of[ending], proxy_of[request_of[ending]]
            outcome_of[ending], finish_s[ending], tally[IN_HAND] = outcome, now, ending
            in_flight[proxy][pod] -= 1
            latency_s = now - arrival_s[ending]
            done(now, pod, latency_s, view(in_flight[proxy], tally[KNOWN]), memory[proxy])
            if outcome != ANSWERED and attempt_of[ending] + 1 < system.attempts:
                heappush(heap, (now + system.backoff_s, place_of(pods + RETRY, ending)))
