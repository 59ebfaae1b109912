"""What the explorers of chapter 03 show and say: pictures read off their artists' data, and words."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch03_cluster.setting import NODE
from course_lib.chapters.ch03_cluster.study.dense import MEANS, SERVER_CORES, dense_study
from course_lib.chapters.ch03_cluster.study.scheduler import NODES_GIVEN, schedule_study
from course_lib.chapters.ch03_cluster.study.shapes import shape_study
from course_lib.chapters.ch03_cluster.study.sidecar import WORKLOADS, sidecar_study
from course_lib.chapters.ch03_cluster.view.dense import DensePicture, describe_dense
from course_lib.chapters.ch03_cluster.view.scheduler import SchedulePicture
from course_lib.chapters.ch03_cluster.view.shapes import ShapePicture
from course_lib.chapters.ch03_cluster.view.sidecar import NODES_SHOWN, SidecarPicture, nodes_to_draw
from course_lib.cluster import Cluster, assess
from course_lib.report.nodes import BOX
from course_lib.report.verdict import band_still, verdict_card
from course_lib.report.verdict_words import in_words
from tests.framework.corners import corners_of


@pytest.mark.parametrize("times", [1, 2.5, 4, 5])
def test_apps_stand_on_each_other_and_keep_their_peaks(times: float) -> None:
    picture, study = DensePicture(), dense_study(times)
    title = picture.paint(study)
    for servers, count in ((picture.alone, len(MEANS)), (picture.packed, study.servers)):
        kept, used, free = (corners_of(shapes) for shapes in (servers.kept, servers.used, servers.free))
        assert len(free) == count
        assert np.allclose(np.sort(kept[:, 3]), np.sort(times * MEANS))
        assert np.allclose(used[:, 3], MEANS)
        assert np.allclose(used[:, :2], kept[:, :2])
        on_each = np.bincount(kept[:, 0].astype(int), kept[:, 3])
        tops = [(kept[kept[:, 0] == server, 1] + kept[kept[:, 0] == server, 3]).max() for server in range(count)]
        assert np.allclose(tops, on_each)  # none lies on another, and no gap is between them
        assert (on_each <= SERVER_CORES + 1e-9).all()
    assert study.servers >= np.ceil(times * MEANS.sum() / SERVER_CORES)
    busy = MEANS.sum() / SERVER_CORES / study.servers
    assert title == f"12 servers, 10% busy; packed {study.servers}, {busy:.0%} busy"
    assert f"Packed, with all peaks kept: {study.servers} server" in describe_dense(study).words


CASES = [(workload, cpu, mib) for workload in WORKLOADS for cpu, mib in ((0, 0), (100, 128), (200, 256))]


@pytest.mark.parametrize(("workload", "cpu", "mib"), CASES)
def test_stairs_climb_to_the_corner_of_what_is_requested(workload: str, cpu: int, mib: int) -> None:
    picture, study = SidecarPicture(), sidecar_study(workload, cpu, mib)
    picture.draw(study)
    requested, pods = corners_of(picture.boxes.requested), corners_of(picture.boxes.pods)
    nodes = nodes_to_draw(study.placement, NODES_SHOWN)
    shares = study.placement.used[nodes] / NODE
    assert np.allclose(requested[:, 3], shares[:, 0])
    assert np.allclose(requested[:, 2], BOX * shares[:, 1])
    column = np.floor(pods[:, 0] + 1e-9).astype(int)
    assert np.allclose(np.bincount(column, pods[:, 3]), shares[:, 0])  # heights of the steps add up
    assert np.allclose(np.bincount(column, pods[:, 2]), BOX * shares[:, 1])


@pytest.mark.parametrize(("workload", "cpu", "mib"), CASES)
def test_what_is_stranded_lies_outside_of_what_is_requested(workload: str, cpu: int, mib: int) -> None:
    picture, study = SidecarPicture(), sidecar_study(workload, cpu, mib)
    picture.draw(study)
    top, side = np.split(corners_of(picture.stranded), 2)
    requested = corners_of(picture.boxes.requested)
    assert (top[:, 1] >= requested[:, 3] - 1e-9).all()
    assert (side[:, 0] >= requested[:, 0] + requested[:, 2] - 1e-9).all()
    assert np.allclose(top[:, 1] + top[:, 3], 1)
    assert np.allclose(side[:, 0] + side[:, 2], requested[:, 0] + BOX)


def test_sidecars_are_a_strip_of_every_pod() -> None:
    picture, study = SidecarPicture(), sidecar_study("all alike, CPU binds", 100, 128)
    picture.draw(study)
    pods = corners_of(picture.boxes.pods)
    top, side = np.split(corners_of(picture.sidecars), 2)
    assert np.allclose(top[:, 3], 100 / NODE[0])
    assert np.allclose(side[:, 2], BOX * 128 / (13 * 1024))
    assert np.allclose(top[:, 1] + top[:, 3], pods[:, 1] + pods[:, 3])


def test_the_title_says_what_the_prediction_asks() -> None:
    picture = SidecarPicture()
    picture.draw(sidecar_study("all alike, CPU binds", 100, 128))
    assert picture.title.get_text().startswith("21 nodes, 16 without sidecars")
    assert picture.dot.get_data()[1] == [21]


def test_the_last_pod_stands_out_and_waiting_ones_are_counted() -> None:
    picture = SchedulePicture()
    study = schedule_study("most_allocated", 7)
    picture.draw(study)
    (last,) = corners_of(picture.last)
    assert int(last[0] + 1e-9) == study.placement.node_of[-1]
    assert last[3] == pytest.approx(study.placement.requests[-1, 0] / NODE[0])
    picture.draw(schedule_study("kubernetes_default", 44))
    assert picture.title.get_text() == f"42 of 44 pods on 8 of {NODES_GIVEN} nodes, 0 empty, 2 waiting"


def test_bars_are_cores_paid_for_and_requested() -> None:
    picture, study = ShapePicture(), shape_study("memory-hungry", "16", "4")
    picture.draw(study)
    paid, requested = corners_of(picture.paid)[:, 2], corners_of(picture.requested)[:, 2]
    assert paid[1] == 16 * study.fewest.nodes
    assert requested[0] * 1000 == study.pods[:, 0].sum()
    assert picture.texts[1].get_text() == f"{study.fewest.nodes} nodes (+0%)"


def test_the_verdict_is_said_and_drawn() -> None:
    found = assess(Cluster.synthetic())
    words = in_words(found)
    assert f"onto {found.packed_anew.nodes} of the {len(found.cluster.nodes)} nodes" in words
    assert f"{found.requested_share[0]:.0%} requested" in band_still(found).alt
    assert words.startswith(repr(verdict_card(found)))
    assert "100m, 128Mi" in verdict_card(found).html
