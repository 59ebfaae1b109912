"""The published benchmarks of proxies: each quoted figure follows from its rows, and what can't be is found by code."""

from __future__ import annotations

import re
from dataclasses import fields

import numpy as np
import pytest

from course_lib.estimate import CERTAINTY
from course_lib.proxies.audit import beating_none, impossible, standing_still
from course_lib.proxies.benchmarks import (
    NONE,
    PERCENTILES,
    STAKES,
    Benchmark,
    Latencies,
    Usage,
    benchmark,
    benchmarks,
    latencies,
    under,
    usage,
    usages,
)
from course_lib.proxies.ratios import INSTALLS, added_ms, ratio_by_request, ratio_by_use, reserved
from course_lib.tables import figure, rows

MAY, NOVEMBER = "may_2021", "november_2021"


def claim(identity: str) -> float:
    return figure("proxy_claims", identity).value


def digits_of(identity: str, load: str, mesh: str, resource: str) -> str:
    found = [row for row in rows("proxy_usage", USAGE_COLUMNS)
             if [row[name] for name in ("benchmark", "load", "mesh", "resource", "part")]
             == [identity, load, mesh, resource, "sidecar"]]  # fmt: skip
    return found[0]["value"]


USAGE_COLUMNS = tuple(each.name for each in fields(Usage))


def rounding(text: str) -> float:
    """Half of the last digit that a figure is printed with."""
    return 0.5 * 10 ** -len(text.partition(".")[2])


# ---- the tables ----


def test_every_row_belongs_to_a_benchmark_and_every_benchmark_has_rows():
    used = {each.benchmark for each in (*latencies(), *usages())}
    assert used == set(benchmarks())


def test_every_kind_of_people_who_ran_one_is_there():
    assert {each.stake for each in benchmarks().values()} == set(STAKES)


def test_names_are_told_apart_and_every_row_is_there_once():
    assert len({each.name for each in benchmarks().values()}) == len(benchmarks())
    keys = [(row.benchmark, row.load, row.mesh) for row in latencies()]
    assert len(set(keys)) == len(keys)
    amounts = [(*vars(each).values(),)[:6] for each in usages()]
    assert len(set(amounts)) == len(amounts)


def test_units_and_statistics_are_few():
    assert {each.unit for each in usages()} == {
        "ms", "millicores", "vCPU", "cores", "MB", "MiB", "GB", "GiB", "KiB", "requests/s", "sidecars", "pods", "share",
        "share more", "share less", "ratio",
    }  # fmt: skip
    for each in usages():
        assert each.unit not in ("share", "share less") or each.value < 1, each
        assert each.load.isdecimal() == (each.load[:1].isdigit() and " " not in each.load), each


@pytest.mark.parametrize("each", benchmarks().values(), ids=benchmarks())
def test_a_year_in_name_or_source_is_the_year_of_the_row(each: Benchmark):
    named = {int(year) for year in re.findall(r"\b20[12]\d\b", f"{each.id.replace('_', ' ')} {each.name}")}
    assert named <= {each.year}
    published = re.search(r"(20[12]\d)-\d\d", each.source)
    assert published is None or int(published[1]) == each.year


def test_every_comparison_under_load_has_its_row_without_a_mesh():
    for row in latencies():
        assert NONE in under(latencies(), row.benchmark, row.load), row


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"stake": "friend"}, "stake must be one of vendor, .*, got 'friend'"),
        ({"year": 21}, "year must be between 1990 and 2100, got 21"),
        ({"not_counted": ""}, "not_counted must not be empty, got ''"),
    ],
)
def test_a_broken_benchmark_is_refused(change: dict, message: str):
    with pytest.raises(ValueError, match=message):
        Benchmark(**{**vars(benchmark(MAY)), **change})


@pytest.mark.parametrize(
    ("ms", "certainty", "message"),
    [
        ({}, "T", "ms must hold a percentile"),
        ({"p75": 1.0}, "T", "percentile must be one of p50, .*, got 'p75'"),
        ({"p50": 0.0}, "T", "p50 must be positive, got 0.0"),
        ({"p50": 1.0}, "X", "certainty must be one of T, C, "),
    ],
)
def test_a_broken_row_of_latencies_is_refused(ms: dict, certainty: str, message: str):
    with pytest.raises(ValueError, match=message):
        Latencies("mine", "20", "none", ms, certainty)


