"""Chapter 03's exercises; every one ends in a decision about what fits on a node."""

from course_lib.chapters.ch03_cluster.exercises.allocatable_memory import allocatable_memory
from course_lib.chapters.ch03_cluster.exercises.effective_request import effective_request
from course_lib.chapters.ch03_cluster.exercises.nodes_added import nodes_added
from course_lib.chapters.ch03_cluster.exercises.not_enough import not_enough
from course_lib.chapters.ch03_cluster.exercises.quantity import quantity
from course_lib.chapters.ch03_cluster.exercises.score import score
from course_lib.chapters.ch03_cluster.exercises.skip import skip as skip
from course_lib.chapters.ch03_cluster.exercises.skip import skip_free as skip_free
from course_lib.chapters.ch03_cluster.exercises.skip import skip_full as skip_full
from course_lib.chapters.ch03_cluster.exercises.stranded_cpu import stranded_cpu

EXERCISES = (effective_request, score, stranded_cpu, nodes_added, not_enough, quantity, allocatable_memory)
