"""What a cell shows: widgets while their kernel lives, and a still for everyone else.

The still stands inside an element of ours, <course-view>, as HTML. Where the page finds the element's model, live
widgets take the still's place (view.js); in a saved notebook, on a code host, in an export there is none, and the still
stays. An output with a widget's own MIME type would then say "model not found" in JupyterLab, whatever else it holds.

Vocabulary: a `View` is what one output shows live; its `children` are the widgets, one below the other; an `invitation`
says in the still what running its cell brings ("To move the sliders, run the cells …").
"""

from __future__ import annotations

import gc
import re
import sys
from html import escape
from pathlib import Path
from typing import Any
from uuid import uuid4

import anywidget
import ipywidgets
import traitlets
from IPython.core.getipython import get_ipython

from course_lib.framework.widget import script, style

HERE = Path(__file__).parent
MODEL = re.compile(r' data-model="[0-9a-f]{32}"')
IN_VS_CODE = "__vsc_ipynb_file__"  # a name that it gives to every notebook's kernel
IN_COLAB = "google.colab"


class View(anywidget.AnyWidget):
    """Widgets of one output; `identity` is its model's id, by which its element in the page finds it."""

    _esm = script(HERE / "view.js")
    _css = style(HERE / "view.css")
    identity = traitlets.Unicode().tag(sync=True)
    # A list leaves its items as they are, whatever their own trait would make of them.
    children: Any = traitlets.List(anywidget.WidgetTrait()).tag(
        sync=True, to_json=lambda children, _: [f"anywidget:{child.model_id}" for child in children]
    )

    def __init__(self, *children: ipywidgets.DOMWidget) -> None:
        identity = uuid4().hex
        super().__init__(model_id=identity, identity=identity, children=list(children))

    def close(self) -> None:
        """Let go of all that the view holds, here and in the page; a widget's own `close` leaves its layout behind."""
        for widget in self.children:
            widget.layout.close()
            widget.close()
        self.layout.close()
        super().close()


class Shown:
    """The views that live, by the cell that shows them: a cell's new run closes those of the run before."""

    def __init__(self) -> None:
        self._views: dict[str, tuple[str, list[View]]] = {}

    def add(self, view: View, cell: str, run: str) -> None:
        """Keep a view, and close what the cell showed in another run."""
        before, views = self._views.get(cell, (run, []))
        if before != run:
            self._close(views)
        self._views[cell] = run, [*views, view]

    def _close(self, views: list[View]) -> None:
        while views:
            views.pop().close()
        gc.collect()  # a figure is a circle of objects: megabytes, but too few objects for Python to look for them soon


SHOWN = Shown()


def bundle(line: str, still: str, invitation: str, *widgets: ipywidgets.DOMWidget) -> dict[str, Any]:
    """Return what a notebook shows: the widgets where they live, else the still (HTML), else the line."""
    view = View(*widgets)
    cell, run = running()
    if cell:
        SHOWN.add(view, cell, run)
    inside = f"{still}<p>{escape(invitation)}</p>"
    html = f'<course-view style="display:block" data-model="{view.identity}">{inside}</course-view>'
    return (own_mime_data(view) if knows_no_elements() else {}) | {"text/plain": line, "text/html": html}


def saved(html: str) -> str:
    """Return what was shown as a file keeps it that outlives its kernel: without the models' ids.

    >>> saved('<course-view style="display:block" data-model="0123456789abcdef0123456789abcdef">')
    '<course-view style="display:block">'
    """
    return MODEL.sub("", html)


def running() -> tuple[str, str]:
    """Return which cell runs, and which run of it this is; "" for the cell where the front end does not tell."""
    shell: Any = get_ipython()
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}  # a plain IPython has no front end
    return parent.get("metadata", {}).get("cellId") or "", parent.get("header", {}).get("msg_id", "")


def knows_no_elements() -> bool:
    """Whether the front end shows HTML where no model reaches it; then the widget's own MIME type is needed.

    VS Code loads widgets only for that type, and Colab puts every output into a frame of its own.
    """
    shell: Any = get_ipython()
    return IN_COLAB in sys.modules or (shell is not None and IN_VS_CODE in shell.user_ns)


def own_mime_data(widget: ipywidgets.DOMWidget) -> dict[str, Any]:
    """Return the widget's own MIME data (anywidget adds metadata, ipywidgets does not)."""
    shown = widget._repr_mimebundle_()
    return dict(shown[0] if isinstance(shown, tuple) else shown or {})
