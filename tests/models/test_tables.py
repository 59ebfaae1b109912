"""The tables: every file is well-formed, every broken row is named with its file and line."""

from __future__ import annotations

import dataclasses
import math
import re

import pytest

from course_lib import tables
from course_lib.estimate import CERTAINTY
from course_lib.tables import COLUMNS, Figure, figure, load, parse, rows, split

HEADER = ",".join(COLUMNS)
GOOD = "ffd_ratio,11/9,ratio,Dósa,2007,always,M"
OTHER_TABLES = (
    "chapters",
    "histogram_bounds",
    "ledger_defaults",
    "mesh_cases",
    "mesh_services",
    "objective",
    "pods_share",
    "proxy_benchmarks",
    "proxy_latency",
    "proxy_usage",
    "queries",
    "real_balancers",
    "regions",
    "rubric",
)
FIGURE_TABLES = tuple(name for name in tables.names() if name not in OTHER_TABLES)
# Pages of documentation and files of source code read at no date that is known: rules and worked examples.
UNDATED = {
    "cluster": {
        "Google Kubernetes Engine documentation, plan-node-sizes",
        "Kubernetes Cluster Autoscaler, FAQ",
        "Kubernetes documentation, Reserve Compute Resources for System Daemons, example",
        "Kubernetes documentation, Resource Bin Packing, example for RequestedToCapacityRatio",
        "Kubernetes, pkg/scheduler/util/pod_resources.go",
        "hatemosphere/gke-node-allocatable-memory-calculator, README",
    },
    "connections": {
        "Go, net/http, DefaultMaxIdleConnsPerHost",
        "Go, net/http, DefaultTransport",
        "Kubernetes documentation, Virtual IPs and Service Proxies",
        "Kubernetes, pkg/proxy/iptables/proxier.go",
    },
    "proxy_requests": {
        "Istio, values of the istio-cni chart",
        "Istio, values of the istiod chart",
        "Linkerd, high-availability values of the control plane chart (values-ha.yaml)",
    },
}


def test_files_are_found():
    assert {"ledger_defaults", "opening_test", "packing", "grid"} <= set(tables.names())


@pytest.mark.parametrize("name", FIGURE_TABLES)
def test_every_row_is_well_formed(name):
    figures = load(name)
    assert len({each.id for each in figures}) == len(figures) > 0
    for each in figures:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", each.id), each
        assert math.isfinite(each.value), each
        assert each.unit in UNITS, each
        assert each.unit != "share" or 0 < each.value < 1, each
        assert (each.certainty == "D") == each.source.startswith("Derived"), each
        assert (each.certainty == "measured") == each.source.startswith("Measured for this course"), each


@pytest.mark.parametrize("name", FIGURE_TABLES)
def test_only_what_has_no_date_bears_none(name):
    undated = {each.source for each in load(name) if each.year is None and each.certainty != "D"}
    assert undated == UNDATED.get(name, set())


@pytest.mark.parametrize("name", FIGURE_TABLES)
def test_what_was_derived_holds_at_any_time(name):
    assert not [each.id for each in load(name) if each.certainty == "D" and each.year is not None]


@pytest.mark.parametrize("name", FIGURE_TABLES)
def test_a_year_in_the_condition_or_the_name_is_not_contradicted(name):
    """ "As of August 2026" is of 2026, and `cpu_used_2023` is 2023's, whatever the report is called."""
    for each in load(name):
        said = re.findall(r"as of (?:[A-Z][a-z]+ )?(\d{4})|(?:since|until) [A-Z][a-z]+ (\d{4})", each.condition)
        if said and "until" not in each.condition:
            assert {int(year) for found in said for year in found if year} == {each.year}, each
        named = re.search(r"_(20\d\d)$", each.id)
        assert named is None or int(named[1]) == each.year, each


def test_a_mesh_that_reserves_nothing_by_default_is_quoted_with_the_setting_that_does():
    for name in ("cluster", "packing", "opening_test"):
        for each in load(name):
            if each.id.startswith("linkerd_"):
                assert "high-availability values" in each.source
                assert "high-availability values" in each.condition


