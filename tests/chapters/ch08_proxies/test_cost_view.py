"""What the explorers of places, configuration, encryption and rates show and say, read off their artists' data."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch08_proxies.explorers import configuration, mtls, rate, topologies
from course_lib.chapters.ch08_proxies.study.configuration import configuration_study
from course_lib.chapters.ch08_proxies.study.mtls import mtls_study
from course_lib.chapters.ch08_proxies.study.rate import rate_study
from course_lib.chapters.ch08_proxies.study.topologies import SIDECAR, WAYPOINT, share_at, topologies_study
from course_lib.chapters.ch08_proxies.view.configuration import ConfigurationPicture, describe_configuration
from course_lib.chapters.ch08_proxies.view.mtls import MtlsPicture, describe_mtls, us
from course_lib.chapters.ch08_proxies.view.rate import RatePicture, describe_rate
from course_lib.chapters.ch08_proxies.view.topologies import LOOKS, ROWS, TopologiesPicture, describe_topologies
from course_lib.proxies.requests import CONTROL_PLANE, LINKERD_DEFAULT, LINKERD_HA, SIDECARS
from course_lib.proxies.topologies import TOPOLOGIES
from tests.framework.corners import corners_of


def test_topology_bars_are_what_is_reserved_end_to_end() -> None:
    picture, study = TopologiesPicture(), topologies_study(30, 20, 20, 3)
    picture.draw(study)
    for shapes, whole in (
        (picture.cpu, lambda each: 1000 * each.cores),
        (picture.memory, lambda each: 1024 * each.memory_gib),
    ):
        bars = np.vstack([corners_of(shapes[part]) for part in LOOKS])
        for row, name in zip(ROWS, TOPOLOGIES, strict=True):
            own = bars[np.abs(bars[:, 1] + bars[:, 3] / 2 - row) < 1e-9]
            own = own[own[:, 0].argsort()]
            assert own[:, 2].sum() == pytest.approx(whole(study.footprints[name]) / study.fleet.pods)
            assert own[1:, 0] == pytest.approx((own[:, 0] + own[:, 2])[:-1])


def test_topology_dots_are_the_shares_and_their_labels_say_k() -> None:
    picture, study = TopologiesPicture(), topologies_study(30, 20, 50, 3)
    picture.draw(study)
    assert list(picture.dots.get_xdata()) == [each.best for each in study.shares.values()]
    ranges = corners_of(picture.range)
    assert ranges[:, 0] == pytest.approx([each.low for each in study.shares.values()])
    assert (ranges[:, 0] + ranges[:, 2]) == pytest.approx([each.high for each in study.shares.values()])
    assert [text.get_text() for text in picture.views] == ["connections", *["K = 50"] * 3, "connections", "K = 3"]
    assert picture.title.get_text() == "With sidecars 101m per pod, 96% of random's pods; 3 waypoints 11m, 71%"


def test_every_bar_stays_on_its_axis() -> None:
    picture = TopologiesPicture()
    for values in topologies.corners():
        picture.draw(topologies.compute(**values))
        for shapes in (picture.cpu, picture.memory):
            bars = np.vstack([corners_of(each) for each in shapes.values()])
            assert (bars[:, 0] + bars[:, 2]).max() < next(iter(shapes.values())).axes.get_xlim()[1], values
        left = min(picture.views[0].axes.get_xlim()[0], 1)
        assert corners_of(picture.range)[:, 0].min() > left + 0.1, values


def test_the_axes_reach_further_where_few_pods_share_a_node_and_back() -> None:
    picture, ends = TopologiesPicture(), []
    for pods in (30, 2, 30):
        picture.draw(topologies_study(pods, 20, 20, 2))
        ends.append([axes.get_xlim()[1] for axes in picture.axes])
    assert ends == [[155, 310], [310, 620], [155, 310]]


def test_the_slider_begins_where_sidecars_request_less() -> None:
    values = topologies.start | {"pods_per_node": topologies.controls[0].low}
    study = topologies.compute(**values)
    assert study.break_even["CPU"] > values["pods_per_node"]
    assert study.footprints[SIDECAR].cores < study.footprints[WAYPOINT].cores


def test_a_sidecar_without_a_request_has_no_bar_and_no_break_even() -> None:
    picture, study = TopologiesPicture(), topologies_study(30, 20, 20, 2, LINKERD_DEFAULT)
    picture.draw(study)
    assert len(corners_of(picture.cpu[SIDECARS])) == 0
    assert len(corners_of(picture.cpu[CONTROL_PLANE])) == 2
    said = describe_topologies(study).words
    assert "(Linkerd, default) reserve 0 cores and 0.2 GiB (its charts request nothing" in said
    assert "no number of pods breaks even" in said


def test_topologies_say_what_is_reserved_and_where_it_breaks_even() -> None:
    said = describe_topologies(topologies_study(30, 20, 20, 2))
    assert "sidecars in every pod (Istio, default) reserve 60.5 cores and 77.0 GiB" in said.words
    assert "less CPU than sidecars from 4 pods a node on, and less memory from 5 on" in said.words
    assert said.table.rows[-1] == ("node proxy and waypoint", "requests", "2", "3", "6.7", "14.2", "67%")
    assert said.table.rows[0] == ("no proxy", "connections", "–", "0", "0", "0", "100%, at best")
    assert said.table.rows[3][0] == "sidecars where needed (in 20% of the pods)"


def test_topologies_say_how_much_traffic_the_waypoints_are_good_for() -> None:
    """100m each, at 0.25 vCPU per 1,000 requests/s: 400 requests/s each."""
    for waypoints, enough in ((2, "800"), (10, "4,000")):
        said = describe_topologies(topologies_study(30, 20, 20, waypoints)).words
        assert f"What these waypoints request is enough for {enough} requests/s" in said


def test_sidecars_where_needed_reach_from_a_few_to_all() -> None:
    row = list(TOPOLOGIES).index("sidecars where needed")
    few, every = (describe_topologies(topologies_study(30, 20, 1, 2, needed_percent=each)) for each in (5, 100))
    assert few.table.rows[row][0].endswith("(in 5% of the pods)")
    assert every.table.rows[row][1:] == every.table.rows[row - 1][1:]
    picture = TopologiesPicture()
    picture.draw(topologies_study(30, 20, 1, 2, needed_percent=5))
    assert picture.dots.get_xdata()[row] == pytest.approx(1 - 0.05 * (1 - share_at(36, 1)))


def test_large_fleets_have_no_decimals_and_small_ones_no_zero() -> None:
    large, small = (describe_topologies(topologies_study(*each)).words for each in (
        (110, 200, 50, 2, LINKERD_HA), (10, 5, 50, 2, LINKERD_DEFAULT)))  # fmt: skip
    assert "reserve 2,202 cores and 437 GiB" in large
    assert "reserve 0 cores and 0.02 GiB" in small


def test_configuration_dots_are_on_their_lines() -> None:
    picture, study = ConfigurationPicture(), configuration_study(1000, 20, 1000)
    picture.draw(study)
    assert picture.whole_dot.get_data() == ([1000], [study.whole_mb.best])
    assert list(picture.scoped.get_ydata()) == [study.scoped_mb.best] * 2
    whole = next(line for line in picture.scoped.axes.lines if line.get_label() == "all services")
    assert np.interp(1000, whole.get_xdata(), whole.get_ydata()) == pytest.approx(study.whole_mb.best)
    assert picture.title.get_text() == "1,000 services: about 290 MB per proxy, 65 if it holds 20"
    assert picture.fleet.get_text() == "all 1,000 proxies: 270 GiB,\nscoped: 60 GiB"
    low, high = corners_of(picture.range)[0][[1, 3]]
    assert (low, low + high) == pytest.approx((study.scoped_mb.low, study.scoped_mb.high))


def test_a_pod_that_calls_everything_has_nothing_to_scope() -> None:
    for services, called in ((10, 100), (100, 100)):
        picture, study = ConfigurationPicture(), configuration_study(services, called, 100)
        picture.draw(study)
        assert picture.title.get_text().endswith(" MB per proxy, and its pod calls them all")
        assert "scoped" not in picture.fleet.get_text()
        said = describe_configuration(study).words
        assert "a scope saves nothing. 100 proxies need " in said
        assert "0% of" not in said
    assert picture.scoped_dot.get_markerfacecolor() == "none"  # the other mark shows through


def test_configuration_says_what_was_reported_of_a_mesh() -> None:
    said = describe_configuration(configuration_study(2500, 20, 1000))
    assert "In a mesh of 2,247 proxies, by its users' report of 2022, each took about 500 MB without" in said.words
    assert "without a scope and 55 MB with one" in said.words
    assert "a guess from few measurements" in said.words
    assert said.table.rows[0][1] == "2,500"


def test_configuration_says_both_sides_of_simplicity() -> None:
    said = describe_configuration(configuration_study(1000, 20, 1000)).words
    assert "290 MB (100 to 560)" in said
    assert "Holding everything is simpler to set up" in said
    assert "A scope is configuration, too" in said
    assert configuration.corners()[0]["services"] == 10


def test_mtls_dot_is_on_the_falling_line_and_bulk_is_level() -> None:
    picture, study = MtlsPicture(), mtls_study("2", key="RSA-2048", transferred_kb=100)
    picture.draw(study)
    assert picture.here.get_data() == ([2], [study.cost.handshake_us])
    assert set(picture.bulk.get_ydata()) == {study.cost.bulk_us}
    assert picture.title.get_text() == "2 requests a connection: 160 µs each for TLS, 78% of a proxy's work"
    picture.draw(mtls_study("1", "whole handshakes in Envoy", key="RSA-2048"))
    assert picture.title.get_text() == "1 request a connection: 800 µs each for TLS, 4 times a proxy's work"


def test_all_of_mtls_stays_on_its_axes() -> None:
    picture = MtlsPicture()
    for values in mtls.corners():
        picture.draw(mtls.compute(**values))
        low, high = picture.here.axes.get_ylim()
        left, right = picture.here.axes.get_xlim()
        assert left < picture.here.get_xdata()[0] / 1.2 < 1.2 * picture.here.get_xdata()[0] < right, values
        for line in (picture.here, picture.bulk):
            assert low < min(line.get_ydata()) <= max(line.get_ydata()) < high, values


def test_microseconds_have_two_digits() -> None:
    assert [us(value) for value in (0.0046, 0.14, 1.0, 9.96, 10.4, 285)] == [
        "0.0046 µs", "0.14 µs", "1.0 µs", "10 µs", "10 µs", "280 µs",
    ]  # fmt: skip


def test_mtls_says_what_decides_and_who_pays_anyway() -> None:
    short, long = (describe_mtls(mtls_study(each)).words for each in ("10", "1,000"))
    assert "how long connections live decides, not the cipher" in short
    assert "What is sent is the larger part: longer connections would save 0.14 µs at most." in long
    assert "they pay this without a mesh, too" in short
    whole = describe_mtls(mtls_study("2", "whole handshakes in Envoy")).words
    assert "the handshake takes 200 µs" in whole
    assert "as measured in Envoy" in whole
    assert "Only cryptography is counted" in short
    assert "50% of the connections resumed" in describe_mtls(mtls_study("10", resumed_percent=50)).words


def test_rate_dots_lie_on_their_curve() -> None:
    picture = RatePicture()
    for layer in ("HTTP", "TCP"):
        study = rate_study(350, 1700, layer)
        picture.draw(study)
        curve = next(line for line in picture.yours.axes.lines if line.get_label() == f"{layer} proxy")
        for dot, at in ((picture.yours, 350), (picture.published, 1700)):
            on = np.interp(np.log(at), np.log(curve.get_xdata()), curve.get_ydata())
            assert float(dot.get_ydata()[0]) == pytest.approx(on, rel=0.01)


def test_rate_says_how_far_off_a_figure_is() -> None:
    picture = RatePicture()
    picture.draw(rate_study(50, 2000))
    assert picture.title.get_text() == "50 requests/s, with a figure from 2,000: 4.9 times as much CPU per request"
    said = describe_rate(rate_study(50, 2000))
    assert "nothing is known below 50 or above 2,000" in said.words
    assert said.table.rows[0] == ("50", "4.9", "2.0")
    assert said.table.rows[-2:] == (("50 (yours)", "4.9", "2.0"), ("2,000 (the figure's)", "1.0", "0.4"))
    assert rate.start == {"yours_per_s": 50, "published_per_s": 2000, "layer": "HTTP"}


@pytest.mark.parametrize(
    ("yours", "published", "found", "together"),
    [
        (2000, 50, "20% as much", "8.2 times as much"),
        (1000, 1000, "the same", "the same"),
        (950, 1000, "about as much", "about as much"),
        (200, 1000, "1.9 times as much", "38% as much"),
    ],
)
def test_rate_says_a_factor_as_people_do(yours: float, published: float, found: str, together: str) -> None:
    picture, study = RatePicture(), rate_study(yours, published)
    picture.draw(study)
    assert picture.title.get_text().endswith(f": {found} CPU per request")
    assert f"take {together}. A busy" in describe_rate(study).words
    assert picture.published.get_markersize() > picture.yours.get_markersize()


def test_the_start_is_the_fleet_of_the_text() -> None:
    assert topologies.result().footprints[SIDECAR].fleet.pods == 600
