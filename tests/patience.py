"""How long a learner's call may take in a test, where the two seconds that he gets are not what is tested.

`with IMPATIENCE:` (in a kernel `IMPATIENCE.start()`) where a call without an end is to be stopped, and nowhere else;
`with patience():` where long calls are to come to their end on a busy machine, too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from unittest import mock

from course_lib import guard
from course_lib.framework.exercise import calling

IMPATIENCE = mock.patch.object(guard, "LIMIT_S", 0.1)


@contextlib.contextmanager
def patience() -> Iterator[None]:
    """Give calls a minute each, and all calls of a check five."""
    with mock.patch.object(guard, "LIMIT_S", 60.0), mock.patch.object(calling, "BUDGET_S", 300.0):
        yield
