"""What chapter 05's sliders ask: seven small studies, each from plain values to plain numbers.

Vocabulary: a request is 10 ms of work on average (`SERVICE_S`), and there are ten `PODS` with one worker each unless
said otherwise; the `objective` is that 99 of 100 requests stay below so many milliseconds.
"""

from course_lib.chapters.ch05_queueing.study.fanning import FanStudy, fan_study
from course_lib.chapters.ch05_queueing.study.knee import KneeStudy, knee_study
from course_lib.chapters.ch05_queueing.study.load import LoadStudy, load_study
from course_lib.chapters.ch05_queueing.study.measured import BALANCING, MeasuredStudy, measured_parts, measured_study
from course_lib.chapters.ch05_queueing.study.overload import QUEUES, OverloadStudy, overload_study
from course_lib.chapters.ch05_queueing.study.slow import SPREAD, SlowStudy, slow_study
from course_lib.chapters.ch05_queueing.study.workers import WorkersStudy, workers_study

__all__ = [
    "BALANCING",
    "QUEUES",
    "SPREAD",
    "FanStudy",
    "KneeStudy",
    "LoadStudy",
    "MeasuredStudy",
    "OverloadStudy",
    "SlowStudy",
    "WorkersStudy",
    "fan_study",
    "knee_study",
    "load_study",
    "measured_parts",
    "measured_study",
    "overload_study",
    "slow_study",
    "workers_study",
]
