"""A survey under made-up names: the same figures, and no name of the files' anywhere in any report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from course_lib import survey
from course_lib.assessment import assess
from course_lib.report import formats
from course_lib.report.page import html
from course_lib.survey import Survey
from course_lib.survey.anonymous import anonymise

PIPE = Path(__file__).parents[1] / "data" / "pipe"
READINGS = PIPE / "good-metrics-raw-3-readings.ndjson"
# Words of ours, or of Kubernetes, that somebody's objects are called, too.
COMMON = {"web", "edge", "platform", "default", "batch", "search", "http", "grpc", "https", "mesh-proxy", "memory"}


@pytest.fixture(scope="module")
def found() -> Survey:
    return survey.read(PIPE / "good-pipe.json", usage=[READINGS])


def names_in(path: Path) -> set[str]:
    """Return every name of objects, namespaces, containers, images and ports that a pipe has, but for common words."""
    said: set[str] = set()

    def look(value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for each, inner in value.items():
                look(inner, each)
        elif isinstance(value, list):
            for inner in value:
                look(inner, key)
        elif isinstance(value, str) and key in ("name", "namespace", "nodeName", "image", "uid"):
            said.add(value)

    look(json.loads(path.read_text(encoding="utf-8")))
    return {each for each in said if len(each) > 3 and each.lower() not in COMMON}


def _stands_in(name: str, written: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", written) is not None


def test_no_name_of_the_files_is_in_any_report(found):
    told = assess(anonymise(found))
    written = "\n".join([html(told), formats.csv(told), formats.json(told), formats.markdown(told)])
    known = {
        each
        for each in names_in(PIPE / "good-pipe.json")
        if re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", written)
    }
    assert known == set()
    assert "namespace-01/service-" in written


def test_the_same_without_its_names_is_the_same(found):
    def figures(one: Survey) -> list[object]:
        return [(way.name, output, value.low, value.best, value.high) for way in assess(one).ways
                for output, value in way.net.items()]  # fmt: skip

    assert figures(anonymise(found)) == figures(found)


def test_the_same_name_is_the_same_one_everywhere(found):
    told = anonymise(found)
    assert told.used.keys() <= told.workloads.keys()
    assert told.floors.keys() == told.workloads.keys()
    assert {key for each in told.services for key in each.workloads} <= told.workloads.keys()
    pods = {each.name for each in told.pods}
    assert {one.pod.name for each in told.workloads.values() for one in each.replicas} == pods
    assert {pod for each in told.usage.readings for pod in each.samples} <= pods
    assert [len(each.replicas) for each in told.workloads.values()] == [
        len(each.replicas) for each in found.workloads.values()
    ]


def test_a_pod_that_is_busiest_is_so_under_its_made_up_name(found):
    told = anonymise(found)
    by_shape = zip(found.used.values(), told.used.values(), strict=True)
    assert all((one.uneven is None) == (other.uneven is None) for one, other in by_shape)
    assert [len(found.hot), found.hot[0][2].all.cores] == [len(told.hot), told.hot[0][2].all.cores]


@pytest.mark.parametrize("path", sorted(PIPE.glob("*.json")), ids=lambda path: path.stem)
def test_every_pipe_loses_its_names(path):
    try:
        told = anonymise(survey.read(path))
    except ValueError:
        return  # no nodes and pods in it
    written = repr(told)
    found = {each for each in names_in(path) if f"'{each}'" in written or f"/{each}'" in written}
    assert found == set()
