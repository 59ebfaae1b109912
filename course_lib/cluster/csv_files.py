"""A cluster from two tables, nodes and pods: their headers say what is read.

Vocabulary: a `row` knows its file and line; a `cell` ("12000") stands in one of its columns ("cpu_milli"). Pools
are separated by | ("pool-1|pool-2"); an empty cell stands for every pool, "none" for no pool at all. What to know
about the cluster, its `remarks`, stands in a column of its own, in the first node's row: every reader of CSV takes
another column, but hardly one takes comments.
"""

from __future__ import annotations

import csv
import io
import math
import re
import reprlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import NoReturn, TypeVar

from course_lib.cluster import eligibility, files, messages, textbook
from course_lib.cluster.inventory import MOST, ONE_POOL, PODS_MOST, Node, Pod
from course_lib.plural import counted

Read = tuple[tuple[Node, ...], tuple[Pod, ...], tuple[str, ...]]
T = TypeVar("T")

IN_ALL_MOST = 1_000_000  # nodes, or pods
NAMED_MOST = 12
NEEDED = ("cpu_milli", "memory_mib")
NODE_NAMES = ("name", "sn")  # "sn" in the openb trace
NODE_ALSO = ("pods_most", "pool")
REMARKS = "cluster_remarks"
REMARKS_MOST = 100
POD_ALSO = ("node", "daemon", "host_network", "meshed", "pools")
SELDOM = ("count", "num_gpu")  # never written
ONLY_NODES = (*NODE_NAMES[1:], *NODE_ALSO, REMARKS)
ONLY_PODS = (*POD_ALSO, *SELDOM)
NO_POOL = "none"
UNREAD = "that were not read"
NUMBER = re.compile(r"[0-9]{1,20}(\.[0-9]{1,30})?")
WHOLE = re.compile(r"[0-9]{1,7}(\.0)?")  # pandas writes a column of whole numbers with gaps as 110.0
FLAGS = {"": False, "0": False, "false": False, "no": False, "1": True, "true": True, "yes": True}


def read(nodes_path: files.Source, pods_path: files.Source) -> Read:
    """Read nodes and pods from two CSV files.

    Parameters
    ----------
    nodes_path : str or Path
        Columns `name` (or `sn`), `cpu_milli`, `memory_mib`; optional `pods_most`, `pool`, and `cluster_remarks`
        (sentences about the cluster, separated by |, in any row).
    pods_path : str or Path
        Columns `name`, `cpu_milli`, `memory_mib`; optional `node` (empty: it waits), `daemon`, `host_network`,
        `meshed` (true or false), `pools` (separated by |) and `count` (so many equal pods).

    Returns
    -------
    tuple of Node, tuple of Pod, tuple of str
        Amounts are rounded up to whole millicores and bytes. The remarks are those of the tables, and which columns
        were not read.

    Raises
    ------
    ValueError
        If a file can't be read, the two are swapped or the same, or a cell breaks its rule; the message names file,
        line and column.
    """
    node_table = Table(nodes_path, NODE_NAMES, (*NODE_ALSO, REMARKS))
    pod_table = Table(pods_path, NODE_NAMES[:1], (*POD_ALSO, *SELDOM))
    _check_pair(node_table, pod_table)
    nodes, carried = _nodes(node_table)
    pods, gpu_pods = _pods(pod_table, nodes)
    gpus = [f"Not handled: GPUs ({counted(gpu_pods, 'pod')})."] if gpu_pods else []
    remarks = [*carried, *node_table.unread("nodes"), *pod_table.unread("pods"), *gpus]
    # What was carried along may be found again: it's said once.
    return nodes, pods, tuple(dict.fromkeys([*remarks, *eligibility.remark_too_large(nodes, pods)]))


