"""What the explorers of chapter 04 show and say: pictures read off their artists' data, and words."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from course_lib import connections, tables
from course_lib.chapters.ch04_connections.setting import PODS
from course_lib.chapters.ch04_connections.study.curve import curve_study
from course_lib.chapters.ch04_connections.study.pools import POOL_REQUESTS, pool_study
from course_lib.chapters.ch04_connections.study.replays import REQUESTS, replay_study
from course_lib.chapters.ch04_connections.study.scaling import AT_ANY_TIME, MIDDLES_S, scaling_study
from course_lib.chapters.ch04_connections.study.theatre import EACH_CLIENT
from course_lib.chapters.ch04_connections.view.curve import CurvePicture, curve
from course_lib.chapters.ch04_connections.view.pools import PoolPicture
from course_lib.chapters.ch04_connections.view.replays import ReplayPicture, replays, reveal_replays, veil_replays
from course_lib.chapters.ch04_connections.view.scaling import ScalingPicture, scaling
from course_lib.chapters.ch04_connections.view.theatre import theatre
from course_lib.connections import Service
from course_lib.report.services import services
from tests.framework.corners import corners_of


@pytest.mark.parametrize("count", [1, 3, 20, 50])
def test_replay_bars_are_the_loads_and_never_leave_the_axes(count):
    picture, study = ReplayPicture(), replay_study(count, 1000)
    picture.draw(study)
    heights = corners_of(picture.loads)[:, 3]
    assert heights.tolist() == study.loads.tolist()
    assert heights.sum() == REQUESTS
    assert [text.get_text() for text in picture.names] == [str(load) for load in study.loads]
    assert corners_of(picture.drawn)[:, 3].sum() == pytest.approx(1)
    assert float(picture.mean.get_xdata()[0]) == pytest.approx(study.mean_busiest)
    assert np.asarray(picture.exact.get_ydata()).sum() == pytest.approx(1, abs=0.03)


def test_all_replays_fit_into_the_picture():
    picture = ReplayPicture()
    for count in range(1, 51):
        picture.draw(replay_study(count, 1))
        room = 0.06 * picture.above.get_ylim()[1]  # for the figure on the bar
        assert replay_study(count, 1000).busiest.max() + room < picture.above.get_ylim()[1], count


def test_the_stars_stand_on_the_bars_after_a_thousand_replays():
    picture, study = ReplayPicture(), replay_study(50, 1000)
    picture.draw(study)
    drawn = {round(left + width / 2): height for left, _, width, height in corners_of(picture.drawn)}
    for load, chance in zip(picture.exact.get_xdata(), picture.exact.get_ydata(), strict=True):
        assert abs(drawn.get(int(load), 0.0) - chance) < 4 * (chance / 1000) ** 0.5


def test_nothing_tells_before_the_prediction():
    picture = ReplayPicture()
    picture.draw(veil_replays(replay_study(50, 1)))
    assert corners_of(picture.loads)[:, 3].tolist() == [0] * PODS
    assert {text.get_text() for text in picture.names} == {" "}
    assert not any(artist.get_visible() for artist in (picture.drawn, picture.exact, picture.here, picture.mean))
    assert not any(character.isdigit() for character in picture.title.get_text())
    picture.draw(replay_study(50, 1))
    assert picture.exact.get_visible()


def test_curve_dots_lie_on_their_curves():
    picture, study = CurvePicture(), curve_study(10, 50)
    picture.draw(study)
    for dot, drawn in zip(picture.dots, (picture.busy, picture.drawn), strict=True):
        x, y = dot.get_xdata()[0], dot.get_ydata()[0]
        at = list(drawn.get_xdata()).index(x)
        assert drawn.get_ydata()[at] == pytest.approx(y)
    assert "50 connections, 10 pods" in picture.title.get_text()
    assert "1.74 times the mean" in picture.title.get_text()


def test_curves_stay_inside_for_the_most_and_the_fewest_pods():
    picture = CurvePicture()
    for pods in (2, 50):
        picture.draw(curve_study(pods, 1))
        low, high = picture.drawn.axes.get_ylim()
        assert low < min(picture.dealt.get_ydata()) <= max(picture.drawn.get_ydata()) < high


def test_scaling_lines_are_the_three_shares():
    picture, study = ScalingPicture(), scaling_study(20, "5 minutes", AT_ANY_TIME, 1)
    picture.draw(study)
    for line, values in (
        (picture.on_new, study.on_new),
        (picture.expected, study.expected),
        (picture.by_request, study.by_request),
    ):
        assert list(line.get_xdata()) == MIDDLES_S.tolist()
        assert list(line.get_ydata()) == values.tolist()
    assert "half their share after 2.5 min" in picture.title.get_text()
    assert corners_of(picture.loads)[:, 3].tolist() == study.late.tolist()
    assert list(picture.even.get_ydata()) == study.late_by_request.tolist()
    assert len({line.get_marker() + line.get_linestyle() for line in (picture.on_new, picture.by_request)}) == 2


def test_scaling_says_where_nothing_moves():
    picture = ScalingPicture()
    picture.draw(scaling_study(20, "no limit", AT_ANY_TIME, 1))
    assert picture.title.get_text().startswith("No age limit: new pods stay empty")
    assert corners_of(picture.loads)[5:, 3].tolist() == [0] * 5


def test_the_highest_shares_of_new_pods_fit_in():
    picture = ScalingPicture()
    studies = [
        scaling_study(count, age, AT_ANY_TIME, replay)
        for count in (5, 6, 8, 20, 60)
        for age in ("no limit", "2 minutes")
        for replay in range(1, 21)
    ]
    assert max(study.on_new.max() for study in studies) <= picture.on_new.axes.get_ylim()[1]
    assert max(study.late.max() for study in studies) <= picture.even.axes.get_ylim()[1]


def test_pool_bars_are_connections_the_most_used_first_and_pods():
    picture, study = PoolPicture(), pool_study(3, "newest", "never")
    picture.draw(study)
    assert corners_of(picture.carried)[:, 3].tolist() == study.carried.tolist()
    assert corners_of(picture.loads)[:, 3].sum() == POOL_REQUESTS
    assert picture.more.get_text() == " "
    many = pool_study(20, "newest", "after 2 s")
    picture.draw(many)
    assert picture.more.get_text() == f"and {len(many.carried) - 60} more"


TEXT = (Path(__file__).parents[3] / "notebooks/source/04_connections.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (8.5, "You predicted 8.5: very near. "),
        (9, "very near"),
        (5, "if chance were even, but it hardly ever is"),
        (50, "when one connection carries all fifty"),
        (25, "one connection would have to carry many"),
        (6, "You predicted 6: 2.7 too few. "),
        (12, "3.3 too many"),
    ],
)
def test_a_guess_is_told_how_near_it_is(guess, said):
    assert said in reveal_replays(guess)


def test_the_reveal_names_the_figures():
    said = reveal_replays(None)
    assert said.startswith("Over 1,000 replays the busiest pod gets 8.7 on average (exactly 8.690).")
    assert "one in 2 million" in said
    assert 1 / connections.even_chance(10, 50) == pytest.approx(2e6, rel=0.05)


def test_before_the_prediction_the_words_hold_no_answer():
    said = replays.answer(veiled=True)[1]
    assert not re.search(r"8|9|1\d", said.words.replace("50", ""))
    assert said.table.rows == (("", "none yet", ""),)


def test_one_connection_is_fifty_on_one_pod():
    said = replays.answer(connections=1, drawn=1000)[1]
    assert "the busiest gets 50.00; the exact mean, over everything that chance can do, is 50.000" in said.words
    assert said.table.rows == (("50", "1000", "100.0%"),)


def test_the_theatre_shows_the_article_s_case():
    said = theatre.answer()[1]
    assert "where connections are balanced (one draw for each), over 1 connection, 1 pod of 10 got any" in said.words
    own = theatre.describe(theatre.result(clients=4, way=EACH_CLIENT)).words
    assert "in turn, by each client for itself), over 40 connections" in own  # one to every pod
    assert sorted(int(row[1]) for row in said.table.rows) == [0] * 9 + [120]
    assert {row[2] for row in said.table.rows} == {"12"}


def test_the_curve_s_table_holds_the_published_columns():
    rows = {row[0]: row for row in curve.answer()[1].table.rows}
    for count in (1, 2, 5, 10, 20, 50, 100):
        busy, over = (tables.figure("connections", f"{name}_{count}").value for name in ("busy", "busiest_over_mean"))
        assert float(rows[str(count)][1]) == pytest.approx(busy, abs=0.0006)
        assert float(rows[str(count)][2]) == pytest.approx(over, abs=0.0006)


def test_scaling_out_says_when():
    assert "The new pods never get anything." in scaling.answer()[1].words
    words = scaling.answer(age="5 minutes")[1].words
    assert "the new pods have half of their share after 2.5 minutes" in words


def test_services_come_the_worst_first():
    found = services([Service("even <b>", 10, 2000), Service("few", 10, 3)])
    assert repr(found) == "few: its busiest pod gets 4.30 times the mean"
    html = found._repr_html_()
    assert html.index(">few<") < html.index("even &lt;b&gt;")
    assert "1.11" in html


def test_what_is_no_list_of_services_is_named():
    with pytest.raises(ValueError, match="services must hold one service or more"):
        services([])


def test_the_figures_in_the_text_are_the_library_s():
    over = {count: connections.busiest_over_mean(10, count) for count in (4, 10, 50, 200, 2000)}
    assert f"keep {connections.expected_busy(10, 4):.1f} of ten pods busy, and the busiest gets {over[4]:.1f}" in TEXT
    assert f"the busiest at {over[10]:.1f} times. With fifty it is still {over[50]:.2f}, with two" in TEXT
    assert f"with two hundred {over[200]:.2f}." in TEXT
    assert f"over 2,000 of them the busiest pod has {over[2000]:.2f} times the mean" in TEXT
    missed = 1 - sum(connections.pod_chances([0.1] * 10))
    assert f"{missed:.0%} of all connections would match none of ten" in TEXT
    streams, pause = (tables.figure("connections", name).value for name in ("streams_recommended", "dns_pause"))
    assert f"recommends that servers allow at least {streams:g})" in TEXT
    assert f"at most once every {pause:g} s" in TEXT
    kept, after = (tables.figure("connections", name).value for name in ("go_idle_kept", "go_idle_timeout"))
    assert f"Go keeps {kept:g} idle connections to a host, for {after:g} s" in TEXT
    assert tables.figure("connections", "client_ip_affinity").value == 3 * 3600
    assert tables.figure("connections", "age_jitter").value == 0.1
