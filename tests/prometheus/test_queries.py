"""The queries of the table: a real Prometheus parses them, and each counts once what it says."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.files.queries import command, queries, query
from tests.prometheus.metrics import PER_S
from tests.prometheus.server import Server, run

CONTAINERS = {"pod_cpu": 2}  # the app's and the proxy's; the whole pod's would be a third


@pytest.mark.parametrize("name", queries())
def test_each_counts_once_what_it_says(prometheus: Server, name: str):
    asked = query(name)
    answer = prometheus.query_range(asked.promql("shop", "web", "2m"))
    assert Demand.from_prometheus(answer, unit=asked.unit).value[-1] == CONTAINERS.get(name, 1) * PER_S


@pytest.mark.parametrize("name", queries())
def test_all_workloads_together(prometheus: Server, name: str):
    asked = query(name)
    found = prometheus.promtool("-o", "json", promql=asked.by_workload("2m"))
    where = {label: "web" for label in asked.by.split(", ") if label in ("deployment", "destination_workload")}
    where |= {"pod": "web-6c5f9d7b8-x2x4z"} if "pod" in asked.by else {}
    demand = Demand.from_prometheus(found, unit=asked.unit, where=where)
    assert demand.value[-1] == CONTAINERS.get(name, 1) * PER_S


def test_promtool_takes_them_as_rules(prometheus: Server, tmp_path: Path):
    texts = [text for each in queries().values() for text in (each.promql("shop", "web.v2"), each.by_workload())]
    rules = "\n".join(f"  - record: job:demand{n}\n    expr: '{text}'" for n, text in enumerate(texts))
    (tmp_path / "rules.yml").write_text(f"groups:\n- name: demand\n  rules:\n{rules}\n")
    assert f"SUCCESS: {len(texts)} rules found" in run("promtool", "check", "rules", str(tmp_path / "rules.yml"))


def test_the_command_saves_an_answer(prometheus: Server, tmp_path: Path):
    """There was nothing in the last days; that Prometheus says so shows that the command is whole."""
    shell = command(query("istio_requests").promql("shop", "web"), address=prometheus.address)
    subprocess.run(["bash", "-c", shell], cwd=tmp_path, check=True, timeout=30)
    with pytest.raises(ValueError, match=r"^demand\.json: holds no series"):
        Demand.from_prometheus(tmp_path / "demand.json", unit="requests/s")
