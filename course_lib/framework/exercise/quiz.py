"""A form of questions in the notebook: choose, say how sure you are where it is asked, read the answer.

Vocabulary: an `Item` is a question as the form shows it; `on_answer(item, letter, confidence)` returns
what to say. The reasons stay in Python: the browser holds only what the learner may see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course_lib.framework.widget import script, style

HERE = Path(__file__).parent
INVITATION = "To answer here, run the cells from the top down to this one."


@dataclass(frozen=True)
class Item:
    """One question of a form; `said` is what the record already knows of it.

    Where the form asks for a confidence, the choice with the letter `unsure` needs none.
    """

    id: str
    text: str
    choices: tuple[str, ...]
    src: str = ""
    alt: str = ""
    said: str = ""
    unsure: str = ""


OnAnswer = Callable[[str, str, str], str]


class Quiz(anywidget.AnyWidget):
    """The form; every answer is sent to Python and its reply appears under the question."""

    _esm = script(HERE / "quiz.js")
    _css = style(HERE / "quiz.css")
    items: Any = traitlets.List().tag(sync=True)
    confidences: Any = traitlets.List().tag(sync=True)
    button = traitlets.Unicode("Check").tag(sync=True)
    replies = traitlets.Dict().tag(sync=True)

    def __init__(self, items: Sequence[Item], on_answer: OnAnswer, confidences: Sequence[str] = (), **traits: Any):
        shown = [asdict(item) for item in items]
        super().__init__(items=shown, confidences=list(confidences), **traits)
        self.replies = {item.id: item.said for item in items if item.said}
        self._on_answer = on_answer
        self.on_msg(self._receive)

    def _receive(self, _: Any, content: dict[str, str], __: Any) -> None:
        reply = self._on_answer(content["id"], content["letter"], content["confidence"])
        self.replies = {**self.replies, content["id"]: reply}
