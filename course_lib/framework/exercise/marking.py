"""Exercises in which some of several statements are to be marked: the flaws of a report, say.

Vocabulary: a `Statement` has a `topic` ("totals") and is flawed or sound; those of one `Sheet` are named by letters
("a", "b", …) in their order, and an answer is the letters of the flawed ones ("acf"). What is told of a flaw that
wasn't marked is a `nudge`: where to look, without the letter. Where something else is to be marked than flaws, `Words`
say what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from textwrap import shorten
from typing import Any, ClassVar

from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import Explainer, Trial
from course_lib.framework.exercise.values import short_repr
from course_lib.framework.html import card, lettered, paragraphs
from course_lib.plural import counted
from course_lib.record.progress import Status

LINE = 500  # characters of a sheet's text where one line has to stand for it
SEPARATORS = re.compile(r"[\s,;.?!:)(/&+]+|\band\b")


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
class Words:
    """What the marked statements are called, and the others.

    Attributes
    ----------
    many : str
        What is to be marked.
    marked, other : str
        What is said of a statement that is to be marked, and of another one.
    others : str
        What a sheet has other ones of when it comes again.
    too_many, turned_round : str
        What to say if all are marked ("{others}" says how many too many), and if exactly the others are.
    """

    many: str = "flaws"
    marked: str = "is flawed"
    other: str = "is sound"
    others: str = "flaws"
    too_many: str = "{others} of this report are sound, too. Which would you sign yourself?"
    turned_round: str = "Those are exactly the sound statements. The question is for the flaws."

    def verdict(self, is_marked: bool) -> str:
        """Return the first words of a reason.

        >>> FLAWS.verdict(True)
        'Flawed.'
        """
        said = (self.marked if is_marked else self.other).removeprefix("is ")
        return f"{said[0].upper()}{said[1:]}."


FLAWS = Words()


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
        given = letters_in(answer)
        return None if given is None or {*given} - {*self.letters} else "".join(sorted({*given}))

    def unknown(self, answer: Any) -> str:
        """Return the one letter of an answer that no statement has; "" if there are more, or if words may be meant."""
        given = letters_in(answer) or ""
        others = {*given} - {*self.letters}
        is_one = given.isalpha() and len(others) == 1 and len({*given}) == len(given)
        return others.pop() if is_one else ""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Marking(Exercise):
    """Mark the flawed statements of a sheet, and no others."""

    sheets: tuple[Sheet, ...]
    words: Words = FLAWS
    has_variants: ClassVar[bool] = True

    @property
    def sheet(self) -> Sheet:
        """The sheet whose turn it is."""
        return self.in_turn(self.sheets)

    @property
    def question(self) -> str:
        """What to do, and how to answer."""
        call = self.call("check").replace("…", '"abc"')
        how = f"Mark the {len(self.sheet.flawed)} {self.words.many} by their letters, in quotes: {call}"
        return f"{self.sheet.text}\n\n{how}"

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}: {shorten(self.sheet.text, LINE, placeholder='…')}"

    def _repr_html_(self) -> str:
        statements = lettered(statement.text for statement in self.sheet.statements)
        return card(f"Question · <code>{self.name}</code>", paragraphs(self.question), statements)

    def solution_text(self) -> str:
        """Return every statement's letter, what it is, and why."""
        pairs = zip(self.sheet.letters, self.sheet.statements, strict=True)
        return "\n\n".join(f"{letter}) {self.words.verdict(each.is_flawed)} {each.why}" for letter, each in pairs)

    def solved_cell(self, blank: str) -> str:
        """Return the cell with the letters of the flaws."""
        return blank.replace("...", f'"{self.sheet.flawed}"')

    def stays_done(self) -> str:
        """Say that it stays done, and how to practise."""
        done = "You have solved this one before; it stays done."
        return f"{done} To practise, run ex.{self.name}: it has other {self.words.others}."

    def comes_again(self) -> str:
        """Say that the sheet has changed."""
        other = f"It now comes with other {self.words.others}; run ex.{self.name} again to see it."
        return f"{other} Mark the {self.words.many} there, and it counts as done."

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
        many = self.words.many
        how = f'Answer with the letters of the {many}, "{letters[0]}" to "{letters[-1]}", together in quotes: "abc".'
        if marked == "":
            return Finding("none-marked", f"You have marked nothing, but there are {many}. {how}")
        other = self.sheet.unknown(trial.value)
        begin = f"There is no {other})." if other else f"{short_repr(trial.value)} isn't made of these letters."
        return Finding("not-letters", f"{begin} {how}")

    def find_too_many(self, trial: Trial) -> Finding | None:
        """Find that all are marked, or exactly the sound ones."""
        marked, sheet = self.sheet.marked(trial.value) or "", self.sheet
        sound = {*sheet.letters} - {*sheet.flawed}
        if marked == sheet.letters:
            said = self.words.too_many.format(others=counted(len(sound), "statement"))
            return Finding("all-marked", f"You have marked everything. {said}")
        if {*marked} == sound:
            return Finding("sound-ones", self.words.turned_round)
        return None

    def find_sound(self, trial: Trial) -> Finding | None:
        """Find the first that is marked and sound."""
        marked = self.sheet.marked(trial.value) or ""
        for letter in marked:
            statement = self.sheet.of(letter)
            if not statement.is_flawed:
                said = f"{letter}) {self.words.other}. {statement.why}"
                return Finding(f"sound-{statement.topic}", f"{said}{self.so_far(marked)}")
        return None

    def find_missed(self, trial: Trial) -> Finding:
        """Find the first flaw that isn't marked, or that all are."""
        marked = self.sheet.marked(trial.value) or ""
        for letter in self.sheet.flawed:
            if letter not in marked:
                statement = self.sheet.of(letter)
                begin = f"What you have marked {self.words.marked}: {len(marked)} of {len(self.sheet.flawed)}."
                return Finding(f"missed-{statement.topic}", f"{begin} One that is missing: {statement.nudge}")
        whys = (f"{letter}) {self.sheet.of(letter).why}" for letter in self.sheet.flawed)
        return Finding("", "\n\n".join([f"Yes, those are the {self.words.many}.", *whys]), Status.CORRECT)

    def so_far(self, marked: Sequence[str]) -> str:
        """Return how many flaws are among the marked letters."""
        found = len({*marked} & {*self.sheet.flawed})
        return f"\n\nOf the {len(self.sheet.flawed)} {self.words.many} you have found {found}."


def letters_in(answer: Any) -> str | None:
    """Return what an answer gives as letters, one after the other; None of what is no text.

    >>> letters_in("A, c and d"), letters_in(["b", "b"]), letters_in(3)
    ('acd', 'bb', None)
    """
    items = answer if isinstance(answer, list) else [answer]
    if not all(isinstance(item, str) for item in items):
        return None
    return "".join(SEPARATORS.sub("", item.lower().strip(" \"'“”")) for item in items)
