"""Chapter 07's exercises; every one ends in a decision about how many pods, how large, and who decides that."""

from course_lib.chapters.ch07_sizing.exercises.capacity_with_margin import capacity_with_margin
from course_lib.chapters.ch07_sizing.exercises.desired_replicas import desired_replicas
from course_lib.chapters.ch07_sizing.exercises.pods_for_objective import pods_for_objective
from course_lib.chapters.ch07_sizing.exercises.seen_by_hpa import seen_by_hpa

EXERCISES = (desired_replicas, seen_by_hpa, capacity_with_margin, pods_for_objective)
