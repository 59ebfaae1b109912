"""A cluster drawn as its nodes: every box as large as its node, every pod on it, and the same in words."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_lib.cluster import Cluster, Node, Pod
from course_lib.cluster.placing import Placement
from course_lib.report.nodes import BOX, Boxes, nodes_still
from tests.framework.corners import corners_of

GIB = 2**30
SMALL, LARGE = Node("small", 2000, 4 * GIB), Node("large", 8000, 16 * GIB)


def test_boxes_are_as_large_as_their_nodes_and_pods_climb_on_them():
    requests = np.array([(1000, GIB), (500, 3 * GIB), (4000, 8 * GIB)])
    placement = Placement(requests, np.array([(2000, 4 * GIB), (8000, 16 * GIB)]), np.array([0, 0, 1]), "as they are")
    boxes = Boxes(Figure().subplots(), 2, np.array([8000, 16 * GIB]))
    pods = boxes.fill(placement, np.arange(2))
    assert corners_of(boxes.free)[:, 2:] == pytest.approx(np.array([(BOX / 4, 1 / 4), (BOX, 1)]))
    assert corners_of(boxes.requested)[:, 2:] == pytest.approx(np.array([(BOX / 4, 1.5 / 8), (BOX / 2, 1 / 2)]))
    assert pods.starts[:, 0].tolist() == [0, 1 / 8, 0]
    assert pods.ends[1].tolist() == [1.5 / 8, 4 / 16]


def test_it_says_of_every_node_what_is_requested():
    pods = (Pod("a", 1000, GIB, node="small"), Pod("b", 4000, 4 * GIB, node="large"), Pod("waits", 100, GIB))
    said = nodes_still(Cluster((SMALL, LARGE), pods)).alt
    assert said == (
        "node 1: 50% of the CPU and 25% of the memory requested; node 2: 50% of the CPU and 25% of the memory requested"
    )
    assert nodes_still(Cluster.synthetic(), at_most=3).alt.count("node ") == 3


def test_a_virtual_node_is_not_drawn_as_its_amounts_would_leave_no_other_to_be_seen():
    virtual = Node("virtual", 10_000_000, 4 * 2**40, closed="no machine")
    pods = (Pod("a", 1000, GIB, node="small"), Pod("burst", 5000, GIB, node="virtual"))
    assert nodes_still(Cluster((virtual, SMALL), pods)).alt == (
        "node 2: 50% of the CPU and 25% of the memory requested"
    )
    with pytest.raises(ValueError, match="nodes must be one at least that is a machine, got 0"):
        nodes_still(Cluster((virtual,), ()))


def test_without_a_node_there_is_nothing_to_draw():
    with pytest.raises(ValueError, match="at_most must be a whole number of at least 1, got 0"):
        nodes_still(Cluster.synthetic(), at_most=0)
