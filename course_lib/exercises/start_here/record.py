"""The learner's record: what is done, by decision, and how to bring it to another machine."""

from __future__ import annotations

from importlib import import_module

from course_lib import progress
from course_lib.exercises.framework.exercise import Card, Exercise
from course_lib.exercises.framework.result import CORRECT
from course_lib.pictures.markup import Table, card, paragraphs, table

CHAPTERS = {"start_here": "00 Start here", "footprint": "01 Footprint", "rocks": "02 Rocks"}
WHERE = (
    "It is kept in course_progress.json beside the notebooks. Before you leave a Binder session, download that file;"
    " to go on elsewhere, upload it there under another name and run ex.restore('saved.json')."
)


def exercises_of(chapter: str) -> tuple[Exercise, ...]:
    """Return a chapter's exercises in order."""
    found: tuple[Exercise, ...] = import_module(f"course_lib.exercises.{chapter}").EXERCISES
    return found


def my_progress() -> Card:
    """Show every exercise, how far it is, and the decision that it is for."""
    rows = tuple(
        (title, exercise.name + (" (deeper)" if exercise.deeper else ""), exercise.status, exercise.decision)
        for chapter, title in CHAPTERS.items()
        for exercise in exercises_of(chapter)
    )
    done = sum(status == CORRECT for _, _, status, _ in rows)
    line = f"{done} of {len(rows)} exercises done"
    shown = table(Table(line, ("chapter", "exercise", "status", "with it you can"), rows))
    return Card(line, card("Your progress", shown, paragraphs(WHERE), paragraphs(progress.notice())))


def restore(path: str) -> Card:
    """Merge a downloaded record into this one; of each exercise the further state is kept."""
    try:
        progress.restore(path)
    except (ValueError, OSError) as problem:
        return Card(
            "nothing restored",
            card("Nothing was restored", paragraphs(f"{problem}\n\nYour record is as it was.")),
        )
    return my_progress()
