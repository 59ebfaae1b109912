"""Chapter 00: a first exercise, the opening test, and the learner's record."""

from course_lib.exercises.start_here.opening_test import opening_test
from course_lib.exercises.start_here.record import my_progress, restore
from course_lib.exercises.start_here.sidecar_share import sidecar_share

EXERCISES = (sidecar_share,)

__all__ = ["EXERCISES", "my_progress", "opening_test", "restore", "sidecar_share"]
