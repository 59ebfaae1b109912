"""The pictures of chapter 06: pods, latencies and shares by balancer."""

from course_lib.chapters.ch06_balancers.pictures.comparison import ComparisonPicture
from course_lib.chapters.ch06_balancers.pictures.failing import FailingPicture
from course_lib.chapters.ch06_balancers.pictures.forgetting import ForgettingPicture
from course_lib.chapters.ch06_balancers.pictures.memory import MemoryPicture
from course_lib.chapters.ch06_balancers.pictures.mesh import MeshPicture
from course_lib.chapters.ch06_balancers.pictures.views import ViewPicture

__all__ = [
    "ComparisonPicture",
    "FailingPicture",
    "ForgettingPicture",
    "MemoryPicture",
    "MeshPicture",
    "ViewPicture",
]
