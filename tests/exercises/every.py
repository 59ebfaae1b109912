"""Every exercise of every chapter, by kind: a new chapter is tested as soon as it is listed in the record."""

from __future__ import annotations

from importlib import import_module

from course_lib.exercises.balancers.your_own_balancer import Challenge
from course_lib.exercises.framework.function import FunctionExercise
from course_lib.exercises.framework.number import NumberExercise
from course_lib.exercises.framework.question import Question
from course_lib.exercises.start_here.record import CHAPTERS, exercises_of

EVERY = tuple(exercise for chapter in CHAPTERS for exercise in exercises_of(chapter))
FUNCTIONS = tuple(exercise for exercise in EVERY if isinstance(exercise, FunctionExercise))
NUMBERS = tuple(exercise for exercise in EVERY if isinstance(exercise, NumberExercise))
CHALLENGES = tuple(exercise for exercise in EVERY if isinstance(exercise, Challenge))
QUESTIONS = tuple(
    value
    for chapter in CHAPTERS
    for value in vars(import_module(f"course_lib.exercises.{chapter}")).values()
    if isinstance(value, Question)
)
