"""Traffic: requests that arrive, how much work each is, and the chance each one needs.

Vocabulary
----------
trace        1,000 requests with all that is random about them, drawn before anything runs
pattern      "on_off": how requests arrive, one of `ARRIVALS`; all take the same arguments
gap          0.02 s: from one request's arrival to the next
service      1.0 s: the work one request is for a worker of speed 1
utilisation  0.8: the work that arrives, as a share of what all workers can do
draw         0.3745: a number from 0 to below 1; a balancer turns it into a pod
client       0.95: where in the fleet of clients a request comes from, 0 to below 1
connection   7: the connection that carries a request; -1 if each has one of its own

Two traces with one seed hold the same chance: the same draws, rescaled. What differs between two runs is then
what was changed, and no luck (common random numbers).
"""

from course_lib.traffic.arrivals import ARRIVALS, burst_trace, even_trace, on_off_trace, poisson_trace
from course_lib.traffic.services import SERVICES, squared_variation
from course_lib.traffic.trace import NO_CONNECTION, Trace, recorded_trace

__all__ = [
    "ARRIVALS",
    "NO_CONNECTION",
    "SERVICES",
    "Trace",
    "burst_trace",
    "even_trace",
    "on_off_trace",
    "poisson_trace",
    "recorded_trace",
    "squared_variation",
]
