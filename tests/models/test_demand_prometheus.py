"""Prometheus' answers as demands: real ones come out as they are, and what may be wrong with one is told by name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course_lib import tables
from course_lib.sizing.demand import demand
from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.files import points, suspects
from course_lib.text_files.messages import MESSAGE_MOST

DATA = Path(__file__).parents[1] / "data" / "prometheus"
T0 = 1_790_812_800
RATE = {"unit": "requests/s"}


def series(values: dict[float, str] | list[str], step: float = 60, **labels: str) -> dict[str, Any]:
    pairs = values if isinstance(values, dict) else {T0 + step * n: text for n, text in enumerate(values)}
    return {"metric": labels, "values": [[time, text] for time, text in pairs.items()]}


def answer(*result: dict[str, Any], **more: Any) -> str:
    return json.dumps({"status": "success", "data": {"resultType": "matrix", "result": list(result)}, **more})


def refused(source: Any, **wishes: Any) -> str:
    with pytest.raises(ValueError, match=r"\S") as raised:
        Demand.from_prometheus(source, **wishes)
    message = str(raised.value)
    assert len(message) <= MESSAGE_MOST
    assert message.isprintable()
    return message


def remarks(source: Any, **wishes: Any) -> str:
    return "\n".join(Demand.from_prometheus(source, **wishes).remarks)


# Values


def test_a_real_answer_is_read_point_by_point():
    told = json.loads((DATA / "rate-30s.json").read_text())["data"]["result"][1]
    found = Demand.from_prometheus(DATA / "rate-30s.json", where={"instance": "127.0.0.1:19102"}, **RATE)
    there = {start: value for start, value in zip(found.time_s, found.value, strict=True) if not np.isnan(value)}
    assert there == {time: float(text) for time, text in told["values"]}
    assert (found.step_s, found.unit, found.source) == (1.0, "requests/s", "rate-30s.json, Prometheus")
    assert found.name == '{instance="127.0.0.1:19102", job="demo"}'


def test_the_bare_list_of_promtool_is_the_same():
    whole = json.loads((DATA / "sum-rate-30s.json").read_text())
    bare = json.dumps(whole["data"]["result"])
    api, promtool = (Demand.from_prometheus(text, **RATE) for text in (json.dumps(whole), bare))
    assert api.value.tolist() == promtool.value.tolist()


def test_steps_have_three_decimals():
    found = Demand.from_prometheus(DATA / "step-fraction.json", unit="ticks")
    assert (found.start_s, found.step_s, len(found)) == (T0 + 1, 0.3, 4)
    assert Demand.from_prometheus(DATA / "fraction.json", unit="ticks").start_s == T0 + 0.25


def test_absent_points_are_gaps():
    found = Demand.from_prometheus(answer(series({T0: "1", T0 + 60: "2", T0 + 240: "5"})), **RATE)
    assert np.array_equal(found.value, [1, 2, np.nan, np.nan, 5], equal_nan=True)
    assert "Nothing is known at 2 of 5 times (40.0%), the first at 2026-10-01 00:02:00 UTC." in found.remarks[0]


def test_a_step_is_the_widest_that_reaches_every_point():
    found = Demand.from_prometheus(answer(series({T0: "1", T0 + 120: "2", T0 + 300: "5"})), **RATE)
    assert (found.step_s, len(found)) == (60, 6)


def test_odd_values_are_unknown_rather_than_zero_and_each_kind_is_named():
    found = Demand.from_prometheus(DATA / "odd.json", unit="bytes")
    nan = np.nan
    expected = [1, nan, nan, nan, 1e21, 1e-09, 0.30000000000000004, 123456789012345680, 0, 2]
    assert np.array_equal(found.value, expected, equal_nan=True)
    assert np.signbit(found.value).sum() == 0  # of -0
    said = "\n".join(found.remarks)
    assert "1 value is NaN, the first at 2026-10-01 00:01:00 UTC" in said
    assert "2 values are infinite, the first at 2026-10-01 00:02:00 UTC" in said


def test_one_time_needs_its_step():
    assert refused(DATA / "sum.json", **RATE) == (
        "sum.json, series 1 ({}): has points of one time only, which tell no step; to try: step_s=60, or what the"
        " query's step was"
    )
    assert len(Demand.from_prometheus(DATA / "sum.json", step_s=60, **RATE)) == 1


def test_a_step_that_is_said_is_kept_or_refused():
    text = answer(series(["1", "2"], step=120))
    assert Demand.from_prometheus(text, step_s=60, **RATE).value.tolist()[::2] == [1, 2]
    assert "no grid of step_s=50" in refused(text, step_s=50, **RATE)
    for bad in (0, -1, 1e300, "60", float("nan")):
        assert refused(text, step_s=bad, **RATE).startswith("step_s must")


def test_largest_values_are_those_of_a_demand():
    assert points.LARGEST == demand.LARGEST


@pytest.mark.parametrize("also", [[], ["0.1", "1"]])
def test_the_largest_value_is_read_either_way(also):
    """The careful way reads what the quick one won't; both know the same bound."""
    assert Demand.from_prometheus(answer(series(["1e+100", *also])), step_s=60, **RATE).peak == 1e100


