"""The widget that plays scenes: what it is sent, and from which files its script is made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course_lib import theme
from course_lib.framework.html import Table
from course_lib.framework.picture_widget import TABLE, as_dict
from course_lib.framework.theatre.encoding import encode, header
from course_lib.framework.widget import script, style
from course_lib.simulation.scene import Scene

HERE = Path(__file__).parent
SCRIPTS = ("trace", "descriptions", "geometry", "painter", "background", "drawing", "timeline", "legend", "counters",
           "clock", "transport", "stage")  # fmt: skip
LOOK = {"pod": theme.POD.colour, "waiting": theme.WAITING.colour, "work": theme.WORK.colour}


class Stage(anywidget.AnyWidget):
    """Plays `scenes`, whose numbers are in `data`; says `words`, and lists `table`, about the whole of them."""

    _esm = script(TABLE, *(HERE / f"{name}.js" for name in SCRIPTS))
    _css = style(HERE / "stage.css")
    scenes: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    data = traitlets.Bytes().tag(sync=True)
    words = traitlets.Unicode().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    look = traitlets.Dict().tag(sync=True)

    def __init__(self, scenes: Sequence[Scene], words: str, table: Table) -> None:
        super().__init__(look=LOOK)
        self.show(scenes, words, table)

    def show(self, scenes: Sequence[Scene], words: str, table: Table) -> None:
        """Put new scenes on, in one message."""
        with self.hold_sync():
            self.scenes, self.data = [header(scene) for scene in scenes], encode(scenes)
            self.words, self.table = words, as_dict(table)
