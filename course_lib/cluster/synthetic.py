"""Clusters made up for the course: they look like one, and say that they are none.

Vocabulary: a `kind` is "services" (many small pods; our own guess) or "trace" (few large ones: node shapes and
quantiles of requests as published for the openb trace, everything else drawn).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import ndtr

from course_lib import require, tables
from course_lib.arrays import Values, Whole
from course_lib.cluster.inventory import Node, Pod
from course_lib.cluster.placing import place

GIB, MIB = 2**30, 2**20
KEPT_SHARE = 0.08  # of a machine, for the node itself
SPARE_SHARE = 0.15  # of the nodes, as an autoscaler leaves them
AGENTS: Whole = np.array([[100, 128 * MIB], [50, 200 * MIB], [100, 256 * MIB]])  # DaemonSets, one pod a node each
SERVICE_NODE = np.array([[16_000, 64 * GIB]])
SERVICE_CPU_MILLICORES = (50, 100, 100, 250, 250, 250, 500, 500, 1000, 2000)
SERVICE_MIB_A_CORE = (1024, 2048, 4096, 6144)
ALIKE = 0.8  # correlation of a pod's two ranks: a guess


def services(pods: int, draw: np.random.Generator) -> tuple[Whole, Whole]:
    """Return node shapes and requests of many small services: a guess of ours."""
    cpu = draw.choice(SERVICE_CPU_MILLICORES, pods)
    memory = cpu * draw.choice(SERVICE_MIB_A_CORE, pods) // 1000
    return SERVICE_NODE, np.column_stack([cpu, memory * MIB])


def trace(pods: int, draw: np.random.Generator) -> tuple[Whole, Whole]:
    """Return node shapes and requests by the published quantiles of the openb trace."""
    # Whoever asks for much CPU asks for much memory: the ranks are alike, not the same.
    own, other = draw.normal(size=(2, pods))
    alike = ALIKE * own + np.sqrt(1 - ALIKE**2) * other
    cpu = 1000 * at_quantile(ndtr(own), "cpu")
    memory = 1000 * MIB * at_quantile(ndtr(alike), "memory")
    return trace_nodes(), np.column_stack([cpu, memory]).astype(np.int64)


def at_quantile(rank: Values, resource: str) -> Values:
    """Return a request by its rank, in a straight line between the published quantiles and on beyond them."""
    known = [tables.figure("cluster", f"openb_{resource}_p{percent}").value for percent in (10, 50, 90)]
    low, high = known[0] / 2, known[2] + (known[2] - known[1]) / 2
    return np.interp(rank, (0, 0.1, 0.5, 0.9, 1), (low, *known, high))


def trace_nodes() -> Whole:
    """Return the three commonest node shapes of the trace, each as often as its share says, in twelve."""
    counts = [tables.figure("cluster", f"openb_nodes_{shape}").value for shape in ("96_384", "104_512", "32_256")]
    shapes = [(96_000, 384 * GIB), (104_000, 512 * GIB), (32_000, 256 * GIB)]
    often = [round(12 * count / sum(counts)) for count in counts]
    return np.array([shape for shape, times in zip(shapes, often, strict=True) for _ in range(times)])


KINDS: dict[str, Callable[[int, np.random.Generator], tuple[Whole, Whole]]] = {"services": services, "trace": trace}


MADE_UP = {
    "services": "This cluster is made up for the course: many small services on identical nodes; the sizes are our"
    " guess.",
    "trace": "This cluster is made up for the course. Its node shapes and the quantiles of its requests are those of"
    " Alibaba's openb trace (2023); which pod requests what, and what runs when, is drawn at random.",
}


def synthetic(kind: str = "services", pods: int = 600, seed: int = 1) -> tuple[tuple[Node, ...], tuple[Pod, ...]]:
    """Draw a cluster, and let the scheduler's default put its pods onto nodes.

    Parameters
    ----------
    kind : str
        "services" or "trace".
    pods : int
        Besides the three agents on each node; 1 to 20,000.
    seed : int
        Of the draw.

    Returns
    -------
    tuple of Node, tuple of Pod

    Raises
    ------
    ValueError
        If an argument breaks its rule.
    """
    require.one_of("kind", kind, KINDS)
    require.that(require.whole("pods", pods, at_least=1) <= 20_000, "pods", pods, "be at most 20,000")
    shapes, requests = KINDS[kind](pods, np.random.default_rng(require.whole("seed", seed)))
    allocatable = (1 - KEPT_SHARE) * shapes
    room = np.resize(allocatable.astype(np.int64), (pods, 2))
    nodes = place(requests, room - AGENTS.sum(axis=0), as_needed=True).nodes_used
    nodes = max(1, round(nodes * (1 + SPARE_SHARE)))
    node_of = place(requests, room[:nodes] - AGENTS.sum(axis=0)).node_of
    return named_nodes(room[:nodes]), (*agents(nodes), *workload(requests, node_of))


def named_nodes(room: Whole) -> tuple[Node, ...]:
    """Return nodes with made-up names."""
    return tuple(Node(f"node-{number:03}", int(cpu), int(memory)) for number, (cpu, memory) in enumerate(room, 1))


def agents(nodes: int) -> list[Pod]:
    """Return the pods that come with every node."""
    return [
        Pod(f"agents/agent-{kind}-{number:03}", int(cpu), int(memory), f"node-{number:03}", daemon=True)
        for number in range(1, nodes + 1)
        for kind, (cpu, memory) in enumerate(AGENTS, 1)
    ]


def workload(requests: Whole, node_of: Whole) -> list[Pod]:
    """Return the pods of the services, on their nodes."""
    return [
        Pod(f"shop/pod-{number:04}", int(cpu), int(memory), None if node < 0 else f"node-{node + 1:03}")
        for number, ((cpu, memory), node) in enumerate(zip(requests, node_of.tolist(), strict=True), 1)
    ]
