"""A question asked before the sliders move: predict, or skip; then see what differed, and say why.

Vocabulary: the learner's `guess` (0.5) is kept with the explorer's name; `reveal(guess)` says the answer
beside it; the `reflection` is the learner's own sentence on what differed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course_lib import require
from course_lib.framework.widget import script, style
from course_lib.record import progress

HERE = Path(__file__).parent
SECTION = "predictions"


@dataclass(frozen=True)
class Prediction:
    """A number to predict, and what to say to it; `veil` takes the answer out of the result shown before."""

    question: str
    low: float
    high: float
    step: float
    unit: str
    reveal: Callable[[float | None], str]
    veil: Callable[[Any], Any] = lambda result: result


class PredictionWidget(anywidget.AnyWidget):
    """The question, the learner's guess, the answer beside it, and the room to say what differed."""

    _esm = script(HERE / "prediction.js")
    _css = style(HERE / "prediction.css")
    question = traitlets.Unicode().tag(sync=True)
    bounds = traitlets.Dict().tag(sync=True)
    answer = traitlets.Unicode().tag(sync=True)
    reflection = traitlets.Unicode().tag(sync=True)
    kept = traitlets.Unicode().tag(sync=True)
    guessed = traitlets.Bool(False).tag(sync=True)

    def __init__(self, prediction: Prediction, key: str, on_answered: Callable[[], None]) -> None:
        bounds = {"low": prediction.low, "high": prediction.high, "step": prediction.step, "unit": prediction.unit}
        super().__init__(question=prediction.question, bounds=bounds)
        self._prediction, self._key, self._on_answered = prediction, key, on_answered
        record = progress.get(SECTION, key)
        self.reflection = str(record.get("reflection", ""))
        if is_answered(key):
            self.guessed = record.get("guess") is not None
            self.answer = prediction.reveal(record.get("guess"))
        self.on_msg(self._receive)

    def _receive(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if "reflection" in content:
            progress.put(SECTION, self._key, reflection=str(content["reflection"]))
            self.kept = progress.notice() or "Kept in your record."
            return
        guess = content["guess"]
        if guess is not None:
            guess = require.between("guess", guess, self._prediction.low, self._prediction.high)
        progress.put(SECTION, self._key, guess=guess, skipped=guess is None)
        with self.hold_sync():
            self.guessed = guess is not None
            self.answer = self._prediction.reveal(guess)
        self._on_answered()


def is_answered(key: str) -> bool:
    """Whether the learner has predicted, or skipped, already."""
    return "skipped" in progress.get(SECTION, key)
