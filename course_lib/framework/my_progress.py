"""The learner's record: what is done, by decision, and how to bring it to another machine."""

from __future__ import annotations

from pathlib import Path

from course_lib import catalogue
from course_lib.framework.html import Card, Table, card, paragraphs, table
from course_lib.record import progress
from course_lib.record.progress import Status

WHERE = (
    "It is kept in course_progress.json, next to the notebooks. Before you leave a Binder session, download that file."
    " To continue elsewhere, upload it there under another name (saved.json, say) and run the line with restore at the"
    " end of this notebook."
)
TRY = (
    "To try: compare the name with the list of files on the left. If it is right, download the file again from where"
    " it was, or use an older copy."
)


def my_progress() -> Card:
    """Show every exercise, how far it is, and the decision that it is for."""
    rows = tuple(
        (f"{chapter.number} {chapter.title}", each.name + " (deeper)" * each.is_deeper, each.status, each.decision)
        for chapter in catalogue.here()
        for each in chapter.exercises.EXERCISES
    )
    done = sum(status == Status.CORRECT for _, _, status, _ in rows)
    line = f"{done} of {len(rows)} exercises done"
    shown = table(Table(line, ("chapter", "exercise", "status", "with it you can"), rows))
    return Card(line, card("Your progress", shown, paragraphs(WHERE), paragraphs(progress.notice(again=True))))


def restore(path: str) -> Card:
    """Merge a downloaded record into this one; of each exercise the further state is kept."""
    problem = _problem(path)
    if problem:
        text = f"{problem}\n\nYour record is as it was."
        return Card("nothing restored", card("Nothing was restored", paragraphs(text)))
    progress.restore(path)
    return my_progress()


def _problem(path: str) -> str:
    """Return why a file cannot be restored and what to try; "" where it can."""
    if not isinstance(path, str | Path):
        return "restore takes the name of a file, in quotes: restore('saved.json')."
    _, problem = progress.loaded_or_problem(Path(path))
    return problem and f"The file {path} was not restored: {problem}. {TRY}"
