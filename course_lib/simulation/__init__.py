"""Simulation: what a balancer makes of a trace, request by request.

Vocabulary
----------
trace      what arrives: `traffic.poisson_trace(...)`
balancer   what picks the pod: `balancers.POWER_OF_TWO_CHOICES`
pods       what works: `Pods(speed=(0.2, 1.0, 1.0), workers=2)`
run        what became of it: arrays with one entry an attempt
stream     the same run piece by piece: `for piece in stream(...)`, however long it is
engine     "reference": SimPy, to be read; "fast": one kernel, run by Python or as machine code

Both engines give the same run, to the last bit. At one instant departures come first, by pod and then by arrival;
then time-outs, changes of pods, losses in crashes, retries; new arrivals last.
"""

from course_lib.simulation.engines import simulate, stream, warm
from course_lib.simulation.intervals import Interval
from course_lib.simulation.outcomes import (
    ANSWERED,
    CRASHED,
    OUTCOMES,
    REFUSED,
    REJECTED,
    TIMED_OUT,
    SimulationError,
)
from course_lib.simulation.pods import Pods
from course_lib.simulation.run import Little, Run

__all__ = [
    "ANSWERED",
    "CRASHED",
    "OUTCOMES",
    "REFUSED",
    "REJECTED",
    "TIMED_OUT",
    "Interval",
    "Little",
    "Pods",
    "Run",
    "SimulationError",
    "simulate",
    "stream",
    "warm",
]