def test_a_broken_amount_is_refused():
    good = vars(usage(MAY, "2000", "Linkerd"))
    for change, message in (
        ({"value": -1.0}, "value must be positive"),
        ({"certainty": ""}, "certainty must be one of"),
        ({"part": ""}, "part must not be empty"),
    ):
        with pytest.raises(ValueError, match=message):
            Usage(**{**good, **change})


def test_an_amount_is_found_once_or_not_at_all():
    with pytest.raises(ValueError, match=r"usage must be one row of proxy_usage\.csv, got"):
        usage("redhat_1_12", "1000", "Istio")  # one page, two figures
    with pytest.raises(ValueError, match=r"usage must be one row of proxy_usage\.csv, got"):
        usage(MAY, "500", "Linkerd")
    with pytest.raises(ValueError, match="identity must be one of kinvolk_2019, may_2021, "):
        benchmark("may_2022")


def test_an_amount_as_an_estimate_says_who_measured_what_and_how_sure_it_is():
    told = usage(NOVEMBER, "200", "Istio").estimate
    assert (told.best, told.unit, told.certainty) == (67.4, "ms", "C")
    assert "2021: Istio, sidecar, CPU: maximum of any proxy" in told.source
    assert told.source.endswith(f"({CERTAINTY['C']})")


# ---- ratios by use: the sources' own, and those of the course ----

QUOTED = [
    (NOVEMBER, "20", "CPU", "9.6"), (NOVEMBER, "200", "CPU", "3.3"), (NOVEMBER, "2000", "CPU", "1.9"),
    (NOVEMBER, "20", "memory", "6.4"), (NOVEMBER, "200", "memory", "5.9"), (NOVEMBER, "2000", "memory", "5.9"),
    (MAY, "20", "CPU", "34"), (MAY, "200", "CPU", "30"), (MAY, "2000", "CPU", "8.8"),
    (MAY, "20", "memory", "11"), (MAY, "200", "memory", "10"), (MAY, "2000", "memory", "8.7"),
]  # fmt: skip


@pytest.mark.parametrize(("identity", "load", "resource", "quoted"), QUOTED)
def test_a_quoted_ratio_follows_within_the_rounding_of_its_figures(identity, load, resource, quoted):
    istio, linkerd = (digits_of(identity, load, mesh, resource) for mesh in ("Istio", "Linkerd"))
    least = (float(istio) - rounding(istio)) / (float(linkerd) + rounding(linkerd))
    most = (float(istio) + rounding(istio)) / (float(linkerd) - rounding(linkerd))
    assert least - rounding(quoted) <= float(quoted) <= most + rounding(quoted)
    assert least <= ratio_by_use(identity, load, resource) <= most


def test_a_tenth_is_mays_and_not_novembers():
    tenth = claim("tenth")
    assert [round(1 / ratio_by_use(MAY, "2000", resource), 2) for resource in ("CPU", "memory")] == [0.11, 0.12]
    assert abs(1 / ratio_by_use(MAY, "2000") - tenth) < 0.02
    assert [round(1 / ratio_by_use(NOVEMBER, "2000", resource), 2) for resource in ("CPU", "memory")] == [0.54, 0.17]


def test_the_summaries_of_both_benchmarks_hold_but_for_75_percent():
    assert 1 / ratio_by_use(MAY, "2000") == pytest.approx(claim("may_cpu"), abs=0.015)
    assert 1 / ratio_by_use(MAY, "2000", "memory") == pytest.approx(claim("may_memory"), abs=0.005)
    assert 1 / ratio_by_use(NOVEMBER, "2000") == pytest.approx(claim("november_cpu"), abs=0.015)
    assert 1 / ratio_by_use(NOVEMBER, "2000", "memory") == pytest.approx(claim("november_memory"), abs=0.005)
    assert claim("may_linkerd_added") / claim("may_istio_added") == 0.6 != claim("may_added_median")


