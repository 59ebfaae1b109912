"""Chapter 05's explorers: load, measurement, workers, a slow pod, fan-out, overload, the knee."""

from course_lib.explore.queueing.fanning import fan_out
from course_lib.explore.queueing.knee import knee
from course_lib.explore.queueing.load import load
from course_lib.explore.queueing.measured import measured
from course_lib.explore.queueing.overload import overload
from course_lib.explore.queueing.slow import slow_pod
from course_lib.explore.queueing.workers import workers

EXPLORERS = (load, measured, workers, slow_pod, fan_out, overload, knee)

__all__ = ["EXPLORERS", "fan_out", "knee", "load", "measured", "overload", "slow_pod", "workers"]
