"""Sliders and choices, declared as data and shown as the browser's own inputs.

The browser's inputs bring their keyboard, their names and their values to every screen reader; the
sliders of ipywidgets have no accessible name (axe-core: aria-input-field-name).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course_lib import require
from course_lib.framework.widget import script, style

HERE = Path(__file__).parent
Value = float | str


@dataclass(frozen=True)
class Slider:
    """A number from `low` to `high` in steps; `unit` stands after it."""

    name: str
    label: str
    low: float
    high: float
    step: float
    start: float
    unit: str = ""

    @property
    def corners(self) -> tuple[Value, ...]:
        """The values at which a picture is most likely to break."""
        return (self.low, self.high)

    def accept(self, value: Any) -> Value:
        """Return the value if the slider can stand there."""
        return require.between(self.name, value, self.low, self.high)


@dataclass(frozen=True)
class Choice:
    """One of several words."""

    name: str
    label: str
    options: tuple[str, ...]
    start: str

    @property
    def corners(self) -> tuple[Value, ...]:
        """Every option."""
        return self.options

    def accept(self, value: Any) -> Value:
        """Return the value if it is one of the options."""
        return require.one_of(self.name, value, self.options)


Control = Slider | Choice


class Controls(anywidget.AnyWidget):
    """The inputs; `values` follows them, `locked` keeps them still.

    `answered` are the values whose picture is shown, or whose `problem`, in words. Where they stay behind for a while,
    the page says that the kernel is at work.
    """

    _esm = script(HERE / "controls.js")
    _css = style(HERE / "controls.css")
    declared: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    answered = traitlets.Dict().tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)
    locked = traitlets.Bool(False).tag(sync=True)

    def __init__(self, controls: Sequence[Control], locked: bool) -> None:
        declared = [{"kind": type(control).__name__, **asdict(control)} for control in controls]
        start = {c.name: c.start for c in controls}
        super().__init__(declared=declared, values=start, answered=start, locked=locked)

    def answer(self, values: dict[str, Value], problem: str = "") -> None:
        """Tell the page, in one message, that these values are answered, if only by a problem."""
        with self.hold_sync():
            self.answered, self.problem = values, problem
