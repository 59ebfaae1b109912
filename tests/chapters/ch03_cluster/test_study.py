"""What the sliders of chapter 03 ask: steps, who binds, spreading beside packing, shapes; as the text says it."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.chapters.ch03_cluster.setting import MIB, NODE
from course_lib.chapters.ch03_cluster.study.pods import mixed_pods
from course_lib.chapters.ch03_cluster.study.scheduler import ARRIVING, NODES_GIVEN, schedule_study
from course_lib.chapters.ch03_cluster.study.shapes import COUNTS, GIB_A_CORE, NODE_CORES, shape_study
from course_lib.chapters.ch03_cluster.study.sidecar import (
    SIDECAR_STOPS_MILLICORES,
    SIZES,
    WORKLOADS,
    sidecar_curve,
    sidecar_study,
)
from course_lib.cluster import fewest_nodes, nodes_needed, place, stranded_cpu

CPU_BINDS, MEMORY_BINDS = "all alike, CPU binds", "all alike, memory binds"


def test_the_emptiest_node_need_not_win():
    """As chapter 03's text says of 16 pods by the default."""
    study = schedule_study("kubernetes_default", 16)
    emptiest = (study.placement.used / NODE).sum(axis=1).argmin()
    assert (emptiest, schedule_study("kubernetes_default", 17).placement.node_of[-1]) == (5 - 1, 7 - 1)


def test_best_fit_takes_the_node_with_the_least_left_over():
    for count in range(1, len(ARRIVING)):
        study, after = schedule_study("best_fit", count), schedule_study("best_fit", count + 1)
        there = after.placement.node_of[-1]
        fits = [score is not None for score in study.scores]
        if there >= 0:
            assert study.left_over[there] == min(left for left, can in zip(study.left_over, fits, strict=True) if can)


