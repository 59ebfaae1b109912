"""What every test has: a record in memory, so that nobody's own progress steers or is steered."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from course_lib.record import progress
from course_lib.record.store import Store

# The same examples on every run: a test that fails once in a hundred runs helps nobody who did not break it.
settings.register_profile("pinned", derandomize=True, deadline=None)
settings.load_profile("pinned")

# A shell that starts us in the background has us ignore Ctrl-C, and so would every kernel that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


LONGEST = ("test_running.py",)  # late in the order of the folders: then one worker would be at it alone


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Have the collector of garbage leave alone what collecting the tests makes: a million objects, and all stay."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture(autouse=True)
def record():
    """An empty record, kept in memory."""
    with progress.use(Store(None, "progress")) as store:
        yield store
