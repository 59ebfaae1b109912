"""The theatre: controls over one or two runs of a trace, which are played in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from course_lib.framework.explorer.controls import Value
from course_lib.framework.explorer.explorer import Drawing, Interactive
from course_lib.framework.explorer.screen import Description, Screen
from course_lib.framework.html import Still
from course_lib.framework.theatre.scene_words import describe_instant
from course_lib.framework.theatre.stage import Stage
from course_lib.framework.theatre.still import TheatrePicture
from course_lib.simulation.scene import Scene, most_different_s, require_scenes

Scenes = tuple[Scene, ...]


@dataclass(frozen=True, kw_only=True, repr=False)
class Theatre(Interactive[Scenes]):
    """One or two scenes to be played; the last line of a cell shows it.

    `compute(**values)` returns a tuple of one Scene or two of the same trace. Moving a control sends the new scenes
    once; playing, stepping and scrubbing happen in the browser. `describe(scenes)` says what came of the whole runs.
    A prediction's `veil` takes scenes and returns scenes: all but the first left out, for instance.
    """

    invitation: ClassVar[str] = "To play it, run the cells from the top down to this one."
    picture: Callable[[], Drawing[Scenes]] = TheatrePicture

    def result(self, veiled: bool = False, **values: Value) -> Scenes:
        """Return the scenes for the given values; a ValueError says so if they are not one or two."""
        return require_scenes(super().result(veiled, **values))

    def alt(self, result: Scenes) -> str:
        """Return the still in words: all that is known at its instant."""
        return describe_instant(result, most_different_s(result))

    def screen(self, result: Scenes, said: Description) -> Screen[Scenes]:
        """Return a stage, on which other scenes can be put."""
        stage = Stage(result, said.words, said.table)

        def show(scenes: Scenes) -> None:
            new = self.describe(scenes)
            stage.show(scenes, new.words, new.table)

        return Screen(self.still(result), stage, show)

    def still(self, result: Scenes) -> Still:
        """Return the instant that tells most, with the same in words."""
        return Still(self.picture().draw(result), self.alt(result))
