"""What a real Prometheus answers is read as what was put into it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from course_lib.sizing.demand.demand import Demand
from tests.prometheus.metrics import CORES, HOLED, ODD, PER_S, STEP_S, STEPS, T0
from tests.prometheus.server import Server


def put_in(samples: dict[int, float]) -> list[float]:
    return [samples.get(n, np.nan) for n in range(STEPS)]


def same(demand: Demand, samples: dict[int, float]) -> bool:
    on_grid = (demand.start_s, demand.step_s, len(demand)) == (T0, STEP_S, STEPS)
    return on_grid and np.array_equal(demand.value, put_in(samples), equal_nan=True)


@pytest.mark.parametrize("way", ["api", "promtool"])
def test_a_gauge_comes_back_to_the_last_digit(prometheus: Server, way: str):
    asked = 'web_cores{pod="b"}'
    answer = prometheus.query_range(asked) if way == "api" else prometheus.promtool("-o", "json", promql=asked)
    assert same(Demand.from_prometheus(answer), CORES[asked])


def test_both_ways_say_the_same(prometheus: Server):
    asked = "rate(istio_requests_total[1m])"
    api, promtool = (
        json.loads(prometheus.query_range(asked)),
        json.loads(prometheus.promtool("-o", "json", promql=asked)),
    )
    assert api["data"]["result"] == promtool


def test_a_gap_is_one(prometheus: Server):
    assert same(Demand.from_prometheus(prometheus.query_range("holed_cores")), HOLED['holed_cores{pod="c"}'])


def test_a_sum_is_prometheus_own(prometheus: Server):
    ours = Demand.from_prometheus(prometheus.query_range("web_cores"), series="add")
    theirs = Demand.from_prometheus(prometheus.query_range("sum(web_cores)"), unit="cores")
    assert ours.value.tolist() == theirs.value.tolist()


def test_odd_values_are_unknown(prometheus: Server):
    found = Demand.from_prometheus(prometheus.query_range("odd_bytes", steps=7))
    expected = [value if np.isfinite(value) else np.nan for value in ODD["odd_bytes"].values()]
    assert np.array_equal(found.value, expected, equal_nan=True)
    assert len([remark for remark in found.remarks if "NaN" in remark or "infinite" in remark]) == 2


def test_a_rate_is_low_at_first_and_says_so(prometheus: Server):
    answer = prometheus.query_range('rate(istio_requests_total{reporter="source"}[2m])')
    found = Demand.from_prometheus(answer, unit="requests/s")
    assert found.value[-1] == PER_S
    assert found.value[0] < PER_S
    assert "Too low, it seems: the first points of 1 run" in "\n".join(found.remarks)


def test_a_raw_counter_is_refused(prometheus: Server):
    with pytest.raises(ValueError, match=r"holds a counter's readings.*rate\(inbound_http_requests_total\[5m\]\)"):
        Demand.from_prometheus(prometheus.query_range("inbound_http_requests_total"), unit="requests/s")


def test_both_reporters_arent_added(prometheus: Server):
    with pytest.raises(ValueError, match="reporter differs"):
        Demand.from_prometheus(
            prometheus.query_range("rate(istio_requests_total[2m])"), unit="requests/s", series="add"
        )


def test_a_quantile_beyond_the_last_bucket_is_named(prometheus: Server):
    answer = prometheus.query_range("histogram_quantile(0.99, rate(http_duration_seconds_bucket[2m]))")
    found = Demand.from_prometheus(answer, unit="s")
    assert set(found.known_value) == {0.5}
    assert "The highest value, 0.5 s, comes 39 times" in "\n".join(found.remarks)


def test_as_many_points_as_there_may_be(prometheus: Server):
    found = Demand.from_prometheus(prometheus.query_range("vector(2)", steps=11_001, step_s=1), unit="cores")
    assert (len(found), found.mean) == (11_001, 2.0)
    with pytest.raises(ValueError, match="exceeded maximum resolution of 11,000 points"):
        Demand.from_prometheus(prometheus.query_range("vector(2)", steps=11_002, step_s=1), unit="cores")


def test_fractions_of_a_second(prometheus: Server):
    found = Demand.from_prometheus(prometheus.query_range("vector(2)", start=T0 + 0.25, steps=5, step_s=0.3), unit="s")
    assert (found.start_s, found.step_s, len(found)) == (T0 + 0.25, 0.3, 5)


OTHERS = {
    "nothing matched": ("/api/v1/query_range?query=nothing&start=1&end=2&step=1", "holds no series"),
    "no expression": ("/api/v1/query_range?query=sum(&start=1&end=2&step=1", "error, not an answer: bad_data"),
    "one moment": (f"/api/v1/query?query=web_cores&time={T0}", r"a vector.*query_range"),
    "a scalar": ("/api/v1/query?query=1", r"a scalar.*query_range"),
    "a string": ('/api/v1/query?query="a"', "a text, not values over time"),
    "labels": ("/api/v1/labels", "must be the answer to a query"),
    "an unknown address": ("/api/v2/query_range", "an address that Prometheus doesn't know"),
    "its own metrics": ("/metrics", "what a service exposes"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_answers_are_named(prometheus: Server, name: str):
    path, said = OTHERS[name]
    with pytest.raises(ValueError, match=said):
        Demand.from_prometheus(prometheus.get(path) + "\n", unit="cores")


def test_promtool_writes_text_unless_told(prometheus: Server):
    with pytest.raises(ValueError, match=r"promtool's own text; to try: -o json"):
        Demand.from_prometheus(prometheus.promtool(promql="web_cores"))
    with pytest.raises(ValueError, match="promtool's error: bad_data"):
        Demand.from_prometheus(prometheus.promtool("-o", "json", promql="sum("), unit="cores")