def test_ztunnels_request_fell_in_2024():
    now, before = ([value("cluster", f"ztunnel_{when}{resource}_request") for resource in ("cpu", "memory")]
                   for when in ("", "before_"))  # fmt: skip
    assert (now, before) == ([200, 512], [500, 2048])
    assert figure("cluster", "ztunnel_before_cpu_request").year < figure("cluster", "ztunnel_cpu_request").year == 2024


UNITS = {
    "USD",
    "bytes",
    "days",
    "ratio",
    "percent",
    "share",
    "bins",
    "cores",
    "millicores",
    "MiB",
    "GiB",
    "s",
    "ms",
    "µs",
    "minutes",
    "W",
    "weight",
    "connections",
    "requests",
    "digits",
    "pods",
    "nodes",
    "services",
    "clusters",
    "proxies",
    "release",
    "operations/s",
    "handshakes/s",
    "points",
    "cases",
    "kB",
    "MB",
    "GB",
    "GB/s",
    "GB/cm²",
    "W/GB",
    "W/vCPU",
    "g",
    "g/kWh",
    "kWh/GB",
    "kWh/GBh",
    "kg",
    "kg/GB",
    "kg/cm²",
    "years",
    "h",
}


def test_each_item_of_the_opening_test_has_its_figures():
    items = {each.condition.partition(":")[0] for each in load("opening_test")}
    assert items == {f"item {number}" for number in range(1, 9)}


def test_figures_that_stand_in_two_tables_agree():
    for identity in ("linkerd_cpu_request", "istio_cpu_request"):
        assert figure("packing", identity).value == figure("opening_test", identity).value


def test_a_figure_is_found_and_frozen():
    found = figure("packing", "ffd_ratio")
    assert (found.value, found.unit, found.year, found.certainty) == (11 / 9, "ratio", 2007, "M")
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.value = 2.0  # type: ignore[misc]


def test_a_table_is_read_once():
    assert load("packing") is load("packing")


def test_every_tag_has_words():
    made = [Figure("a", 1.0, "W", "b", None, "c", tag).how_sure for tag in CERTAINTY]
    assert made == list(CERTAINTY.values())
    assert len(set(made)) == 7


@pytest.mark.parametrize("name", ["nothing", "../tables/packing", "packing.csv", "", None, "/etc/passwd"])
def test_only_existing_names_are_read(name):
    for read in (load, lambda each: rows(each, COLUMNS), lambda each: figure(each, "ffd_ratio")):
        with pytest.raises(ValueError, match=r"name must be one of .*ledger_defaults, .*packing.*, got"):
            read(name)


