"""Exercises in which some of several statements are to be marked: the flaws of a report, say.

Vocabulary: a `Statement` has a `topic` ("totals") and is flawed or sound; those of one `Sheet` are named by letters
("a", "b", …) in their order, and an answer is the letters of the flawed ones ("acf"). What is told of a flaw that
wasn't marked is a `nudge`: where to look, without the letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any, ClassVar

from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import Explainer, Trial
from course_lib.framework.exercise.values import short_repr
from course_lib.framework.html import card, lettered, paragraphs
from course_lib.plural import counted
from course_lib.record.progress import Status

SEPARATORS = re.compile(r"[\s,;.)(/&+]+|\band\b")


@dataclass(frozen=True)
class Statement:
    """One statement: what it says, whether it is flawed, why, and for a flaw what to say while it isn't marked."""

    topic: str
    text: str
    why: str
    nudge: str = ""

    @property
    def is_flawed(self) -> bool:
        """Only flaws have something to look for."""
        return bool(self.nudge)


@dataclass(frozen=True)
class Sheet:
    """What the statements are about, and the statements in order."""

    text: str
    statements: tuple[Statement, ...]

    @property
    def letters(self) -> str:
        """The letters of all statements."""
        return ascii_lowercase[: len(self.statements)]

    @property
    def flawed(self) -> str:
        """The letters of the flawed ones."""
        return "".join(letter for letter in self.letters if self.of(letter).is_flawed)

    def of(self, letter: str) -> Statement:
        """Return the statement of a letter."""
        return self.statements[self.letters.index(letter)]

    def marked(self, answer: Any) -> str | None:
        """Return the letters that an answer marks, in order; None if it is no answer.

        >>> sheet = Sheet("", (Statement("one", "1", "so"), Statement("two", "2", "so"), Statement("three", "3", "so")))
        >>> [sheet.marked(answer) for answer in ("ca", "A, c", ["c", "a"], "", "ad", 3)]
        ['ac', 'ac', 'ac', '', None, None]
        """
        items = answer if isinstance(answer, list) else [answer]
        if not all(isinstance(item, str) for item in items):
            return None
        found = {letter for item in items for letter in SEPARATORS.sub("", item.lower().strip(" \"'“”"))}
        return "".join(sorted(found)) if found <= {*self.letters} else None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Marking(Exercise):
    """Mark the flawed statements of a sheet, and no others."""

    sheets: tuple[Sheet, ...]
    has_variants: ClassVar[bool] = True

    @property
    def sheet(self) -> Sheet:
        """The sheet whose turn it is."""
        return self.in_turn(self.sheets)

    @property
    def question(self) -> str:
        """What to do, and how to answer."""
        call = self.call("check").replace("…", '"abc"')
        how = f"Mark the {len(self.sheet.flawed)} flaws by their letters, in quotes: {call}"
        return f"{self.sheet.text}\n\n{how}"

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}: {self.sheet.text}"

    def _repr_html_(self) -> str:
        statements = lettered(statement.text for statement in self.sheet.statements)
        return card(f"Question · <code>{self.name}</code>", paragraphs(self.question), statements)

    def solution_text(self) -> str:
        """Return every statement's letter, what it is, and why."""
        pairs = zip(self.sheet.letters, self.sheet.statements, strict=True)
        return "\n\n".join(
            f"{letter}) {'Flawed' if statement.is_flawed else 'Sound'}. {statement.why}" for letter, statement in pairs
        )

    def solved_cell(self, blank: str) -> str:
        """Return the cell with the letters of the flaws."""
        return blank.replace("...", f'"{self.sheet.flawed}"')

    def stays_done(self) -> str:
        """Say that it stays done, and how to practise."""
        return f"You have solved this one before; it stays done. To practise, run ex.{self.name}: it has other flaws."

    def comes_again(self) -> str:
        """Say that the sheet has changed."""
        return f"It now comes with other flaws; run ex.{self.name} again to see it. Mark those, and it counts as done."

    def trial(self, answer: Any) -> Trial:
        """Take a set of letters as well."""
        is_of_letters = isinstance(answer, set | frozenset) and all(isinstance(each, str) for each in answer)
        return super().trial(sorted(answer) if is_of_letters else answer)

    def judge_several(self, answers: tuple[Any, ...]) -> Any:
        """Take letters that are given one by one for one answer."""
        return self.judge(list(answers))

    @property
    def explainers(self) -> tuple[Explainer, ...]:
        """Ask whether letters were given, then which are wrong, then which are missing."""
        return (self.find_blank, self.find_no_letters, self.find_too_many, self.find_sound, self.find_missed)

    def find_blank(self, trial: Trial) -> Finding | None:
        """Find that nothing has been answered."""
        blank = Finding("", "Put letters in place of the ..., in quotes, and run the cell again.", Status.NOT_STARTED)
        return blank if trial.answer is ... else None

    def find_no_letters(self, trial: Trial) -> Finding | None:
        """Find what are not letters of the sheet."""
        marked = self.sheet.marked(trial.value)
        if marked:
            return None
        letters = self.sheet.letters
        how = f'Answer with the letters of the flaws, "{letters[0]}" to "{letters[-1]}", together in quotes: "abc".'
        if marked == "":
            return Finding("none-marked", f"You have marked nothing, but there are flaws. {how}")
        return Finding("not-letters", f"{short_repr(trial.value)} isn't made of these letters. {how}")

    def find_too_many(self, trial: Trial) -> Finding | None:
        """Find that all are marked, or exactly the sound ones."""
        marked, sheet = self.sheet.marked(trial.value) or "", self.sheet
        sound = {*sheet.letters} - {*sheet.flawed}
        if marked == sheet.letters:
            said = f"You have marked everything. {counted(len(sound), 'statement')} of this report are sound, too."
            return Finding("all-marked", f"{said} Which would you sign yourself?")
        if {*marked} == sound:
            return Finding("sound-ones", "Those are exactly the sound statements. The question is for the flaws.")
        return None

    def find_sound(self, trial: Trial) -> Finding | None:
        """Find the first that is marked and sound."""
        marked = self.sheet.marked(trial.value) or ""
        for letter in marked:
            statement = self.sheet.of(letter)
            if not statement.is_flawed:
                return Finding(f"sound-{statement.topic}", f"{letter}) is sound. {statement.why}{self.so_far(marked)}")
        return None

    def find_missed(self, trial: Trial) -> Finding:
        """Find the first flaw that isn't marked, or that all are."""
        marked = self.sheet.marked(trial.value) or ""
        for letter in self.sheet.flawed:
            if letter not in marked:
                statement = self.sheet.of(letter)
                begin = f"What you have marked is flawed: {len(marked)} of {len(self.sheet.flawed)}."
                return Finding(f"missed-{statement.topic}", f"{begin} One that is missing: {statement.nudge}")
        whys = (f"{letter}) {self.sheet.of(letter).why}" for letter in self.sheet.flawed)
        return Finding("", "\n\n".join(["Yes, those are the flaws.", *whys]), Status.CORRECT)

    def so_far(self, marked: Sequence[str]) -> str:
        """Return how many flaws are among the marked letters."""
        found = len({*marked} & {*self.sheet.flawed})
        return f"\n\nOf the {len(self.sheet.flawed)} flaws you have found {found}."
