"""What kubectl doesn't tell of services: how many requests a pod works on at once, and how fast calls have to be.

Three stated presets, all of which count, as the answer hangs on them more than on anything else (chapters 05 to 07):
with one worker a pod and a tight objective two choices need two thirds of random's pods, with eight workers nearly all.
Beyond eight workers nothing was simulated, and nothing much is left.
"""

from __future__ import annotations

from course_lib.assessment.result import Preset

ONE = Preset("one worker a pod", 1, 10.0, "Node.js, one gunicorn or Ruby process a pod; p99 below 10 times the work")
FEW = Preset("four workers a pod", 4, 10.0, "a few processes or threads a pod; p99 below 10 times the work")
MANY = Preset("many workers a pod", 8, 20.0, "Go, Java, .NET on several cores; p99 below 20 times the work")
PRESETS = {each.name: each for each in (ONE, FEW, MANY)}
