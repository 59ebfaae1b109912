"""What a cluster consists of: nodes, and pods that are on them or wait for one.

Vocabulary: a `Node` offers what is *allocatable* (3,920 millicores, 12.2 GiB, 110 pods); a `Pod` takes its
*effective request*, used or not; a `pool` ("gpu") is a group of nodes that the same pods may run on. A node is `closed`
if no pod may move to it, a pod is `fixed` if it can't be moved off its node, and `spared` if no injector gives it a
sidecar; each says why ("cordoned", "scheduler", "opted out").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course_lib import require
from course_lib.plural import counted

MOST = 2**53  # bytes or millicores: beyond it scores could not be exact
PODS_MOST = 110  # a kubelet's default
ONE_POOL = ""

OPEN = FREE = ""
CONTROL_PLANE = "control plane"
NO_MACHINE = "no machine"
NOT_READY = "not ready"
CORDONED = "cordoned"
REMOVED = "being removed"
PRESSED = "under pressure"
TAINTED = "tainted"
FARGATE = "fargate"  # made for its one pod
CLOSED = (CONTROL_PLANE, NO_MACHINE, FARGATE, NOT_READY, CORDONED, REMOVED, PRESSED, TAINTED)
KEEPING = (CONTROL_PLANE, NO_MACHINE, FARGATE, TAINTED)  # its pods stay on it; where it's being emptied, they go

ALIEN = "scheduler"  # another scheduler's
BARRED = "taint"  # it couldn't come back to its node
MARKED = "marked"
FIXED = (ALIEN, BARRED, MARKED)

NAMESPACE = "namespace"  # one that injectors skip
OPTED_OUT = "opted out"
OF_A_MESH = "of a mesh"
WINDOWS = "windows"
SPARED = (NAMESPACE, OPTED_OUT, OF_A_MESH, WINDOWS)
MESHED = "meshed"
HOST_NETWORK = "host network"


@dataclass(frozen=True, slots=True)
class Node:
    """A machine that pods are put on.

    Attributes
    ----------
    name : str
        As the cluster knows it.
    cpu_millicores, memory_bytes : int
        What it can give to pods: its allocatable, not its capacity.
    pods_most : int
        How many pods it takes, however small.
    pool : str
        Nodes of one pool are alike in what may run on them.
    closed : str
        Why no pod may move to it, whatever the pod tolerates: one of `CLOSED`; empty where it's up to the pods.
    """

    name: str
    cpu_millicores: int
    memory_bytes: int
    pods_most: int = PODS_MOST
    pool: str = ONE_POOL
    closed: str = OPEN

    def __post_init__(self) -> None:
        require.one_of(f"closed of {self.name!r}", self.closed, (OPEN, *CLOSED))
        amounts(self.name, cpu_millicores=self.cpu_millicores, memory_bytes=self.memory_bytes, pods_most=self.pods_most)


@dataclass(frozen=True, slots=True)
class Pod:
    """What runs, and what it asks for.

    Attributes
    ----------
    name : str
        "namespace/name".
    cpu_millicores, memory_bytes : int
        Its effective request; 0 where it asks for nothing, which is not to say that it uses nothing.
    node : str or None
        The node it is on; None while it waits.
    daemon : bool
        Whether it comes with its node (DaemonSet, static pod), so that it can't be put elsewhere.
    host_network : bool
        Whether it uses its node's network: such pods get no sidecar.
    meshed : bool
        Whether it carries a mesh's sidecar already.
    pools : frozenset of str or None
        The pools it may run on; None for every pool.
    fixed : str
        Why it can't be moved off its node, though it doesn't come with it: one of `FIXED`; empty if it can.
    spared : str
        Why no injector gives it a sidecar, besides its network and a proxy of its own: one of `SPARED`; else empty.
    """

    name: str
    cpu_millicores: int
    memory_bytes: int
    node: str | None = None
    daemon: bool = False
    host_network: bool = False
    meshed: bool = False
    pools: frozenset[str] | None = None
    fixed: str = FREE
    spared: str = FREE

    def __post_init__(self) -> None:
        require.one_of(f"fixed of {self.name!r}", self.fixed, (FREE, *FIXED))
        require.one_of(f"spared of {self.name!r}", self.spared, (FREE, *SPARED))
        amounts(self.name, cpu_millicores=self.cpu_millicores, memory_bytes=self.memory_bytes)

    @property
    def no_sidecar(self) -> str:
        """Why a mesh would put no sidecar into it; empty where it would."""
        if self.meshed:
            return MESHED
        return HOST_NETWORK if self.host_network else self.spared


def amounts(of: str, **values: int) -> None:
    """Check that amounts are whole, not negative, and small enough to reckon with exactly."""
    for name, value in values.items():
        if type(value) is int and 0 <= value <= MOST:
            continue  # no words are made for those that are fine: a cluster has pods by the thousand
        require.whole(f"{name} of {of!r}", value)
        require.that(value <= MOST, f"{name} of {of!r}", value, f"be at most {MOST}")


def remark_too_large(nodes: Sequence[Node], pods: Sequence[Pod]) -> list[str]:
    """Return a remark on pods that ask for more than any node has, if there are any.

    >>> remark_too_large([Node("n", 4000, 2**34)], [Pod("web", 250_000_000_000, 2**28)])
    ["1 pod requests more CPU or memory than any node has, and can't be placed. Is the amount right?"]
    """
    if not any(node.cpu_millicores or node.memory_bytes for node in nodes):
        return []  # nothing is known of what nodes have
    cpu = max((node.cpu_millicores for node in nodes), default=0)
    memory = max((node.memory_bytes for node in nodes), default=0)
    many = sum(pod.cpu_millicores > cpu or pod.memory_bytes > memory for pod in pods)
    why = "more CPU or memory than any node has, and can't be placed. Is the amount right?"
    return [f"{counted(many, 'pod requests', 'pods request')} {why}"] if many else []
