"""What chapter 07's deeper explorers show and say: artists' data, titles with room, and sentences in every corner."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch07_sizing.study.bursting import ALIKE, ALONE, ONE_LARGE, POOLED, bursting_study
from course_lib.chapters.ch07_sizing.study.objective import PROXIES, need, objective_study
from course_lib.chapters.ch07_sizing.study.pod_size import SIDECARS, pod_size_study
from course_lib.chapters.ch07_sizing.study.rightsizers import KRR, SHARES, VPA, rightsizers_study
from course_lib.chapters.ch07_sizing.view.bursting import BurstingPicture, bursting
from course_lib.chapters.ch07_sizing.view.objective import ObjectivePicture, objective
from course_lib.chapters.ch07_sizing.view.pod_size import PodSizePicture, best_text, pod_size
from course_lib.chapters.ch07_sizing.view.rightsizers import RightsizersPicture, rightsizers

DEEPER = (rightsizers, bursting, objective, pod_size)


@pytest.mark.parametrize("explorer", DEEPER, ids=lambda each: each.name)
def test_every_corner_is_drawn_inside_its_axes_with_room_for_its_title(explorer):
    drawing = explorer.picture()
    for corner in [explorer.start, *explorer.corners()]:
        png, said = explorer.answer(drawing, **corner)
        assert png.startswith(b"\x89PNG")
        assert "nan" not in said.words.lower()
        assert "inf" not in said.words
        assert len({len(row) for row in (said.table.header, *said.table.rows)}) == 1
        box = drawing.title.get_window_extent(drawing.figure.canvas.get_renderer())
        assert box.x1 <= drawing.figure.bbox.x1, drawing.title.get_text()


@pytest.mark.parametrize("explorer", DEEPER, ids=lambda each: each.name)
def test_the_legend_has_room(explorer):
    drawing = explorer.picture()
    drawing.draw(explorer.result())
    box = drawing.figure.axes[0].get_legend().get_window_extent(drawing.figure.canvas.get_renderer())
    whole = drawing.figure.bbox
    assert whole.x0 <= box.x0 < box.x1 <= whole.x1
    assert whole.y0 <= box.y0 < box.y1 <= whole.y1


@pytest.mark.parametrize("explorer", DEEPER, ids=lambda each: each.name)
def test_titles_have_room_everywhere(explorer):
    """The longest titles aren't in the corners."""
    drawing = explorer.picture()
    for control in explorer.controls:
        if not hasattr(control, "step"):
            continue
        for value in np.linspace(control.low, control.high, 9):
            stepped = control.low + control.step * round((value - control.low) / control.step)
            drawing.draw(explorer.result(**{control.name: stepped}))
            box = drawing.title.get_window_extent(drawing.figure.canvas.get_renderer())
            assert box.x1 <= drawing.figure.bbox.x1, drawing.title.get_text()


def test_each_right_sizer_has_its_line():
    picture, study = RightsizersPicture(), rightsizers_study(5, 800)
    picture.draw(study)
    for name, line in picture.lines.items():
        assert tuple(line.get_ydata()) == study.curves_m[name]
        assert tuple(line.get_xdata()) == tuple(SHARES)
    assert list(picture.mean.get_ydata())[3] == study.mean_m
    assert list(picture.here.get_xdata()) == [5, 5]
    assert picture.title.get_text() == "5% spikes: VPA 126m, KRR 135m, Kubecost 1,143m; mean 135m"


def test_requests_below_the_mean_are_named():
    assert "VPA's recommendation lies below the mean" in rightsizers.answer(spikes_percent=5)[1].words
    assert "VPA's and KRR's recommendations lie below" in rightsizers.answer(spikes_percent=2, spike_m=2000)[1].words
    assert "below the mean" not in rightsizers.answer(spikes_percent=14)[1].words
    rows = {row[0]: row[1:] for row in rightsizers.answer(spikes_percent=4)[1].table.rows}
    assert rows[VPA] == ("126m", "4%", "20%")  # below the mean of 128m, and 26m of it are idle in quiet times
    assert rows[KRR] == ("100m", "4%", "0%")
    assert rows["the peak"] == ("800m", "0%", "84%")


def test_a_dot_marks_where_the_node_is_full():
    picture, study = BurstingPicture(), bursting_study(21, 0, 100, ALIKE)
    picture.draw(study)
    for rule, dot in picture.full.items():
        assert list(dot.get_xdata()) == [study.fits(rule)]
        assert dot.get_ydata()[0] <= 16
    assert picture.title.get_text() == "32 services fit at the mean, 21 if short 1% of the time, 9 at the peak"
    picture.draw(bursting_study(32, 100, 150, ONE_LARGE))
    assert len(picture.full[POOLED].get_xdata()) == len(picture.full[ALONE].get_xdata()) == 0
    assert "none if short 1% of the time, none at the peak" in picture.title.get_text()


