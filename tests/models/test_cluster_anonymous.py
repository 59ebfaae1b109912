"""What a cluster is, and that no name leaves it: its arrays, its checks, its made-up names and its files."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TextIO

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib.cluster.anonymous import anonymise
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.inventory import MOST, Node, Pod
from tests.models.cluster_export import export

GIB = 2**30
NODES = (
    Node("db.acme.example", 4000, 16 * GIB, 58, "acme gpu"),
    Node("web.acme.example", 2000, 8 * GIB, closed="cordoned"),
)
PODS = (
    Pod("acme/web", 500, GIB, "web.acme.example", fixed="scheduler"),
    Pod("acme/db", 900, 2 * GIB, "db.acme.example", pools=frozenset({"acme gpu"})),
    Pod("acme/agent", 0, 0, "db.acme.example", daemon=True, host_network=True),
    Pod("acme/lost", 100, 1, pools=frozenset(), spared="opted out"),
    Pod("acme/proxied", 100, 1, meshed=True, pools=frozenset({"acme gpu", "", "no such pool"})),
)
CLUSTER = Cluster(NODES, PODS, "acme.json", ("A remark.",))


# ---- what a cluster is ----


def test_arrays_hold_what_nodes_and_pods_say():
    assert CLUSTER.requests.tolist() == [[500, GIB], [900, 2 * GIB], [0, 0], [100, 1], [100, 1]]
    assert CLUSTER.allocatable.tolist() == [[4000, 16 * GIB], [2000, 8 * GIB]]
    assert CLUSTER.pods_most.tolist() == [58, 110]
    assert CLUSTER.node_of.tolist() == [1, 0, 0, -1, -1]
    assert CLUSTER.daemons.tolist() == [False, False, True, False, False]
    assert CLUSTER.fixed.tolist() == [True, False, False, False, False]
    assert CLUSTER.closed.tolist() == ["", "cordoned"]
    assert CLUSTER.takes_sidecar.tolist() == [True, True, False, False, False]
    assert CLUSTER.no_sidecar.tolist() == ["", "", "host network", "opted out", "meshed"]
    class_of, table = CLUSTER.allowed
    assert table[class_of].tolist() == [[True, True], [True, False], [True, True], [False, False], [True, True]]
    assert len(table) == 4


@pytest.mark.parametrize("cluster", [CLUSTER, Cluster(NODES, ()), Cluster((), ())])
def test_arrays_have_their_shape_and_type_and_nobody_may_change_them(cluster):
    pods, nodes = len(cluster.pods), len(cluster.nodes)
    class_of, table = cluster.allowed
    shapes = {
        "requests": (cluster.requests, (pods, 2), np.int64),
        "allocatable": (cluster.allocatable, (nodes, 2), np.int64),
        "pods_most": (cluster.pods_most, (nodes,), np.int64),
        "node_of": (cluster.node_of, (pods,), np.int64),
        "class_of": (class_of, (pods,), np.int64),
        "table": (table, (table.shape[0], nodes), np.bool_),
        "daemons": (cluster.daemons, (pods,), np.bool_),
        "fixed": (cluster.fixed, (pods,), np.bool_),
        "takes_sidecar": (cluster.takes_sidecar, (pods,), np.bool_),
    }
    for name, (array, shape, kind) in shapes.items():
        assert (array.shape, array.dtype) == (shape, kind), name
        assert not array.flags.writeable, name


def test_repr_is_one_line_without_a_name():
    assert repr(CLUSTER) == "Cluster(acme.json: 2 nodes, 5 pods, 2 pending)"
    many = tuple(Pod(str(number), 0, 0) for number in range(1200))
    assert repr(Cluster(NODES[:1], many)) == "Cluster(by hand: 1 node, 1,200 pods, 1,200 pending)"


def test_equal_clusters_have_equal_nodes_and_pods_wherever_they_are_from():
    same = Cluster(NODES, PODS, "elsewhere")
    assert CLUSTER == same != Cluster(NODES, PODS[:1])
    assert hash(CLUSTER) == hash(same)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([*NODES], PODS), "nodes must be a tuple of Node, got [Node("),
        ((NODES, NODES), "pods must be a tuple of Pod, got (Node("),
        ((NODES, PODS, "x", ["a remark"]), "remarks must be a tuple of str, got ['a remark']"),
        ((NODES, PODS, "two\nlines"), r"source must be one line of text, got 'two\nlines'"),
        ((NODES, PODS, None), "source must be one line of text, got None"),
        (((*NODES, NODES[0]), ()), "nodes[2].name must be unique, got 'db.acme.example'"),
        ((NODES, (*PODS, PODS[0])), "pods[5].name must be unique, got 'acme/web'"),
        ((NODES[:1], PODS), "pods[0].node must be one of the nodes, got 'web.acme.example'"),
    ],
)
def test_what_is_no_cluster_is_refused(arguments, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        Cluster(*arguments)


# ---- without names ----


def test_names_are_numbered_in_the_order_of_the_file():
    assert anonymise(NODES, PODS) == (
        (
            Node("node-001", 4000, 16 * GIB, 58, "pool-1"),
            Node("node-002", 2000, 8 * GIB, 110, "pool-2", "cordoned"),
        ),
        (
            Pod("pod-0001", 500, GIB, "node-002", fixed="scheduler"),
            Pod("pod-0002", 900, 2 * GIB, "node-001", pools=frozenset({"pool-1"})),
            Pod("pod-0003", 0, 0, "node-001", daemon=True, host_network=True),
            Pod("pod-0004", 100, 1, pools=frozenset(), spared="opted out"),
            Pod("pod-0005", 100, 1, meshed=True, pools=frozenset({"pool-1", "pool-2"})),
        ),
    )


def test_an_anonymised_cluster_reckons_the_same_and_keeps_its_remarks():
    other = CLUSTER.anonymise()
    assert repr(other) == "Cluster(anonymised: 2 nodes, 5 pods, 2 pending)"
    assert other.remarks == CLUSTER.remarks
    for name in ("requests", "allocatable", "pods_most", "node_of", "daemons", "why_fixed", "closed", "no_sidecar"):
        assert (getattr(other, name) == getattr(CLUSTER, name)).all()
    for ours, theirs in zip(other.allowed, CLUSTER.allowed, strict=True):
        assert (ours == theirs).all()
    assert other.anonymise() == other


def test_more_than_the_digits_hold_still_have_names_of_their_own():
    nodes, pods = anonymise([Node(str(n), 1, 1) for n in range(1200)], [Pod(str(n), 0, 0) for n in range(12000)])
    assert (nodes[-1].name, pods[-1].name) == ("node-1200", "pod-12000")


# ---- written down ----


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "nodes.csv", tmp_path / "pods.csv"


def test_files_hold_made_up_names_and_read_back_the_same(pair):
    CLUSTER.to_csv(*pair)
    assert pair[0].read_text() == (
        "name,cpu_milli,memory_mib,pods_most,pool,closed,cluster_remarks\n"
        "node-001,4000,16384,58,pool-1,,A remark.\n"
        "node-002,2000,8192,110,pool-2,cordoned,\n"
    )
    assert pair[1].read_text().splitlines()[3:] == [
        "pod-0003,0,0,node-001,true,true,false,,,",
        "pod-0004,100,0.00000095367431640625,,false,false,false,none,,opted out",
        "pod-0005,100,0.00000095367431640625,,false,false,true,pool-1|pool-2,,",
    ]
    assert Cluster.from_csv(*pair) == CLUSTER.anonymise()


def test_no_word_of_a_real_export_gets_into_the_files(pair):
    made = export(60, 12, seed=3)
    cluster = Cluster.from_kubectl(json.dumps(made))
    cluster.to_csv(*pair)
    rows = [row for path in pair for row in csv.reader(path.read_text().splitlines())]
    written = "\n".join(",".join(cell for cell in row if cell != rows[1][-1]) for row in rows)
    words = {
        word for item in made["items"] for word in re.findall(r"\w+", json.dumps(item["metadata"])) if len(word) > 3
    }
    assert {*re.findall(r"[a-z_]+", written)} <= {
        *("name", "cpu_milli", "memory_mib", "pods_most", "pool", "node", "daemon", "host_network", "meshed", "pools"),
        "cluster_remarks",
        *("closed", "fixed", "cordoned", "not", "ready", "tainted", "spared", "namespace", "taint"),
        *("pod", "true", "false", "none"),
    }
    assert not {word for word in words - {"name", "node", "true", "false"} if re.search(rf"\b{word}\b", written)}
    assert Cluster.from_csv(*pair) == cluster.anonymise()
    assert [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell] == []
    names = {
        item["metadata"][key] for item in made["items"] for key in ("name", "namespace") if key in item["metadata"]
    }
    assert not [name for name in names if name in rows[1][-1]]


# ---- remarks go along ----


def test_who_reads_the_tables_is_told_what_the_owner_was_told(pair):
    cluster = Cluster.from_kubectl(json.dumps(export(60, 12, seed=3)))
    assert len(cluster.remarks) > 10
    cluster.to_csv(*pair)
    read = Cluster.from_csv(*pair)
    assert read.remarks == cluster.remarks
    again = pair[0].parent / "again.csv", pair[1].parent / "pods again.csv"
    read.to_csv(*again)
    assert again[0].read_text() == pair[0].read_text()


def test_without_remarks_there_is_no_column_for_them(pair):
    Cluster(NODES, PODS).to_csv(*pair)
    assert pair[0].read_text().startswith("name,cpu_milli,memory_mib,pods_most,pool,closed\n")
    assert Cluster.from_csv(*pair).remarks == ()


def test_names_of_columns_stay_at_home(pair):
    pair[0].write_text("name,cpu_milli,memory_mib,acme_rack\nn,1000,1024,7\n")
    pair[1].write_text("name,cpu_milli,memory_mib,acme_owner,=cmd\np,1,1,me,2\n")
    cluster = Cluster.from_csv(*pair)
    assert "acme_owner, =cmd" in cluster.remarks[1]
    said = ("Columns of nodes that were not read.", "Columns of pods that were not read.")
    assert cluster.anonymise().remarks == said
    again = pair[0].parent / "again.csv", pair[1].parent / "pods again.csv"
    cluster.to_csv(*again)
    assert Cluster.from_csv(*again).remarks == said
    assert "acme" not in again[0].read_text() + again[1].read_text()


@pytest.mark.parametrize(
    ("remark", "read"),
    [
        ("=HYPERLINK(1)", ("HYPERLINK(1)",)),
        (" +-@\t=1+1", ("1+1",)),
        ("＝1", ("1",)),
        ('two\r\nlines | of "text", half\ud800', ('two lines of "text", half',)),
        ("-", ()),
        ("", ()),
    ],
)
def test_no_remark_is_run_by_a_spreadsheet_or_breaks_a_line(pair, remark, read):
    Cluster(NODES, PODS, remarks=(remark,)).to_csv(*pair)
    assert Cluster.from_csv(*pair).remarks == read
    assert len(pair[0].read_text().splitlines()) == 1 + len(NODES)
    cells = [cell for row in csv.reader(pair[0].read_text().splitlines()) for cell in row]
    assert not [cell for cell in cells if cell and cell[0] in "=+-@\t\r＝＋－＠"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(remarks=st.lists(st.text(max_size=20) | st.text(max_size=4).map(lambda text: text * 500), max_size=120))
def test_any_remarks_can_be_read_back(pair, remarks):
    Cluster(NODES, PODS, remarks=tuple(remarks)).to_csv(*pair)
    said = Cluster.from_csv(*pair).remarks
    assert len(said) <= 100
    assert all(remark.isprintable() and 0 < len(remark) <= 1000 for remark in said)
    for path in pair:
        path.unlink()


def test_a_hundred_long_remarks_still_fit_into_a_cell(pair):
    Cluster(NODES, PODS, remarks=tuple(f"{number} " + "x" * 2000 for number in range(150))).to_csv(*pair)
    said = Cluster.from_csv(*pair).remarks
    assert [remark.split()[0] for remark in said] == [str(number) for number in range(100)]


AMOUNTS = st.integers(0, MOST) | st.integers(0, 5000)
NAMES = st.text(max_size=3)
NODE_LISTS = st.lists(
    st.builds(Node, NAMES, AMOUNTS, AMOUNTS, st.integers(0, 999), NAMES),
    min_size=1,
    max_size=4,
    unique_by=lambda n: n.name,
)


@st.composite
def clusters(draw) -> Cluster:
    nodes = draw(NODE_LISTS)
    on = st.none() | st.sampled_from([node.name for node in nodes])
    pools = st.none() | st.frozensets(st.sampled_from([node.pool for node in nodes]) | NAMES, max_size=3)
    flag = st.booleans()
    pods = st.builds(Pod, NAMES, AMOUNTS, AMOUNTS, on, flag, flag, flag, pools)
    return Cluster(tuple(nodes), tuple(draw(st.lists(pods, max_size=5, unique_by=lambda pod: pod.name))))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cluster=clusters())
def test_any_cluster_reads_back_the_same(pair, cluster):
    cluster.to_csv(*pair)
    assert Cluster.from_csv(*pair) == cluster.anonymise()
    for path in pair:
        path.unlink()


@pytest.mark.parametrize("taken", [0, 1])
def test_an_existing_file_is_never_overwritten_and_nothing_is_left_behind(pair, taken):
    pair[taken].write_text("mine")
    name = pair[taken].name
    hint = f"to try: another name, or delete {name} first"
    with pytest.raises(ValueError, match=rf"^{name}: must be a new file, but it exists already; {hint}$"):
        CLUSTER.to_csv(*pair)
    assert pair[taken].read_text() == "mine"
    assert not pair[1 - taken].exists()


def test_one_path_for_both_is_refused(pair):
    for other in (pair[0], str(pair[0]), pair[0].parent / "." / "nodes.csv"):
        with pytest.raises(ValueError, match=r"^nodes\.csv: must be two files, got the same twice; to try: to_csv"):
            CLUSTER.to_csv(pair[0], other)
    assert not pair[0].exists()


def test_written_twice_it_says_what_to_try(pair):
    CLUSTER.to_csv(*pair)
    with pytest.raises(ValueError, match=r"^nodes\.csv: .*; to try: another name, or delete nodes\.csv first$"):
        CLUSTER.to_csv(*pair)
    assert Cluster.from_csv(*pair) == CLUSTER.anonymise()


def test_a_tilde_stands_for_the_home(pair, monkeypatch):
    monkeypatch.setenv("HOME", str(pair[0].parent))
    monkeypatch.setenv("USERPROFILE", str(pair[0].parent))
    CLUSTER.to_csv("~/nodes.csv", "~/pods.csv")
    assert pair[0].is_file()
    assert Cluster.from_csv("~/nodes.csv", "~/pods.csv") == Cluster.from_csv(*pair) == CLUSTER.anonymise()


def test_an_impossible_name_is_told(pair):
    with pytest.raises(
        ValueError, match=r"^'a\\x00b': could not be written: its name is impossible; to try: another path$"
    ):
        CLUSTER.to_csv(pair[0], "a\0b")
    assert not pair[0].exists()


def test_a_folder_that_is_missing_is_told_and_nothing_is_left_behind(pair):
    missing = pair[0].parent / "missing"
    message = (
        f"{missing}/pods.csv: could not be written: No such file or directory; there is no folder {missing}; to try"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}: make it, or give another path$"):
        CLUSTER.to_csv(pair[0], missing / "pods.csv")
    assert not pair[0].exists()


class Full:
    """A file on a disk without space."""

    def __init__(self, file: TextIO) -> None:
        self.file = file

    def __enter__(self) -> Full:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.file.close()

    def write(self, _text: str) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_no_half_of_a_file_behind(pair, monkeypatch):
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *args, **more: Full(real(path, *args, **more)))
    with pytest.raises(
        ValueError, match=r"^nodes\.csv: could not be written: No space left on device; to try: another path$"
    ):
        CLUSTER.to_csv(*pair)
    assert not any(path.exists() for path in pair)


@pytest.mark.parametrize("path", [None, 3, b"x.csv"])
def test_a_path_is_a_path(path):
    with pytest.raises(ValueError, match="source must be a path"):
        CLUSTER.to_csv(path, path)
    with pytest.raises(ValueError, match="source must be a path"):
        Cluster.from_csv(path, path)
