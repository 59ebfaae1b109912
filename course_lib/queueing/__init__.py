"""Queueing: how long a request takes where queues are simple enough for a formula.

Vocabulary
----------
utilisation   0.9: the share of its time that a worker is busy
latency       10.0 s: from a request's arrival to its answer, waiting and service together
wait          9.0 s: the part of the latency before a worker is free
share         0.99: of all requests; the latency that this share stays below is a percentile, here p99
variation     1.0: the squared variation of service times, variance over mean squared (exponential: 1)
in flight     9.0: requests that have arrived and have not been answered yet
objective     0.1 s: what a share of the requests has to stay below; the busiest a pod may be is then 0.77

Every latency is in the unit of the mean service time, one second unless given. All formulas take Poisson
arrivals and the long run, and all but `pollaczek_khinchine_wait` exponential service.
"""

from course_lib.queueing.balanced import round_robin_latency, round_robin_percentile, supermarket_latency
from course_lib.queueing.laws import fan_out_percentile, fan_out_share, littles_law
from course_lib.queueing.percentiles import busiest, busiest_range, mmc_longer, mmc_percentile
from course_lib.queueing.pods import (
    erlang_c,
    mm1_latency,
    mm1_percentile,
    mmc_latency,
    mmc_wait_percentile,
    pollaczek_khinchine_latency,
    pollaczek_khinchine_wait,
)
from course_lib.queueing.samples import correlated_error, correlated_percentile_error, independent_requests

__all__ = [
    "busiest",
    "busiest_range",
    "correlated_error",
    "correlated_percentile_error",
    "erlang_c",
    "fan_out_percentile",
    "fan_out_share",
    "independent_requests",
    "littles_law",
    "mm1_latency",
    "mm1_percentile",
    "mmc_latency",
    "mmc_longer",
    "mmc_percentile",
    "mmc_wait_percentile",
    "pollaczek_khinchine_latency",
    "pollaczek_khinchine_wait",
    "round_robin_latency",
    "round_robin_percentile",
    "supermarket_latency",
]
