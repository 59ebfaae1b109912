"""The course's explorers and exercises, a package a chapter."""

from course_lib.environment import missing_for_notebooks

if problem := missing_for_notebooks():
    raise ImportError(problem)
