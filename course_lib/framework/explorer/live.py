"""A live view: the question, the controls, the long run and the screen, and how each moves the others."""

from __future__ import annotations

from typing import Any, Generic, Protocol, TypeVar

import ipywidgets

from course_lib.framework.explorer.controls import Control, Controls, Value
from course_lib.framework.explorer.failure import failure
from course_lib.framework.explorer.precise import MOVED, Precise, Runner
from course_lib.framework.explorer.prediction import Prediction, PredictionWidget
from course_lib.framework.explorer.screen import Screen

R = TypeVar("R")
UNCHANGED = "The picture has not changed; move a control."


class Subject(Protocol[R]):
    """What a view asks of the explorer that it shows."""

    @property
    def key(self) -> str:
        """The name in the learner's record."""

    @property
    def controls(self) -> tuple[Control, ...]:
        """What can be moved."""

    @property
    def prediction(self) -> Prediction | None:
        """What is asked before anything moves."""

    @property
    def precise(self) -> Precise[R] | None:
        """The long run."""

    @property
    def asks(self) -> bool:
        """Whether a prediction is still awaited."""

    def accepted(self, values: dict[str, Value]) -> dict[str, Value]:
        """Return a value for every control."""

    def result(self, veiled: bool = False, **values: Value) -> R:
        """Return what is computed for the values."""


class Live(Generic[R]):
    """One view of an explorer; several do not know of each other."""

    def __init__(self, explorer: Subject[R], screen: Screen[R]) -> None:
        self._explorer, self._screen = explorer, screen
        self._controls = Controls(explorer.controls, locked=explorer.asks)
        self._runner = self._long_run()
        self._controls.observe(self._answer, "values")

    def box(self) -> ipywidgets.VBox:
        """Return the view as a widget: from the question down to the screen, what there is of it."""
        explorer = self._explorer
        asking = [PredictionWidget(explorer.prediction, explorer.key, self._unlock)] if explorer.prediction else []
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
