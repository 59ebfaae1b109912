"""Chapter 07's exercises; every one ends in a decision about how many pods, how large, and who decides that."""

from course_lib.chapters.ch07_sizing.exercises.below_the_mean import below_the_mean
from course_lib.chapters.ch07_sizing.exercises.capacity_with_margin import capacity_with_margin
from course_lib.chapters.ch07_sizing.exercises.desired_replicas import desired_replicas
from course_lib.chapters.ch07_sizing.exercises.diluted import diluted
from course_lib.chapters.ch07_sizing.exercises.does_nothing import does_nothing
from course_lib.chapters.ch07_sizing.exercises.missing_metrics import missing_metrics
from course_lib.chapters.ch07_sizing.exercises.pods_for_objective import pods_for_objective
from course_lib.chapters.ch07_sizing.exercises.pooled_capacity import pooled_capacity
from course_lib.chapters.ch07_sizing.exercises.seen_by_hpa import seen_by_hpa
from course_lib.chapters.ch07_sizing.exercises.skip import skip as skip
from course_lib.chapters.ch07_sizing.exercises.skip import skip_pooled as skip_pooled
from course_lib.chapters.ch07_sizing.exercises.skip import skip_whole as skip_whole
from course_lib.chapters.ch07_sizing.exercises.smaller_pods import smaller_pods
from course_lib.chapters.ch07_sizing.exercises.vpa_target import vpa_target

EXERCISES = (
    desired_replicas,
    seen_by_hpa,
    capacity_with_margin,
    diluted,
    does_nothing,
    missing_metrics,
    pods_for_objective,
    pooled_capacity,
    vpa_target,
    below_the_mean,
    smaller_pods,
)
