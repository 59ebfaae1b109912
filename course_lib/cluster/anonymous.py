"""A cluster without its names, and written down so that it can go to others: only shapes and numbers stay.

Vocabulary: "node-001", "pod-0001" and "pool-1" are numbered in the order in which they stand in the cluster.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from course_lib.cluster import files
from course_lib.cluster.csv_files import NEEDED, NO_POOL, NODE_ALSO, POD_ALSO
from course_lib.cluster.inventory import Node, Pod


def anonymised(nodes: Sequence[Node], pods: Sequence[Pod]) -> tuple[tuple[Node, ...], tuple[Pod, ...]]:
    """Return the same nodes and pods under made-up names; namespaces disappear, and pools that no node is in.

    >>> anonymised([Node("db.acme.example", 4000, 2**34)], [Pod("acme/web", 500, 2**28, "db.acme.example")])[1]
    (Pod(name='pod-0001', cpu_millicores=500, memory_bytes=268435456, node='node-001', daemon=False, \
host_network=False, meshed=False, pools=None),)
    """
    node_names = _numbered("node", 3, (node.name for node in nodes))
    pod_names = _numbered("pod", 4, (pod.name for pod in pods))
    pools = _numbered("pool", 1, (node.pool for node in nodes))
    return (
        tuple(replace(node, name=node_names[node.name], pool=pools[node.pool]) for node in nodes),
        tuple(
            replace(
                pod,
                name=pod_names[pod.name],
                node=None if pod.node is None else node_names[pod.node],
                pools=None if pod.pools is None else frozenset(pools[pool] for pool in pod.pools & pools.keys()),
            )
            for pod in pods
        ),
    )


def write(nodes: Sequence[Node], pods: Sequence[Pod], nodes_path: files.Source, pods_path: files.Source) -> None:
    """Write nodes and pods under made-up names into two new CSV files, both or neither.

    `csv_files.read` reads them back the same: memory is written exactly, in MiB with decimals. No cell begins with
    one of =+-@, which a spreadsheet would run.

    Parameters
    ----------
    nodes, pods : sequences of Node and Pod
        What to write.
    nodes_path, pods_path : str or Path
        Files that don't exist yet.

    Raises
    ------
    ValueError
        If one exists already, or can't be written.
    """
    made_nodes, made_pods = anonymised(nodes, pods)
    contents = [_written(NODE_ALSO, map(_node_cells, made_nodes)), _written(POD_ALSO, map(_pod_cells, made_pods))]
    with ExitStack() as undo:
        for path, content in zip((nodes_path, pods_path), contents, strict=True):
            _create(path, content, undo)
        undo.pop_all()  # both are there: nothing is undone


def _numbered(kind: str, digits: int, names: Iterable[str]) -> dict[str, str]:
    return {name: f"{kind}-{number:0{digits}}" for number, name in enumerate(dict.fromkeys(names), start=1)}


def _node_cells(node: Node) -> tuple[object, ...]:
    return node.name, node.cpu_millicores, _in_mib(node.memory_bytes), node.pods_most, node.pool


def _pod_cells(pod: Pod) -> tuple[object, ...]:
    flags = (str(flag).lower() for flag in (pod.daemon, pod.host_network, pod.meshed))
    pools = "" if pod.pools is None else "|".join(sorted(pod.pools)) or NO_POOL
    return pod.name, pod.cpu_millicores, _in_mib(pod.memory_bytes), pod.node or "", *flags, pools


def _in_mib(amount_bytes: int) -> str:
    whole, rest = divmod(amount_bytes, 2**20)
    decimals = f"{rest * 5**20:020}".rstrip("0")  # rest / 2^20 = rest × 5^20 / 10^20, exactly
    return f"{whole}.{decimals}" if decimals else str(whole)


def _written(also: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> str:
    content = io.StringIO(newline="")
    csv.writer(content, lineterminator="\n").writerows([("name", *NEEDED, *also), *lines])
    return content.getvalue()


def _create(path: files.Source, content: str, undo: ExitStack) -> None:
    name = files.title(path)
    try:
        with Path(path).open("x", encoding="utf-8", newline="") as file:
            undo.callback(Path(path).unlink, missing_ok=True)
            file.write(content)
    except FileExistsError as problem:
        raise ValueError(f"{name}: must be a new file, but it exists already") from problem
    except OSError as problem:
        raise ValueError(f"{name}: could not be written: {problem.strerror or problem}") from problem
