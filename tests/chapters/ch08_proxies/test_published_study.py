"""What chapter 08's explorers read off the published benchmarks."""

from __future__ import annotations

import pytest

from course_lib.chapters.ch08_proxies.study.benchmarks import PERCENTILES, RUNS, SHORT, benchmark_study
from course_lib.chapters.ch08_proxies.study.ratio import COUNTED, LOADS, RESERVED, USED, ratio_study
from course_lib.chapters.ch08_proxies.study.releases import ALONE, BESIDE, OTHERS, OWN, VERSIONS, releases_study
from course_lib.proxies.benchmarks import NONE, benchmarks, latencies
from course_lib.proxies.ratios import RESOURCES

MOST = "2,000 requests/s"


def test_the_aha_is_8_8_and_then_1_9() -> None:
    may, november = ratio_study(USED, "CPU", MOST).pairs
    assert (may.linkerd, may.istio, november.linkerd, november.istio) == (10, 88, 36, 67)
    assert may.ratio is not None
    assert november.ratio is not None
    assert (round(may.ratio, 1), round(november.ratio, 1)) == (8.8, 1.9)


def test_the_same_figures_at_every_load() -> None:
    found = {
        resource: [[round(pair.ratio or 0, 1) for pair in ratio_study(USED, resource, load).pairs] for load in LOADS]
        for resource in RESOURCES
    }
    assert found == {
        "CPU": [[34.4, 9.7], [30.0, 3.3], [8.8, 1.9]],
        "memory": [[11.2, 6.4], [10.3, 5.9], [8.7, 5.9]],
    }


def test_what_is_reserved_is_the_same_at_every_load_and_nothing_by_default() -> None:
    for resource, ratios in (("CPU", [1, None]), ("memory", [6.4, None])):
        for load in LOADS:
            study = ratio_study(RESERVED, resource, load)
            assert [pair.ratio for pair in study.pairs] == ratios
            assert study.pairs[1].linkerd == 0 < study.pairs[1].istio == study.pairs[0].istio
            assert study.year == 2026


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("by price", "CPU", MOST), "counted must be one of"),
        ((USED, "disk", MOST), r"usage must be one row of proxy_usage\.csv"),
        ((RESERVED, "disk", MOST), "resource must be one of CPU, memory, got 'disk'"),
    ],
)
def test_an_unknown_question_is_refused(values: tuple[str, str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ratio_study(*values)


def test_every_published_row_of_latencies_can_be_seen() -> None:
    seen = [row for run in RUNS for row in benchmark_study(run, "p50").rows.values()]
    assert sorted(map(repr, seen)) == sorted(map(repr, latencies()))
    assert set(SHORT) <= set(benchmarks())


@pytest.mark.parametrize("percentile", PERCENTILES)
@pytest.mark.parametrize("run", RUNS)
def test_what_is_added_and_what_is_there_without_are_the_whole(run: str, percentile: str) -> None:
    study = benchmark_study(run, percentile)
    assert next(iter(study.rows)) == NONE
    for mesh, added in study.added_ms.items():
        assert study.total_ms[NONE] + added == pytest.approx(study.total_ms[mesh])
    assert (percentile in study.published) == bool(study.total_ms)


def test_only_the_run_with_the_impossible_row_has_a_fall() -> None:
    falls = {run: benchmark_study(run, "p99").falls for run in RUNS}
    assert [run for run, found in falls.items() if found] == ["April 2025, 2,000 requests/s"]


def test_only_three_runs_have_a_mesh_that_is_faster_than_none() -> None:
    found = {run for run in RUNS for percentile in PERCENTILES
             if any(added < 0 for added in benchmark_study(run, percentile).added_ms.values())}  # fmt: skip
    assert found == {
        "April 2025, 20 requests/s",
        "April 2025, 200 requests/s",
        "LiveWyer 2024, ingress, 128 connections",
    }


def test_a_run_or_a_percentile_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="run must be one of Kinvolk 2019, 500 requests/s, "):
        benchmark_study("May 2022", "p50")
    with pytest.raises(
        ValueError, match=r"percentile must be one of p50, p90, p95, p99, p99\.9, p99\.99, max, got 'p75'"
    ):
        benchmark_study("May 2021, 20 requests/s", "p75")


def test_istios_page_through_its_releases() -> None:
    study = releases_study("1.12", BESIDE)
    assert [each.figures["CPU"] for each in study.own] == [(0.5,), (0.35,), (0.35,), (0.5,), (0.5,), (0.2,)]
    assert [each.figures["added p90"] for each in study.own] == [(2.76,), (2.65,), (2.65,), (0.228,), (), ()]
    assert [each.figures["memory"] for each in study.own] == [(50,), (40,), (40,), (50,), (), (60,)]
    redhat, microsoft = study.others
    assert (redhat.figures["CPU"], redhat.figures["added p90"]) == ((0.35, 0.5), (2.65, 1.7))
    assert (microsoft.figures["CPU"], microsoft.figures["memory"]) == ((0.4,), (72,))


def test_each_release_knows_the_one_before() -> None:
    studies = [releases_study(version) for version in OWN]
    assert [study.before for study in studies] == [None, *(study.here for study in studies[:-1])]
    assert {study.others for study in studies} == {()}


def test_the_releases_stand_in_order_and_are_all_told_by_somebody() -> None:
    assert list(VERSIONS) == sorted(VERSIONS, key=lambda each: int(each.partition(".")[2]))
    assert set(VERSIONS) == set(OWN) | {version for version, _ in OTHERS.values()}
    with pytest.raises(ValueError, match=r"version must be one of 1\.7, "):
        releases_study("1.19")
    with pytest.raises(ValueError, match="told must be one of"):
        releases_study("1.12", "all")
    assert ALONE != BESIDE
    assert len(COUNTED) == 2
