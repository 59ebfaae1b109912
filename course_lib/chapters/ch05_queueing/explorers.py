"""Chapter 05's explorers: load, measurement, workers, a slow pod, fan-out, overload, the knee."""

from course_lib.chapters.ch05_queueing.view.fan_out import fan_out
from course_lib.chapters.ch05_queueing.view.knee import knee
from course_lib.chapters.ch05_queueing.view.load import load
from course_lib.chapters.ch05_queueing.view.measured import measured
from course_lib.chapters.ch05_queueing.view.overload import overload
from course_lib.chapters.ch05_queueing.view.slow_pod import slow_pod
from course_lib.chapters.ch05_queueing.view.workers import workers

EXPLORERS = (load, measured, workers, slow_pod, fan_out, overload, knee)