def test_an_unknown_figure_is_told_with_those_there_are():
    with pytest.raises(ValueError, match=r"identity must be one of nf_ratio, ff_ratio, .*, got 'ffd'"):
        figure("packing", "ffd")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (GOOD, "id must be there once only, got 'ffd_ratio'"),
        ("a,much,ratio,b,2007,c,M", "value must be a number or a fraction, got 'much'"),
        ("a,nan,ratio,b,2007,c,M", "value must be a number or a fraction, got 'nan'"),
        ("a,1/0,ratio,b,2007,c,M", "value must be a number or a fraction, got '1/0'"),
        ("a,1e999,ratio,b,2007,c,M", "value must be a number or a fraction, got '1e999'"),
        ("a,1,ratio,b,then,c,M", "year must be a number or a fraction, got 'then'"),
        ("a,1,ratio,b,207,c,M", "year must be between 1900 and 2100, got 207"),
        ("a,1,ratio,b,2007,c,X", "certainty must be one of T, C, 2, M, D, measured, guess, got 'X'"),
        ("a,1,,b,2007,c,M", "unit must not be empty, got ''"),
        ("a,1,ratio,,2007,c,M", "source must not be empty, got ''"),
        ("a,1,ratio,b,2007,,M", "condition must not be empty, got ''"),
        (",1,ratio,b,2007,c,M", "id must not be empty, got ''"),
    ],
)
def test_a_broken_row_is_named_with_file_and_line(row, message):
    with pytest.raises(ValueError, match=rf"mine\.csv, line 3: {message}"):
        parse(f"{HEADER}\n{GOOD}\n{row}\n", "mine.csv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "mine.csv, line 1 must be"),
        ("id,value\n", "mine.csv, line 1 must be"),
        (f"{HEADER}\n{GOOD}\n\n", "mine.csv, line 3 must have 7 cells, got []"),
        (f"{HEADER}\n{GOOD},more\n", "mine.csv, line 2 must have 7 cells"),
    ],
)
def test_a_broken_shape_is_named_with_file_and_line(text, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        split(text, "mine.csv", COLUMNS)


@pytest.mark.parametrize("name", OTHER_TABLES)
def test_a_table_of_another_shape_is_refused(name):
    with pytest.raises(ValueError, match=rf"{name}\.csv, line 1 must be"):
        load(name)


def test_an_estimate_names_the_year_where_there_is_one():
    dated, undated = (Figure("a", 1.0, "W", "b", year, "c", "T").estimate.source for year in (2025, None))
    assert dated == "b, 2025: c (read in the source's own text or code)"
    assert undated == "b: c (read in the source's own text or code)"


def test_a_good_row_without_a_year_is_read():
    assert parse(f"{HEADER}\n ffd_ratio , 11/9 ,ratio,Dósa,,always,M\n", "mine.csv") == (
        Figure("ffd_ratio", 11 / 9, "ratio", "Dósa", None, "always", "M"),
    )


# ---- what follows from other rows, worked out anew ----


def value(name: str, identity: str) -> float:
    return figure(name, identity).value


def test_the_guarantee_follows_from_overhead_and_node():
    overhead = value("packing", "overhead_cores") / value("packing", "node_cores")
    assert round(math.sqrt(overhead), 3) == value("packing", "best_guaranteed_size")
    assert round(math.sqrt(overhead) * value("packing", "node_cores"), 2) == value(
        "packing", "best_guaranteed_size_cores"
    )
    assert round((1 - math.sqrt(overhead)) ** 2, 3) == value("packing", "best_guarantee")


def test_the_savings_follow_from_the_measured_watts():
    idle, at_10, at_50, full = (value("opening_test", f"m5_metal_power_{n}") for n in (0, 10, 50, 100))
    before = 10 * (at_10 + (at_50 - at_10) * 10 / 40)
    packed = 3 * (at_50 + (full - at_50) * (200 / 3 - 50) / 50)
    assert round(1 - (packed + 7 * idle) / before, 2) == value("opening_test", "saving_emptied_on")
    assert round(1 - packed / before, 2) == value("opening_test", "saving_emptied_off")


def test_the_busiest_pod_follows_from_exact_counting():
    # E[max] = Σ P(max > k); P(max ≤ k) is 50!/10⁵⁰ times the 50th coefficient of (Σ_{i≤k} xⁱ/i!)¹⁰.
    expected = sum(1 - all_at_most(k) for k in range(50))
    assert round(expected, 3) == value("opening_test", "busiest_pod_connections")


def all_at_most(largest: int) -> float:
    coefficients = [1.0] + [0.0] * 50
    for _ in range(10):
        coefficients = [
            sum(coefficients[total - i] / math.factorial(i) for i in range(min(total, largest) + 1))
            for total in range(51)
        ]
    return coefficients[50] * math.factorial(50) / 10**50


def test_latency_growth_and_requested_cpu_follow_from_their_items():
    assert value("opening_test", "latency_growth") == pytest.approx((1 - 0.45) / (1 - 0.90))
    assert value("opening_test", "requested_cpu_change") == pytest.approx(0.9 * 600 / 500 - 1)
    assert 40 * (1 + value("opening_test", "vpa_margin")) == pytest.approx(46)
