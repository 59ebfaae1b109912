"""Cards, figures and tables as HTML that reads well in light and dark, and where styles are stripped.

Text takes the theme's own colour and every string is escaped, so names from files stay text.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from string import ascii_lowercase

from course_lib import theme

WORDS = re.compile(r"[^\W\d_]|\s")  # a column that holds none of it is numbers, and set flush right


@dataclass(frozen=True)
class Still:
    """A drawn picture (PNG) with the same in words."""

    png: bytes
    alt: str

    @property
    def src(self) -> str:
        """The picture as an address that needs no file."""
        return "data:image/png;base64," + base64.b64encode(self.png).decode("ascii")


@dataclass(frozen=True)
class Table:
    """Rows of text under a header; `caption` says what it lists."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Card:
    """A message to the learner: one stable line of text, and HTML."""

    line: str
    html: str

    def __repr__(self) -> str:
        return self.line

    def _repr_html_(self) -> str:
        return self.html


def card(title: str, *parts: str, edge: str = theme.FAINT) -> str:
    """Return a card; title and parts are HTML."""
    style = f"border-left:4px solid {edge};padding:2px 0 2px 12px;margin:4px 0;overflow-wrap:break-word"
    return f'<div style="{style}"><div>{title}</div>{"".join(parts)}</div>'


def paragraphs(text: str) -> str:
    """Return plain text, escaped; a blank line parts two paragraphs."""
    return "".join(f"<p>{escape(block)}</p>" for block in text.split("\n\n") if block)


def preformatted(text: str) -> str:
    """Return text as it stands, escaped; it may scroll, so the keyboard must reach it."""
    if not text:
        return ""
    return f'<pre tabindex="0" style="overflow-x:auto;padding:4px">{escape(text)}</pre>'


def figure(still: Still) -> str:
    """Return a picture with its alternative text."""
    width, height = struct.unpack(">II", still.png[16:24])  # so that the page knows its length before it has decoded it
    size = f'width="{width}" height="{height}" style="max-width:100%;height:auto"'
    return f'<figure style="margin:4px 0"><img src="{still.src}" alt="{escape(still.alt)}" {size}></figure>'


def table(content: Table) -> str:
    """Return a table with a caption and a header row; it may scroll, so the keyboard must reach it."""
    columns = list(zip(*content.rows, strict=True)) or [()] * len(content.header)
    sides = ["left" if WORDS.search("".join(cells)) else "right" for cells in columns]
    head = _cells('th scope="col"', content.header, sides)
    body = "".join(_cells("td", row, sides) for row in content.rows)
    caption = escape(content.caption)
    return (
        f'<div tabindex="0" role="group" aria-label="{caption}" style="overflow-x:auto"><table>'
        f"<caption>{caption}</caption><thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def narrower(content: Table, most: int) -> list[Table]:
    """Return a wide table as several of at most so many columns each, the first one in all of them.

    What scrolls has to be reached by the keyboard, and a front end may take that away from a saved output.

    >>> wide = Table("pods", ("day", "1", "2", "3"), (("busy", "4", "5", "6"),))
    >>> [(each.header, each.rows) for each in narrower(wide, 3)]
    [(('day', '1', '2'), (('busy', '4', '5'),)), (('day', '3'), (('busy', '6'),))]
    """

    def part(cells: tuple[str, ...], begin: int) -> tuple[str, ...]:
        return (cells[0], *cells[begin : begin + most - 1])

    return [
        Table(content.caption, part(content.header, begin), tuple(part(row, begin) for row in content.rows))
        for begin in range(1, len(content.header), most - 1)
    ]


def _cells(tag: str, texts: Sequence[str], sides: Sequence[str]) -> str:
    end = tag.split()[0]
    cells = [
        f'<{tag} style="text-align:{side}">{escape(text)}</{end}>' for text, side in zip(texts, sides, strict=True)
    ]
    return f"<tr>{''.join(cells)}</tr>"


def lettered(items: Iterable[str]) -> str:
    """Return a list counted a), b), c), its items escaped; the letters are text, as styles may be stripped."""
    counted = zip(ascii_lowercase, items, strict=False)
    return "<p>" + "<br>".join(f"{letter}) {escape(item)}" for letter, item in counted) + "</p>"
