"""What chapter 06's sliders ask of balancers: pods they need, how they compare, and what K proxies see.

Vocabulary: a `field` ("five") is which balancers run beside one another; `slow` (40%) is the speed of pod 0, the
others' being 100%; a balancer is `overloading` where some pod gets more work than it can do, so that its queue
grows without end; `views` (50) is a number of proxies that each see only their own requests.

All studies take the number of requests and the seed: a slider asks for few, a long run for many.
"""

from course_lib.chapters.ch06_balancers.study.comparison import (
    ComparisonStudy,
    Measured,
    comparison_parts,
    comparison_study,
)
from course_lib.chapters.ch06_balancers.study.field import ALL, FIELDS, FIVE, MESH, PEAK_EWMA, PODS
from course_lib.chapters.ch06_balancers.study.mesh import MOST_PROXIES, WORKERS, MeshStudy, mesh_study
from course_lib.chapters.ch06_balancers.study.views import (
    ALIKE,
    MEASURES,
    ONE_SLOW,
    PODS_ARE,
    VIEWS,
    ViewStudy,
    view_parts,
    view_study,
)

__all__ = [
    "ALIKE",
    "ALL",
    "FIELDS",
    "FIVE",
    "MEASURES",
    "MESH",
    "MOST_PROXIES",
    "ONE_SLOW",
    "PEAK_EWMA",
    "PODS",
    "PODS_ARE",
    "VIEWS",
    "WORKERS",
    "ComparisonStudy",
    "Measured",
    "MeshStudy",
    "ViewStudy",
    "comparison_parts",
    "comparison_study",
    "mesh_study",
    "view_parts",
    "view_study",
]
