"""The pictures of chapter 05: latencies over the load, and what slow pods, many calls and a peak do to them."""

from course_lib.chapters.ch05_queueing.pictures.fanning import FanPicture
from course_lib.chapters.ch05_queueing.pictures.knee import KneePicture
from course_lib.chapters.ch05_queueing.pictures.load import LoadPicture
from course_lib.chapters.ch05_queueing.pictures.measured import MeasuredPicture
from course_lib.chapters.ch05_queueing.pictures.overload import OverloadPicture
from course_lib.chapters.ch05_queueing.pictures.slow import SlowPicture
from course_lib.chapters.ch05_queueing.pictures.workers import WorkersPicture

__all__ = [
    "FanPicture",
    "KneePicture",
    "LoadPicture",
    "MeasuredPicture",
    "OverloadPicture",
    "SlowPicture",
    "WorkersPicture",
]
