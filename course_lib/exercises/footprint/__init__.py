"""Chapter 01's exercises; every one ends in a decision about watts, grams and what they are divided by."""

from course_lib.exercises.footprint.carbon import carbon
from course_lib.exercises.footprint.embodied import embodied
from course_lib.exercises.footprint.packed_fleet import packed_fleet
from course_lib.exercises.footprint.power_w import power_w
from course_lib.exercises.footprint.sci_fell import sci_fell
from course_lib.exercises.footprint.sci_per_request import sci_per_request
from course_lib.exercises.footprint.skip import skip, skip_emptied, skip_unit

EXERCISES = (power_w, carbon, embodied, sci_fell, sci_per_request, packed_fleet)

__all__ = [
    "EXERCISES",
    "carbon",
    "embodied",
    "packed_fleet",
    "power_w",
    "sci_fell",
    "sci_per_request",
    "skip",
    "skip_emptied",
    "skip_unit",
]