def test_what_pooling_gives_is_said():
    assert "Pooling makes room for 12 more services" in bursting.answer()[1].words
    assert "For 320 such services that makes 10, 16 and 36 nodes." in bursting.answer()[1].words
    assert "320" not in bursting.answer(kind=ONE_LARGE)[1].words
    assert "nothing to pool" in bursting.answer(correlation_percent=100)[1].words
    assert (
        "The only service on it now wants more than it has less than 0.1% of the time"
        in bursting.answer(services=1)[1].words
    )
    assert "room for no further service" in bursting.answer(correlation_percent=85, deviation_percent=60)[1].words
    none = bursting.answer(kind=ONE_LARGE, deviation_percent=150)[1].table.rows
    assert none[2][1:] == ("0", "not even one fits")


def test_lines_are_workers_reserved():
    picture, study = ObjectivePicture(), objective_study(4)
    picture.draw(study)
    for name, line in picture.lines.items():
        assert list(line.get_ydata()) == [4 * study.needed[name][proxies].pods for proxies in PROXIES]
    assert list(picture.random.get_ydata()) == [44, 44]
    assert list(picture.one_queue.get_ydata()) == [40, 40]
    low, high = picture.figure.axes[0].get_ylim()
    for workers in range(1, 9):
        of = objective_study(workers)
        assert low < of.reserved(of.one_queue) <= of.reserved(of.random) < high


def test_what_the_proxies_do_is_in_the_title():
    picture = ObjectivePicture()
    picture.draw(objective_study(1))
    assert picture.title.get_text() == "Pods of 1 worker: random needs 72, two choices 45 (one proxy) to 69 (fifty)"
    picture.draw(objective_study(8))
    assert picture.title.get_text() == "Pods of 8 workers: random needs 5, two choices 5"


def test_what_balancing_saves_is_said():
    assert "saves 27 pods of 72 (38%)" in objective.answer(workers=1)[1].words
    assert "saves 1 pod of 11 (9%)" in objective.answer(workers=4)[1].words
    for workers in range(1, 9):  # nothing to save, where even one queue for all couldn't do with fewer
        study, said = objective_study(workers), objective.answer(workers=workers)[1].words
        as_many = study.random.pods == study.one_queue.pods
        assert (study.saved("two choices", 1) <= 0) == as_many
        assert ("One queue for all needs as many" in said) == as_many
        assert study.one_queue.pods == need(workers).fewest_stable


def test_nodes_and_the_fewest_are_drawn():
    picture, study = PodSizePicture(), pod_size_study(100, 256, "Istio, default values")
    picture.draw(study)
    assert list(picture.nodes.get_ydata()) == [each.nodes for each in study.tried]
    assert set(picture.best.get_ydata()) == {7}
    assert (list(picture.here.get_xdata()), list(picture.here.get_ydata())) == ([100], [8])
    assert picture.cpu.get_ydata()[-1] == pytest.approx((100 + 400 * 0.1) / 16)
    assert picture.memory.get_ydata()[-1] == pytest.approx((200 + 400 * (0.25 + 0.125)) / 64)


def test_the_fewest_nodes_are_named():
    assert best_text(pod_size_study(100, 256, "none")) == "some numbers of pods from 13 to 400"
    words, table = (getattr(pod_size.answer()[1], what) for what in ("words", "table"))
    assert "The fewest are 7, with some numbers of pods from 13 to 119." in words
    assert "8 nodes; if pods could be cut in pieces, 6.9 for their CPU and 3.7 for their memory." in words
    assert table.rows[0] == ("CPU, cores", "100", "0.0", "10.0", "110.0 (91%)")
    assert pod_size.answer(pods=400, base_mib=2048)[1].table.rows[1][4] == "1,050.0 (19%)"
    assert "holds 1 of them: CPU is what runs out first." in pod_size.answer(pods=8)[1].words


@pytest.mark.parametrize("base_mib", [0, 1024, 2048])
@pytest.mark.parametrize("sidecar", SIDECARS)
def test_every_fleet_fits_into_the_picture(base_mib, sidecar):
    picture = PodSizePicture()
    picture.draw(pod_size_study(400, base_mib, sidecar))
    assert max(picture.nodes.get_ydata()) < picture.figure.axes[0].get_ylim()[1]
