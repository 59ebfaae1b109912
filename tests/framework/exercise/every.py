"""Every exercise of every chapter, by kind: a new chapter is tested as soon as it is here."""

from __future__ import annotations

from course_lib import catalogue
from course_lib.chapters.ch06_balancers.exercises.your_own_balancer import Challenge
from course_lib.chapters.ch10_capstone.exercises.grading import Grading
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.marking import Marking
from course_lib.framework.exercise.number import NumberExercise
from course_lib.framework.exercise.question import Question

EVERY = tuple(exercise for chapter in catalogue.here() for exercise in chapter.exercises.EXERCISES)
FUNCTIONS = tuple(exercise for exercise in EVERY if isinstance(exercise, FunctionExercise))
NUMBERS = tuple(exercise for exercise in EVERY if isinstance(exercise, NumberExercise))
MARKINGS = tuple(exercise for exercise in EVERY if isinstance(exercise, Marking))
CHALLENGES = tuple(exercise for exercise in EVERY if isinstance(exercise, Challenge))
GRADINGS = tuple(exercise for exercise in EVERY if isinstance(exercise, Grading))
QUESTIONS = tuple(
    value for chapter in catalogue.here() for value in vars(chapter.exercises).values() if isinstance(value, Question)
)
