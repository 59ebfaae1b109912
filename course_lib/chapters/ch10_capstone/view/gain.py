"""The gain as a card: item by item, with links to where each is taught, and how far "sure" could be relied on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from course_lib import catalogue
from course_lib.chapters.ch10_capstone.study.gain import Attempt, Pair, Reliance, reliance
from course_lib.framework.html import Card, Table, card, paragraphs, table
from course_lib.plural import counted

NO_OPENING = (
    "You haven't taken the opening test, so there is nothing to compare with, and that's fine: this shows where you are"
    " now."
)
WHERE = "What your answers point to, and where you can read up on it:"
FEW = "Eight answers are few: a question more or less is chance. Look at the single ones."


def gain_card(pairs: Sequence[Pair], confidences: Sequence[str]) -> Card:
    """Return the gain."""
    line = headline(pairs)
    rows = tuple((each.asked, each.before.said, each.after.said, each.change, label(each)) for each in pairs)
    items = table(Table("Item by item", ("question", "before", "now", "change", "taught in"), rows))
    parts = [items, links(pairs), sure_card(pairs, confidences)]
    return Card(line, card(f"<b>{escape(line)}</b>", paragraphs(about(pairs)), *filter(None, parts), paragraphs(FEW)))


def headline(pairs: Sequence[Pair]) -> str:
    """Return how many were right, before and now."""
    now = sum(each.after.right for each in pairs)
    both = [each for each in pairs if each.before.choice]
    if not both:
        return f"Now {now} of {len(pairs)} right"
    return f"{sum(each.before.right for each in both)} of {len(both)} right before, {now} of {len(pairs)} now"


def about(pairs: Sequence[Pair]) -> str:
    """Return what has to be said beside the numbers."""
    missing = sum(not each.before.choice for each in pairs)
    if missing == len(pairs):
        return NO_OPENING
    return f"In the opening test you left {counted(missing, 'question')} out." if missing else ""


def label(pair: Pair) -> str:
    """Return the chapter in which an item is taught."""
    return catalogue.chapter(pair.taught[0]).label


def links(pairs: Sequence[Pair]) -> str:
    """Return what each answer that isn't right points to, with a link to where that is taught."""
    told = []
    for each in pairs:
        wrong = [said for said in (_revealed(each.before, "Before"), _revealed(each.after, "Now")) if said]
        if not each.after.right:
            wrong.append(f"Right is “{each.right}”.")
        if wrong:
            told.append(f"<li>{escape(each.asked)}. {escape(' '.join(wrong))} {_link(each)}</li>")
    return f"<p>{WHERE}</p><ul>{''.join(told)}</ul>" if told else ""


def _revealed(attempt: Attempt, when: str) -> str:
    if not attempt.choice or attempt.right:
        return ""
    if not attempt.confidence:
        return f"{when}: you didn't know."
    points_to = f" ({attempt.reveals})" if attempt.reveals else ""
    return f"{when}: “{attempt.choice}”{points_to}."


def _link(pair: Pair) -> str:
    name, heading = pair.taught
    chapter = catalogue.chapter(name)
    where = f"{chapter.stem}.ipynb#{heading.replace(' ', '-')}"
    return f'<a href="{escape(where)}">{escape(chapter.label)}, “{escape(heading)}”</a>'


def sure_card(pairs: Sequence[Pair], confidences: Sequence[str]) -> str:
    """Return how many answers were right, by how sure one was, and what to make of it."""
    before, now = ([getattr(each, name) for each in pairs] for name in ("before", "after"))
    tables = [reliance(each, confidences) for each in (before, now)]
    rows = tuple((one.confidence, _share(one), _share(other)) for one, other in zip(*tables, strict=True))
    sure = [each.asked for each in pairs if each.after.confidence == confidences[-1] and not each.after.right]
    words = f"Sure and wrong, so worth a second look: {'; '.join(sure)}." if sure else ""
    return table(Table("How sure you were, and how often right", ("you were", "before", "now"), rows)) + paragraphs(
        words
    )


def _share(reliance: Reliance) -> str:
    return f"{reliance.right} of {reliance.of}" if reliance.of else "—"
