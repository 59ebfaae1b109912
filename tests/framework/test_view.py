"""What a cell shows: without a kernel the still, and with one a view that goes when its cell runs again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import ipywidgets
import pytest
from ipywidgets.widgets.widget import _instances as alive

from course_lib.framework import view
from course_lib.framework.explorer.controls import Controls
from course_lib.framework.view import View, bundle

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A shell that has been told to run a cell; it keeps no views of other tests."""
    shell = SimpleNamespace(parent={}, user_ns={})
    shell.get_parent = lambda: shell.parent
    monkeypatch.setattr(view, "get_ipython", lambda: shell)
    monkeypatch.setattr(view, "SHOWN", view.Shown())
    return shell


def shown(kernel: SimpleNamespace, cell: str | None, run: str) -> str:
    """Show something in a cell; return the id of its view."""
    kernel.parent = {"header": {"msg_id": run}, "metadata": {"cellId": cell} if cell else {}}
    before = set(alive)
    bundle("line", "<p>still</p>", "Run it.", Controls([], locked=False))
    (identity,) = (one for one in set(alive) - before if isinstance(alive[one], View))
    return identity


def test_the_still_and_the_invitation_stand_inside_the_element() -> None:
    data = bundle("a line", "<p>a still</p>", "Run it & see.", Controls([], locked=False))
    assert set(data) == {"text/plain", "text/html"}
    assert data["text/plain"] == "a line"
    assert data["text/html"].endswith("<p>a still</p><p>Run it &amp; see.</p></course-view>")


def test_a_cell_that_runs_again_lets_go_of_all_that_it_showed(kernel: SimpleNamespace) -> None:
    before = set(alive)
    for run in ("first", "second", "third"):
        now = [shown(kernel, "a", run), shown(kernel, "a", run)]  # two of one run stand beside each other
        views = {one for one in set(alive) - before if isinstance(alive[one], View)}
        assert views == set(now)
        assert len(set(alive) - before) == 8  # of each view: itself, its one child, and both their layouts


def test_cells_are_apart_and_so_are_those_without_a_name(kernel: SimpleNamespace) -> None:
    one, other = shown(kernel, "a", "first"), shown(kernel, "b", "second")
    nameless = [shown(kernel, None, run) for run in ("third", "fourth")]
    shown(kernel, "b", "fifth")
    assert {one, *nameless} <= set(alive)
    assert other not in alive


def test_a_view_knows_its_children_and_its_own_name() -> None:
    children = ipywidgets.HTML("1"), ipywidgets.HTML("2")
    state = View(*children).get_state(["identity", "children"])
    assert state["children"] == [f"anywidget:{child.model_id}" for child in children]
    assert state["identity"] in alive


@pytest.mark.parametrize("name", [view.IN_VS_CODE, view.IN_COLAB])
def test_a_front_end_that_knows_no_elements_gets_the_widget_itself(
    kernel: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def data() -> dict[str, Any]:
        return bundle("line", "", "", Controls([], locked=False))

    assert WIDGET_VIEW not in data()
    if name == view.IN_COLAB:
        monkeypatch.setitem(view.sys.modules, name, SimpleNamespace())
        monkeypatch.setattr("anywidget.widget.in_colab", lambda: False)
    else:
        kernel.user_ns[name] = "a.ipynb"
    assert data()[WIDGET_VIEW]["model_id"] in alive
