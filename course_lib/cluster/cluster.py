"""A cluster: its nodes, its pods, where they are from, and what to know about that.

Vocabulary: the `source` ("cluster.json", "synthetic", "anonymised") says where a cluster is from, a `remark`
("Left out: 12 pods that have ended.") what its reader should know; a pod that is on no node is `pending`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from course_lib import require
from course_lib.arrays import Flags, ReadOnly, Whole, freeze
from course_lib.cluster import anonymous, csv_files, synthetic
from course_lib.cluster.inventory import FREE, Node, Pod
from course_lib.cluster.objects import kubectl
from course_lib.plural import counted
from course_lib.text_files import files

PENDING = -1


@dataclass(frozen=True, repr=False)
class Cluster(ReadOnly):
    """Nodes, and the pods that are on them or wait for one.

    Clusters are equal when their nodes and pods are.

    Attributes
    ----------
    nodes : tuple of Node
        Of different names.
    pods : tuple of Pod
        Of different names, each on one of the nodes or on none.
    source : str
        Where it is from, on one line.
    remarks : tuple of str
        What to know about it: plain sentences.

    Examples
    --------
    >>> cluster = Cluster((Node("n", 4000, 2**34),), (Pod("shop/web", 500, 2**28, "n"), Pod("shop/db", 900, 2**30)))
    >>> cluster
    Cluster(by hand: 1 node, 2 pods, 1 pending)
    >>> cluster.requests
    array([[       500,  268435456],
           [       900, 1073741824]])
    >>> cluster.node_of
    array([ 0, -1])
    """

    nodes: tuple[Node, ...]
    pods: tuple[Pod, ...]
    source: str = field(default="by hand", compare=False)
    remarks: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        _check_tuple("nodes", self.nodes, Node)
        _check_tuple("pods", self.pods, Pod)
        _check_tuple("remarks", self.remarks, str)
        is_line = isinstance(self.source, str) and self.source.isprintable()
        require.that(is_line, "source", self.source, "be one line of text")
        known = _require_unique("nodes", self.nodes)
        _require_unique("pods", self.pods)
        for index, pod in enumerate(self.pods):
            require.that(pod.node is None or pod.node in known, f"pods[{index}].node", pod.node, "be one of the nodes")

    def __repr__(self) -> str:
        """Say it in one line, without a name from the cluster."""
        pods = f"{counted(len(self.pods), 'pod')}, {sum(pod.node is None for pod in self.pods):,} pending"
        return f"Cluster({self.source}: {counted(len(self.nodes), 'node')}, {pods})"

    @classmethod
    def from_kubectl(cls, *paths: files.Source) -> Cluster:
        """Read a cluster from what `kubectl get nodes,pods -A -o json` writes.

        Parameters
        ----------
        *paths : str or Path
            One file with both, or several (nodes in one, pods in the other; or every page of a long list); or the text
            itself, which begins with { or [. A ~ stands for the home.

        Raises
        ------
        ValueError
            If a file can't be read, or anything in it isn't what Kubernetes writes.
        """
        nodes, pods, remarks = kubectl.read(*paths)
        return cls(nodes, pods, files.titles(paths), remarks)

    @classmethod
    def from_csv(cls, nodes_path: files.Source, pods_path: files.Source) -> Cluster:
        """Read a cluster from two tables; `csv_files.read` says which columns.

        Parameters
        ----------
        nodes_path, pods_path : str or Path
            The files, that of the nodes first; or their text.

        Raises
        ------
        ValueError
            If a file can't be read, the two are swapped or the same, or a cell breaks its rule; the message names
            file, line and column.
        """
        nodes, pods, remarks = csv_files.read(nodes_path, pods_path)
        return cls(nodes, pods, files.titles((nodes_path, pods_path)), remarks)

    @classmethod
    def synthetic(cls, kind: str = "services", pods: int = 600, seed: int = 1) -> Cluster:
        """Make up a cluster: many small "services", or the large pods of a "trace".

        Parameters
        ----------
        kind : str
            "services" (a guess of ours) or "trace" (node shapes and quantiles of the openb trace).
        pods : int
            Besides three agents on each node; 1 to 20,000.
        seed : int
            Of the draw.

        Raises
        ------
        ValueError
            If an argument breaks its rule.

        Examples
        --------
        >>> Cluster.synthetic(pods=60)
        Cluster(made up, services: 3 nodes, 69 pods, 0 pending)
        """
        return cls(*synthetic.synthetic(kind, pods, seed), f"made up, {kind}", (synthetic.MADE_UP[kind],))

    def to_csv(self, nodes_path: files.Address, pods_path: files.Address) -> None:
        """Write the cluster, anonymised, as two tables that `from_csv` reads.

        Its remarks go along, in a column of the nodes. Those of the imports hold counts; remarks of your own are
        written as they are, names and all.

        Parameters
        ----------
        nodes_path, pods_path : str or Path
            Files that don't exist yet.

        Raises
        ------
        ValueError
            If one exists already, or can't be written; then neither is left behind.
        """
        anonymous.write(self.nodes, self.pods, self.remarks, nodes_path, pods_path)

    def anonymise(self) -> Cluster:
        """Return the same cluster under made-up names.

        >>> Cluster((Node("db.acme.example", 4000, 2**34),), ()).anonymise().nodes[0].name
        'node-001'
        """
        return Cluster(*anonymous.anonymise(self.nodes, self.pods), "anonymised", anonymous.drop_names(self.remarks))

    @cached_property
    def requests(self) -> Whole:
        """What each pod requests, shape (pods, 2): millicores and bytes."""
        return _amounts([(pod.cpu_millicores, pod.memory_bytes) for pod in self.pods])

    @cached_property
    def allocatable(self) -> Whole:
        """What each node can give, shape (nodes, 2): millicores and bytes."""
        return _amounts([(node.cpu_millicores, node.memory_bytes) for node in self.nodes])

    @cached_property
    def pods_most(self) -> Whole:
        """How many pods each node takes."""
        return freeze(np.array([node.pods_most for node in self.nodes], dtype=np.int64))

    @cached_property
    def node_of(self) -> Whole:
        """The index of each pod's node; -1 while it is pending."""
        index = {node.name: number for number, node in enumerate(self.nodes)}
        numbers = [PENDING if pod.node is None else index[pod.node] for pod in self.pods]
        return freeze(np.array(numbers, dtype=np.int64))

    @cached_property
    def allowed(self) -> tuple[Whole, Flags]:
        """Which pods may run where: the class of each pod, and a table of classes × nodes.

        >>> nodes = (Node("a", 1000, 2**30, pool="gpu"), Node("b", 1000, 2**30))
        >>> Cluster(nodes, (Pod("p", 0, 0, pools=frozenset({"gpu"})), Pod("q", 0, 0))).allowed
        (array([0, 1]), array([[ True, False],
               [ True,  True]]))
        """
        numbers = {pools: number for number, pools in enumerate(dict.fromkeys(pod.pools for pod in self.pods))}
        cells = [[pools is None or node.pool in pools for node in self.nodes] for pools in numbers]
        table = np.array(cells, dtype=np.bool_).reshape(len(numbers), len(self.nodes))
        return freeze(np.array([numbers[pod.pools] for pod in self.pods], dtype=np.int64)), freeze(table)

    @cached_property
    def daemons(self) -> Flags:
        """Which pods come with their nodes."""
        return freeze(np.array([pod.daemon for pod in self.pods], dtype=np.bool_))

    @cached_property
    def fixed(self) -> Flags:
        """Which pods can't be moved off their nodes, though they don't come with them."""
        return freeze(self.why_fixed != FREE)

    @cached_property
    def why_fixed(self) -> NDArray[np.str_]:
        """Why each pod is fixed; empty where it isn't."""
        return freeze(np.array([pod.fixed for pod in self.pods], dtype=np.str_))

    @cached_property
    def closed(self) -> NDArray[np.str_]:
        """Why no pod may move to each node; empty where it's up to the pods."""
        return freeze(np.array([node.closed for node in self.nodes], dtype=np.str_))

    @cached_property
    def takes_sidecar(self) -> Flags:
        """Which pods a mesh would put a sidecar into."""
        return freeze(self.no_sidecar == FREE)

    @cached_property
    def no_sidecar(self) -> NDArray[np.str_]:
        """Why a mesh would put no sidecar into each pod; empty where it would."""
        return freeze(np.array([pod.no_sidecar for pod in self.pods], dtype=np.str_))


def _check_tuple(name: str, entries: object, kind: type) -> None:
    is_good = isinstance(entries, tuple) and all(isinstance(entry, kind) for entry in entries)
    require.that(is_good, name, entries, f"be a tuple of {kind.__name__}")


def _require_unique(name: str, entries: Sequence[Node | Pod]) -> set[str]:
    known: set[str] = set()
    for index, entry in enumerate(entries):
        require.that(entry.name not in known, f"{name}[{index}].name", entry.name, "be unique")
        known.add(entry.name)
    return known


def _amounts(pairs: list[tuple[int, int]]) -> Whole:
    return freeze(np.array(pairs, dtype=np.int64).reshape(len(pairs), 2))