@dataclass(frozen=True)
class Row:
    """One line of a table that knows where it stands.

    Attributes
    ----------
    place : str
        "pods.csv, line 17".
    cells : dict of str to str
        By column.
    """

    place: str
    cells: dict[str, str]

    def read(self, column: str, convert: Callable[[str], T]) -> T:
        """Return a cell converted, empty where the column is absent; its place goes in front of a message."""
        try:
            return convert(self.cells.get(column, ""))
        except ValueError as problem:
            raise ValueError(f"{self.place}, column {column!r}: {problem}") from problem


class Table:
    """A CSV file with a header, which `check` looks at.

    Parameters
    ----------
    path : str or Path
        The file.
    names : tuple of str
        Columns of which one holds the rows' names; the first that is there.
    others : tuple of str
        Columns that are read where they are there.
    """

    def __init__(self, path: files.Source, names: tuple[str, ...], others: tuple[str, ...]) -> None:
        self.title = files.title(path)
        self.text = files.text(path)
        self._lines = _lines(self.title, self.text)
        self.place, self.header = next(self._lines)
        self.name = next((name for name in names if name in self.header), names[0])
        self.known = (self.name, *NEEDED, *others)
        self.others = others

    def check(self) -> None:
        """Refuse a header that lacks a column, or has one twice."""
        for column in self.known:
            if self.header.count(column) > 1 or column not in {*self.header, *self.others}:
                got = messages.quote(",".join(self.header))
                raise ValueError(f"{self.place}: must have one column {column!r}, got {got}")

    def rows(self) -> Iterator[Row]:
        """Yield the rows, once."""
        for place, cells in self._lines:
            if len(cells) != len(self.header):
                raise ValueError(f"{place}: must have {counted(len(self.header), 'cell')}, got {len(cells):,}")
            yield Row(place, dict(zip(self.header, cells, strict=True)))

    def unread(self, things: str) -> list[str]:
        """Return a remark on the columns that nothing is read from, if there are any."""
        names = [messages.show_name(column) for column in self.header if column not in self.known]
        more = [f"and {len(names) - NAMED_MOST:,} more"] if len(names) > NAMED_MOST else []
        return [f"Columns of {things} {UNREAD}: {', '.join([*names[:NAMED_MOST], *more])}."] if names else []


class Taken:
    """The names that are taken, which refuses one that comes again."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def take(self, name: str) -> str:
        """Return a name, and remember it."""
        if not name or name in self.names:
            _refuse("be a name of its own", name)
        if len(self.names) >= IN_ALL_MOST:
            _refuse(f"be one of at most {IN_ALL_MOST:,}", name)
        self.names.add(name)
        return name

    def copies(self, name: str, count: int) -> list[str]:
        """Return a name for each of so many equal pods: numbered, unless it's one."""
        if not name:
            _refuse("be a name", name)
        return [self.take(name)] if count == 1 else [self.take(f"{name}-{number}") for number in range(1, count + 1)]


