"""A cluster from two tables, nodes and pods: their headers say what is read.

Vocabulary: a `row` knows its file and line; a `cell` ("12000") stands in one of its columns ("cpu_milli"). Pools
are separated by | ("pool-1|pool-2"); an empty cell stands for every pool, "none" for no pool at all. What to know
about the cluster, its `remarks`, stands in a column of its own, in the first node's row: every reader of CSV takes
another column, but hardly one takes comments.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from course_lib.cluster import csv_cells as cells
from course_lib.cluster.inventory import CLOSED, PODS_MOST, SPARED, Node, Pod, remark_too_large
from course_lib.cluster.objects.unhandled import NOT_COUNTED
from course_lib.plural import counted
from course_lib.text_files import files, messages

Read = tuple[tuple[Node, ...], tuple[Pod, ...], tuple[str, ...]]
T = TypeVar("T")

IN_ALL_MOST = 1_000_000  # nodes, or pods
NAMED_MOST = 12
SWAPPED_MOST, COLUMNS_MOST = 25, 3  # characters of a file's name in advice, and how many columns
NEEDED = ("cpu_milli", "memory_mib")
NODE_NAMES = ("name", "sn")  # "sn" in the openb trace
NODE_ALSO = ("pods_most", "pool", "closed")
REMARKS = "cluster_remarks"
POD_ALSO = ("node", "daemon", "host_network", "meshed", "pools", "fixed", "spared")
SELDOM = ("count", "num_gpu")  # never written
ONLY_NODES = (*NODE_NAMES[1:], *NODE_ALSO, REMARKS)
ONLY_PODS = (*POD_ALSO, *SELDOM)
COLUMNS = "name,cpu_milli,memory_mib"
HEADER = f"a first line of {COLUMNS}, and a line for each below it"
JSON = "Cluster.from_kubectl, which reads what kubectl writes"
UNREAD = "that were not read"


def read(nodes_path: files.Source, pods_path: files.Source) -> Read:
    """Read nodes and pods from two CSV files.

    Parameters
    ----------
    nodes_path : str or Path
        Columns `name` (or `sn`), `cpu_milli`, `memory_mib`; optional `pods_most`, `pool`, `closed` (why no pod may
        move there, "cordoned" say), and `cluster_remarks` (sentences about the cluster, separated by |, in any row).
    pods_path : str or Path
        Columns `name`, `cpu_milli`, `memory_mib`; optional `node` (empty: it waits), `daemon`, `host_network`,
        `meshed` (true or false), `fixed` (true, false, or why: "scheduler" say), `spared` (why it gets no sidecar,
        "opted out" say), `pools` (separated by |) and `count` (so many equal pods).

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
    gpus = [f"{NOT_COUNTED}: GPUs ({counted(gpu_pods, 'pod')})."] if gpu_pods else []
    remarks = [*carried, *node_table.unread("nodes"), *pod_table.unread("pods"), *gpus]
    # What was carried along may be found again: it's said once.
    return nodes, pods, tuple(dict.fromkeys([*remarks, *remark_too_large(nodes, pods)]))


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
            raise messages.refusal(f"{self.place}, column {column!r}", str(problem)) from problem


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
        self._check_text()
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
                hint = f"a first line such as {COLUMNS}, separated by commas"
                raise messages.refusal(self.place, f"must have one column {column!r}, got {got}; to try: {hint}")

    def rows(self) -> Iterator[Row]:
        """Yield the rows, once."""
        for place, entries in self._lines:
            if len(entries) != len(self.header):
                said = f"must have {counted(len(self.header), 'cell')}, as the first line has, got {len(entries):,}"
                raise messages.refusal(place, f"{said}; to try: put text with a comma in it in quotes")
            yield Row(place, dict(zip(self.header, entries, strict=True)))

    def unread(self, things: str) -> list[str]:
        """Return a remark on the columns that nothing is read from, if there are any."""
        names = [messages.show_name(column) for column in self.header if column not in self.known]
        more = [f"and {len(names) - NAMED_MOST:,} more"] if len(names) > NAMED_MOST else []
        return [f"Columns of {things} {UNREAD}: {', '.join([*names[:NAMED_MOST], *more])}."] if names else []

    def _check_text(self) -> None:
        first = self.text.lstrip("\ufeff").lstrip()[:1]
        if not first:
            raise messages.refusal(self.title, f"must hold something, but it is empty; to try: {HEADER}")
        if first in "{[":
            raise messages.refusal(self.title, f"must be a CSV table, but it looks like JSON; to try: {JSON}")