def test_the_ratio_fell_because_both_sides_moved():
    moved = {mesh: [usage(month, "2000", mesh).value for month in (MAY, NOVEMBER)] for mesh in ("Linkerd", "Istio")}
    assert moved == {"Linkerd": [10, 36], "Istio": [88, 67]}


def test_the_control_plane_at_2000_requests():
    found = {
        (month, mesh): [usage(month, "2000", mesh, resource, "control plane").value for resource in ("memory", "CPU")]
        for month in (MAY, NOVEMBER)
        for mesh in ("Linkerd", "Istio")
    }
    assert found == {
        (MAY, "Linkerd"): [324, 71],
        (MAY, "Istio"): [837, 3700],
        (NOVEMBER, "Linkerd"): [365, 212],
        (NOVEMBER, "Istio"): [597, 5000],
    }


def test_only_the_same_statistic_is_compared():
    with pytest.raises(ValueError, match="usage must be one row"):
        ratio_by_use("fleet_linkerd_2019", "")


# ---- by reservation ----


def test_what_is_reserved_by_install():
    linkerd, available, istio = (reserved(install) for install in INSTALLS)
    assert (linkerd.cpu_m, linkerd.memory_mib) == (0, 0)
    assert (available.cpu_m, available.memory_mib) == (100, 20)
    assert (istio.cpu_m, istio.memory_mib) == (100, 128)
    assert {each.year for each in (linkerd, available, istio)} == {2026}
    with pytest.raises(ValueError, match="install must be one of Linkerd, default, "):
        reserved("Envoy")


def test_by_request_the_ratio_is_one_or_there_is_none():
    assert ratio_by_request("CPU") == 1
    assert ratio_by_request("memory") == 6.4
    assert ratio_by_request("CPU", to="Linkerd, default") is None
    with pytest.raises(ValueError, match="resource must be one of CPU, memory, got 'disk'"):
        ratio_by_request("disk")


def test_a_fleet_used_little_of_what_its_proxies_requested():
    mean, most, asked = (usage("fleet_linkerd_2019", "", "Linkerd", statistic=each).value
                         for each in ("mean", "maximum of any proxy", "requested"))  # fmt: skip
    assert (mean, most, asked) == (0.6, 11, 100)
    assert asked == reserved("Linkerd, high availability").cpu_m


# ---- added latency ----


def test_the_headline_sets_what_one_adds_beside_the_whole_of_the_other():
    headline = claim("november_linkerd_headline"), claim("november_istio_headline")
    assert headline == (8, 26)
    assert claim("november_istio_headline") - claim("november_none") == claim("november_istio_added") == 20
    by_mesh = under(latencies(), NOVEMBER, "200")
    added = {mesh: added_ms(by_mesh[mesh], by_mesh[NONE])["p50"] for mesh in ("Linkerd", "Istio")}
    # Off the chart: in the text both are rounded, to 8 and 20.
    assert added == {"Linkerd": pytest.approx(6.8), "Istio": pytest.approx(18.7)}


@pytest.mark.parametrize(
    ("month", "percentile", "linkerd", "istio"),
    [(MAY, "p50", 9, 15), (MAY, "max", 47, 253), (NOVEMBER, "p50", 6, 17), (NOVEMBER, "max", 42, 350)],
)
def test_what_the_texts_say_is_added_at_2000_is_on_the_charts(month, percentile, linkerd, istio):
    by_mesh = under(latencies(), month, "2000")
    added = [added_ms(by_mesh[mesh], by_mesh[NONE])[percentile] for mesh in ("Linkerd", "Istio")]
    assert added == pytest.approx([linkerd, istio], abs=1)


def test_added_latency_is_of_one_run_and_of_what_both_rows_have():
    may, november = (under(latencies(), month, "200") for month in (MAY, NOVEMBER))
    with pytest.raises(ValueError, match="without must be of may_2021 at 200, too, got"):
        added_ms(may["Linkerd"], november[NONE])
    overloaded = under(latencies(), "kinvolk_2019", "600")
    assert added_ms(overloaded["Istio"], overloaded[NONE]) == {"p99": 263_997}


