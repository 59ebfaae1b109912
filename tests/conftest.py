"""What every test has: a record in memory, so that nobody's own progress steers or is steered."""

from __future__ import annotations

import pytest

from course_lib import progress
from course_lib.store import Store


@pytest.fixture(autouse=True)
def record():
    """An empty record, kept in memory."""
    with progress.use(Store(None, "progress")) as store:
        yield store
