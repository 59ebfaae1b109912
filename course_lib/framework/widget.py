"""Scripts and styles of the course's widgets: a script is one text, and its head is the same for all."""

from __future__ import annotations

from pathlib import Path

from course_lib import theme

HEAD = Path(__file__).with_name("dom.js")
LIVE = ".course-live" * 3  # outweighs what Jupyter says of all HTML in outputs
COLOURS = {"accent": theme.POD.colour, "faint": theme.FAINT, "frame": theme.FRAME, "paper": theme.PAPER}


def script(*paths: Path) -> str:
    """Return a widget's script, one file after the other, behind the head that all widgets share."""
    return "\n".join(each.read_text(encoding="utf-8") for each in (HEAD, *paths))


def style(path: Path) -> str:
    """Return a widget's style: the theme's colours as variables (--course-accent), and the file inside a live view."""
    variables = "; ".join(f"--course-{name}: {colour}" for name, colour in COLOURS.items())
    return f":root {{ {variables} }}\n{LIVE} {{\n{path.read_text(encoding='utf-8')}}}"
