"""The same requests under two balancers, side by side."""

from __future__ import annotations

import numpy as np

from course_lib.chapters.ch06_balancers.setting import CHAPTER
from course_lib.chapters.ch06_balancers.study.theatre import ALIKE, PLAYED, SPEEDS, two_scenes
from course_lib.framework.explorer.controls import Choice
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.theatre.theatre import Theatre
from course_lib.simulation.scene import Scene, most_waiting


def describe_scenes(scenes: tuple[Scene, ...]) -> Description:
    """Say what came of the same requests under each balancer."""
    told = [
        f"{scene.title}: mean latency {scene.run.mean_s:.1f} s, p99 {scene.run.quantile_s(0.99):.1f} s,"
        f" at most {most_waiting(scene)} waiting at one pod"
        for scene in scenes
    ]
    words = f"{len(scenes[0].trace)} requests, ten pods. {'. '.join(told)}."
    sent = [np.bincount(scene.run.pod, minlength=scene.run.pods) for scene in scenes]
    rows = tuple((str(pod), *(str(counts[pod]) for counts in sent)) for pod in range(scenes[0].run.pods))
    names = tuple(f"{side}: {scene.title}" for side, scene in zip(("left", "right"), scenes, strict=False))
    return Description(words, Table("Requests by pod", ("pod", *names), rows))


theatre = Theatre(
    name="theatre",
    chapter=CHAPTER,
    compute=two_scenes,
    describe=describe_scenes,
    controls=(
        Choice("left", "Left", PLAYED, "random"),
        Choice("right", "Right", PLAYED, "two choices"),
        Choice("speeds", "Pods", SPEEDS, ALIKE),
    ),
)