# Which series


def test_several_series_are_refused_with_both_ways_out():
    assert refused(DATA / "sum-by.json", **RATE) == (
        "sum-by.json: holds 4 series, which differ in pod (a, b, 2 more); to try: where={'pod': 'a'} for one of them,"
        ' or series="add" for their sum'
    )


def test_one_can_be_named_and_a_wrong_name_is_told_those_there_are():
    text = answer(series(["1", "2"], pod="a"), series(["3", "4"], pod="b"))
    assert Demand.from_prometheus(text, where={"pod": "b"}, **RATE).value.tolist() == [3, 4]
    message = refused(text, where={"pod": "c"}, **RATE)
    assert message == "pasted text: must hold a series where pod is 'c', but there it is 'a' and 'b'"
    assert refused(text, where="pod", **RATE).startswith("where must be labels")
    assert refused(text, series="sum", **RATE).startswith('series must be "add"')


def test_a_sum_is_that_of_each_time():
    text = answer(series(["1", "2"], pod="a"), series(["30", "40"], pod="b"))
    assert Demand.from_prometheus(text, series="add", **RATE).value.tolist() == [31, 42]


def test_a_hole_or_nan_in_one_series_makes_the_sum_unknown_and_its_life_doesnt():
    whole = series(["1"] * 6, pod="a")
    holed = series({T0 + 60: "10", T0 + 180: "10", T0 + 240: "NaN"}, pod="b")
    found = Demand.from_prometheus(answer(whole, holed), series="add", **RATE)
    assert np.array_equal(found.value, [1, 11, np.nan, 11, np.nan, 1], equal_nan=True)
    assert "1 series begins late and 1 series ends early: outside their life" in "\n".join(found.remarks)


def test_the_sum_of_real_rates_is_what_prometheus_says_where_all_are_there():
    """Both files are one live run: sum() goes on while a target is gone, ours is unknown there."""
    ours = Demand.from_prometheus(DATA / "rate-30s.json", series="add", **RATE)
    theirs = Demand.from_prometheus(DATA / "sum-rate-30s.json", **RATE)
    assert (ours.start_s, len(ours)) == (theirs.start_s, len(theirs))
    known = ours.known
    assert known.sum() > 100
    assert ours.value[known] == pytest.approx(theirs.value[known], rel=1e-12)


def test_a_sum_of_which_nothing_is_known_is_refused():
    odd = series({T0: "1", T0 + 120: "1"}, pod="a")
    even = series({T0 - 60: "1", T0 + 60: "1"}, pod="b")
    inside = series({T0 - 120: "NaN", T0 + 180: "NaN"}, pod="c")
    assert "has no time at which all series are known" in refused(answer(odd, even, inside), series="add", **RATE)


