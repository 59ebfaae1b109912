"""The fast engine: one kernel, run by Python for any balancer, and compiled for the built-in ones.

Vocabulary
----------
event    (12.5, 2 · 2³² + 41): when, and its place; all but departures (they are in the calendar) and new arrivals.
         The heap, empty in most runs, gives the earliest; at one instant the lowest place
place    2 · 2³² + 41: rank and index in one number
rank     2: which kind of event comes first: time-outs, changes of pods, losses, retries
index    41: of an attempt, counted in order of arrival (of a change: its number in the system's list)
lane     7: a worker and who waits for it (see `calendar`)
free_s   [9.0, 12.5]: when the worker of each lane will have done all it has now
view     what a balancer is shown of `in_flight`: its own proxy's requests, at the pods that are there by now

A pod is first come, first served, so an attempt's start and finish are known as it arrives. Time-outs leave the
work where it is, so they stay true; only a crash clears them. Until it departs, `finish_s` is when its pod will have
done it, even if its client gave up before.

Everything here is written once. State and system are lists where Python runs, arrays where machine code does; both
are read by index alone. At one instant departures come first, then events, new arrivals last.
"""

from __future__ import annotations

import math
from heapq import heappop, heappush
from typing import Any

from course_lib.simulation.calendar import NOBODY, first_after, first_free, look_through, play
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
from course_lib.simulation.state import EVENTS, FIRST, IN_HAND, KNOWN, MADE, PICKED, SENT, STOPPED, UNTIL, State
from course_lib.simulation.system import CRASH, JOIN, SimulatedSystem

Heap = list[tuple[float, int]]


def place_of(rank: int, index: int) -> int:
    """Return rank and index in one number, which a heap compares at once."""
    return rank * PLACES_A_RANK + index


def heap_of(state: State) -> Heap:
    """Return the events that the call before left.

    The kernel itself has no comprehension: up to Python 3.11, where there is one, numba drops the last write to an
    array that was unpacked from a tuple.
    """
    return [(state.event_s[at], state.event_place[at]) for at in range(state.tally[EVENTS])]


def leave(heap: Heap, state: State) -> None:
    """Leave the events to the next call."""
    state.tally[EVENTS] = len(heap)
    for at in range(len(heap)):
        state.event_s[at], state.event_place[at] = heap[at]


def view(in_flight: Any, known: int) -> Any:
    """Return what a proxy has in flight at the pods that are there by now."""
    return in_flight if known == len(in_flight) else in_flight[:known]


def lose(now: float, lane: int, state: State, heap: Heap) -> None:
    """Empty a lane of a pod that crashed; each of its attempts comes back as a loss, at once."""
    lost = state.head[lane]
    while lost > NOBODY:
        state.tally[IN_HAND] = lost
        heappush(heap, (now, place_of(LOSS, lost)))
        lost = state.behind[lost]
    state.head[lane], state.due_s[lane], state.free_s[lane] = NOBODY, math.inf, now


def crash(
    now: float, pod: int, first: int, first_s: float, system: SimulatedSystem, state: State, heap: Heap
) -> tuple[int, float]:
    """Let a pod crash; return the lane that is due first from then on, and when."""
    state.crashes[pod] += 1  # which cuts its connections
    if state.at_pod[pod] > 0:
        state.at_pod[pod] = 0
        for lane in range(pod * system.workers, (pod + 1) * system.workers):
            lose(now, lane, state, heap)
            first, first_s = first_after(lane, first, first_s, state.due_s, state.head, state.winner, system.workers)
    return first, first_s


def change(
    now: float, number: int, first: int, first_s: float, system: SimulatedSystem, state: State, heap: Heap
) -> tuple[int, float]:
    """Let a pod crash, return or join; return the lane that is due first from then on, and when."""
    pod, kind = system.change_pod[number], system.change_kind[number]
    state.up[pod] = 0 if kind == CRASH else 1
    if kind == JOIN:
        state.tally[KNOWN] += 1
    if kind == CRASH:
        first, first_s = crash(now, pod, first, first_s, system, state, heap)
    return first, first_s


# What is compiled together with the kernel.
HELPERS = (heap_of, leave, place_of, view, first_free, look_through, play, first_after, lose, crash, change)


