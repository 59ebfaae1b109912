"""What the chapters say a mesh's proxy requests is what the tables have, with the setting under which it does."""

from __future__ import annotations

import re

import pytest

from course_lib import tables
from tests.notebooks.conftest import source_of


def request(prefix: str, resource: str) -> float:
    return tables.figure("cluster", f"{prefix}_{resource}_request").value


def test_memory_tells_the_meshes_apart_and_cpu_does_not() -> None:
    linkerd, istio = request("linkerd", "memory"), request("istio", "memory")
    assert request("linkerd", "cpu") == request("istio", "cpu") == 100
    said = f"Linkerd's high-availability values request {linkerd:g}Mi, Istio's defaults {istio:g}Mi, at the same 100m"
    assert said in source_of("03_cluster").read_text()


def test_the_example_of_an_overhead_is_what_both_request() -> None:
    cores = tables.figure("packing", "overhead_cores").value
    assert 1000 * cores == request("linkerd", "cpu")
    said = f"{cores:g} core is what Istio's sidecar requests by default, and Linkerd's proxy with its high-availability"
    assert said in source_of("02_rocks").read_text()


@pytest.mark.parametrize("chapter", ["00_start_here", "03_cluster"])
def test_who_shows_the_card_says_what_ha_stands_for(chapter: str) -> None:
    assert "high-availability (HA) values" in source_of(chapter).read_text()


def test_that_a_default_install_reserves_nothing_is_said_once() -> None:
    texts = [path.read_text() for path in source_of("03_cluster").parent.glob("*.md")]
    assert sum(len(re.findall("default install of Linkerd requests nothing", text)) for text in texts) == 1
