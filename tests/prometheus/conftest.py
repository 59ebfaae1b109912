"""One real Prometheus over made-up metrics for all tests here; where there is none they are skipped, or fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prometheus.server import HOW_TO_GET, Server, is_there, serve

REQUIRED = "COURSE_REQUIRE_PROMETHEUS"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.prometheus)


@pytest.fixture(scope="package")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Prometheus that has the made-up metrics."""
    if not is_there():
        say = pytest.fail if os.environ.get(REQUIRED) == "1" else pytest.skip
        say(f"no Prometheus found: {HOW_TO_GET}")
    with serve(tmp_path_factory.mktemp("prometheus")) as server:
        yield server
