"""What any exercise on numbers may meet: a decimal point that has slipped by one place."""

from __future__ import annotations

from course_lib.framework.exercise.formulas import scaled
from course_lib.framework.exercise.mistakes import Mistake

SLIPPED = {
    "ten-times": Mistake(scaled(10), "ten times the right number. Has a decimal point slipped, or a zero got lost?"),
    "a-tenth": Mistake(scaled(1 / 10), "a tenth of the right number. Has a decimal point slipped, or a zero crept in?"),
}
