"""Chapter 07's explorers: those of the core first, then the deeper ones."""

from course_lib.chapters.ch07_sizing.view.autoscaler import autoscaler
from course_lib.chapters.ch07_sizing.view.bursting import bursting
from course_lib.chapters.ch07_sizing.view.capacity import capacity
from course_lib.chapters.ch07_sizing.view.dilution import dilution
from course_lib.chapters.ch07_sizing.view.objective import objective
from course_lib.chapters.ch07_sizing.view.pod_size import pod_size
from course_lib.chapters.ch07_sizing.view.rightsizers import rightsizers
from course_lib.chapters.ch07_sizing.view.target import target
from course_lib.chapters.ch07_sizing.view.waste import waste
from course_lib.report.demand import your_demand
from course_lib.report.queries import your_queries

EXPLORERS = (target, waste, autoscaler, dilution, capacity, rightsizers, bursting, objective, pod_size)
CARDS = (your_demand, your_queries)