def kernel(pick: Any, done: Any, track: Any, system: SimulatedSystem, state: State) -> None:
    """Run the requests of a system, go on from the state and leave in it what happened.

    It returns when it's the turn of a request that isn't to be sent, or of nobody: then all have come to their end.
    One turn of the loop is one event: first it is found, then it lets an attempt arrive, then it lets one end. It
    is one function on local names, since Python takes longer to look a name up in the state than to add two numbers.
    If the balancer keeps an index, `track` is told whenever a load has changed.
    """
    gaps_s, service_s, speed, capacity = system.gaps_s, system.service_s, system.speed, system.capacity
    draws, proxy_of, connection_of = system.draws, system.proxy, system.connection
    tracked, remembers = system.tracked, system.remembers
    at_pod, up, crashes, workers = state.at_pod, state.up, state.crashes, system.workers
    route, opened, free_s, freest = state.route, state.opened, state.free_s, state.freest
    head, tail, behind, due_s, winner = state.head, state.tail, state.behind, state.due_s, state.winner
    in_flight, memory, tally = state.in_flight, state.memory, state.tally
    request_of, attempt_of, pod_of, outcome_of = state.request, state.attempt, state.pod, state.outcome
    arrival_s, start_s, finish_s = state.arrival_s, state.start_s, state.finish_s
    made, sent, until, next_s = tally[MADE], tally[SENT], tally[UNTIL], state.next_s[0]
    first, first_s = tally[FIRST], due_s[tally[FIRST]]
    heap = heap_of(state)
    while True:  # as Python 3.11 makes a loop fast at once only if it has no condition, and else after eight calls
        if tally[STOPPED] == 1:  # at every event: departures alone may go on for hours
            return
        # What happens next: who arrives, or who ends and how?
        arriving, attempt, ending, outcome = NOBODY, 0, NOBODY, ANSWERED
        later_s = heap[0][0] if len(heap) > 0 else math.inf
        if first_s <= next_s and first_s <= later_s and head[first] > NOBODY:
            now, ending = first_s, head[first]
            at_pod[pod_of[ending]] -= 1
            head[first] = behind[ending]
            due_s[first] = finish_s[head[first]]  # nobody's is never
            first, first_s = first_after(first, first, first_s, due_s, head, winner, workers)
        elif later_s <= next_s and len(heap) > 0:
            now, place = heappop(heap)
            rank, index = place // PLACES_A_RANK, place % PLACES_A_RANK
            if rank == TIMEOUT:
                ending, outcome = index, TIMED_OUT
            elif rank == CHANGE:
                first, first_s = change(now, index, first, first_s, system, state, heap)
            elif rank == LOSS:
                ending, outcome = index, CRASHED
                if start_s[index] > now:
                    start_s[index] = math.nan
            else:
                arriving, attempt = request_of[index], attempt_of[index] + 1
        elif sent < until:
            now, arriving, sent = next_s, sent, sent + 1
            next_s += gaps_s[sent] if sent < len(gaps_s) else math.inf
        else:  # what the next call goes on from
            tally[MADE], tally[SENT], tally[FIRST], state.next_s[0] = made, sent, first, next_s
            leave(heap, state)
            return

        # An attempt arrives: its connection knows the pod, or the balancer picks one.
        if arriving > NOBODY:
            new, made = made, made + 1
            tally[IN_HAND] = new
            request_of[new], attempt_of[new], outcome_of[new] = arriving, attempt, OPEN
            arrival_s[new], behind[new] = now, NOBODY
            proxy, connection = proxy_of[arriving], connection_of[arriving]
            pod = route[connection] if connection > NOBODY else NOBODY
            if pod == NOBODY or opened[connection] < crashes[pod]:
                pod = pick(now, draws[arriving][attempt], view(in_flight[proxy], tally[KNOWN]), memory[proxy])
            if not 0 <= pod < tally[KNOWN]:
                tally[PICKED] = pod
                raise NoSuchPodError
            pod_of[new] = pod
            if connection > NOBODY and up[pod] == 1:  # a pod that is down accepts no connection
                route[connection], opened[connection] = pod, crashes[pod]
            in_flight[proxy][pod] += 1
            if tracked:
                track(pod, in_flight[proxy][pod] - 1, view(in_flight[proxy], tally[KNOWN]), memory[proxy])
            if up[pod] == 0:
                ending, outcome, start_s[new] = new, REFUSED, math.nan
            elif at_pod[pod] >= capacity:
                ending, outcome, start_s[new] = new, REJECTED, math.nan
            else:
                lane = pod if workers == 1 else first_free(pod, freest, free_s, workers)
                start = max(free_s[lane], now)
                finish = start + service_s[arriving] / speed[pod]
                start_s[new], finish_s[new], free_s[lane] = start, finish, finish
                at_pod[pod] += 1
                if head[lane] == NOBODY:
                    head[lane], due_s[lane] = new, finish
                    first, first_s = first_after(lane, first, first_s, due_s, head, winner, workers)
                else:
                    behind[tail[lane]] = new
                tail[lane] = new
                if finish > now + system.timeout_s:
                    heappush(heap, (now + system.timeout_s, place_of(TIMEOUT, new)))

        # An attempt ends, unless its client gave up long ago: the balancer learns of it.
        if ending > NOBODY and outcome_of[ending] == OPEN:
            pod, proxy = pod_of[ending], proxy_of[request_of[ending]]
            outcome_of[ending], tally[IN_HAND] = outcome, ending
            if outcome != TIMED_OUT:  # else the calendar still needs to know when its pod will have done it
                finish_s[ending] = now
            in_flight[proxy][pod] -= 1
            if tracked:
                track(pod, in_flight[proxy][pod] + 1, view(in_flight[proxy], tally[KNOWN]), memory[proxy])
            if remembers:
                latency_s = now - arrival_s[ending]
                done(now, pod, latency_s, view(in_flight[proxy], tally[KNOWN]), memory[proxy])
            if outcome != ANSWERED and attempt_of[ending] + 1 < system.attempts:
                heappush(heap, (now + system.backoff_s, place_of(RETRY, ending)))
        elif ending > NOBODY and outcome_of[ending] == TIMED_OUT:
            tally[IN_HAND] = ending  # who watches the balancer sees that the run goes on
            finish_s[ending] = arrival_s[ending] + system.timeout_s