def _lines(title: str, text: str) -> Iterator[tuple[str, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if cells:  # an empty line is none
                yield f"{title}, line {reader.line_num}", [cell.strip() for cell in cells]
    except csv.Error as problem:
        raise ValueError(f"{title}, line {reader.line_num}: must be CSV ({problem})") from problem


def _check_pair(nodes: Table, pods: Table) -> None:
    swapped = f"Cluster.from_csv({messages.quote(pods.title)}, {messages.quote(nodes.title)})"
    if nodes.text == pods.text:
        names = f"{nodes.title} and {pods.title}"
        raise ValueError(f"{names}: must be two tables, but are the same; to try: Cluster.from_csv(nodes, pods)")
    for table, own, other, foreign in ((nodes, "nodes", "pods", ONLY_PODS), (pods, "pods", "nodes", ONLY_NODES)):
        found = ", ".join(column for column in foreign if column in table.header)
        if found:
            raise ValueError(
                f"{table.place}: must be the table of {own}, but only {other} have these columns: {found}; the two"
                f" look swapped. To try: {swapped}, as nodes come first; or take those columns out"
            )
    nodes.check()
    pods.check()


def _nodes(table: Table) -> tuple[tuple[Node, ...], list[str]]:
    taken, nodes, remarks = Taken(), list[Node](), list[str]()
    for row in table.rows():
        nodes.append(_node(row, row.read(table.name, taken.take)))
        remarks += row.read(REMARKS, partial(_remarks, before=len(remarks)))
    if not nodes:
        raise ValueError(f"{table.title}: must hold a line for each node, got none")
    return tuple(nodes), remarks


def _node(row: Row, name: str) -> Node:
    cpu, memory = _amounts(row)
    return Node(name, cpu, memory, row.read("pods_most", _or(PODS_MOST, _whole)), row.read("pool", _pool))


def _pods(table: Table, nodes: Iterable[Node]) -> tuple[tuple[Pod, ...], int]:
    names, pools = {node.name for node in nodes}, {node.pool for node in nodes}
    taken, pods, gpu_pods = Taken(), list[Pod](), 0
    for row in table.rows():
        pod = _pod(row, names, pools)
        count = row.read("count", _or(1, _whole))
        copies = row.read("name", partial(taken.copies, count=count))
        pods += [replace(pod, name=name) for name in copies]
        gpu_pods += count * (row.read("num_gpu", _or(0, _whole)) > 0)
    return tuple(pods), gpu_pods


def _pod(row: Row, nodes: set[str], pools: set[str]) -> Pod:
    cpu, memory = _amounts(row)
    return Pod(
        row.cells["name"],
        cpu,
        memory,
        node=row.read("node", lambda cell: _require_node(cell, nodes)),
        daemon=row.read("daemon", _flag),
        host_network=row.read("host_network", _flag),
        meshed=row.read("meshed", _flag),
        pools=row.read("pools", lambda cell: _require_pools(cell, pools)),
    )


# ---- cells ----


def _amounts(row: Row) -> tuple[int, int]:
    cpu = row.read("cpu_milli", partial(_amount, unit="millicores", size=1))
    return cpu, row.read("memory_mib", partial(_amount, unit="MiB", size=2**20))


def _amount(cell: str, unit: str, size: int) -> int:
    if not NUMBER.fullmatch(cell):
        _refuse(f"be a number of {unit} such as 512", cell)
    amount = textbook.quantity(cell) * size
    if amount > MOST:
        _refuse(f"be at most {MOST // size} {unit}", cell)
    return math.ceil(amount)


def _whole(cell: str) -> int:
    if not WHOLE.fullmatch(cell):
        _refuse("be a whole number, at most 9999999", cell)
    return int(cell.removesuffix(".0"))


def _or(absent: int, convert: Callable[[str], int]) -> Callable[[str], int]:
    return lambda cell: convert(cell) if cell else absent


def _flag(cell: str) -> bool:
    if cell.lower() not in FLAGS:
        _refuse("be true or false", cell)
    return FLAGS[cell.lower()]


def _pool(cell: str) -> str:
    if cell == NO_POOL or "|" in cell:
        _refuse(f"be a name without |, and not {NO_POOL!r}", cell)
    return cell or ONE_POOL


def _remarks(cell: str, before: int) -> list[str]:
    found = [remark.strip() for remark in cell.split("|") if remark.strip()]
    if not cell.isprintable() or before + len(found) > REMARKS_MOST:
        _refuse(f"be a line of text, and hold at most {REMARKS_MOST} remarks in all", cell)
    return found


def _require_node(cell: str, nodes: set[str]) -> str | None:
    if cell and cell not in nodes:
        _refuse("be one of the nodes, or empty", cell)
    return cell or None


def _require_pools(cell: str, pools: set[str]) -> frozenset[str] | None:
    names = frozenset(name.strip() for name in cell.split("|")) if cell not in ("", NO_POOL) else frozenset[str]()
    if not names <= pools:
        _refuse(f"be pools of the nodes, {NO_POOL!r} or empty", cell)
    return names if cell else None


def _refuse(rule: str, cell: str) -> NoReturn:
    raise ValueError(f"must {rule}, got {reprlib.repr(cell)}")
