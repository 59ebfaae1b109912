"""What README, TEACHING and the notebooks say of the chapters as such, made from the catalogue's rows.

Vocabulary: a `map` ("| 02 | Rocks | …") lists the chapters, between two markers that no reader sees; a `footer`
ends a chapter's notebook, and stands in no source.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from course_lib import catalogue, require
from course_lib.catalogue import Chapter

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "notebooks" / "source"
BEGIN, END = "<!-- chapters: begin -->", "<!-- chapters: end -->"
FOOTER = """
---

What you have done so far, in all chapters; how to take it elsewhere stands at the end of [{first.label}]({first.stem}.ipynb).

```python
from course_lib.framework.my_progress import my_progress, restore

# my_progress()              # take away the # and run
# restore("saved.json")      # brings back a record that you saved before
```

{onwards}
"""  # noqa: E501 (a paragraph is one line)


def decisions_map() -> str:
    """Return the README's map: what one can do after each chapter."""
    head = ["| | Chapter | Afterwards you can | |", "|---|---|---|---|"]
    rows = [_row(each, "notebooks/", each.decision, "here today") for each in catalogue.chapters()]
    return "\n".join([*head, *rows, "| | [Glossary](notebooks/glossary.ipynb) | look up a word | here today |"])


def claims_map() -> str:
    """Return chapter 00's map: the claim that each chapter after it tests."""
    head = ["| | chapter | the claim that it tests | |", "|---|---|---|---|"]
    return "\n".join([*head, *(_row(each, "", each.claim, "**here**") for each in catalogue.chapters()[1:])])


def what_is_here() -> str:
    """Return TEACHING's sentence on which chapters there are."""
    if catalogue.here() == catalogue.chapters():
        return "All chapters are here today."
    *others, last = (each.number for each in catalogue.here())
    return (
        f"Chapters {', '.join(others)} and {last} are here today. What this page says about the other chapters holds"
        " once they are here, too; the README's map shows which are."
    )


def _row(chapter: Chapter, folder: str, text: str, when_here: str) -> str:
    name = f"[{chapter.title}]({folder}{chapter.stem}.ipynb)" if chapter.is_here else chapter.title
    return f"| {chapter.number} | {name} | {text} | {when_here if chapter.is_here else 'to come'} |"


MAPS: dict[Path, Callable[[], str]] = {
    ROOT / "README.md": decisions_map,
    ROOT / "TEACHING.md": what_is_here,
    SOURCES / "00_start_here.md": claims_map,
}


def write_maps() -> None:
    """Write every map anew where it stands."""
    for path, make in MAPS.items():
        path.write_text(between_markers(path.read_text(encoding="utf-8"), make()), encoding="utf-8")


def between_markers(text: str, content: str, name: str = "chapters") -> str:
    """Return a text with other content between its two markers of a name; they must be there once each.

    >>> between_markers(f"Before. {BEGIN} old {END} After.", "new").splitlines()[2]
    'new'
    """
    begin, end = (marker.replace("chapters", name) for marker in (BEGIN, END))
    require.that(text.count(begin) == text.count(end) == 1, "text", text, f"hold {begin} and {end} once each")
    before, after = text.partition(begin)[0], text.partition(end)[2]
    return f"{before}{begin}\n\n{content}\n\n{end}{after}"


def text_of(source: Path) -> str:
    """Return the text that a notebook is built from: its source without the markers, and its footer."""
    text = source.read_text(encoding="utf-8")
    return text.replace(f"{BEGIN}\n\n", "").replace(f"{END}\n\n", "") + footer(source.stem)


def footer(stem: str) -> str:
    """Return what ends a notebook: nothing for the first chapter, which says it at length, and for the glossary."""
    first, *others = catalogue.chapters()
    following = dict(zip([each.stem for each in others], [*others[1:], None], strict=True))
    return FOOTER.format(first=first, onwards=_onwards(following[stem])) if stem in following else ""


def _onwards(following: Chapter | None) -> str:
    if following is None:
        return "This was the last chapter."
    if not following.is_here:
        return f"Chapter {following.number} is still to come."
    return f"Go on with [{following.label}]({following.stem}.ipynb)."