DOUBLED = {
    "Istio's reporter": ({"reporter": "source"}, {"reporter": "destination"}, r"reporter differs.*client's proxy"),
    "Linkerd's direction": ({"direction": "outbound"}, {"direction": "inbound"}, r"direction differs.*client's proxy"),
    "buckets": ({"le": "0.1"}, {"le": "+Inf"}, "buckets hold one another"),
    "metrics": ({"__name__": "a"}, {"__name__": "b"}, "different metrics"),
    "units": ({"unit": "core"}, {"unit": "byte"}, "different units"),
    "quantiles": ({"quantile": "0.99", "pod": "a"}, {"quantile": "0.99", "pod": "b"}, "holds quantiles"),
    "a pod beside its containers": ({"pod": "a"}, {"pod": "a", "container": "app"}, 'container!="" in the query'),
    "the same series": ({"pod": "a"}, {"pod": "a"}, "with the same labels"),
}


@pytest.mark.parametrize("name", DOUBLED)
def test_what_would_count_twice_isnt_added(name):
    first, second, said = DOUBLED[name]
    text = answer(series(["1", "2"], **first), series(["1", "2"], **second))
    assert re.search(said, refused(text, series="add", **RATE))


def test_two_containers_and_pods_of_one_name_elsewhere_are_added():
    parts = [{"pod": "a", "container": "app"}, {"pod": "a", "container": "proxy"}, {"pod": "a", "namespace": "other"}]
    text = answer(*(series(["1", "2"], **labels) for labels in parts))
    assert Demand.from_prometheus(text, series="add", unit="cores").value.tolist() == [3, 6]


def test_latencies_arent_added():
    text = answer(series(["1", "2"], pod="a"), series(["1", "2"], pod="b"))
    assert "don't add up" in refused(text, series="add", unit="s")


# Units

NAMED = {
    "http_request_duration_seconds": "s",
    "istio_request_duration_milliseconds": "ms",
    "response_latency_ms": "ms",
    "envoy_cluster_upstream_rq_time": "ms",
    "container_memory_working_set_bytes": "bytes",
    "node_cpu_cores": "cores",
}


@pytest.mark.parametrize("name", NAMED)
def test_a_unit_is_known_by_the_metric(name):
    text = answer(series(["7", "5", "6"], __name__=name))
    assert Demand.from_prometheus(text).unit == NAMED[name]
    assert f"must be in {NAMED[name]}, as its name" in refused(text, unit="requests/s")


def test_a_unit_is_known_by_its_label():
    name = "kube_pod_container_resource_requests"
    assert Demand.from_prometheus(answer(series(["1", "1"], __name__=name, unit="core"))).unit == "cores"


def test_a_unit_that_nobody_says_is_asked_for():
    message = refused(answer(series(["1", "2"], pod="a")))
    assert (
        message == 'pasted text: doesn\'t say its unit; to try: unit="requests/s", "cores" or whatever the query gives'
    )
    for bad in ("", "two\nlines", 3):
        assert refused(answer(series(["1", "2"])), unit=bad).startswith("unit must be one line of text")


# What values look like


@pytest.mark.parametrize("name", ["counter-with-reset", "raw-gap", "compare-gap"])
def test_a_counters_own_readings_are_refused(name):
    first = json.loads((DATA / f"{name}.json").read_text())["data"]["result"][0]
    message = refused(answer(first), **RATE)
    metric = first["metric"]["__name__"]
    assert message.endswith(f"only grow, not what was asked for in a second; to try: rate({metric}[5m]) as the query")


def test_a_counter_without_a_name_is_a_suspicion():
    first = json.loads((DATA / "counter-with-reset.json").read_text())["data"]["result"][0]
    assert "1 series only rises, but for falls to near zero" in remarks(answer({**first, "metric": {}}), **RATE)


def test_two_counters_are_two():
    rising = [str(value) for value in range(0, 70, 10)]
    text = answer(series(rising, pod="a"), series(rising, pod="b"))
    assert "2 series only rise, but for falls to near zero: they look like counters' own readings" in remarks(
        text, series="add", **RATE
    )


def test_what_falls_often_or_not_to_near_zero_is_no_counter():
    rises = np.arange(1.0, 12)
    assert suspects.only_rises(np.concatenate([rises, rises]))
    assert not suspects.only_rises(np.concatenate([rises, rises + 5]))
    assert suspects.only_rises(np.arange(6.0))
    assert not suspects.only_rises(np.arange(5.0))
    assert not suspects.only_rises(np.tile([1.0, 2.0, 3.0, 4.0, 0.0], 9))


