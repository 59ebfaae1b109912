"""Chapter 02's exercises; every one ends in a decision about pods and nodes."""

from course_lib.chapters.ch02_rocks.exercises.best_fit_decreasing import best_fit_decreasing
from course_lib.chapters.ch02_rocks.exercises.best_size import best_size
from course_lib.chapters.ch02_rocks.exercises.broken_packing import broken_packing
from course_lib.chapters.ch02_rocks.exercises.fewest_nodes import fewest_nodes
from course_lib.chapters.ch02_rocks.exercises.first_fit import first_fit
from course_lib.chapters.ch02_rocks.exercises.guarantee import guarantee
from course_lib.chapters.ch02_rocks.exercises.next_fit import next_fit
from course_lib.chapters.ch02_rocks.exercises.skip import skip as skip
from course_lib.chapters.ch02_rocks.exercises.skip import skip_rule as skip_rule
from course_lib.chapters.ch02_rocks.exercises.skip import skip_size as skip_size

EXERCISES = (next_fit, first_fit, best_fit_decreasing, broken_packing, fewest_nodes, guarantee, best_size)
