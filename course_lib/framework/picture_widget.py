"""A picture in the notebook that can be repainted: PNG, alternative text, and the same as a table."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

from course_lib.framework.html import Table
from course_lib.framework.widget import script, style

HERE = Path(__file__).parent
TABLE = HERE / "table.js"


class PictureWidget(anywidget.AnyWidget):
    """Shows `png`; says `alt`; lists `table` when it is opened."""

    _esm = script(TABLE, HERE / "picture_widget.js")
    _css = style(HERE / "picture_widget.css")
    png = traitlets.Bytes().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)

    def __init__(self, png: bytes, alt: str, table: Table) -> None:
        super().__init__(png=png, alt=alt, table=as_dict(table))

    def show(self, png: bytes, alt: str, table: Table) -> None:
        """Put a new picture in place, in one message."""
        with self.hold_sync():
            self.png, self.alt, self.table = png, alt, as_dict(table)


def as_dict(table: Table) -> dict[str, object]:
    """Return a table as plain lists, for the browser."""
    return {"caption": table.caption, "header": list(table.header), "rows": [list(row) for row in table.rows]}