def test_a_gauge_with_a_counters_name_is_read():
    assert Demand.from_prometheus(answer(series(list("53627"), __name__="nodes_total")), unit="nodes").peak == 7


@pytest.mark.parametrize("name", ["rate-gap", "rate-30s", "sum-rate-30s"])
def test_the_edges_of_a_real_rate_are_named(name):
    assert "Too low, it seems: the first points of" in remarks(DATA / f"{name}.json", series="add", **RATE)


def test_a_target_that_goes_sinks_first():
    """Its rate falls in a straight line, for its window empties."""
    assert "and the last of 2 runs" in remarks(DATA / "rate-30s.json", series="add", **RATE)


def test_a_rate_over_two_samples_has_no_edges():
    assert "Too low" not in remarks(DATA / "rate-1m-at-60s.json", series="add", **RATE)


def test_neither_a_day_nor_chance_is_taken_for_an_edge():
    day = 100 - 90 * np.cos(np.arange(1440) / 1440 * 2 * np.pi)
    noise = np.random.default_rng(1).gamma(4, 25, (200, 100))
    assert not suspects.is_edge(day)
    assert sum(suspects.is_edge(run) for run in noise) <= 2


def test_a_flat_counter_is_named():
    live = json.loads((DATA / "rate-2s.json").read_text())["data"]["result"][1]
    said = remarks(answer(live), **RATE)
    assert "Exactly 0 at 1 time, the first at 2026-11-29 15:31:51 UTC, right after other values" in said
    assert "Prometheus stood still" in said


def test_a_service_that_is_idle_half_the_time_is_no_suspicion():
    assert remarks(answer(series(["0", "5", "0", "0", "7", "0"])), **RATE) == ""


def test_a_quantile_in_the_last_bucket_is_named():
    said = remarks(DATA / "quantile-inf.json", unit="s")
    assert said.startswith("The highest value, 0.5 s, comes 2 times and is the bound of a usual bucket")
    assert remarks(answer(series(["10000", "9", "10000"])), unit="ms").startswith("The highest value, 10000 ms")
    assert remarks(answer(series(["3600000", "3600000"])), unit="ms").startswith("The highest value, 3.6e+06 ms")
    assert remarks(answer(series(["7200000", "7200000"])), unit="ms") == ""
    assert remarks(answer(series(["0.07", "0.07", "0.06"])), unit="s") == ""
    assert remarks(DATA / "quantile-inf.json", unit="cores") == ""


def test_bounds_are_those_of_the_table():
    rows = {row["id"]: row for row in tables.rows("histogram_bounds", suspects.BOUNDS)}
    envoy = [float(bound) for bound in rows["envoy"]["bounds"].split()]
    assert (len(envoy), envoy[0], envoy[-1]) == (19, 0.5, 3_600_000)
    assert {25.0, 50.0, 10_000.0, 3_600_000.0} <= suspects.bounds_ms()
    assert min(float(bound) for bound in rows["linkerd_request"]["bounds"].split()) == 0.025


def test_increase_isnt_whole():
    assert "increase() stretches" in remarks(DATA / "increase-5m.json", unit="requests")
    assert "increase() stretches" not in remarks(answer(series(["1", "2"])), unit="requests")


def test_what_prometheus_warns_of_is_handed_on():
    text = answer(series(["1", "2"]), warnings=["some store failed"], infos=[f"info {n}" for n in range(7)])
    said = Demand.from_prometheus(text, **RATE).remarks
    assert said[0] == "Prometheus says: some store failed"
    assert said[5] == "Prometheus says 3 things more."
    assert "partial" in remarks(answer(series(["1", "2"]), isPartial=True), **RATE)


# What is no answer