def test_the_text_of_2025_agrees_with_its_rows():
    most = under(latencies(), "ambient_2025", "2000")
    assert most["Istio"].ms["p99"] - most["Linkerd"].ms["p99"] == pytest.approx(163.0)
    assert most["Istio ambient, waypoint"].ms["p99"] - most["Linkerd"].ms["p99"] == pytest.approx(11.2)
    middle = {mesh: row.ms["p99"] for mesh, row in under(latencies(), "ambient_2025", "200").items()}
    assert middle["Istio"] - middle["Linkerd"] == pytest.approx(22.83, abs=0.01)
    assert middle["Istio"] - middle[NONE] == pytest.approx(19.9)
    assert middle["Istio"] - middle["Istio ambient, waypoint"] == pytest.approx(18.5)


# ---- what can't be ----


def test_the_one_impossible_row_is_found():
    (fall,) = impossible(latencies())
    assert (fall.row.benchmark, fall.row.load, fall.row.mesh) == ("ambient_2025", "2000", "Istio")
    assert (fall.lower, fall.higher) == ("p50", "p90")
    assert fall.row.ms["p50"] == 239.7 > fall.row.ms["p90"] == 226.6


def test_equal_percentiles_are_possible_and_every_fall_is_named():
    level = Latencies("mine", "20", NONE, dict.fromkeys(PERCENTILES, 5.0), "T")
    down = Latencies("mine", "20", "a mesh", {"p50": 3.0, "p90": 2.0, "p99": 4.0, "max": 1.0}, "T")
    assert [(each.lower, each.higher) for each in impossible([level, down])] == [("p50", "p90"), ("p99", "max")]


def test_the_mean_of_possible_rows_is_possible():
    """So five runs' mean doesn't explain the impossible row."""
    runs = np.sort(np.random.default_rng(8).exponential(50, (5, len(PERCENTILES))), axis=1)
    mean = Latencies("mine", "20", NONE, dict(zip(PERCENTILES, runs.mean(axis=0).tolist(), strict=True)), "T")
    assert impossible([mean]) == ()


def test_the_cpu_that_stands_still_is_istios_of_2021_and_no_other():
    still = standing_still(each for each in usages() if each.resource == "CPU")
    assert {(each.before.benchmark, each.before.mesh) for each in still} == {(MAY, "Istio"), (NOVEMBER, "Istio")}
    found = [(each.before.benchmark, each.before.load, each.before.value, each.after.value) for each in still]
    assert found == [(MAY, "20", 86, 84), (MAY, "200", 84, 88), (NOVEMBER, "200", 67.4, 67)]
    assert {each.times_the_load for each in still} == {10}


def test_memory_stands_still_too_as_it_should():
    """Of the eight steps of memory five; none of Linkerd's in May, and one of its two in November."""
    still = standing_still(each for each in usages() if each.resource == "memory")
    found = [(each.before.benchmark, each.before.mesh, each.before.load) for each in still]
    assert found == [
        (MAY, "Istio", "20"),
        (MAY, "Istio", "200"),
        (NOVEMBER, "Linkerd", "200"),
        (NOVEMBER, "Istio", "20"),
        (NOVEMBER, "Istio", "200"),
    ]


def test_every_other_column_of_cpu_has_no_step_of_tenfold_load_or_moves():
    columns: dict[tuple, dict[str, float]] = {}
    for each in usages():
        if each.resource == "CPU" and each.load.isdecimal():
            columns.setdefault((each.benchmark, each.mesh, each.part, each.statistic), {})[each.load] = each.value
    wide = {key[:2] for key, by_load in columns.items() if max(map(float, by_load)) >= 10 * min(map(float, by_load))}
    assert wide == {(month, mesh) for month in (MAY, NOVEMBER) for mesh in ("Linkerd", "Istio")}


def test_where_noise_is_larger_than_the_effect():
    found = [(each.row.benchmark, each.row.load, each.row.mesh, each.percentile, round(each.by_ms, 2))
             for each in beating_none(latencies())]  # fmt: skip
    assert [each for each in found if each[0] == "ambient_2025"] == [
        ("ambient_2025", "20", "Linkerd", "p99", 3.6),
        ("ambient_2025", "200", "Linkerd", "p99", 2.93),
    ]
    others = {each[:4] for each in found if each[0] != "ambient_2025"}
    assert others == {
        ("livewyer_2024_ingress", "128 connections", mesh, percentile)
        for mesh in ("Linkerd", "Istio", "Cilium")
        for percentile in ("p99", "p999")
    }


