"""An explorer: sliders over a pure computation, its picture, and the same in words.

Vocabulary: `compute(**values)` is the model's, `picture()` makes a drawing whose `draw(result)` returns
PNG, `describe(result)` returns a `Description`: a sentence and a table. `precise` is the same asked of a long run,
for which a slider could not wait.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from ipywidgets import DOMWidget

from course_lib.framework.explorer.controls import Control, Controls, Value
from course_lib.framework.explorer.failure import failure
from course_lib.framework.explorer.precise import MOVED, Precise, Runner
from course_lib.framework.explorer.prediction import Prediction, PredictionWidget, is_answered
from course_lib.framework.explorer.screen import Description, Screen
from course_lib.framework.html import Still, figure, paragraphs, table
from course_lib.framework.picture_widget import PictureWidget
from course_lib.framework.view import View, bundle

R = TypeVar("R")
Drawn = TypeVar("Drawn", contravariant=True)
UNCHANGED = "The picture has not changed; move a control."


class Drawing(Protocol[Drawn]):
    """A picture that can be drawn again and again."""

    def draw(self, result: Drawn) -> bytes:
        """Return the result as PNG."""


@dataclass(frozen=True, kw_only=True)
class Interactive(ABC, Generic[R]):
    """Controls over a pure computation, shown live and as a still; the screen is the subclass's."""

    invitation: ClassVar[str] = "To move the sliders, run the cells from the top down to this one."
    name: str
    chapter: str
    compute: Callable[..., R]
    picture: Callable[[], Drawing[R]]
    describe: Callable[[R], Description]
    controls: tuple[Control, ...]
    prediction: Prediction | None = None
    precise: Precise[R] | None = None

    @abstractmethod
    def screen(self, result: R, said: Description) -> Screen[R]:
        """Return where a result is shown, and others after it; `said` is its description."""

    @property
    def key(self) -> str:
        """The name in the learner's record."""
        return f"{self.chapter}.{self.name}"

    @property
    def start(self) -> dict[str, Value]:
        """Where the controls stand at first."""
        return {control.name: control.start for control in self.controls}

    def corners(self) -> list[dict[str, Value]]:
        """Return every combination of the controls' ends."""
        names = [control.name for control in self.controls]
        return [dict(zip(names, values, strict=True)) for values in product(*(c.corners for c in self.controls))]

    def result(self, veiled: bool = False, **values: Value) -> R:
        """Return what is computed for the given values; a control that is not named stands at its start.

        `veiled` leaves out what the learner is asked to predict.
        """
        result = self.compute(**self.accepted(values))
        return self.prediction.veil(result) if veiled and self.prediction else result

    def accepted(self, values: dict[str, Value]) -> dict[str, Value]:
        """Return a value for every control, or raise where one cannot stand there."""
        return {c.name: c.accept(values.get(c.name, c.start)) for c in self.controls}

    def answer(
        self, drawing: Drawing[R] | None = None, veiled: bool = False, **values: Value
    ) -> tuple[bytes, Description]:
        """Return picture and words of `result`."""
        result = self.result(veiled, **values)
        return (drawing or self.picture()).draw(result), self.describe(result)

    def view(self) -> View:
        """Return the live explorer."""
        result = self.result(veiled=self.asks)
        return View(*Live(self, self.screen(result, self.describe(result))).widgets())

    @property
    def asks(self) -> bool:
        """Whether a prediction is still awaited."""
        return self.prediction is not None and not is_answered(self.key)

    def __repr__(self) -> str:
        return f"[{self.name}] {self.describe(self.result(veiled=self.asks)).words}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        result = self.result(veiled=self.asks)
        said = self.describe(result)
        screen = self.screen(result, said)
        html = self.saved(screen.still, said)
        return bundle(f"[{self.name}] {said.words}", html, self.invitation, *Live(self, screen).widgets())

    def saved(self, still: Still, said: Description) -> str:
        """Return what a saved notebook shows, as HTML."""
        question = paragraphs(self.prediction.question) if self.prediction else ""
        numbers = f"<details><summary>The picture in numbers</summary>{table(said.table)}</details>"
        return question + figure(still) + paragraphs(said.words) + numbers


class Explorer(Interactive[R]):
    """Sliders that answer at once; the last line of a cell shows it."""

    def screen(self, result: R, said: Description) -> Screen[R]:
        """Return a picture that one drawing paints anew for every result."""
        drawing = self.picture()
        picture = PictureWidget(drawing.draw(result), said.words, said.table)

        def show(other: R) -> None:
            png, new = drawing.draw(other), self.describe(other)
            picture.show(png, new.words, new.table)

        return Screen(Still(picture.png, said.words), picture, show)


class Live(Generic[R]):
    """One view of an explorer; several do not know of each other."""

    def __init__(self, explorer: Interactive[R], screen: Screen[R]) -> None:
        self._explorer, self._screen = explorer, screen
        self._controls = Controls(explorer.controls, locked=explorer.asks)
        self._runner = self._long_run()
        self._controls.observe(self._answer, "values")

    def widgets(self) -> list[DOMWidget]:
        """Return what the view is made of: from the question down to the screen, what there is of it."""
        explorer = self._explorer
        asking = [PredictionWidget(explorer.prediction, explorer.key, self._unlock)] if explorer.prediction else []
        controls = [self._controls] if explorer.controls or explorer.prediction else []
        bar = [self._runner.bar] if self._runner else []
        return [*asking, *controls, *bar, self._screen.widget]

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
