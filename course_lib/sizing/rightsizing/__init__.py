"""Right-sizing: what each recommender makes of the same measured use, and what pooling and pod size do to requests.

Vocabulary
----------
request       126 millicores: what a container reserves; a right-sizer recommends one from what the container used
sample        0.1 cores, averaged over a minute: a row a pod, and NaN where nothing was measured
target        126: what VPA recommends, between a `lower` and an `upper` bound that close in on it as days go by
deviation     0.5 cores: how far a service's use strays from its mean; services that don't peak together stray less
short         1% of the time: a node's services want more CPU than it has
offered       100.0: work that keeps so many workers busy; ten more, its root, and about one request in four waits
work          100 cores: what all pods share, beside what each of them carries: a base memory, a sidecar
"""

from course_lib.sizing.rightsizing.bursting import Services, draws, most_services
from course_lib.sizing.rightsizing.krr import KrrRecommendation, krr_cpu_m, krr_memory_bytes
from course_lib.sizing.rightsizing.others import (
    goldilocks,
    kubecost_m,
    nearest_rank_m,
    one_reading_m,
    peak_m,
    times_one_reading_m,
)
from course_lib.sizing.rightsizing.pod_size import Amount, Fleet, fewest_nodes, fleet
from course_lib.sizing.rightsizing.staffing import (
    beta_for,
    chance_of_waiting,
    peak_per_unit,
    square_root_staffing,
    workers_needed,
)
from course_lib.sizing.rightsizing.vpa import (
    VpaRecommendation,
    after_oom_bytes,
    daily_peaks,
    least_cpu_m,
    least_memory_bytes,
    vpa_cpu_m,
    vpa_memory_bytes,
)

__all__ = [
    "Amount",
    "Fleet",
    "KrrRecommendation",
    "Services",
    "VpaRecommendation",
    "after_oom_bytes",
    "beta_for",
    "chance_of_waiting",
    "daily_peaks",
    "draws",
    "fewest_nodes",
    "fleet",
    "goldilocks",
    "krr_cpu_m",
    "krr_memory_bytes",
    "kubecost_m",
    "least_cpu_m",
    "least_memory_bytes",
    "most_services",
    "nearest_rank_m",
    "one_reading_m",
    "peak_m",
    "peak_per_unit",
    "square_root_staffing",
    "times_one_reading_m",
    "vpa_cpu_m",
    "vpa_memory_bytes",
    "workers_needed",
]
