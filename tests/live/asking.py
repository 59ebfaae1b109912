"""What several tests ask of a lab, and which proxies they need: where one isn't installed they are skipped, or fail."""

from __future__ import annotations

import os

import pytest

from course_lib.balancers.behaviours import behaviour
from course_lib.live import Lab, LabError, machine
from course_lib.live.pods import ANSWER, REQUEST

REQUIRED = "COURSE_REQUIRE_PROXIES"


def needs(proxy: str) -> pytest.MarkDecorator:
    """Return a mark for tests that ask an installed "haproxy" or "nginx"."""
    missing = ""
    try:
        machine.program(proxy)
    except LabError as problem:
        missing = str(problem)
    return pytest.mark.skipif(bool(missing) and os.environ.get(REQUIRED) != "1", reason=missing or "it is installed")


def one_after_another(lab: Lab, requests: int) -> list[int]:
    """Return which pod got each of some requests, sent when the one before was answered."""
    with lab.client() as client:
        return [ANSWER.unpack(client.calls[0](REQUEST.pack(0.0), timeout=10.0))[0] for _ in range(requests)]


def agrees(lab: Lab, identity: str, seen: float, chance: float = 0.0) -> None:
    """Say in words if a proxy doesn't do what its row says, so that a newer one gets another row.

    By `chance` a count of draws may lie outside of what all runs so far have seen.
    """
    row = behaviour(identity)
    of = f"{lab.engine} differs from what {identity} says of {row.product} {row.version}"
    assert row.low - chance <= seen <= row.high + chance, f"{of}: {seen} instead of {row.low} to {row.high} {row.unit}"
