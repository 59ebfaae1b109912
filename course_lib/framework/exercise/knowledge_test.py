"""What a learner knows before the course and after it: the same questions twice, each with how sure one is.

Vocabulary: an `Option` is a `text` and what choosing it `reveals`; the last option is always "I don't
know", for which no confidence is asked. A test is `closed` once its answers can't be changed any more: the opening test
when the closing test has begun, the closing test when the learner has seen what is right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from course_lib import require
from course_lib.framework.exercise.quiz import INVITATION, Item, Quiz
from course_lib.framework.html import Card, card, lettered, paragraphs
from course_lib.framework.view import bundle
from course_lib.record import progress
from course_lib.record.store import Record

OPENING, CLOSING = "opening_test", "closing_test"
CONFIDENCES = ("guessing", "fairly sure", "sure")
DONT_KNOW = "I don't know"
RIGHT = "right"
SEEN = "seen"  # what the record of an answer holds once the learner has been told what is right


@dataclass(frozen=True)
class Option:
    """One answer, and what choosing it reveals."""

    text: str
    reveals: str


@dataclass(frozen=True)
class TestItem:
    """One question; `right` is the position of the right option, `taught` the chapter and the heading about it."""

    __test__ = False  # not a test of pytest's

    id: str
    text: str
    options: tuple[Option, ...]
    right: int
    taught: tuple[str, str] = ("", "")

    @property
    def texts(self) -> tuple[str, ...]:
        """The options as shown, "I don't know" the last."""
        return (*(option.text for option in self.options), DONT_KNOW)

    @property
    def letters(self) -> str:
        """The letters that answer it; the last one is "I don't know"."""
        return ascii_lowercase[: len(self.texts)]

    def reveals(self, text: str) -> str:
        """Return what choosing an option reveals; "" of "I don't know", and of what isn't offered."""
        return next((option.reveals for option in self.options if option.text == text), "")


@dataclass(frozen=True, repr=False)
class KnowledgeTest:
    """Eight items as a form; `answer` does the same from code.

    Attributes
    ----------
    section : str
        Of the learner's record.
    title : str
        "Opening test".
    items : tuple of TestItem
        The questions.
    until : str
        Until when an answer may be changed.
    is_closed : function
        Whether it's too late for that.
    closed : str
        Why, then.
    """

    section: str
    title: str
    items: tuple[TestItem, ...]
    until: str
    is_closed: Callable[[], bool]
    closed: str

    def kept(self, item: TestItem) -> Record:
        """Return the record of an item's answer; empty where none is kept that the item still offers."""
        record = progress.get(self.section, item.id)
        return record if record.get("choice") in item.texts else {}

    def said(self, item: TestItem) -> str:
        """Return what is kept as an item's answer, and whether it may be changed; "" where nothing is."""
        kept = self.kept(item)
        if not kept:  # an older course may have offered something else
            return ""
        letter = item.letters[item.texts.index(kept["choice"])]
        sure = f", {kept['confidence']}" if kept.get("confidence") else ""
        open_ = f"You may change it until {self.until}; the latest counts."
        after = f"It stays as it is, as {self.closed}." if self.is_closed() else open_
        return f"Kept: {letter}) {kept['choice']}{sure}. {after}"

    def answer(self, number: int, letter: str, confidence: str = "") -> str:
        """Keep the answer to item 1 to 8; `confidence` is one of `CONFIDENCES`, but for "I don't know".

        Raise a ValueError that names a number, letter or confidence that is not there.
        """
        known = type(number) is int and 1 <= number <= len(self.items)
        require.that(known, "number", number, f"be a whole number from 1 to {len(self.items)}")
        item = self.items[number - 1]
        require.one_of("letter", letter, item.letters)
        position = item.letters.index(letter)
        knows = item.texts[position] != DONT_KNOW
        sure = require.one_of("confidence", confidence, CONFIDENCES) if knows else ""
        if self.is_closed():
            return self.said(item) or f"Too late: nothing is kept, as {self.closed}."
        progress.put(self.section, item.id, choice=item.texts[position], confidence=sure, right=position == item.right)
        return " ".join(filter(None, (self.said(item), progress.notice())))

    def _reply(self, key: str, letter: str, confidence: str) -> str:
        numbers = {item.id: number for number, item in enumerate(self.items, start=1)}
        return self.answer(numbers[key], letter, confidence)

    @property
    def missing(self) -> list[int]:
        """The numbers of the items without an answer."""
        return [number for number, item in enumerate(self.items, start=1) if not self.kept(item)]

    def summary(self) -> Card:
        """Say how many items are answered; not which are right."""
        line = f"{len(self.items) - len(self.missing)} of {len(self.items)} answered"
        return Card(line, card(self.title, paragraphs(line)))

    def __repr__(self) -> str:
        return f"[{self.title.lower()}] {self.summary()}"

    def _repr_html_(self) -> str:
        return "".join(
            card(f"Question {number} of {len(self.items)}", paragraphs(item.text), lettered(item.texts))
            for number, item in enumerate(self.items, start=1)
        )

    def view(self) -> Quiz:
        """Return the live form; under each item it says what is kept."""
        items = [
            Item(item.id, f"{number}. {item.text}", item.texts, said=self.said(item), unsure=item.letters[-1])
            for number, item in enumerate(self.items, start=1)
        ]
        return Quiz(items, self._reply, CONFIDENCES, button="Keep")

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return bundle(repr(self), self._repr_html_(), INVITATION, self.view())


def has_begun() -> bool:
    """Whether the closing test has an answer, so that those of the opening test stay."""
    return any(record.get("choice") for record in progress.records(CLOSING).values())


def is_seen() -> bool:
    """Whether the learner has been told what is right, so that the answers of the closing test stay."""
    return any(record.get(SEEN) is True for record in progress.records(CLOSING).values())


def opening(items: tuple[TestItem, ...]) -> KnowledgeTest:
    """Return the test before the course."""
    return KnowledgeTest(OPENING, "Opening test", items, "chapter 10", has_begun, "you have begun the closing test")


def closing(items: tuple[TestItem, ...]) -> KnowledgeTest:
    """Return the test after it."""
    return KnowledgeTest(CLOSING, "Closing test", items, "you look at your gain", is_seen, "you have seen the answers")
