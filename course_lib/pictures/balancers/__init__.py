"""The pictures of chapter 06: pods, latencies and shares by balancer."""

from course_lib.pictures.balancers.comparison import ComparisonPicture
from course_lib.pictures.balancers.failing import FailingPicture
from course_lib.pictures.balancers.forgetting import ForgettingPicture
from course_lib.pictures.balancers.memory import MemoryPicture
from course_lib.pictures.balancers.mesh import MeshPicture
from course_lib.pictures.balancers.views import ViewPicture

__all__ = [
    "ComparisonPicture",
    "FailingPicture",
    "ForgettingPicture",
    "MemoryPicture",
    "MeshPicture",
    "ViewPicture",
]
