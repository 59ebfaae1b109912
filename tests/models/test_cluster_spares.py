"""Nodes that could be added: only as many of each kind as are any use, and the answers are those of all of them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from course_lib.cluster import repacking
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.parts import different
from course_lib.cluster.repacking import Load, copies, housing, load, pack_all, packed_anew, with_spares
from tests.models.cluster_export import export

ROOM = np.array([[8, 8], [8, 8], [4, 8], [9, 9]])
MAY = np.array([[1, 1, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]], np.bool_)  # classes: anywhere but the last; …


def made(seed: int, pods: int, nodes: int) -> Cluster:
    return Cluster.from_kubectl(json.dumps(export(pods, nodes, seed, bulky=False)))


def all_of_each(given: Load, fit: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    return np.full(len(kinds), len(fit))


def test_a_kind_is_there_as_often_as_there_are_pods_that_no_better_kind_takes():
    class_of = np.array([0] * 5 + [1] * 3 + [2] * 2)
    may = np.tile(MAY, 2)
    nodes = np.tile(ROOM, (2, 1))
    given = Load(np.ones((10, 2), int), class_of, nodes, 0 * nodes, np.full(8, 110), may, np.zeros(8, bool))
    found = copies(given, np.ones(10, bool), np.arange(4, 8))
    # Of the first and the last all pods that they take: no better kind takes any of these. The second takes
    # three that the first does not, and the third two that neither does.
    assert found.tolist() == [5, 3, 2, 3]


@pytest.mark.parametrize("seed", range(12))
def test_the_answers_are_those_of_all_that_could_be_added(seed, monkeypatch):
    cluster = made(seed, 20 + 9 * seed, 2 + seed)
    found = packed_anew(cluster)
    monkeypatch.setattr(repacking, "copies", all_of_each)
    plain = packed_anew(cluster)
    assert found.homeless == plain.homeless
    assert found.at_least <= plain.nodes
    assert plain.at_least <= found.nodes
    if plain.is_proven and found.is_proven:
        assert (found.nodes, found.added) == (plain.nodes, plain.added)


def test_nodes_that_differ_by_name_alone_are_not_added_by_the_thousand():
    given = load(made(1, 1200, 48))
    kind_of, houses = housing(given)
    fit = np.array(houses.any(axis=1))[kind_of]
    there, placement = pack_all(given, fit, kind_of[fit], houses)
    nodes, _ = with_spares(given, fit, there, placement)
    assert len(nodes) < 6 * (48 + placement.nodes_used)


@pytest.mark.parametrize("seed", range(30))
def test_rows_of_flags_are_told_apart_as_numpy_does(seed):
    draw = np.random.default_rng(seed)
    rows = draw.random(draw.integers(1, 40, 2)) < draw.random()
    expected, own = np.unique(rows, axis=0, return_inverse=True)
    found, found_own = different(rows)
    assert (found == expected).all()
    assert (found_own == own.ravel()).all()


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 0)])
def test_rows_without_flags_are_all_alike(shape):
    found, own = different(np.zeros(shape, np.bool_))
    assert (len(found), own.tolist()) == (min(1, shape[0]), [0] * shape[0])
