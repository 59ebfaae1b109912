"""A live view: the question, the controls, the long run and the screen, and how each moves the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import ipywidgets

from course_lib.framework.explorer.controls import Controls, Value
from course_lib.framework.explorer.failure import failure
from course_lib.framework.explorer.precise import MOVED, Runner
from course_lib.framework.explorer.prediction import Asking
from course_lib.framework.html import Still

if TYPE_CHECKING:
    from course_lib.framework.explorer.explorer import Steered

R = TypeVar("R")
UNCHANGED = "The picture has not changed; move a control."


@dataclass(frozen=True)
class Screen(Generic[R]):
    """A first result as a `still`, and in a widget that has it, too; `show` puts another one into the widget."""

    still: Still
    widget: ipywidgets.DOMWidget
    show: Callable[[R], None]


class Live(Generic[R]):
    """One view of an explorer; several do not know of each other."""

    def __init__(self, explorer: Steered[R], screen: Screen[R]) -> None:
        self._explorer, self._screen = explorer, screen
        self._controls = Controls(explorer.controls, locked=explorer.asks)
        self._runner = self._long_run()
        self._controls.observe(self._answer, "values")

    def box(self) -> ipywidgets.VBox:
        """Return the view as a widget: from the question down to the screen, what there is of it."""
        explorer = self._explorer
        asking = [Asking(explorer.prediction, explorer.key, self._unlock)] if explorer.prediction else []
        controls = [self._controls] if explorer.controls or explorer.prediction else []
        bar = [self._runner.bar] if self._runner else []
        return ipywidgets.VBox([*asking, *controls, *bar, self._screen.widget])

    def _long_run(self) -> Runner[R] | None:
        precise = self._explorer.precise
        if precise is None:
            return None
        return Runner(precise, self._values, self._screen.show, locked=self._controls.locked)

    def _values(self) -> dict[str, Value]:
        return self._explorer.accepted(self._controls.values)

    def _unlock(self) -> None:
        self._controls.locked = False
        if self._runner:
            self._runner.bar.locked = False
        self._answer()

    def _answer(self, _: Any = None) -> None:
        """Show the result of the values at which the controls stand, or say that there is none, and raise."""
        if self._runner:
            self._runner.stop(MOVED)
        values = self._controls.values
        try:
            self._screen.show(self._explorer.result(**values))
        except BaseException as problem:  # an interrupt, too: else the page would say for ever that it is at work
            self._controls.answer(values, f"{failure(problem)} {UNCHANGED}")
            raise
        self._controls.answer(values)