ERRORS = {
    "err-many": "execution: multiple matches for labels: many-to-one matching must be explicit",
    "err-parse": "bad_data: 1:15: parse error: unclosed left parenthesis",
    "err-points": "bad_data: exceeded maximum resolution of 11,000 points per timeseries.",
    "err-range-vector": 'bad_data: invalid expression type "range vector" for range query',
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_errors_text_is_shown(name):
    message = refused(DATA / f"{name}.json", **RATE)
    assert message.startswith(f"{name}.json: is Prometheus' error, not an answer: {ERRORS[name]}")


@pytest.mark.parametrize("text", ["[]", (DATA / "empty.json").read_text()])
def test_an_empty_success_says_what_may_be_the_reason(text):
    assert "nothing matched in that time, or the window of a rate() is too short" in refused(text, **RATE)


SHAPES = {
    "vector": '{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"2"]}]}}',
    "scalar": '{"status":"success","data":{"resultType":"scalar","result":[1790813400,"1"]}}',
    "string": '{"status":"success","data":{"resultType":"string","result":[1790813400,"a"]}}',
    "streams": '{"status":"success","data":{"resultType":"streams","result":[]}}',
    "promtool's vector": '[{"metric":{},"value":[1790813400,"600"]}]',
}


@pytest.mark.parametrize("name", SHAPES)
def test_other_results_point_to_query_range(name):
    assert "to try: query_range with start, end and step" in refused(SHAPES[name], **RATE)


OTHERS = {
    "promtool's text": ('req{pod="a"} =>\n0 @[1790812800]\n', "promtool's own text; to try: -o json"),
    "promtool's text without labels": ("{} =>\n1 @[1790812800]\n", "promtool's own text; to try: -o json"),
    "promtool's error": ("query error: bad_data: no\n", "promtool's error: bad_data: no"),
    "exposition": ("# HELP up\n# TYPE up gauge\nup 1\n", "what a service exposes"),
    "a page": ("<!DOCTYPE html>\n<html>", "a page of HTML"),
    "a table": ('"Time","web"\n1,2\n', "a table, not an answer; to try: Demand.from_csv"),
    "curl": ("curl: (7) Failed to connect\n", "curl's error: (7) Failed to connect"),
    "404": ("404 page not found\n", "an address that Prometheus doesn't know"),
    "labels": ('{"status":"success","data":["__name__"]}', "data: must be the answer to a query, got ['__name__']"),
    "words": ("hello\nworld", "must be JSON as Prometheus writes it, got 'hello\\nworld'; to try"),
    "nothing": ("", "must hold something, but it is empty"),
    "two answers": ('{"status":"success"}\n{"status":"success"}', "line 2: must hold one answer, but more follows"),
    "cut short": ('{"status":"success","data":{"resultType":"matr', "must be whole JSON"),
    "NaN bare": ('[{"metric":{},"values":[[1,NaN]]}]', "NaN is no JSON number"),
    "deep": ("[" * 100_000, "nested too deep"),
    "native histograms": (
        answer({"metric": {"pod": "a"}, "histograms": [[1, {"count": "1", "sum": "1", "buckets": []}]]}),
        'series 1 ({pod="a"}): holds native histograms, which aren\'t read',
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_answer_is_named(name):
    text, said = OTHERS[name]
    assert said in refused(text, **RATE)


POINTS = {
    "no pair": ([T0, "1", "2"], 'must be a pair such as [1790812800, "0.5"]'),
    "a number for text": ([T0, 1], 'value: must be text such as "0.5", got 1'),
    "no number": ([T0, "1_0"], "value: must be a number, NaN, +Inf or -Inf, got '1_0'"),
    "space": ([T0, " 1"], "value: must be a number"),
    "infinity": ([T0, "inf"], "value: must be from 0 to 1e+100"),
    "negative": ([T0, "-0.5"], "value: must be from 0 to 1e+100 in a demand, got '-0.5'"),
    "huge": ([T0, "1e400"], "value: must be from 0 to 1e+100"),
    "text for time": ([str(T0), "1"], "time: must be seconds as a number"),
    "true": ([True, "1"], "time: must be seconds as a number"),
    "milliseconds": ([T0 * 1000, "1"], "time: must be seconds since 1970"),
    "huge time": ([10**400, "1"], "time: must be seconds since 1970"),
    "four decimals": ([T0 + 0.2504, "1"], "time: must have three decimals at most"),
    "earlier": ([T0 - 60, "1"], "time: must be later than the point before it"),
    "null": (None, "point 2: must be a pair"),
}


@pytest.mark.parametrize("name", POINTS)
def test_a_bad_point_is_named_with_file_series_and_point(name, tmp_path):
    point, said = POINTS[name]
    good = series(["1", "2"], pod="a")
    bad = {"metric": {"pod": "b"}, "values": [[T0 - 60 * (name != "earlier"), "1"], point]}
    path = tmp_path / "web.json"
    path.write_text(answer(good, bad))
    message = refused(path, series="add", **RATE)
    assert message.startswith('web.json, series 2 ({pod="b"}), point 2')
    assert said in message


def test_series_on_no_one_grid_are_named():
    text = answer(series(["1"] * 500, pod="a"), series({T0 + 60 * n + 0.007: "1" for n in range(500)}, pod="b"))
    message = refused(text, series="add", **RATE)
    assert message.startswith('pasted text, series 2 ({pod="b"}), point 1: must lie on one grid with all other points')


def test_a_grid_of_absurd_size_is_refused_before_it_is_made():
    text = answer(series({0: "1", 0.001: "1", 99_999_999_999: "1"}))
    assert "which reaches all of them, makes 99,999,999,999,001" in refused(text, **RATE)


def test_a_series_keeps_its_own_steps_beside_one_that_lies_between_them():
    early, late = series(list("12345"), pod="a"), series({T0 + 30 + 60 * n: "7" for n in range(7)}, pod="b")
    found = Demand.from_prometheus(answer(early, late), where={"pod": "a"}, **RATE)
    assert np.array_equal(found.value, [1, 2, 3, 4, 5, np.nan, np.nan], equal_nan=True)
    assert (found.start_s, found.step_s) == (T0, 60)
    late_one = Demand.from_prometheus(answer(early, late), where={"pod": "b"}, **RATE)
    assert (late_one.start_s, late_one.step_s, len(late_one)) == (T0 + 30, 60, 7)


def test_a_series_with_a_hole_takes_its_step_from_the_others():
    holed, whole = series({T0: "1", T0 + 120: "2", T0 + 360: "3"}, pod="a"), series(["7"] * 7, pod="b")
    found = Demand.from_prometheus(answer(holed, whole), where={"pod": "a"}, **RATE)
    assert (found.step_s, len(found), int(found.known.sum())) == (60, 7, 3)


def test_a_series_that_ends_early_is_unknown_to_the_end_of_the_file():
    text = answer(series(["1"] * 3, pod="a"), series(["7"] * 6, pod="b"))
    found = Demand.from_prometheus(text, where={"pod": "a"}, **RATE)
    assert found.known.tolist() == [True] * 3 + [False] * 3


def test_as_many_points_as_prometheus_gives_may_be_nearly_all_gaps():
    found = Demand.from_prometheus(answer(series({0: "1", 1: "1", 11_000: "1"})), **RATE)
    assert (len(found), int(found.known.sum())) == (11_001, 3)
    message = refused(answer(series({0: "1", 1: "1", 11_001: "1"})), **RATE)
    assert message.startswith("pasted text, series 1 ({}), point 3: must lie on one grid with all other points, but")
    assert "makes 11,002, and at most 11,001 are read" in message


def test_parts_of_a_week_that_somebody_joined_are_read_though_no_single_answer_has_so_many():
    """40,320 steps of 15 s; a quarter of them must be there."""
    week = {T0 + 15 * n: "1" for n in range(40_320)}
    assert len(Demand.from_prometheus(answer(series(week)), **RATE)) == 40_320
    quarter = {**{T0 + 15 * n: "1" for n in range(10_079)}, T0 + 15 * 40_319: "1"}
    assert len(Demand.from_prometheus(answer(series(quarter)), **RATE)) == 40_320
    del quarter[T0 + 15]
    assert "makes 40,320, and at most 40,316 are read" in refused(answer(series(quarter)), **RATE)


def test_a_long_name_gives_way_to_what_to_try(tmp_path):
    path = tmp_path / ("long-" * 40 + ".json")
    path.write_text(answer(series(["1"], pod="p" * 500, namespace="n" * 500)))
    assert refused(path, **RATE).endswith("to try: step_s=60, or what the query's step was")
