"""The calendar of departures: a pod's own come in order, so it is enough to know who is first in each lane.

Vocabulary
----------
lane    7: a worker and who waits for it. Of pods with 2 workers, lane 7 is the second worker of pod 3
head    41: the attempt that departs first in its lane; `behind` it is the next one, and so on to the `tail`
due_s   12.5: when a lane's head departs; infinite where nobody is
winner  of two lanes the one that is due first, of two winners again, up to winner[1]: a tournament. Each lane enters
        in the second half of the list
freest  a pod's lanes as a heap: the one at place 4 is free no later than those at places 9 and 10

Few lanes are looked through, which takes less time than a tournament. All is read by index alone: lists where Python
runs, arrays where machine code does.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from course_lib.arrays import AnyWhole

NOBODY = -1
FEW = 32  # lanes that are looked through


def tournament(lanes: int) -> AnyWhole:
    """Return the winners before anybody has arrived; none for few lanes.

    >>> tournament(33)[30:36].tolist(), len(tournament(33)), len(tournament(32))
    ([56, 60, 0, 2, 4, 6], 128, 0)
    """
    places = 2 ** math.ceil(math.log2(lanes)) if lanes > FEW else 0
    winner = np.arange(-places, places, dtype=np.int32)
    round_of = places // 2
    while round_of > 0:
        winner[round_of : 2 * round_of] = winner[2 * round_of : 4 * round_of : 2]
        round_of //= 2
    return winner


def first_after(
    changed: int, first: int, first_s: float, due_s: Any, head: Any, winner: Any, workers: int
) -> tuple[int, float]:
    """Return the lane that is due first, and when, now that the head of a lane has changed.

    Before, it was `first`. Of lanes due at one instant it is that of the lowest pod, and within a pod that of the
    lowest head.
    """
    if len(winner) > 0:
        return play(changed, due_s, head, winner, workers)
    if changed == first:
        first, first_s = look_through(due_s)
    elif due_s[changed] < first_s or (due_s[changed] == first_s and changed // workers < first // workers):
        first, first_s = changed, due_s[changed]
    if workers > 1:
        for lane in range(first // workers * workers, (first // workers + 1) * workers):
            if due_s[lane] == first_s and head[lane] < head[first]:
                first = lane
    return first, first_s


def look_through(due_s: Any) -> tuple[int, float]:
    """Return the lane that is due first; of equals the lowest."""
    first, first_s = 0, due_s[0]
    for lane in range(1, len(due_s)):
        if due_s[lane] < first_s:
            first, first_s = lane, due_s[lane]
    return first, first_s


def play(changed: int, due_s: Any, head: Any, winner: Any, workers: int) -> tuple[int, float]:
    """Return who wins the tournament after one lane has changed; of equals as `first_after` says."""
    node, best, best_s = len(winner) // 2 + changed, changed, due_s[changed]
    while node > 1 and (best == changed or winner[node // 2] == changed):  # else nothing changes any more
        rival = winner[node ^ 1]
        rival_s = due_s[rival]
        # Who wins is a toss-up, so no `and`, no `or`: a processor takes longer to guess wrong than to work both out.
        beaten = (rival_s < best_s) | ((rival_s == best_s) & (rival < best))
        if workers > 1 and rival_s == best_s and rival // workers == best // workers:
            beaten = head[rival] < head[best]
        best = rival if beaten else best
        best_s = rival_s if beaten else best_s
        node //= 2
        winner[node] = best
    return winner[1], due_s[winner[1]]


def first_free(pod: int, freest: Any, free_s: Any, workers: int) -> int:
    """Return that lane of a pod whose worker is free first, and who gets work with it.

    It is on top of the heap; but first, who was on top the last time has got work since then, and sinks.
    """
    top, place, sinking = pod * workers, 0, freest[pod * workers]
    while 2 * place + 1 < workers:
        sooner = 2 * place + 1
        if sooner + 1 < workers and free_s[freest[top + sooner + 1]] < free_s[freest[top + sooner]]:
            sooner += 1
        if free_s[sinking] <= free_s[freest[top + sooner]]:
            break
        freest[top + place], place = freest[top + sooner], sooner
    freest[top + place] = sinking
    first: int = freest[top]
    return first
