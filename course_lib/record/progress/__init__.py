"""The learner's record: what was answered, predicted and decided, in one small file.

Vocabulary: a `section` ("exercises", "predictions", "quiz", "opening_test") holds one `record`
({"status": "not yet", "tries": 2}) a `key` ("rocks.first_fit"); a `status` ("correct") says how far an
exercise has come, a `summary` what the whole file amounts to.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from course_lib import require
from course_lib.record.progress.merging import merge
from course_lib.record.progress.status import Status, status_of
from course_lib.record.progress.summing import Summary, sum_up
from course_lib.record.progress.table import class_table, loaded_or_problem
from course_lib.record.store import Current, Record, Store, as_json, progress_path

__all__ = [
    "Status",
    "Summary",
    "class_table",
    "get",
    "loaded_or_problem",
    "notice",
    "put",
    "records",
    "restore",
    "status_of",
    "summary",
    "use",
]

_current = Current(lambda: Store(progress_path(), "progress"))


def use(store: Store) -> contextlib.AbstractContextManager[Store]:
    """Keep progress in `store` until the `with` block ends."""
    return _current.use(store)


def get(section: str, key: str) -> Record:
    """Return the record of `key`; an empty one where nothing is kept yet.

    Examples
    --------
    >>> with use(Store(None, "progress")):
    ...     put("exercises", "rocks.first_fit", status="not yet", tries=1)
    ...     get("exercises", "rocks.first_fit")
    {'status': 'not yet', 'tries': 1}
    """
    require.that(isinstance(key, str) and key != "", "key", key, "be a name")
    return records(section).get(key, {})


def put(section: str, key: str, /, **fields: object) -> None:
    """Merge `fields` into the record of `key`; the other fields stay.

    Parameters
    ----------
    section, key : str
        Where the record is.
    **fields : object
        What to keep, as JSON can keep it.

    Raises
    ------
    ValueError
        If a field is not plain JSON (NaN, say), or a name not text.
    """
    require.that(isinstance(section, str) and section != "", "section", section, "be a name")
    require.that(isinstance(key, str) and key != "", "key", key, "be a name")
    kept = {name: as_json(name, value) for name, value in fields.items()}
    _current().update(lambda data: data.setdefault(section, {}).setdefault(key, {}).update(kept))


def records(section: str) -> dict[str, Record]:
    """Return every record of a section, by key."""
    require.that(isinstance(section, str) and section != "", "section", section, "be a name")
    return _current().read().get(section, {})


def notice(again: bool = False) -> str:
    """Return what a card should tell about the progress file; empty when all is well.

    That a broken file was set aside is told once, and `again` where the learner asks for the record.
    """
    _current().read()
    news = _current().news()
    return _current().notice if again else news


def summary() -> Summary:
    """Return what the progress file amounts to."""
    return sum_up(_current().read())


def restore(path: str | Path) -> Summary:
    """Merge another progress file into the learner's own.

    Of two records of one thing the one further along is kept, in the order of Status; the other one,
    where it tells something else, stays in its field "earlier". Restoring twice changes nothing more.

    Parameters
    ----------
    path : str or Path
        The other file: a download, or an older copy.

    Raises
    ------
    ValueError
        If it is not a whole progress file; the message says what it is, and nothing is changed.
    """
    require.that(isinstance(path, (str, Path)), "path", path, "be the path of a progress file")
    other, problem = loaded_or_problem(Path(path))
    rule = f"be a progress file of this course ({problem}; nothing was changed, try another copy)"
    require.that(not problem, "path", str(path), rule)
    before = _current().read()
    _current().update(lambda data: merge(data, other))
    after = _current().read()
    changed = sum(before.get(s, {}).get(k) != record for s in after for k, record in after[s].items())
    return sum_up(after, changed)
