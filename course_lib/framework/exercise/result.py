"""What a check answers: one stable line of text, and a card.

Vocabulary: `status` ("not yet") is how far the answer is, `mistake` ("strict") the known mistake it
was recognised as, `message` what happened and what to try, `shown` the case that proves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from course_lib import theme
from course_lib.framework.html import Still, card, figure, paragraphs, preformatted
from course_lib.record.progress import Status

_SIGNS = {
    Status.NOT_STARTED: "○",
    Status.ERROR: "✗",
    Status.NOT_YET: "△",
    Status.CORRECT: "✓",
    Status.SOLUTION_SEEN: "◐",
}
_EDGES = {
    Status.NOT_STARTED: theme.FAINT,
    Status.ERROR: theme.WAITING.colour,
    Status.NOT_YET: theme.OVERHEAD.colour,
    Status.CORRECT: theme.OPTIMUM.colour,
    Status.SOLUTION_SEEN: theme.POD.colour,
}


@dataclass(frozen=True)
class Finding:
    """What an explainer has found: the mistake's name, the sentence for it, the status, what proves it, and its print.

    Where `shown` is None, the counterexample stands in its place, if there is one, with what that call has printed.
    """

    name: str
    sentence: str
    status: Status = Status.NOT_YET
    shown: str | None = None
    printed: str = ""


@dataclass(frozen=True)
class Result:
    """The answer to one check; shows itself as a card in a notebook."""

    name: str
    status: Status
    message: str = ""
    mistake: str = ""
    shown: str = ""
    picture: Still | None = None
    printed: str = ""
    notice: str = ""

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}" + (f" ({self.mistake})" if self.mistake else "")

    def _repr_html_(self) -> str:
        title = f"{_SIGNS[self.status]} <b>{self.status.capitalize()}</b> · <code>{escape(self.name)}</code>"
        return card(title, *self._body(), edge=_EDGES[self.status])

    def _body(self) -> list[str]:
        parts = [paragraphs(self.message), preformatted(self.shown)]
        if self.picture:
            parts.append(figure(self.picture))
        if self.printed:
            parts.append("<p>In one call your code printed:</p>" + preformatted(self.printed))
        return [*parts, paragraphs(self.notice)]
