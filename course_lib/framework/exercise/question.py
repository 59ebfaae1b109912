"""Questions with choices, every wrong one with its own explanation; answered by widget or by code.

Vocabulary: a `Choice` is a `text` and `why` it is right or wrong; a `Variant` is one set of numbers for
the same question; choices are named by letters ("a", "b", …) in the order shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from course_lib.framework.exercise.calling import taken
from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.quiz import Item, OnAnswer, Quiz
from course_lib.framework.exercise.result import CORRECT, NOT_STARTED, NOT_YET, Result
from course_lib.framework.exercise.values import looks
from course_lib.framework.html import Still, bundle, card, figure, lettered, paragraphs


@dataclass(frozen=True)
class Choice:
    """One thing to choose, and why it is right or wrong."""

    text: str
    why: str


@dataclass(frozen=True)
class Variant:
    """One form of a question; `right` is the position of the right choice."""

    text: str
    choices: tuple[Choice, ...]
    right: int
    picture: Callable[[], Still] | None = None

    @property
    def letters(self) -> str:
        """The letters that answer it ("abcd")."""
        return ascii_lowercase[: len(self.choices)]


@dataclass(frozen=True, kw_only=True)
class Question(Exercise):
    """Choose one; the explanation comes at once."""

    chapter: str
    name: str
    decision: str
    variants: tuple[Variant, ...]
    hints: tuple[str, ...] = ()
    deeper: bool = False

    @property
    def variant(self) -> Variant:
        """The form that the question has today."""
        return self.variants[self.solutions_seen % len(self.variants)]

    def worked(self) -> str:
        """Return the right choice and why it is right."""
        right = self.variant.choices[self.variant.right]
        return f"{self.variant.letters[self.variant.right]}) {right.text}\n\n{right.why}"

    def filled(self, blank: str) -> str:
        """Return the cell with the right letter."""
        return blank.replace("...", f'"{self.variant.letters[self.variant.right]}"')

    def comes_again(self) -> str:
        """Say that the question has changed."""
        return f"It now comes in another form: run ex.{self.name} again to see it. It counts as done with that one."

    def judge(self, answer: Any) -> Result:
        """Explain the choice made."""
        variant = self.variant
        if answer is ...:
            return self.unanswered(f"Choose above, or put a letter in place of the ...: {either(variant.letters)}.")
        answer = taken(answer)
        letter = answer.strip().lower() if isinstance(answer, str) else ""
        if len(letter) != 1 or letter not in variant.letters:
            message = f"{looks(answer)} is none of the choices; answer with {either(variant.letters)} in quotes."
            return Result(self.name, NOT_YET, message, "not-a-choice")
        chosen = variant.letters.index(letter)
        if chosen == variant.right:
            return Result(self.name, CORRECT, variant.choices[chosen].why)
        return Result(self.name, NOT_YET, variant.choices[chosen].why, letter)

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}: {self.variant.text}"

    def _repr_html_(self) -> str:
        picture = figure(self.variant.picture()) if self.variant.picture else ""
        choices = lettered(choice.text for choice in self.variant.choices)
        return card(f"Question · <code>{self.name}</code>", paragraphs(self.variant.text), picture, choices)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return bundle(repr(self), self._repr_html_(), Quiz([self.item], self.replier()))

    @property
    def item(self) -> Item:
        """The question as a form shows it."""
        still = self.variant.picture() if self.variant.picture else None
        texts = tuple(choice.text for choice in self.variant.choices)
        said = "" if self.status == NOT_STARTED else f"So far: {self.status}."
        if self.status == CORRECT and self.solutions_seen:
            said = "Solved before; this one is for practice."
        return Item(self.key, self.variant.text, texts, still.src if still else "", still.alt if still else "", said)

    def replier(self) -> OnAnswer:
        """Return what answers the form as it is shown now; after a look at the solution that form is old."""
        shown = self.solutions_seen

        def reply(_: str, letter: str, __: str) -> str:
            if self.solutions_seen != shown:
                return "The question has changed since this was drawn: run the cell above once more."
            result = self.check(letter)
            return " ".join(filter(None, (f"{result.status.capitalize()}.", result.message, result.notice)))

        return reply


@dataclass(frozen=True)
class Questions:
    """Several questions in one form, and what is said once all are right."""

    questions: tuple[Question, ...]
    when_all_right: str = ""

    def __repr__(self) -> str:
        return "\n".join(repr(question) for question in self.questions)

    def _repr_html_(self) -> str:
        return "".join(question._repr_html_() for question in self.questions)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        items = [question.item for question in self.questions]
        return bundle(repr(self), self._repr_html_(), Quiz(items, self.reply()))

    def reply(self) -> OnAnswer:
        """Return what answers the form; that all are right is said while the form shows only right answers."""
        repliers = {question.key: question.replier() for question in self.questions}
        right = {question.key for question in self.questions if question.status == CORRECT}

        def reply(key: str, letter: str, sure: str) -> str:
            said = repliers[key](key, letter, sure)
            (right.add if said.startswith(CORRECT.capitalize()) else right.discard)(key)
            return f"{said}\n{self.when_all_right}" if len(right) == len(repliers) else said

        return reply


def either(letters: str) -> str:
    """Return letters as a reader lists them: "a", "b" or "c"."""
    quoted = [f'"{letter}"' for letter in letters]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
