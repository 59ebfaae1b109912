"""Questions with choices, every wrong one with its own explanation; answered by widget or by code.

Vocabulary: a `Choice` is a `text` and `why` it is right or wrong; a `Variant` is one set of numbers for
the same question; choices are named by letters ("a", "b", …) in the order shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any, ClassVar

from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.quiz import INVITATION, Item, OnAnswer, Quiz
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import Explainer, Trial
from course_lib.framework.exercise.values import is_number, short_repr
from course_lib.framework.html import Still, card, figure, lettered, paragraphs
from course_lib.framework.view import bundle
from course_lib.record.progress import Status

LETTER = re.compile(  # b · (b) · option b · b) what it says
    r"(?:(?:option|answer|choice|letter|it's):?\s+)?\(?([a-z])\s*([).:](\s.*)?)?", re.DOTALL
)
JOINTS = re.compile(r"\W+|\band\b|\bor\b")


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

    def letter_of(self, answer: Any) -> str:
        """Return the letter of the choice that an answer names, or "".

        It names one by its letter, by its text, or by whole words at the beginning of that, if no other begins so.
        """
        text = as_text(answer)
        by_text = {plain(choice.text): letter for letter, choice in zip(self.letters, self.choices, strict=True)}
        if text in by_text or self.is_several(answer):
            return by_text.get(text, "")
        found = LETTER.fullmatch(text)
        if found and found[1] in self.letters:
            return found[1]
        begun = [letter for choice, letter in by_text.items() if text and begins_with(choice, text)]
        return begun[0] if len(begun) == 1 else ""

    def is_several(self, answer: Any) -> bool:
        """Whether an answer is made of several letters ("ab", "b) and c)", ["a", "b"])."""
        joined = "".join(JOINTS.sub("", as_text(item)) for item in (answer if isinstance(answer, list) else [answer]))
        return len(joined) > 1 and {*joined} <= {*self.letters}


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Question(Exercise):
    """Choose one; the explanation comes at once."""

    variants: Sequence[Variant]
    has_variants: ClassVar[bool] = True

    @property
    def variant(self) -> Variant:
        """The form that the question has today."""
        return self.in_turn(self.variants)

    def solution_text(self) -> str:
        """Return the right choice and why it is right."""
        right = self.variant.choices[self.variant.right]
        return f"{self.variant.letters[self.variant.right]}) {right.text}\n\n{right.why}"

    def solved_cell(self, blank: str) -> str:
        """Return the cell with the right letter."""
        return blank.replace("...", f'"{self.variant.letters[self.variant.right]}"')

    def comes_again(self) -> str:
        """Say that the question has changed."""
        again = f"It now comes in another form; run ex.{self.name} again to see it."
        return f"{again} Choose the right answer there, and it counts as done."

    @property
    def explainers(self) -> tuple[Explainer, ...]:
        """Ask whether something was chosen, then what."""
        return (self.find_blank, self.find_no_choice, self.find_why)

    def find_blank(self, trial: Trial) -> Finding | None:
        """Find that nothing has been answered."""
        text = f"Choose above, or put a letter in place of the ...: {letters_text(self.variant.letters)}."
        return Finding("", text, Status.NOT_STARTED) if trial.answer is ... else None

    def find_no_choice(self, trial: Trial) -> Finding | None:
        """Find what is none of the letters."""
        if self.variant.letter_of(trial.value):
            return None
        letters = letters_text(self.variant.letters)
        if self.variant.is_several(trial.value):
            return Finding("not-a-choice", f"This question has one answer. Choose one letter, in quotes: {letters}.")
        answer_with = f"answer with {letters}, in quotes."
        return Finding("not-a-choice", f"{short_repr(trial.value)} is none of the choices; {answer_with}")

    def one_of(self, answers: Sequence[Any]) -> str:
        """Say that one letter is enough."""
        return f"Choose one letter, in quotes: {letters_text(self.variant.letters)}."

    def find_why(self, trial: Trial) -> Finding:
        """Say why the choice is right or wrong."""
        letter = self.variant.letter_of(trial.value)
        chosen = self.variant.letters.index(letter)
        why = self.variant.choices[chosen].why
        return Finding("", why, Status.CORRECT) if chosen == self.variant.right else Finding(letter, why)

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}: {self.variant.text}"

    def _repr_html_(self) -> str:
        picture = figure(self.variant.picture()) if self.variant.picture else ""
        choices = lettered(choice.text for choice in self.variant.choices)
        return card(f"Question · <code>{self.name}</code>", paragraphs(self.variant.text), picture, choices)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return bundle(repr(self), self._repr_html_(), INVITATION, Quiz([self.item], self.replier()))

    @property
    def item(self) -> Item:
        """The question as a form shows it."""
        still = self.variant.picture() if self.variant.picture else None
        texts = tuple(choice.text for choice in self.variant.choices)
        said = "" if self.status == Status.NOT_STARTED else f"So far: {self.status}."
        if self.status == Status.CORRECT and self.solutions_seen:
            said = "You have solved this one before; now it's for practice."
        return Item(self.key, self.variant.text, texts, still.src if still else "", still.alt if still else "", said)

    def replier(self) -> OnAnswer:
        """Return what answers the form as it is shown now."""
        shown = self.solutions_seen
        return lambda _, letter, __: self.reply(letter, shown)[0]

    def reply(self, letter: str, shown: int) -> tuple[str, bool]:
        """Return what to say of a letter, and whether it is right.

        The form is old if the solution has been seen more often than when it was `shown`.
        """
        if self.solutions_seen != shown:
            return "The question has changed since this was drawn: run the cell above again.", False
        result = self.check(letter)
        text = " ".join(filter(None, (f"{result.status.capitalize()}.", result.message, result.notice)))
        return text, result.status == Status.CORRECT


class Questions:
    """Several questions in one form, and what is said once all are right."""

    def __init__(self, questions: tuple[Question, ...], when_all_right: str = "") -> None:
        self.questions, self.when_all_right = questions, when_all_right

    def __repr__(self) -> str:
        return "\n".join(repr(question) for question in self.questions)

    def _repr_html_(self) -> str:
        return "".join(question._repr_html_() for question in self.questions)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        items = [question.item for question in self.questions]
        return bundle(repr(self), self._repr_html_(), INVITATION, Quiz(items, self.replier()))

    def replier(self) -> OnAnswer:
        """Return what answers the form; that all are right is said while the form shows only right answers."""
        shown = {question.key: (question, question.solutions_seen) for question in self.questions}
        right = {question.key for question in self.questions if question.status == Status.CORRECT}

        def reply(key: str, letter: str, _: str) -> str:
            question, seen = shown[key]
            text, is_right = question.reply(letter, seen)
            (right.add if is_right else right.discard)(key)
            return f"{text}\n{self.when_all_right}" if len(right) == len(shown) else text

        return reply


class Skip(Questions):
    """Two questions at the start of a chapter; with both right, a learner may skip ahead.

    Parameters
    ----------
    chapter : str
        As in "rocks".
    to : str
        The heading to which one may skip.
    **variants : Variant
        The questions, by what they are called behind "skip_".
    """

    def __init__(self, chapter: str, *, to: str, **variants: Variant) -> None:
        questions = tuple(
            Question(chapter=chapter, name=f"skip_{name}", decision="", variants=(variant,))
            for name, variant in variants.items()
        )
        super().__init__(questions, f"Both are right: you may skip to “{to}”.")


def plain(text: str) -> str:
    """Return a text in small letters, without what may stand around it.

    >>> plain(' "More  pods." ')
    'more pods'
    """
    return " ".join(text.lower().split()).strip(" .?!\"'“”‘’")


def as_text(answer: Any) -> str:
    """Return an answer as a text to compare: a number as it is written, of a list with one item that item.

    >>> [as_text(answer) for answer in (" B? ", ["b"], 8.1, None, ["a", "b"])]
    ['b', 'b', '8.1', '', '']
    """
    item = answer[0] if isinstance(answer, list) and len(answer) == 1 else answer
    if is_number(item):
        return f"{item:g}" if isinstance(item, float) else short_repr(item)
    return plain(item) if isinstance(item, str) else ""


def begins_with(text: str, words: str) -> bool:
    """Whether a text begins with whole words.

    >>> [begins_with("6.55 cores", words) for words in ("6.55", "6", "6.55 c")]
    [True, False, False]
    """
    return re.match(rf"{re.escape(words)}(?![\w.,]\w|\w)", text) is not None


def letters_text(letters: str) -> str:
    """Return letters as a reader lists them: "a", "b" or "c"."""
    quoted = [f'"{letter}"' for letter in letters]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
