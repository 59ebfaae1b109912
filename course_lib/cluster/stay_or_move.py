"""Which of a cluster's pods move when it is repacked, and which nodes are open to them.

Vocabulary: a pod *counts* if it is on a node (or no pod is on any: a list of requests). A *candidate* counts, doesn't
come with its node and isn't fixed on it. A node is *open* if some candidate may run there and it isn't closed. A
candidate *moves* if it may run on an open node, and its own keeps it not (the control plane does, a cordoned node
doesn't); all others *stay*. A node is *judged* if its shares are told: the open ones; if every node is closed, all that
are machines.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from course_lib.arrays import Flags
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.inventory import CONTROL_PLANE, FARGATE, FREE, KEEPING, NO_MACHINE, OPEN

TIED = "tied"  # to nodes that are closed
MADE_FOR_THEM = (CONTROL_PLANE, FARGATE, NO_MACHINE)  # said first: whoever is there is for that reason


def which_count(cluster: Cluster) -> Flags:
    """Return which pods count: those on nodes; all, if none is on a node."""
    on_node = cluster.node_of >= 0
    return np.asarray(on_node if on_node.any() else ~on_node)


def open_nodes(cluster: Cluster) -> Flags:
    """Return which nodes some candidate may run on: not those for a control plane, say, or cordoned.

    Without a candidate all are open that aren't closed: they are empty, and anybody may come.
    """
    class_of, may = cluster.allowed
    candidates, closed = _candidates(cluster), cluster.closed != OPEN
    classes = np.unique(class_of[candidates])
    return np.asarray(~closed & may[classes].any(axis=0)) if candidates.any() else ~closed


def moving_pods(cluster: Cluster) -> Flags:
    """Return which pods move: candidates with a place to go that no node keeps; of a list of requests, all."""
    open_to = open_nodes(cluster)
    class_of, may = cluster.allowed
    kept = on_nodes(cluster, np.isin(cluster.closed, KEEPING))
    has_place = np.array(may[:, open_to].any(axis=1))[class_of]
    return _candidates(cluster) & ((cluster.node_of < 0) | (has_place & ~kept))


def why_staying(cluster: Cluster) -> NDArray[np.str_]:
    """Return why each pod stays that could be anywhere, as it doesn't come with its node; empty for all others.

    By what its node is `closed` for, why it is `fixed`, or as it may run on no open node (`TIED`).
    """
    closed = np.append(cluster.closed, OPEN)[cluster.node_of]
    keeping = np.where(np.isin(closed, KEEPING), closed, TIED)
    fixed = np.where(cluster.why_fixed != FREE, cluster.why_fixed, keeping)
    stays = (cluster.node_of >= 0) & ~moving_pods(cluster) & ~cluster.daemons
    return np.asarray(np.where(stays, np.where(np.isin(closed, MADE_FOR_THEM), closed, fixed), FREE))


def judged_nodes(cluster: Cluster) -> Flags:
    """Return the nodes whose shares are told: the open ones; if every node is closed, all that are machines."""
    open_to = open_nodes(cluster)
    return open_to if open_to.any() else np.asarray(cluster.closed != NO_MACHINE)


def on_nodes(cluster: Cluster, nodes: Flags) -> Flags:
    """Return which pods are on some of the nodes."""
    return np.append(nodes, False)[cluster.node_of]  # a pod on no node has -1, and so the last


def _candidates(cluster: Cluster) -> Flags:
    return np.asarray(which_count(cluster) & ~cluster.daemons & ~cluster.fixed)