def test_equal_pods_need_nodes_in_steps():
    """Whole pods a node, worked out by hand: 3920 // (400 + sidecar), and 144 pods divided by that, rounded up."""
    by_hand = [-(-144 // (3920 // (400 + stop))) for stop in range(0, 201, 10)]
    assert sidecar_curve(CPU_BINDS, 128).tolist() == by_hand
    steps = SIDECAR_STOPS_MILLICORES[1:][np.diff(sidecar_curve(CPU_BINDS, 128)) > 0]
    assert steps.tolist() == [40, 100, 170]


def test_the_prediction_surprises_with_the_stated_figures():
    study, less = sidecar_study(CPU_BINDS, 100, 128), sidecar_study(CPU_BINDS, 90, 128)
    assert (study.nodes_before, study.nodes, less.nodes) == (16, 21, 18)
    assert study.requested_more[0] == pytest.approx(0.25)


def test_where_memory_binds_the_cpu_of_a_sidecar_is_free_and_its_mib_are_not():
    assert set(sidecar_curve(MEMORY_BINDS, 128).tolist()) == {18}
    by_mib = [sidecar_study(MEMORY_BINDS, 100, mib).nodes for mib in range(0, 257, 4)]
    by_hand = [-(-144 // (13 * 1024 // (1400 + mib))) for mib in range(0, 257, 4)]
    assert by_mib == by_hand
    assert (by_mib[76 // 4], by_mib[80 // 4]) == (16, 18)
    assert sidecar_study(MEMORY_BINDS, 100, 20).nodes == 16  # Linkerd's 20 MiB; Istio's 128 are two nodes more


def test_mixed_pods_need_nodes_in_small_steps_near_the_sum():
    curve = sidecar_curve("mixed", 128)
    assert np.abs(np.diff(curve)).max() == 1
    beyond = curve - np.ceil(sidecar_study("mixed", 0, 128).by_sum)
    assert (beyond.min(), beyond.max()) == (0, 1)
    every = [sidecar_curve("mixed", mib) for mib in (0, 20, 64, 128, 192, 256)]
    assert (np.diff(every, axis=0) >= 0).all()
    assert (np.diff(every, axis=1) >= 0).all()


def test_other_draws_now_and_then_need_a_node_fewer_for_a_larger_sidecar():
    def falls(seed: int) -> bool:
        pods = mixed_pods(144, *SIZES, seed=seed)
        stops = [pods + np.array([stop, 128 * MIB]) for stop in SIDECAR_STOPS_MILLICORES]
        return bool((np.diff([nodes_needed(each, NODE, "best_fit", decreasing=True) for each in stops]) < 0).any())

    assert sum(map(falls, range(60))) > 30


@pytest.mark.parametrize("workload", WORKLOADS)
@pytest.mark.parametrize(("cpu", "mib"), [(0, 0), (100, 128), (200, 256)])
def test_no_study_loses_a_pod_or_beats_the_optimum(workload, cpu, mib):
    study = sidecar_study(workload, cpu, mib)
    assert study.placement.waiting == 0
    assert (study.placement.used <= NODE).all()
    assert study.placement.used.sum() == (study.pods + study.sidecar).sum()
    # A hundredth of the usual effort proves the same bounds as all of it, which takes 12 s for one of them.
    assert study.nodes >= fewest_nodes(study.pods + study.sidecar, NODE, effort=0.1).lower_bound
    assert study.curve[cpu // 10] == study.nodes


def test_stranded_is_what_the_exercise_says():
    study = sidecar_study(CPU_BINDS, 100, 128)
    free = [tuple(each) for each in study.placement.free[: study.nodes].tolist()]
    assert study.stranded[:, 0].sum() == stranded_cpu(free, (500, (1024 + 128) * MIB))


def test_the_default_spreads_and_most_allocated_packs():
    assert schedule_study("kubernetes_default", 16).empty == 0
    assert schedule_study("most_allocated", 16).empty == 5
    assert schedule_study("kubernetes_default", 44).placement.waiting == 2
    assert schedule_study("most_allocated", 44).placement.waiting == 0


def test_spreading_mostly_leaves_more_pods_waiting():
    """As the text has it: over 400 draws like the one shown."""
    nodes = np.tile(NODE, (NODES_GIVEN, 1))
    sizes = (100, 250, 500, 750, 1500), (256, 1024, 2048, 4096)
    draws = [mixed_pods(len(ARRIVING), *sizes, seed=seed) for seed in range(400)]
    waiting = [
        [place(pods, nodes, rule).waiting for rule in ("kubernetes_default", "most_allocated")] for pods in draws
    ]
    spread, packed = np.array(waiting).T
    assert ((spread > packed).sum(), (spread < packed).sum()) == (251, 13)


def test_scores_are_those_by_which_the_next_pod_goes():
    for rule, column in (("least_allocated", 0), ("most_allocated", 1), ("balanced", 2)):
        study = schedule_study(rule, 12)
        scores = [-1 if each is None else each[column] for each in study.scores]
        assert schedule_study(rule, 13).placement.node_of[-1] == scores.index(max(scores))
    assert schedule_study("balanced", len(ARRIVING)).scores == [None] * NODES_GIVEN
    study = schedule_study("kubernetes_default", len(ARRIVING) - 1)
    room = (study.placement.free >= study.next_pod).all(axis=1)
    assert [each is not None for each in study.scores] == room.tolist()


def test_shapes_as_the_text_says():
    studies = [shape_study(pods, cores, gib) for pods in COUNTS for cores in NODE_CORES for gib in GIB_A_CORE]
    assert all(study.fewest.is_proven for study in studies)
    for study in studies:
        rules = {rule: nodes for rule, nodes in study.nodes.items() if rule != "sum / capacity"}
        assert study.nodes["sum / capacity"] <= study.fewest.nodes <= min(rules.values())
        assert max(rules.values()) <= study.fewest.nodes + 3
    narrow, wide = shape_study("memory-hungry", "16", "2"), shape_study("memory-hungry", "16", "8")
    assert (narrow.fewest.nodes, wide.fewest.nodes) == (21, 7)
    assert narrow.useful[0] < 0.3
    limited = shape_study("small services", "64", "4")  # 110 pods a node, not CPU or memory
    assert (limited.nodes["sum / capacity"], limited.fewest.nodes) == (2, 4)
    assert [study.node_cores for study in studies if study.limited_by_number] == [64] * 3
