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
from typing import Any, Generic, Protocol, TypeVar

import ipywidgets

from course_lib.pictures.markup import Still, Table, bundle, figure, paragraphs, table

from .controls import Control, Controls, Value
from .picture import Picture
from .precise import MOVED, Precise, Runner
from .prediction import Asking, Prediction, answered

R = TypeVar("R")
Drawn = TypeVar("Drawn", contravariant=True)


class Drawing(Protocol[Drawn]):
    """A picture that can be drawn again and again."""

    def draw(self, result: Drawn) -> bytes:
        """Return the result as PNG."""


@dataclass(frozen=True)
class Description:
    """A picture in words, and its figures."""

    words: str
    table: Table


@dataclass(frozen=True, kw_only=True)
class Steered(ABC, Generic[R]):
    """Controls over a pure computation, shown live and as a still; what shows the result live is the subclass's."""

    name: str
    chapter: str
    compute: Callable[..., R]
    picture: Callable[[], Drawing[R]]
    describe: Callable[[R], Description]
    controls: tuple[Control, ...]
    prediction: Prediction | None = None
    precise: Precise[R] | None = None

    @abstractmethod
    def stage(self, result: R) -> tuple[ipywidgets.DOMWidget, Callable[[R], None]]:
        """Return the widget that shows a result, and the function that shows another one in it."""

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

    def view(self) -> ipywidgets.VBox:
        """Return the live explorer."""
        asks = self.asks
        shown, show = self.stage(self.result(veiled=asks))
        controls = Controls(self.controls, locked=asks)
        runner = self._runner(controls, show)

        def repaint(_: Any) -> None:
            if runner:
                runner.stop(MOVED)
            values = controls.values
            show(self.result(**values))
            controls.answered = values

        def unlock() -> None:
            controls.locked = False
            if runner:
                runner.bar.locked = False
            repaint(None)

        controls.observe(repaint, "values")
        asking = [Asking(self.prediction, self.key, unlock)] if self.prediction else []
        steering = [controls] if self.controls or self.prediction else []
        return ipywidgets.VBox([*asking, *steering, *([runner.bar] if runner else []), shown])

    def _runner(self, controls: Controls, show: Callable[[R], None]) -> Runner[R] | None:
        if self.precise is None:
            return None
        return Runner(self.precise, lambda: self.accepted(controls.values), show, locked=controls.locked)

    @property
    def asks(self) -> bool:
        """Whether a prediction is still awaited."""
        return self.prediction is not None and not answered(self.key)

    def alt(self, result: R) -> str:
        """Return the picture of a result in words."""
        return self.describe(result).words

    def __repr__(self) -> str:
        return f"[{self.name}] {self.describe(self.result(veiled=self.asks)).words}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        result = self.result(veiled=self.asks)
        said = self.describe(result)
        question = paragraphs(self.prediction.question) if self.prediction else ""
        still = figure(Still(self.picture().draw(result), self.alt(result)))
        numbers = f"<details><summary>The picture in numbers</summary>{table(said.table)}</details>"
        html = question + still + paragraphs(said.words) + numbers
        return bundle(f"[{self.name}] {said.words}", html, self.view())


class Explorer(Steered[R]):
    """Sliders that answer at once; the last line of a cell shows it."""

    def stage(self, result: R) -> tuple[ipywidgets.DOMWidget, Callable[[R], None]]:
        """Return a picture, and the function that paints it anew."""
        drawing, said = self.picture(), self.describe(result)
        picture = Picture(drawing.draw(result), said.words, said.table)

        def show(other: R) -> None:
            png, new = drawing.draw(other), self.describe(other)
            picture.show(png, new.words, new.table)

        return picture, show
