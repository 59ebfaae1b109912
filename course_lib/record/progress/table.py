"""A class at a glance: many progress files as one table for a teacher.

Vocabulary: a `learner` ("anna") is a file's name, a `row` what that file amounts to, and a `harmless` cell
("'=1+1") is one that no spreadsheet takes for a formula.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from course_lib import require
from course_lib.record.progress.status import Status, status_of
from course_lib.record.progress.summing import sum_up
from course_lib.record.store import Data, Record, load

FORMULA_STARTS = ("=", "+", "-", "@")
STARTED = tuple(status for status in reversed(Status) if status != Status.NOT_STARTED)
TESTS = ("opening", "closing")
COLUMNS = (
    "learner",
    "problem",
    *STARTED,
    "predictions",
    "quiz items",
    *(f"{test} test {what}" for test in TESTS for what in ("right", "items")),
)


def class_table(paths: Iterable[str | Path]) -> str:
    """Return a table of many progress files as CSV: one row a file, one column an exercise.

    Parameters
    ----------
    paths : iterable of str or Path
        The files. A learner is called by the file's name, or by its path where names are not unique.

    Returns
    -------
    str
        CSV with a header row. A file that can't be read is a row with its problem; cells that a
        spreadsheet would take for a formula begin with an apostrophe.

    Raises
    ------
    ValueError
        If paths is not a list of paths.
    """
    require.that(not isinstance(paths, (str, bytes, Path)), "paths", paths, "be a list of paths")
    files = list(paths)
    for index, path in enumerate(files):
        require.that(isinstance(path, (str, Path)), f"paths[{index}]", path, "be a path")
    loaded = [loaded_or_problem(Path(path)) for path in files]
    exercises = sorted({key for data, _ in loaded for key in data.get("exercises", {})})
    rows = [[*COLUMNS, *exercises]]
    for learner, (data, problem) in zip(_learners(files), loaded, strict=True):
        rows.append([learner, problem, *([] if problem else _cells(data, exercises))])
    return _as_csv(rows)


def loaded_or_problem(path: Path) -> tuple[Data, str]:
    """Return the data of a progress file and "", or no data and the problem in words."""
    try:
        return load(path, "progress"), ""
    except FileNotFoundError:
        return {}, "there is no such file"
    except OSError as problem:
        return {}, f"it can't be read: {problem.strerror}"
    except ValueError as problem:
        return {}, str(problem)


def _learners(files: list[str | Path]) -> list[str]:
    times = Counter(Path(path).stem for path in files)
    return [Path(path).stem if times[Path(path).stem] == 1 else str(path) for path in files]


def _cells(data: Data, exercises: list[str]) -> list[str]:
    found = sum_up(data)
    counts = [found.statuses.get(status, 0) for status in STARTED]
    scores = [cell for test in TESTS for cell in _score(data.get(f"{test}_test", {}))]
    statuses = [status_of(data.get("exercises", {}).get(key, {})) for key in exercises]
    return [*map(str, [*counts, found.predictions, found.quiz_items]), *scores, *statuses]


def _score(answers: dict[str, Record]) -> list[str]:
    """Return how many answers of a test are right, of how many; nothing where there are none."""
    right = sum(record.get("right") is True for record in answers.values())
    return [str(right), str(len(answers))] if answers else ["", ""]


def _as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        writer.writerow(map(_harmless, [*row, *[""] * (len(rows[0]) - len(row))]))
    return text.getvalue()


def _harmless(cell: str) -> str:
    line = " ".join(cell.split())  # csv leaves a lone carriage return unquoted, and readers stumble over it
    return f"'{line}" if line.startswith(FORMULA_STARTS) else line
