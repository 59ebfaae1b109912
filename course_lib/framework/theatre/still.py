"""The still of the theatre: what a saved notebook shows of scenes, at the instant that tells most."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill as wrapped

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from course_lib import theme
from course_lib.framework.picture import Canvas
from course_lib.framework.theatre.scene_words import digits_of, fixed_digits
from course_lib.simulation.scene import Moment, Scene, moment_at, most_different_s

HEIGHT_IN = 3.6
MOST_NUMBERED = 20  # pods of a scene that have room for a number each
LINE = 84  # letters of the title
STACK = (("being served", theme.WORK), ("waiting", theme.WAITING), ("waiting, its client gave up", theme.FREE))


class TheatrePicture:
    """Each pod as a stack: below what it serves, above what waits; over it how many are in flight."""

    def __init__(self) -> None:
        self.canvas = Canvas(height_in=HEIGHT_IN)
        self.title = self.canvas.figure.suptitle(" ")

    def draw(self, scenes: Sequence[Scene]) -> bytes:
        """Return the scenes as PNG, at the instant at which they differ most, or one has most in flight."""
        t_s = most_different_s(scenes)
        self.canvas = Canvas(height_in=HEIGHT_IN)
        figure = self.canvas.figure
        title = wrapped(title_of(scenes, t_s), LINE)
        self.title = figure.suptitle(title, x=0.01, ha="left", fontweight="bold", size=11)
        stages = figure.subplots(1, len(scenes), sharey=True, squeeze=False)[0]
        moments = [moment_at(scene, t_s) for scene in scenes]
        for axes, scene, now in zip(stages, scenes, moments, strict=True):
            _stacks(axes, scene, now)
        highest = max(int((now.serving + now.waiting).max()) for now in moments)
        stages[0].set_ylim(0, 1.12 * max(3, highest))
        stages[0].yaxis.set_major_locator(MaxNLocator(integer=True))
        stages[0].set_ylabel("requests at the pod")
        handles, labels = max((axes.get_legend_handles_labels() for axes in stages), key=lambda both: len(both[0]))
        figure.legend(handles, labels, loc="outside lower center", ncols=len(labels), frameon=False)
        self.canvas.freeze()
        return self.canvas.png()


def title_of(scenes: Sequence[Scene], t_s: float) -> str:
    """Say in a title how many are in flight at an instant, and how unlike the pods are."""
    each = []
    for scene in scenes:
        now = moment_at(scene, t_s)
        each.append(f"{scene.title} {int(now.in_flight.sum())}, at the busiest pod {int(now.in_flight.max())}")
    when = fixed_digits(t_s, digits_of(max(scene.end_s for scene in scenes)))
    return f"In flight at {when} s: {'; '.join(each)}"


def _stacks(axes: Axes, scene: Scene, now: Moment) -> None:
    pods, given_up = np.arange(scene.run.pods), np.minimum(now.waiting, now.abandoned)
    bottom = np.zeros(scene.run.pods)
    for (label, mark), part in zip(STACK, (now.serving, now.waiting - given_up, given_up), strict=True):
        if label == STACK[-1][0] and not part.any():
            continue
        axes.bar(pods, part, 0.8, bottom, label=label, color=mark.colour, hatch=mark.hatch, edgecolor=theme.INK, lw=0.6)
        bottom += part
    axes.set_title(scene.title, loc="left", size=10)
    axes.set_xlabel("pod")
    axes.spines[["top", "right"]].set_visible(False)
    numbered = len(pods) <= MOST_NUMBERED
    for pod in pods if numbered else []:
        axes.annotate(str(now.in_flight[pod]), (pod, bottom[pod]), (0, 2), textcoords="offset points", ha="center")
    if numbered:
        axes.set_xticks(pods, [f"{pod}\n{_remark(scene, now, int(pod))}".rstrip() for pod in pods], size=9)


def _remark(scene: Scene, now: Moment, pod: int) -> str:
    if not now.up[pod]:
        return "down"
    speed = scene.there.speed[pod]
    return "" if speed == 1 else f"×{speed:.2g}"
