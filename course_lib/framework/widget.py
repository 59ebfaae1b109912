"""The scripts of the course's widgets: an anywidget's script is one text, and its head is the same for all."""

from __future__ import annotations

from pathlib import Path

HEAD = Path(__file__).with_name("dom.js")


def script(*paths: Path) -> str:
    """Return a widget's script, one file after the other, behind the head that all widgets share."""
    return "\n".join(each.read_text(encoding="utf-8") for each in (HEAD, *paths))
