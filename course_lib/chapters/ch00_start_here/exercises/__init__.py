"""Chapter 00: a first exercise, the opening test, and the learner's record."""

from course_lib.chapters.ch00_start_here.exercises.opening_test import opening_test
from course_lib.chapters.ch00_start_here.exercises.sidecar_share import sidecar_share
from course_lib.framework.my_progress import my_progress, restore

EXERCISES = (sidecar_share,)

__all__ = ["EXERCISES", "my_progress", "opening_test", "restore", "sidecar_share"]