class Taken:
    """The names that are taken, which refuses one that comes again."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def take(self, name: str) -> str:
        """Return a name, and remember it."""
        if not name or name in self.names:
            cells.refuse("be unique", name, "another name; for equal pods, their count in one line")
        if len(self.names) >= IN_ALL_MOST:
            cells.refuse(f"be one of at most {IN_ALL_MOST:,}", name, "a part of the cluster")
        self.names.add(name)
        return name

    def copies(self, name: str, count: int) -> list[str]:
        """Return a name for each of so many equal pods: numbered, unless it's one."""
        if not name:
            cells.refuse("be a name", name, "number the lines")
        return [self.take(name)] if count == 1 else [self.take(f"{name}-{number}") for number in range(1, count + 1)]


def _lines(title: str, text: str) -> Iterator[tuple[str, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            if row:  # an empty line is none
                yield f"{title}, line {reader.line_num}", [cell.strip() for cell in row]
    except csv.Error as problem:
        said = f"must be CSV ({problem}); to try: close each quote, and save it anew as CSV"
        raise messages.refusal(f"{title}, line {reader.line_num}", said) from problem


def _check_pair(nodes: Table, pods: Table) -> None:
    if nodes.text == pods.text:
        said = "must be two tables, but are the same; to try: Cluster.from_csv(nodes, pods)"
        raise messages.refusal(f"{nodes.title} and {pods.title}", said)
    for table, own, other, foreign in ((nodes, "nodes", "pods", ONLY_PODS), (pods, "pods", "nodes", ONLY_NODES)):
        if found := [column for column in foreign if column in table.header]:
            names = (messages.quote(each.title.strip("'"), SWAPPED_MOST) for each in (pods, nodes))
            said = f"must be the table of {own}, but only {other} have {messages.enumerated(found, COLUMNS_MOST)}"
            hint = f"to try: Cluster.from_csv({', '.join(names)}), or take those columns out"
            raise messages.refusal(table.place, f"{said}; the two look swapped; {hint}")
    nodes.check()
    pods.check()


def _nodes(table: Table) -> tuple[tuple[Node, ...], list[str]]:
    taken, nodes, remarks = Taken(), list[Node](), list[str]()
    for row in table.rows():
        nodes.append(_node(row, row.read(table.name, taken.take)))
        remarks += row.read(REMARKS, partial(cells.remarks, before=len(remarks)))
    if not nodes:
        raise messages.refusal(table.title, f"must hold a line for each node, got none; to try: {HEADER}")
    return tuple(nodes), remarks


def _node(row: Row, name: str) -> Node:
    cpu, memory = _amounts(row)
    return Node(
        name,
        cpu,
        memory,
        pods_most=row.read("pods_most", cells.optional(PODS_MOST, cells.whole)),
        pool=row.read("pool", cells.pool),
        closed=row.read("closed", cells.reason(CLOSED)),
    )


def _pods(table: Table, nodes: Iterable[Node]) -> tuple[tuple[Pod, ...], int]:
    names, pools = {node.name for node in nodes}, {node.pool for node in nodes}
    taken, pods, gpu_pods = Taken(), list[Pod](), 0
    for row in table.rows():
        pod = _pod(row, names, pools)
        count = row.read("count", cells.optional(1, cells.whole))
        copies = row.read("name", partial(taken.copies, count=count))
        pods += [replace(pod, name=name) for name in copies]
        gpu_pods += count * (row.read("num_gpu", cells.optional(0, cells.whole)) > 0)
    return tuple(pods), gpu_pods


def _pod(row: Row, nodes: set[str], pools: set[str]) -> Pod:
    cpu, memory = _amounts(row)
    return Pod(
        row.cells["name"],
        cpu,
        memory,
        node=row.read("node", lambda cell: cells.node(cell, nodes)),
        daemon=row.read("daemon", cells.flag),
        host_network=row.read("host_network", cells.flag),
        meshed=row.read("meshed", cells.flag),
        pools=row.read("pools", lambda cell: cells.pools(cell, pools)),
        fixed=row.read("fixed", cells.fixed),
        spared=row.read("spared", cells.reason(SPARED)),
    )


def _amounts(row: Row) -> tuple[int, int]:
    cpu = row.read("cpu_milli", partial(cells.amount, unit="millicores", size=1))
    return cpu, row.read("memory_mib", partial(cells.amount, unit="MiB", size=2**20))
