"""A case to decide: four answers, each with a reason, about a system's data sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import overload

from course_lib.chapters.ch10_capstone.setting import CHAPTER
from course_lib.chapters.ch10_capstone.study.found import Found
from course_lib.chapters.ch10_capstone.view import sheet
from course_lib.framework.exercise.question import Choice, Question, Variant
from course_lib.framework.html import Card, card, paragraphs
from course_lib.mesh.answer import ANSWERS, DOES_NOT, OTHER, PAYS, UNKNOWN
from course_lib.record.progress import Status

Choices = Callable[[Found], dict[str, Choice]]
BEGINS = {
    PAYS: "It pays:",
    DOES_NOT: "It doesn't pay:",
    OTHER: "It isn't a mesh question:",
    UNKNOWN: "Nobody can tell yet:",
}


@dataclass(frozen=True)
class Form:
    """One form of a case: what the model finds of its system, its choices by answer, and the answer that is right."""

    found: Callable[[], Found]
    choices: Choices
    right: str

    def variant(self, letter: str) -> Variant:
        """Return it as a question."""
        given = self.choices(self.found())
        text = (
            f"System {letter}: would a mesh save nodes here, compared with no mesh? Either way the same people set"
            " requests to what is used, and the objective stays. Choose the answer with its reason."
        )
        return Variant(text, tuple(_begun(kind, given[kind]) for kind in ANSWERS), ANSWERS.index(self.right))


def _begun(kind: str, choice: Choice) -> Choice:
    return Choice(f"{BEGINS[kind]} {choice.text}", choice.why)


@dataclass(frozen=True)
class Forms(Sequence[Variant]):
    """The forms of a case as variants, each worked out when it's asked for: a comparison takes a second."""

    letter: str
    forms: tuple[Form, ...]

    def __len__(self) -> int:
        return len(self.forms)

    @overload
    def __getitem__(self, at: int) -> Variant: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Variant]: ...
    def __getitem__(self, at: int | slice) -> Variant | Sequence[Variant]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return _worked_out(self.letter, self.forms[at])


@cache
def _worked_out(letter: str, form: Form) -> Variant:
    return form.variant(letter)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CaseQuestion(Question):
    """A case to decide."""

    forms: tuple[Form, ...]

    @property
    def found(self) -> Found:
        """What the model finds of the system that the question is about now."""
        return self.in_turn(self.forms).found()

    def data(self) -> Card:
        """Return the data sheet."""
        return sheet.sheet(self.found)

    def model(self) -> Card:
        """Return what the model finds of it, once the learner has answered."""
        if self.status in (Status.CORRECT, Status.SOLUTION_SEEN):
            return sheet.compared(self.found)
        first = f"Decide first: {self.call('check')} Once you're right, this shows every alternative's figures."
        return Card(f"[{self.name}] decide first", card(f"System {self.letter}", paragraphs(first)))

    def comes_again(self) -> str:
        """Say that the system has changed."""
        return f"{super().comes_again()} {self.sheet_first}"

    def stays_done(self) -> str:
        """Say that it stays done, and how to practise."""
        return f"{super().stays_done()} {self.sheet_first}"

    @property
    def sheet_first(self) -> str:
        """That the data sheet is another one now."""
        return f"Something has changed in the system by then, so look at ex.{self.name}.data() first."

    @property
    def letter(self) -> str:
        """What the system is called."""
        return self.name[-1].upper()


def case_question(letter: str, *forms: Form, hints: tuple[str, ...]) -> CaseQuestion:
    """Return the question about a system."""
    return CaseQuestion(
        chapter=CHAPTER,
        name=f"case_{letter.lower()}",
        decision="decide whether a mesh pays, isn't the question, or has to wait for a measurement",
        variants=Forms(letter, forms),
        forms=forms,
        hints=hints,
    )