# ---- the other benchmarks, figure by figure ----


def test_in_2019_the_memory_was_an_eighth_and_the_cpu_alike():
    def amount(load: str, mesh: str, resource: str, part: str, statistic: str = "total") -> float:
        return usage("kinvolk_2019", load, mesh, resource, part, statistic).value

    memory = [amount("500", mesh, "memory", "data plane") for mesh in ("Linkerd", "Istio")]
    assert memory == [517, 4307]
    assert memory[0] / memory[1] < 1 / 8
    proxies = [total / amount("500", mesh, "memory", "sidecar", "mean")
               for mesh, total in zip(("Linkerd", "Istio"), memory, strict=True)]  # fmt: skip
    assert proxies == pytest.approx([91, 91], abs=1)  # as many of either
    cpu = [sum(amount("500", mesh, "CPU", part) for part in ("data plane", "control plane"))
           for mesh in ("Linkerd", "Istio")]  # fmt: skip
    assert cpu == [1700, 2102]
    assert [amount("600", mesh, "CPU", "mesh") for mesh in ("Linkerd", "Istio")] == [1951, 1985]
    assert amount("600", "Linkerd", "CPU", "data plane", "times Istio's") == 1.15
    p99 = [row.ms["p99"] for row in under(latencies(), "kinvolk_2019", "500").values()]
    assert p99 == [3.1, 6.7, 643]
    assert round(p99[2] / p99[1]) == 96


def test_istios_own_figure_falls_and_rises_through_its_releases():
    cpu = [usage(f"istio_1_{minor}", "1000", "Istio").value for minor in (7, 8, 12, 20, 22, 24)]
    assert cpu == [0.5, 0.35, 0.35, 0.5, 0.5, 0.2]
    redhat = [each.value for each in usages() if each.benchmark == "redhat_1_12" and each.resource == "CPU"]
    assert redhat == [0.35, 0.5]
    assert usage("aks_2024", "1000", "Istio").value == 2 * cpu[-1]
    memory = [usage(f"istio_1_{minor}", "1000", "Istio", "memory").value for minor in (7, 8, 12, 20, 24)]
    assert memory == [50, 40, 40, 50, 60]
    ambient = [usage("istio_1_24", "1000", "Istio ambient", resource, part).value
               for part in ("waypoint", "ztunnel") for resource in ("CPU", "memory")]  # fmt: skip
    assert ambient == [0.25, 60, 0.06, 12]


def test_a_tenth_of_the_added_latency_from_1_12_to_1_20():
    before, after = (usage(each, "1000", "Istio", "added p90", "pair of sidecars").value
                     for each in ("istio_1_12", "istio_1_20"))  # fmt: skip
    assert (before, after) == (2.65, 0.228)


def test_of_the_sidecar_debate_the_parts_add_up():
    def cpu(mesh: str, part: str) -> float:
        return usage("sidecar_debate_2025", "1200", mesh, "CPU", part).value

    ambient = "Istio ambient, waypoint"
    assert cpu(ambient, "ztunnel") + cpu(ambient, "waypoint") == pytest.approx(cpu(ambient, "data plane"), abs=0.1)
    assert cpu(ambient, "data plane") / cpu("Linkerd", "data plane") == pytest.approx(2)
    memory = [usage("sidecar_debate_2025", "1200", mesh, "memory", "data plane").value
              for mesh in ("Linkerd", ambient, "Istio")]  # fmt: skip
    assert memory == [162, 276, 890]


def test_at_saturation_the_latency_is_the_connections_over_the_rate():
    """Little's law: LiveWyer's latencies say nothing that its requests/s don't."""
    by_mesh = under(latencies(), "livewyer_2024", "32 connections")
    for mesh, row in by_mesh.items():
        rate = usage("livewyer_2024", "32 connections", mesh, "throughput", "app").value
        assert row.ms["p50"] == pytest.approx(1000 * 32 / rate, rel=0.03)
    rates = [usage("livewyer_2024", "32 connections", mesh, "throughput", "app").value for mesh in by_mesh]
    assert [round(100 * (rate / rates[0] - 1)) for rate in rates] == [0, -7, -24, -24]


