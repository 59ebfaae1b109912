"""A cluster without its names, and written down so that it can go to others: only shapes and numbers stay.

Vocabulary: "node-001", "pod-0001" and "pool-1" are numbered in the order in which they stand in the cluster.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace

from course_lib.cluster.csv_cells import NO_POOL, REMARKS_MOST
from course_lib.cluster.csv_files import NEEDED, NODE_ALSO, POD_ALSO, REMARKS, UNREAD
from course_lib.cluster.exports.items import OTHERS
from course_lib.cluster.inventory import Node, Pod
from course_lib.text_files import files

REMARK_MOST = 1000  # characters: a cell of REMARKS_MOST of them is still read
NAMED = re.compile(rf"(?s)^(Columns of \w+ {UNREAD}(?=:)|{OTHERS}: [\d,]+ \w+(?= \()).*")
RUN = "=+-@＝＋－＠"  # a spreadsheet takes what begins so for a formula, in either width


def anonymise(nodes: Sequence[Node], pods: Sequence[Pod]) -> tuple[tuple[Node, ...], tuple[Pod, ...]]:
    """Return the same nodes and pods under made-up names; namespaces disappear, and pools that no node is in.

    >>> anonymise([Node("db.acme.example", 4000, 2**34)], [Pod("acme/web", 500, 2**28, "db.acme.example")])[1]
    (Pod(name='pod-0001', cpu_millicores=500, memory_bytes=268435456, node='node-001', daemon=False, \
host_network=False, meshed=False, pools=None, fixed='', spared=''),)
    """
    node_names = _number("node", 3, (node.name for node in nodes))
    pod_names = _number("pod", 4, (pod.name for pod in pods))
    pools = _number("pool", 1, (node.pool for node in nodes))
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


def drop_names(remarks: Iterable[str]) -> tuple[str, ...]:
    """Return remarks without the only names that the imports put into them: of unread columns, and of other kinds.

    >>> drop_names(["Columns of pods that were not read: acme_owner.", "Not counted: GPUs (6 pods)."])
    ('Columns of pods that were not read.', 'Not counted: GPUs (6 pods).')
    """
    return tuple(NAMED.sub(r"\1.", remark) for remark in remarks)


def write(
    nodes: Sequence[Node],
    pods: Sequence[Pod],
    remarks: Iterable[str],
    nodes_path: files.Address,
    pods_path: files.Address,
) -> None:
    """Write nodes and pods under made-up names into two new CSV files, both or neither.

    `csv_files.read` reads them back the same: memory is written exactly, in MiB with decimals. No cell begins with
    one of =+-@, which a spreadsheet would run.

    Parameters
    ----------
    nodes, pods : sequences of Node and Pod
        What to write.
    remarks : iterable of str
        What to know about them, in one cell of the first node's row; not written without a node.
    nodes_path, pods_path : str or Path
        Files that don't exist yet; ~ stands for the home.

    Raises
    ------
    ValueError
        If one exists already, or can't be written.
    """
    made_nodes, made_pods = anonymise(nodes, pods)
    _check_two(nodes_path, pods_path)
    with ExitStack() as undo:
        _create(nodes_path, _nodes_csv(made_nodes, _cell(drop_names(remarks))), undo)
        _create(pods_path, _csv(POD_ALSO, map(_pod_cells, made_pods)), undo)
        undo.pop_all()  # both are there: nothing is undone


def _number(kind: str, digits: int, names: Iterable[str]) -> dict[str, str]:
    return {name: f"{kind}-{number:0{digits}}" for number, name in enumerate(dict.fromkeys(names), start=1)}


def _nodes_csv(nodes: Iterable[Node], remarks: str) -> str:
    lines = map(_node_cells, nodes)
    if not remarks:
        return _csv(NODE_ALSO, lines)
    return _csv((*NODE_ALSO, REMARKS), ((*line, "" if number else remarks) for number, line in enumerate(lines)))


def _cell(remarks: Iterable[str]) -> str:
    # | parts them, and stands for nothing else; what is no text (a line's end, half a character) is a space.
    lines = ("".join(char if char.isprintable() and char != "|" else " " for char in remark) for remark in remarks)
    cleaned = (" ".join(line.split()).lstrip(f"{RUN} ")[:REMARK_MOST] for line in lines)
    return " | ".join([remark for remark in cleaned if remark][:REMARKS_MOST])


def _node_cells(node: Node) -> tuple[object, ...]:
    return node.name, node.cpu_millicores, _in_mib(node.memory_bytes), node.pods_most, node.pool, node.closed


def _pod_cells(pod: Pod) -> tuple[object, ...]:
    flags = (_flag(flag) for flag in (pod.daemon, pod.host_network, pod.meshed))
    pools = "" if pod.pools is None else "|".join(sorted(pod.pools)) or NO_POOL
    own = pod.name, pod.cpu_millicores, _in_mib(pod.memory_bytes), pod.node or ""
    return *own, *flags, pools, pod.fixed, pod.spared


def _flag(flag: bool) -> str:
    return str(flag).lower()


def _in_mib(amount_bytes: int) -> str:
    whole, rest = divmod(amount_bytes, 2**20)
    decimals = f"{rest * 5**20:020}".rstrip("0")  # rest / 2^20 = rest × 5^20 / 10^20, exactly
    return f"{whole}.{decimals}" if decimals else str(whole)


def _csv(also: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> str:
    content = io.StringIO(newline="")
    csv.writer(content, lineterminator="\n").writerows([("name", *NEEDED, *also), *lines])
    return content.getvalue()


def _check_two(nodes_path: files.Address, pods_path: files.Address) -> None:
    names = [files.title(path) for path in (nodes_path, pods_path)]
    if files.locate(nodes_path).absolute() == files.locate(pods_path).absolute():
        raise ValueError(f'{names[0]}: must be two files, got the same twice; to try: to_csv("nodes.csv", "pods.csv")')


def _create(path: files.Address, content: str, undo: ExitStack) -> None:
    name, place = files.title(path), files.locate(path)
    try:
        with place.open("x", encoding="utf-8", newline="") as file:
            undo.callback(place.unlink, missing_ok=True)
            file.write(content)
    except FileExistsError as problem:
        hint = f"to try: another name, or delete {name} first"
        raise ValueError(f"{name}: must be a new file, but it exists already; {hint}") from problem
    except (OSError, ValueError) as problem:
        raise ValueError(files.describe_failure(path, "written", problem)) from problem
