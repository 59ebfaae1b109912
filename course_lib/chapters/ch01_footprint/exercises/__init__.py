"""Chapter 01's exercises; every one ends in a decision about watts, grams and what they are divided by."""

from course_lib.chapters.ch01_footprint.exercises.carbon import carbon
from course_lib.chapters.ch01_footprint.exercises.embodied import embodied
from course_lib.chapters.ch01_footprint.exercises.packed_fleet import packed_fleet
from course_lib.chapters.ch01_footprint.exercises.power_w import power_w
from course_lib.chapters.ch01_footprint.exercises.sci_fell import sci_fell
from course_lib.chapters.ch01_footprint.exercises.sci_per_request import sci_per_request
from course_lib.chapters.ch01_footprint.exercises.skip import skip as skip
from course_lib.chapters.ch01_footprint.exercises.skip import skip_emptied as skip_emptied
from course_lib.chapters.ch01_footprint.exercises.skip import skip_unit as skip_unit

EXERCISES = (power_w, carbon, embodied, sci_fell, sci_per_request, packed_fleet)