def test_control_plane_memory_a_sidecar():
    for load, mb in (
        ("CNI overlay", 1.28),
        ("CNI overlay, 25% replaced", 1.48),
        ("CNI overlay, 50% replaced", 1.69),
        ("Cilium", 1.37),
        ("Cilium, 25% replaced", 1.44),
        ("Cilium, 50% replaced", 1.71),
        ("1000 services", 2.02),
    ):
        sidecars = usage("aks_2024", load, "Istio", "sidecars", "istiod").value
        memory_gb = usage("aks_2024", load, "Istio", "memory", "istiod").value
        assert 1000 * memory_gb / sidecars == pytest.approx(mb, abs=0.005)
    destination = ("linkerd_destination_2026", "10000 subscribers", "Linkerd", "memory", "destination controller")
    before, a_subscriber, saved = (
        usage(*destination, each).value for each in ("total", "per subscriber", "at most, less than before")
    )
    assert before * 2**20 / 10_000 == pytest.approx(a_subscriber, rel=0.09)
    assert a_subscriber * (1 - saved) == pytest.approx(53, abs=0.5)
    assert usage("linkerd_2_20", "", "Linkerd", "memory", "control plane").value == 0.85


def test_canals_tenth_of_a_core_is_what_a_sidecar_requests():
    cores, memory_gb, pods, share = (
        usage("canal_2024", "", "Istio", resource, "data plane").value
        for resource in ("CPU", "memory", "pods", "hardware")
    )
    assert (1000 * cores / pods, share) == (reserved("Istio, default").cpu_m, 0.1)
    assert 1000 * memory_gb / pods == pytest.approx(333, abs=0.5)
    gains = [usage("canal_2024", "", "Canal", "throughput", "mesh", f"times {whose}").value
             for whose in ("Istio's", "Istio ambient's")]  # fmt: skip
    assert gains == [12.3, 2.3]


def test_one_paper_two_versions_two_figures():
    found = [[usage(f"meshinsight_{year}", "", "sidecars", resource, "mesh").value for resource in ("latency", "CPU")]
             for year in (2022, 2023)]  # fmt: skip
    assert found == [[1.85, 0.92], [2.69, 1.63]]


def test_the_rest_of_the_reports():
    by_mesh = {each.mesh: each.value for each in usages() if each.benchmark == "mtls_2024"}
    assert by_mesh == {"Linkerd": 0.33, "Istio": 1.66, "Cilium": 0.99, "Istio ambient": 0.08}
    reports = {(each.benchmark, each.mesh, each.resource): each.value for each in usages()}
    assert reports["istio_cilium_2024", "Istio ambient", "throughput"] == 2178
    assert reports["istio_cilium_2024", "Cilium", "throughput"] == 1815
    assert reports["ambient_throughput_2025", "Istio ambient", "throughput"] == 0.75
    assert reports["copper_2025", "sidecars where needed", "CPU"] == 0.39
    assert reports["copper_2025", "sidecars where needed", "tail latency"] == 2.6
    assert reports["scope_2024", "sidecars", "latency"] == 1.5
    assert reports["scope_2024", "sidecars", "throughput"] == 0.35
    assert reports["imagine_learning_2025", "Linkerd", "CPU"] == 0.8
    assert reports["imagine_learning_2025", "Linkerd", "network cost"] == 0.4
    assert reports["energy_2025", "auxiliary services", "energy"] == 0.63
    assert figure("proxy_mtls", "ml_kem_768").value == pytest.approx((1184 + 1088) / 1000)
    assert reports["fleet_istio_2025", "Istio", "CPU"] == 50
    assert reports["fleet_istio_2025", "Istio", "memory"] == 64
    calls = [each.value for each in usages() if each.benchmark == "servicerouter_2023"]
    assert calls == [0.99, 0.01]
    assert sum(calls) == 1
