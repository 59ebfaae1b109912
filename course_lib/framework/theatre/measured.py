"""Scenes that were measured, and so differ from run to run: the theatre plays them, and no file keeps them.

Vocabulary: the `twin` is the same in the simulator. It's the same each time, and a saved notebook shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from course_lib.framework.html import paragraphs
from course_lib.framework.theatre.stage import Stage
from course_lib.framework.theatre.theatre import Scenes, Theatre
from course_lib.framework.view import bundle


@dataclass(frozen=True, repr=False)
class MeasuredScenes:
    """One or two scenes to be played; the last line of a cell shows them.

    Attributes
    ----------
    twin : Theatre
        The same scenes in the simulator: a theatre without controls. It also describes the measured ones.
    scenes : tuple of Scene
        What was measured.
    """

    twin: Theatre
    scenes: Scenes
    note: ClassVar[str] = "Above are the same requests in the simulator: what was measured isn't saved."
    invitation: ClassVar[str] = "To play what really happens, run the cells from the top down to this one."

    def __repr__(self) -> str:
        """Say what the simulator makes of it."""
        return f"[{self.twin.name}] In the simulator: {self.twin.describe(self.twin.result()).words}"

    def stage(self) -> Stage:
        """Return what plays the measured scenes."""
        said = self.twin.describe(self.scenes)
        return Stage(self.scenes, said.words, said.table)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        result = self.twin.result()
        html = self.twin.saved(self.twin.still(result), self.twin.describe(result)) + paragraphs(self.note)
        return bundle(repr(self), html, self.invitation, self.stage())
