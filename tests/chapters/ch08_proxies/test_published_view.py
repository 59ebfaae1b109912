"""What chapter 08 shows and says of the published benchmarks: pictures read off their artists' data, and words."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from course_lib.chapters.ch08_proxies.explorers import benchmarks, ratio, releases
from course_lib.chapters.ch08_proxies.study.benchmarks import PERCENTILES, RUNS, benchmark_study
from course_lib.chapters.ch08_proxies.study.ratio import LOADS, RESERVED, USED, ratio_study
from course_lib.chapters.ch08_proxies.study.releases import BESIDE, FIGURES, OWN, VERSIONS, releases_study
from course_lib.chapters.ch08_proxies.view.benchmarks import BenchmarkPicture, ms_text
from course_lib.chapters.ch08_proxies.view.ratio import RatioPicture, judge_guess, reveal_ratio, veil_ratio
from course_lib.chapters.ch08_proxies.view.releases import MOST, ReleasesPicture
from course_lib.framework.explorer.explorer import Explorer
from course_lib.proxies.benchmarks import benchmark
from course_lib.proxies.ratios import RESOURCES
from tests.framework.corners import corners_of

MOST_LOAD = "2,000 requests/s"


def shown(texts: list[Any]) -> list[str]:
    return [text.get_text().strip() for text in texts]


# ---- ratio ----


def test_the_bars_are_what_was_used_and_the_labels_the_ratios() -> None:
    picture = RatioPicture()
    picture.draw(ratio_study(USED, "CPU", MOST_LOAD))
    assert corners_of(picture.bars)[:, 2].tolist() == [10, 88, 36, 67]
    assert shown(picture.labels) == ["May 2021: 8.8 times", "November 2021: 1.9 times"]
    assert shown(picture.amounts) == ["10 ms", "88 ms", "36 ms", "67 ms"]
    assert picture.title.get_text() == "Istio's CPU was 8.8 times Linkerd's in May, 1.9 times in November"
    assert picture.unit.get_text() == "CPU of the proxy that used the most at 2,000 requests/s, ms"


def test_november_is_not_shown_before_the_prediction() -> None:
    picture = RatioPicture()
    picture.draw(ratio_study(USED, "CPU", MOST_LOAD))
    veiled = veil_ratio(ratio_study(USED, "CPU", MOST_LOAD))
    picture.draw(veiled)
    assert corners_of(picture.bars)[:, 2].tolist() == [10, 88]
    assert shown([*picture.labels, *picture.amounts]) == ["May 2021: 8.8 times", "", "10 ms", "88 ms", "", ""]
    said = ratio.describe(veiled)
    for hidden in ("November", "36", "67", "1.9", "hardly moves"):
        assert hidden not in picture.title.get_text() + said.words + repr(said.table), hidden


def test_reserved_the_bars_are_level_or_one_is_missing() -> None:
    picture = RatioPicture()
    picture.draw(ratio_study(RESERVED, "CPU", MOST_LOAD))
    assert corners_of(picture.bars)[:, 2].tolist() == [100, 100, 0, 100]
    assert shown(picture.amounts) == ["100m", "100m", "no request", "100m"]
    assert shown(picture.labels) == [
        "Linkerd for high availability: 1 to 1",
        "Linkerd's default install: nothing to divide by",
    ]
    assert picture.title.get_text() == "CPU reserved: 1 to 1; by default Linkerd reserves nothing"
    assert "2026" in picture.unit.get_text()


def test_beside_what_is_reserved_stands_what_a_fleet_used() -> None:
    said = {resource: ratio.describe(ratio_study(RESERVED, resource, MOST_LOAD)).words for resource in RESOURCES}
    assert "requested 100m used 0.6m on average and 11m at most (2019)" in said["CPU"]
    assert "on average" not in said["memory"]


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("counted", [USED, RESERVED])
@pytest.mark.parametrize("load", LOADS)
def test_every_bar_and_its_words_stay_on_the_axis(counted: str, resource: str, load: str) -> None:
    picture = RatioPicture()
    picture.draw(ratio_study(counted, resource, load))
    right = picture.bars.axes.get_window_extent().x1
    assert all(text.get_window_extent().x1 < right for text in [*picture.amounts, *picture.labels])


def test_the_words_name_the_people_and_the_statistic() -> None:
    words = ratio.describe(ratio_study(USED, "CPU", MOST_LOAD)).words
    assert benchmark("november_2021").ran_by == benchmark("may_2021").ran_by
    assert "Measured by Buoyant, the company behind Linkerd, with the same test both times" in words
    assert "over an interval that isn't stated, of the one proxy that used the most" in words


def test_each_guess_is_answered_by_what_it_would_be_right_for() -> None:
    assert "1.9" in reveal_ratio(None)
    assert "You predicted 8.8: that would be right if half a year had changed nothing. November's" in reveal_ratio(8.8)
    answers = [judge_guess(guess, 8.8, 67 / 36) for guess in (1.9, 1.8, 2.3, 1.0, 5.0, 9.0, 1.2, 20.0)]
    assert answers == [
        "exactly right",
        "near",
        "near",
        "by what they used they weren't that close",
        "too high",
        "that would be right if half a year had changed nothing",
        "too low",
        "too high",
    ]
    assert "Nobody knows: measure yours" in reveal_ratio(3)


def test_figures_off_a_chart_are_said_to_be() -> None:
    said = {load: ratio.describe(ratio_study(USED, "CPU", load)).words for load in LOADS}
    assert ["read off charts" in words for words in said.values()] == [True, True, False]
    runs = {run: benchmarks.describe(benchmark_study(run, "p99")).words for run in RUNS}
    assert {run for run, words in runs.items() if "read off its charts" in words} == {
        f"{month} 2021, {load} requests/s" for month in ("May", "November") for load in ("20", "200", "2,000")
    }


# ---- benchmarks ----


def test_what_the_course_has_no_figure_for_is_not_said_to_be_unpublished() -> None:
    """The report of April 2025 has charts of all percentiles at 20 and 200 requests/s."""
    for percentile in set(PERCENTILES) - {"p99"}:
        study = benchmark_study("April 2025, 200 requests/s", percentile)
        said = benchmarks.describe(study)
        assert f"{percentile}: no figures for this run here. The course has its p99." in said.words
        assert "not published" not in said.words + repr(said.table)
        assert said.table.rows[0][-1] == "no figure here"


@pytest.mark.parametrize("percentile", PERCENTILES)
@pytest.mark.parametrize("run", RUNS)
def test_the_bars_are_the_latencies_and_end_where_they_should(run: str, percentile: str) -> None:
    picture, study = BenchmarkPicture(), benchmark_study(run, percentile)
    picture.draw(study)
    whole = np.array(list(study.total_ms.values()))
    base, added, undivided = (corners_of(shapes) for shapes in (picture.base, picture.added, picture.undivided))
    length = sum(each[:, 2].sum() for each in (base, added, undivided))
    assert length == pytest.approx(whole.sum() / whole.max() if len(whole) else 0)
    more = [ms for ms in study.added_ms.values() if ms > 0]
    assert added[:, 2] == pytest.approx(np.array(more) / whole.max() if more else [])
    ends = np.concatenate([each[:, 0] + each[:, 2] for each in (base, added, undivided)])
    assert not len(whole) or ends.max() == pytest.approx(1)
    frame = picture.base.axes.get_window_extent()
    assert all(frame.x0 < each.get_window_extent().x0 for each in picture.names)
    assert all(each.get_window_extent().x1 < frame.x1 for each in picture.said)


def test_without_a_baseline_no_part_of_a_bar_is_said_to_be_the_apps() -> None:
    picture, study = BenchmarkPicture(), benchmark_study("Kinvolk 2019, 600 requests/s", "p50")
    picture.draw(study)
    assert corners_of(picture.undivided)[:, 2].tolist() == [1]
    assert len(corners_of(picture.base)) == len(corners_of(picture.added)) == 0
    said = benchmarks.describe(study).words
    assert "no mesh: no figure here. Linkerd: no figure here. Istio 17.6 s." in said
    picture.draw(benchmark_study("Kinvolk 2019, 600 requests/s", "p99"))
    assert len(corners_of(picture.undivided)) == 0


@pytest.mark.parametrize("explorer", [benchmarks, ratio, releases], ids=lambda each: each.name)
def test_the_legend_has_room(explorer: Explorer) -> None:
    drawing = explorer.picture()
    drawing.draw(explorer.result())
    whole = drawing.figure.bbox
    for legend in filter(None, (axes.get_legend() for axes in drawing.figure.axes)):
        box = legend.get_window_extent(drawing.figure.canvas.get_renderer())
        assert whole.x0 <= box.x0 < box.x1 <= whole.x1
        assert whole.y0 <= box.y0 < box.y1 <= whole.y1


def test_total_stands_beside_added() -> None:
    picture = BenchmarkPicture()
    picture.draw(benchmark_study("November 2021, 200 requests/s", "p50"))
    assert shown(picture.names) == ["no mesh", "Linkerd", "Istio", ""]
    assert shown(picture.said) == ["6.1 ms", "12.9 ms: 6.8 ms added", "24.8 ms: 18.7 ms added", ""]
    assert picture.title.get_text() == "p50: added 6.8 ms (Linkerd), 18.7 ms (Istio)"


@pytest.mark.parametrize(
    ("run", "percentile", "title"),
    [
        ("April 2025, 2,000 requests/s", "p50", "p50: Istio's p50 lies above its p90, which can't be"),
        ("April 2025, 2,000 requests/s", "p95",
         "p95: added 68.7 ms (Linkerd), 106 ms (Istio ambient), 202 ms (Istio)"),
        ("April 2025, 2,000 requests/s", "p90", "p90: Istio's p50 lies above its p90, which can't be"),
        ("April 2025, 20 requests/s", "p99", "p99: faster with Linkerd than with no mesh"),
        ("April 2025, 20 requests/s", "p50", "p50: no figures for this run here"),
        ("Kinvolk 2019, 600 requests/s", "p50", "p50: a figure for Istio alone"),
        ("LiveWyer 2024, 32 connections", "p50",
         "p50, saturated: added 14.7 ms (Linkerd), 62.4 ms (Istio), 62.9 ms (Cilium)"),
        ("LiveWyer 2024, ingress, 128 connections", "p99",
         "p99: faster with Linkerd, Istio and Cilium than with no mesh"),
    ],
)  # fmt: skip
def test_titles_say_what_cannot_be_and_what_is_missing(run: str, percentile: str, title: str) -> None:
    picture = BenchmarkPicture()
    picture.draw(benchmark_study(run, percentile))
    assert picture.title.get_text() == title


@pytest.mark.parametrize("run", RUNS)
def test_the_words_name_the_people_and_what_is_not_counted(run: str) -> None:
    study = benchmark_study(run, "p99")
    words = benchmarks.describe(study).words
    for part in (study.benchmark.ran_by, study.benchmark.not_counted, study.benchmark.caveat):
        assert part in words
    assert ".." not in words.replace("...", "")
    assert (" lies above its " in words) == bool(study.falls)


def test_saturated_runs_are_said_to_be() -> None:
    def said(percentile: str) -> set[str]:
        words = {run: benchmarks.describe(benchmark_study(run, percentile)).words for run in RUNS}
        return {run for run, each in words.items() if "how much less gets through" in each}

    assert said("p50") == {"LiveWyer 2024, 32 connections", "LiveWyer 2024, ingress, 128 connections"}
    assert said("p99") == {"LiveWyer 2024, 32 connections"}  # at the ingress nothing is added


@pytest.mark.parametrize("run", RUNS)
def test_titles_have_room(run: str) -> None:
    picture = BenchmarkPicture()
    for percentile in PERCENTILES:
        picture.draw(benchmark_study(run, percentile))
        box = picture.title.get_window_extent(picture.figure.canvas.get_renderer())
        assert box.x1 <= picture.figure.bbox.x1, picture.title.get_text()


def test_doubts_are_said_once_and_where_they_belong() -> None:
    said = {p: benchmarks.describe(benchmark_study("November 2021, 200 requests/s", p)).words for p in PERCENTILES}
    assert ["one p90 less another" in said["p90"], "less another" in said["p50"], "less another" in said["max"]] == [
        True,
        False,
        False,
    ]
    faster = benchmarks.describe(benchmark_study("April 2025, 200 requests/s", "p99")).words
    assert "the figures alone don't say which" in faster
    assert "less another" not in faster


def test_a_row_of_the_table_has_the_percentiles_that_were_published() -> None:
    table = benchmarks.describe(benchmark_study("Kinvolk 2019, 500 requests/s", "p99")).table
    assert table.header == ("mesh", "p99", "p99.9", "max", "p99: total, and added")
    assert table.rows[0] == ("no mesh", "3.1 ms", "4 ms", "972 ms", "3.1 ms")
    assert table.rows[2] == ("Istio", "643 ms", "–", "5 s", "643 ms: 640 ms added")


def test_milliseconds_turn_to_seconds_from_a_thousand_on() -> None:
    assert [ms_text(ms) for ms in (0.0, 9.96, 60.97, 99.9, 100.4, 999.4, 999.7, 1000.0, 3033.1, 264_000)] == [
        "0 ms", "10 ms", "61 ms", "99.9 ms", "100 ms", "999 ms", "1 s", "1 s", "3.03 s", "264 s",
    ]  # fmt: skip


# ---- releases ----


def test_the_marks_are_the_published_figures() -> None:
    picture, study = ReleasesPicture(), releases_study("1.20", BESIDE)
    picture.draw(study)
    for name in FIGURES:
        assert list(picture.own[name].get_ydata()) == [v for each in study.own for v in each.figures[name]]
        assert list(picture.others[name].get_ydata()) == [v for each in study.others for v in each.figures[name]]
        assert max([*picture.own[name].get_ydata(), *picture.others[name].get_ydata()]) < MOST[name]
    assert {float(line.get_xdata()[0]) for line in picture.here} == {VERSIONS.index("1.20")}
    assert list(picture.others["CPU"].get_xdata()) == [2, 2, 3]
    picture.draw(releases_study("1.20"))
    assert len(picture.others["CPU"].get_xdata()) == 0


def test_the_title_says_how_the_cpu_changed_from_the_release_before() -> None:
    picture, titles = ReleasesPicture(), {}
    for version in OWN:
        picture.draw(releases_study(version))
        titles[version] = picture.title.get_text().partition("requests/s, ")[2]
    assert titles == {
        "1.7": "by Istio's own page",
        "1.8": "30% less than 1.7",
        "1.12": "as much as 1.8",
        "1.20": "43% more than 1.12",
        "1.22": "as much as 1.20",
        "1.24": "60% less than 1.22 (new setup)",
    }


def test_beside_others_figures_the_title_says_how_they_differ() -> None:
    picture = ReleasesPicture()
    picture.draw(releases_study("1.12", BESIDE))
    assert picture.title.get_text() == ("Istio 1.12: 0.35 vCPU at 1,000 requests/s; Red Hat gives 0.35 and 0.5 vCPU")
    picture.draw(releases_study("1.20", BESIDE))
    assert picture.title.get_text().endswith("43% more than 1.12")


def test_the_words_say_the_method_and_where_it_is_another() -> None:
    words = {version: releases.describe(releases_study(version)).words for version in OWN}
    assert "over 2 to 64 connections" in words["1.20"]
    assert "Where the method differs, the step need not be the proxy's." in words["1.20"]
    assert "measured the same way, as far as the page says." in words["1.12"]
    assert "For " not in words["1.7"]
    both = releases.describe(releases_study("1.12", BESIDE)).words
    assert "Red Hat gives CPU 0.35 and 0.5 vCPU" in both
    assert "Microsoft gives CPU 0.4 vCPU, memory 72 MB for 1.19" in both


def test_the_table_has_every_release_in_order() -> None:
    table = releases.describe(releases_study("1.7", BESIDE)).table
    assert [row[:2] for row in table.rows] == [
        ("1.7", "Istio"), ("1.8", "Istio"), ("1.12", "Istio"), ("1.12", "Red Hat"), ("1.19", "Microsoft"),
        ("1.20", "Istio"), ("1.22", "Istio"), ("1.24", "Istio"),
    ]  # fmt: skip
    assert table.rows[6][4:6] == ("–", "–")
    assert not any(re.search("nan|None", cell) for row in table.rows for cell in row)
