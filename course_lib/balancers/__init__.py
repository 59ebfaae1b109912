"""Balancers: which pod gets the next request. Each is two plain functions, written once and run by every engine.

Vocabulary
----------
pick(now, draws, in_flight, memory) -> pod            which pod gets this request
done(now, pod, latency, in_flight, memory)            what to remember when it has ended

now        12.5: seconds since the start
draws      [0.37, 0.82]: unit draws of this request, from 0 to below 1; as many as the balancer asks for
in_flight  [3, 0, 5]: per pod, the requests sent there and not yet ended, without this one. With several proxies
           each sees only its own. Read it, never write it; its length is the number of pods
memory     12 rows of 32 numbers (or one a pod, or the balancer's `width`, if that is more); all zero at first, but
           for row 0: the settings, and for the `turn` of balancers that say where it stands
pod        2: counted from 0
latency    0.8: seconds from arrival to the end, and the end may be an error, which is fast

`done` comes after `in_flight` has gone down, and for every end: an answer, an error, a time-out.

A balancer that looks at every pod may have an index besides (`Index`): the same picks where there are many pods, by
what a third function, `track`, has kept in memory.

The functions use indexing, `len` and `math` only: then numba can compile them, to the same result bit for bit.
`np.exp` is not `math.exp`, in the last digit.
"""

from course_lib.balancers.balancer import MEMORY_ROWS, MEMORY_WIDTH, Balancer, Functions, Index, remember_nothing
from course_lib.balancers.blind import RANDOM, ROUND_ROBIN, round_robin
from course_lib.balancers.connected import least_connected
from course_lib.balancers.d_choices import POWER_OF_TWO_CHOICES, POWER_OF_TWO_WITH_REPLACEMENT, choices
from course_lib.balancers.hashing import RING_HASH, ring_hash
from course_lib.balancers.latency import PEAK_EWMA, peak_ewma, peak_ewma_update
from course_lib.balancers.least import COUNTS, JOIN_IDLE_QUEUE, LEAST_IN_FLIGHT, least_counted
from course_lib.balancers.probes import PREQUAL, prequal
from course_lib.balancers.ties import least_in_flight
from course_lib.balancers.weighted import WEIGHTED_LEAST_REQUEST, weighted_least_request

BALANCERS = {
    balancer.name: balancer
    for balancer in (
        RANDOM,
        ROUND_ROBIN,
        LEAST_IN_FLIGHT,
        POWER_OF_TWO_CHOICES,
        POWER_OF_TWO_WITH_REPLACEMENT,
        PEAK_EWMA,
        JOIN_IDLE_QUEUE,
        WEIGHTED_LEAST_REQUEST,
        PREQUAL,
        RING_HASH,
    )
}
# What makers can be set to, one for each function that none of those above has.
VARIANTS = {
    balancer.name: balancer
    for balancer in (
        round_robin(start="first"),
        choices(3),
        choices(3, with_replacement=True),
        least_in_flight(ties="rotating"),
        least_in_flight(ties="first"),
        *(least_counted(count) for count in COUNTS[1:]),
        least_connected(connect_s=0.5, most=3, warm=1),
    )
}

__all__ = [
    "BALANCERS",
    "COUNTS",
    "JOIN_IDLE_QUEUE",
    "LEAST_IN_FLIGHT",
    "MEMORY_ROWS",
    "MEMORY_WIDTH",
    "PEAK_EWMA",
    "POWER_OF_TWO_CHOICES",
    "POWER_OF_TWO_WITH_REPLACEMENT",
    "PREQUAL",
    "RANDOM",
    "RING_HASH",
    "ROUND_ROBIN",
    "VARIANTS",
    "WEIGHTED_LEAST_REQUEST",
    "Balancer",
    "Functions",
    "Index",
    "choices",
    "least_connected",
    "least_counted",
    "least_in_flight",
    "peak_ewma",
    "peak_ewma_update",
    "prequal",
    "remember_nothing",
    "ring_hash",
    "round_robin",
    "weighted_least_request",
]
