"""The pictures of chapter 05: latencies over the load, and what slow pods, many calls and a peak do to them."""

from course_lib.pictures.queueing.fanning import FanPicture
from course_lib.pictures.queueing.knee import KneePicture
from course_lib.pictures.queueing.load import LoadPicture
from course_lib.pictures.queueing.measured import MeasuredPicture
from course_lib.pictures.queueing.overload import OverloadPicture
from course_lib.pictures.queueing.slow import SlowPicture
from course_lib.pictures.queueing.workers import WorkersPicture

__all__ = [
    "FanPicture",
    "KneePicture",
    "LoadPicture",
    "MeasuredPicture",
    "OverloadPicture",
    "SlowPicture",
    "WorkersPicture",
]
