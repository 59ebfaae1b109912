"""The queries for one's own demand, as text; tests/prometheus asks a real one whether they count what they say."""

from __future__ import annotations

import re
import shlex

import pytest

from course_lib.estimate import CERTAINTY
from course_lib.sizing.demand.files.queries import COLUMNS, command, queries, query
from course_lib.sizing.demand.files.units import from_counter
from course_lib.tables import rows


def test_every_row_is_well_formed():
    for row in rows("queries", COLUMNS):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", row["id"])
        assert row["certainty"] in CERTAINTY
        assert 2024 <= int(row["year"]) <= 2026
        assert all(row[column] for column in COLUMNS)
        assert "WORKLOAD" in row["where"]
        assert from_counter(row["unit"])


def test_meshes_old_and_new_names_are_there():
    metrics = {each.metric for each in queries().values()}
    assert metrics == {
        "istio_requests_total",
        "inbound_http_requests_total",
        "request_total",
        "envoy_cluster_upstream_rq_total",
        "container_cpu_usage_seconds_total",
    }


def test_a_query_is_of_one_workload_and_one_reporter():
    assert query("istio_requests").promql("shop", "web", "1m") == (
        'sum(rate(istio_requests_total{reporter="destination", destination_workload_namespace="shop",'
        ' destination_workload="web"}[1m]))'
    )
    assert query("linkerd_requests_before").by_workload() == (
        'sum by (namespace, deployment) (rate(request_total{direction="inbound"}[5m]))'
    )


def test_a_deployments_pods_are_not_those_of_one_whose_name_begins_the_same():
    pattern = re.search(r'pod=~"([^"]+)"', query("pod_cpu").promql("shop", "web"))[1]
    assert re.fullmatch(pattern, "web-6c5f9d7b8-x2x4z")
    assert not re.fullmatch(pattern, "web-admin-6c5f9d7b8-x2x4z")
    dotted = re.search(r'pod=~"([^"]+)"', query("pod_cpu").promql("shop", "web.v2"))[1]
    assert re.fullmatch(dotted.replace("\\\\", "\\"), "web.v2-6c5f9d7b8-x2x4z")
    assert not re.fullmatch(dotted.replace("\\\\", "\\"), "web-v2-6c5f9d7b8-x2x4z")


@pytest.mark.parametrize("name", ['web"}', "Web", "", "a b", None, "web\n", "$(id)"])
def test_a_name_that_kubernetes_wouldnt_take_is_refused(name):
    with pytest.raises(ValueError, match=r"^workload must be a name such as web"):
        query("istio_requests").promql("shop", name)
    with pytest.raises(ValueError, match=r"^namespace must be a name such as web"):
        query("istio_requests").promql(name, "web")


def test_other_words_are_refused():
    with pytest.raises(ValueError, match=r"^window must be a time such as 5m, got '5'"):
        query("istio_requests").promql("shop", "web", "5")
    with pytest.raises(ValueError, match=r"^identity must be one of istio_requests, "):
        query("nothing")
    with pytest.raises(ValueError, match=r"^address must be an address such as http://localhost:9090"):
        command("up", address="http://x; rm -rf /")


def test_a_week_by_the_minute_fits_into_one_answer():
    words = shlex.split(command("sum(up)", days=7, step_s=60).replace("$(($(date +%s)-604800))", "START"))
    assert words[:4] == ["curl", "-sSG", "http://localhost:9090/api/v1/query_range", "--data-urlencode"]
    assert words[4] == "query=sum(up)"
    assert words[-3:] == ["step=60", ">", "demand.json"]
    with pytest.raises(ValueError, match="step_s must be at least 55 for 7 days"):
        command("up", days=7, step_s=54)


def test_quotes_in_a_query_are_kept():
    asked = query("pod_cpu").promql("shop", "web")
    assert f"query={asked}" in shlex.split(command(asked).split(" -d ")[0])
