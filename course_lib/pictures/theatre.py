"""The still of the theatre: what a saved notebook shows of scenes, at the instant that tells most."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib import theme
from course_lib.pictures.canvas import Canvas
from course_lib.studies.scene import Scene, at, telling_s


class TheatrePicture:
    """Each scene's pods as columns: being served below, waiting above."""

    def __init__(self) -> None:
        self.canvas = Canvas(8.0, 3.6)
        self.title = self.canvas.figure.suptitle(" ")

    def draw(self, scenes: Sequence[Scene]) -> bytes:
        """Return the scenes as PNG."""
        self.canvas = Canvas(8.0, 3.6)
        figure, t_s = self.canvas.figure, telling_s(scenes)
        self.title = figure.suptitle(f"At {t_s:.1f} s", x=0.02, ha="left", fontweight="bold")
        for axes, scene in zip(figure.subplots(1, len(scenes), sharey=True, squeeze=False)[0], scenes, strict=True):
            now, pods = at(scene, t_s), range(scene.run.pods)
            axes.bar(pods, now.serving, color=theme.WORK.colour, hatch=theme.WORK.hatch, edgecolor=theme.INK)
            axes.bar(pods, now.waiting, bottom=now.serving, color=theme.WAITING.colour, hatch=theme.WAITING.hatch,
                     edgecolor=theme.INK)  # fmt: skip
            axes.set_title(scene.title, loc="left", fontsize=10)
            axes.set_xlabel("pod")
        self.canvas.freeze([])
        return self.canvas.png()
