"""What the learner gained between the opening test and the closing one; to look at it ends the closing test."""

from __future__ import annotations

from course_lib import catalogue
from course_lib.chapters.ch10_capstone.exercises.closing_test import closing_test
from course_lib.chapters.ch10_capstone.study.gain import Attempt, Pair
from course_lib.chapters.ch10_capstone.view.gain import gain_card
from course_lib.framework.exercise.knowledge_test import CONFIDENCES, RIGHT, SEEN, KnowledgeTest, TestItem
from course_lib.framework.html import Card, card, paragraphs
from course_lib.plural import in_a_row
from course_lib.record import progress
from course_lib.record.store import Record

ASKED = {
    "power_after_packing": "Power after packing",
    "where_a_pod_goes": "Where a new pod goes",
    "busiest_of_ten": "The busiest pod",
    "latency_at_ninety": "Latency and utilisation",
    "pods_with_sidecars": "What fifty sidecars see",
    "peak_or_mean": "Peak or mean",
    "a_tenth_of_the_cpu": "Used or requested",
    "requests_with_sidecars": "Sidecars on fewer replicas",
}


def gain() -> Card:
    """Show the gain, once all eight are answered; from then on no answer changes any more."""
    missing = closing_test.missing
    if missing:
        numbers = in_a_row([str(each) for each in missing])
        text = (
            f"Still without an answer: {numbers}. “I don't know” is one, too. Once all are answered, this shows which"
            " are right, and after that none can be changed."
        )
        return Card(f"still to answer: {numbers}", card("Your gain", paragraphs(text)))
    for item in closing_test.items:
        progress.put(closing_test.section, item.id, **{SEEN: True})
    return gain_card(pairs(), CONFIDENCES)


def pairs() -> list[Pair]:
    """Return every item's two attempts."""
    before: KnowledgeTest = catalogue.chapter("start_here").exercises.opening_test
    asked = {item.id: item for item in before.items}
    return [
        Pair(ASKED[item.id], attempt(before, asked[item.id]), attempt(closing_test, item),
             item.options[item.right].text, item.taught)
        for item in closing_test.items
    ]  # fmt: skip


def attempt(test: KnowledgeTest, item: TestItem) -> Attempt:
    """Return what is kept of an item; of an answer that isn't offered any more, whether it was right."""
    kept = progress.get(test.section, item.id)
    choice, right = _text(kept, "choice"), kept.get("right") is True
    if not choice:
        return Attempt()
    reveals = item.reveals(choice)
    return Attempt(choice, _text(kept, "confidence"), right, "" if reveals == RIGHT else reveals)


def _text(kept: Record, name: str) -> str:
    value = kept.get(name)  # a file may have been edited by hand
    return value if isinstance(value, str) else ""
