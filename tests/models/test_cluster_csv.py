"""Two tables: read by their headers, every bad cell with its line and column, and the published trace as it is."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib.cluster import csv_files
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.inventory import MOST, PODS_MOST, Node, Pod
from course_lib.text_files.messages import MESSAGE_MOST

MIB = 2**20
OPENB = Path(__file__).resolve().parents[3] / "shared" / "data"
NODES = "name,cpu_milli,memory_mib,pods_most,pool\nn1,4000,16384,58,gpu\nn2,2000,8192,,\n"
PODS = "name,cpu_milli,memory_mib\nweb,500,256\n"
GOOD_JSON = '{"kind": "List", "items": []}'


@pytest.fixture
def read(tmp_path):
    def from_texts(nodes: str = NODES, pods: str = PODS) -> tuple:
        for name, text in (("nodes.csv", nodes), ("pods.csv", pods)):
            (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        return csv_files.read(tmp_path / "nodes.csv", tmp_path / "pods.csv")

    return from_texts


def test_columns_are_found_by_their_names(read):
    nodes = "pool,memory_mib,sn,cpu_milli\ngpu,16384,n1,4000\n"
    pods = "pools,meshed,host_network,daemon,node,memory_mib,cpu_milli,name\ngpu,1,TRUE,yes,n1,0.5,0.5,web\n"
    assert read(nodes, pods) == (
        (Node("n1", 4000, 16384 * MIB, PODS_MOST, "gpu"),),
        (Pod("web", 1, MIB // 2, "n1", True, True, True, frozenset({"gpu"})),),
        (),
    )


def test_what_is_empty_or_absent_has_its_default(read):
    nodes, pods, _ = read(pods="name,cpu_milli,memory_mib,node,daemon,pools,count\nweb,0,0,,,,\n")
    assert nodes[1] == Node("n2", 2000, 8192 * MIB, PODS_MOST, "")
    assert pods == (Pod("web", 0, 0),) == read(pods="name,cpu_milli,memory_mib\nweb,0,0\n")[1]


@pytest.mark.parametrize(
    ("cell", "names"),
    [("3", ["web-1", "web-2", "web-3"]), ("1", ["web"]), ("", ["web"]), ("0", []), ("2.0", ["web-1", "web-2"])],
)
def test_count_stands_for_equal_pods(read, cell, names):
    _, pods, _ = read(pods=f"name,cpu_milli,memory_mib,count\nweb,500,256,{cell}\n")
    assert pods == tuple(Pod(name, 500, 256 * MIB) for name in names)


@pytest.mark.parametrize(("cell", "pools"), [("gpu", {"gpu"}), ("gpu | gpu", {"gpu"}), ("none", set()), ("", None)])
def test_pools_of_a_pod(read, cell, pools):
    assert read(pods=f"name,cpu_milli,memory_mib,pools\nweb,500,256,{cell}\n")[1][0].pools == pools


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + PODS,
        PODS.replace("\n", "\r\n"),
        PODS.replace("\n", "\r"),
        PODS + "\n\n",
        '"name","cpu_milli","memory_mib"\n"web"," 500 ","256.0"\n',
        " name , cpu_milli , memory_mib \n web , 500 , 256 ",
    ],
)
def test_what_spreadsheets_make_of_it_is_read_the_same(read, text):
    assert read(pods=text)[1] == (Pod("web", 500, 256 * MIB),)


def test_a_table_from_powershell_is_read(read, tmp_path):
    expected = read()
    (tmp_path / "pods.csv").write_text(PODS, encoding="utf-16")
    assert csv_files.read(tmp_path / "nodes.csv", tmp_path / "pods.csv") == expected


def test_pods_may_be_none_and_names_may_hold_anything(read):
    assert read(pods="name,cpu_milli,memory_mib\n")[1] == ()
    (pod,) = read(pods='name,cpu_milli,memory_mib\n"=1+1,""\n<b>",1,1\n')[1]
    assert pod.name == '=1+1,"\n<b>'


def test_columns_that_are_not_read_are_remarked(read):
    more = ",".join(f"c{number}" for number in range(14))
    pods = f"name,cpu_milli,memory_mib,{more}\nweb,1,1{',' * 14}\n"
    assert read("sn,name,cpu_milli,memory_mib,gpu\nx,n1,1,1,2\n", pods)[2] == (
        "Columns of nodes that were not read: sn, gpu.",
        "Columns of pods that were not read: c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, and 2 more.",
    )


def test_gpus_are_remarked(read):
    pods = "name,cpu_milli,memory_mib,num_gpu,count\na,1,1,1,5\nb,1,1,0,9\nc,1,1,,1\nd,1,1,8,1\n"
    assert read(pods=pods)[2] == ("Not counted: GPUs (6 pods).",)


POD_HEAD = "name,cpu_milli,memory_mib,node,daemon,pools,count,num_gpu"
AT = ", line 2, column"
CORES = "must be a number of millicores such as 512,"
WHOLE = "must be a whole number, at most 9999999,"
OWN = "must be unique, got"
BAD_PODS = {
    "no cpu": ("web,,256,,,,,", f"{AT} 'cpu_milli': {CORES} got ''"),
    "a quantity": ("web,500m,256,,,,,", f"{AT} 'cpu_milli': {CORES} got '500m'"),
    "a comma": ('web,"1,5",256,,,,,', f"{AT} 'cpu_milli': {CORES} got '1,5'"),
    "negative": ("web,-1,256,,,,,", f"{AT} 'cpu_milli': {CORES} got '-1'"),
    "an exponent": ("web,1e9,256,,,,,", f"{AT} 'cpu_milli': {CORES} got '1e9'"),
    "not a number": ("web,1,nan,,,,,", f"{AT} 'memory_mib': must be a number of MiB such as 512, got 'nan'"),
    "too much": ("web,1,9999999999,,,,,", f"{AT} 'memory_mib': must be at most {MOST // MIB} MiB, got '9999999999'"),
    "huge": (f"web,{'9' * 99},1,,,,,", f"{AT} 'cpu_milli': {CORES} got '999"),
    "unknown node": ("web,1,1,n9,,,,", f"{AT} 'node': must be one of the nodes, or empty, got 'n9'"),
    "no flag": ("web,1,1,,maybe,,,", f"{AT} 'daemon': must be true or false, got 'maybe'"),
    "unknown pool": ("web,1,1,,,gpu|cpu,,", f"{AT} 'pools': must be pools of the nodes, 'none' or .*'gpu|cpu'"),
    "no count": ("web,1,1,,,,-1,", f"{AT} 'count': {WHOLE} got '-1'"),
    "half a pod": ("web,1,1,,,,1.5,", f"{AT} 'count': {WHOLE} got '1.5'"),
    "endless": ("web,1,1,,,,99999999999,", f"{AT} 'count': {WHOLE} got '99999999999'"),
    "half a GPU": ("web,1,1,,,,,0.5", f"{AT} 'num_gpu': {WHOLE} got '0.5'"),
    "no name": (",1,1,,,,,", f"{AT} 'name': must be a name, got ''"),
    "no name, twice": (",1,1,,,,2,", f"{AT} 'name': must be a name, got ''"),
    "the same name": ("web,1,1,,,,,\nweb,1,1,,,,,", f", line 3, column 'name': {OWN} 'web'"),
    "a counted name": ("web-2,1,1,,,,,\n\nweb,1,1,,,,2,", f", line 4, column 'name': {OWN} 'web-2'"),
    "too few cells": ("web,1", ", line 2: must have 8 cells, as the first line has, got 2"),
    "too many cells": ("web,1,1,,,,,,", ", line 2: must have 8 cells, as the first line has, got 9"),
    "an open quote": ('"web,1,1,,,,,', r", line 2: must be CSV \(unexpected end of data\)"),
    "text after a quote": ('"web"x,1,1,,,,,', r", line 2: must be CSV \("),
    "a giant cell": ("x" * 200_000, r", line 2: must be CSV \(field larger"),
    "two lines in a cell": ('"a\nb",1,1,,,,,\nweb,x,1,,,,,', ", line 4, column 'cpu_milli': must be a number"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_PODS)
def test_a_bad_cell_is_named_with_file_line_and_column(read, name):
    lines, message = BAD_PODS[name]
    with pytest.raises(ValueError, match=rf"^pods\.csv{message.replace('|', '[|]')}") as raised:
        read(pods=f"{POD_HEAD}\n{lines}\n")
    assert len(str(raised.value)) <= MESSAGE_MOST
    assert "; to try: " in str(raised.value)


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ("", ": must hold something, but it is empty"),
        ("name,cpu_milli,memory_mib\n", ": must hold a line for each node, got none"),
        ("cpu_milli,memory_mib\n1,1\n", ", line 1: must have one column 'name', got 'cpu_milli,memory_mib'"),
        (
            "name;cpu_milli;memory_mib\nn;1;1\n",
            ", line 1: must have one column 'name', got 'name;cpu_milli;memory_mib'",
        ),
        ("name,cpu_milli\nn,1\n", ", line 1: must have one column 'memory_mib', got 'name,cpu_milli'"),
        ("name,cpu_milli,cpu_milli,memory_mib\nn,1,1,1\n", ", line 1: must have one column 'cpu_milli', got "),
        ("name,cpu_milli,memory_mib,pool,pool\nn,1,1,a,b\n", ", line 1: must have one column 'pool', got "),
        (
            "name,cpu_milli,memory_mib,pool\nn,1,1,none\n",
            ", line 2, column 'pool': must be a name without |, and not 'none'",
        ),
        (
            "name,cpu_milli,memory_mib,pool\nn,1,1,a|b\n",
            ", line 2, column 'pool': must be a name without |, and not 'none'",
        ),
        ("name,cpu_milli,memory_mib,pods_most\nn,1,1,many\n", ", line 2, column 'pods_most': must be a whole number"),
        ("sn,cpu_milli,memory_mib\nn,1,1\nn,1,1\n", ", line 3, column 'sn': must be unique, got 'n'"),
        ("name,cpu_milli,memory_mib\nn\0,1,1\n", ": must be text, but character 27 is NUL"),
    ],
)
def test_a_bad_table_of_nodes_is_named(read, nodes, message):
    with pytest.raises(ValueError, match="^" + re.escape(f"nodes.csv{message}")) as raised:
        read(nodes)
    assert "; to try: " in str(raised.value)


LONG = f"{'n' * 200}.csv"


@pytest.mark.parametrize(
    "content",
    [
        f"{NODES}n1,1,1,,\n",
        f"name,{'x' * 999},cpu_milli\n",
        "name,cpu_milli,memory_mib,node,daemon,host_network,meshed,pools,fixed,count,num_gpu\n",
        f"name,cpu_milli,memory_mib\nn1,{'9' * 999},1\n",
        f"name,cpu_milli,memory_mib\nn1,1,{'9' * 20}\n",
        "name,cpu_milli,memory_mib\n" + '"n' * 999,
        f"name,cpu_milli,memory_mib,closed\nn1,1,1,{'<b>' * 999}\n",
        f"name,cpu_milli,memory_mib,cluster_remarks\nn1,1,1,{'|x' * 999}\n",
        "name,cpu_milli,memory_mib\n",
        "",
        GOOD_JSON,
        PODS,
    ],
)
def test_a_message_about_a_table_is_short_and_says_what_to_try(tmp_path, content):
    (tmp_path / LONG).write_text(content)
    (tmp_path / f"p{LONG}"[-204:]).write_text(PODS)
    with pytest.raises(ValueError, match=r"(?i)^'nnn.*nn\.csv'.*: must .*to try: ") as raised:
        Cluster.from_csv(tmp_path / LONG, tmp_path / f"p{LONG}"[-204:])
    assert len(str(raised.value)) <= MESSAGE_MOST
    assert str(raised.value).isprintable()


def test_advice_on_swapped_tables_of_long_names_is_whole(tmp_path):
    for name, content in (
        (LONG, PODS.replace("memory_mib\n", "memory_mib,node,count,pools,fixed\n")),
        (f"p{LONG}", NODES),
    ):
        (tmp_path / name).write_text(content)
    with pytest.raises(
        ValueError,
        match=r"^'nnn.*line 1: must be the table of nodes, but only pods have node, pools and 2 more; the two look swap"
        r"ped; to try: Cluster\.from_csv\('pn.*', 'nn.*'\), or take those columns out$",
    ) as raised:
        Cluster.from_csv(tmp_path / LONG, tmp_path / f"p{LONG}")
    assert len(str(raised.value)) <= MESSAGE_MOST


def test_columns_that_are_parted_otherwise_are_told_so(read):
    with pytest.raises(
        ValueError,
        match=r"^nodes\.csv, line 1: must have one column .*; to try: a first line such as .*, separated by commas$",
    ):
        read("name;cpu_milli;memory_mib\nn;1;1\n")


def test_an_export_is_sent_to_the_import_of_exports(read):
    with pytest.raises(
        ValueError, match=r"^pods\.csv: must be a CSV table, but it looks like JSON; .*Cluster\.from_kubectl"
    ):
        read(pods=f"\ufeff\n{GOOD_JSON}")


def test_tables_may_be_pasted():
    assert csv_files.read(NODES, PODS)[1] == (Pod("web", 500, 256 * MIB),)
    with pytest.raises(
        ValueError, match=r"^pasted text: must hold something, but it is empty; to try: a first line of name,"
    ):
        csv_files.read(NODES, "")


def test_pods_are_bounded_in_all(read, monkeypatch):
    monkeypatch.setattr(csv_files, "IN_ALL_MOST", 10)
    head = "name,cpu_milli,memory_mib,count\n"
    assert len(read(pods=f"{head}a,1,1,4\nb,1,1,6\n")[1]) == 10
    with pytest.raises(
        ValueError, match=r"^pods\.csv, line 3, column 'name': must be one of at most 10, got 'b-7'; to try: "
    ):
        read(pods=f"{head}a,1,1,4\nb,1,1,7\n")


def test_a_missing_table_is_named(tmp_path):
    (tmp_path / "nodes.csv").write_text(NODES)
    message = f"{tmp_path}/pods.csv: could not be read: No such file or directory; looked in {tmp_path}; to try"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        Cluster.from_csv(tmp_path / "nodes.csv", tmp_path / "pods.csv")


# ---- which is which ----

COMMON = "name,cpu_milli,memory_mib"


@pytest.mark.parametrize("column", ["node", "daemon", "host_network", "meshed", "pools", "count", "num_gpu"])
def test_a_table_of_nodes_with_a_column_of_pods_is_refused(read, column):
    message = (
        f"nodes.csv, line 1: must be the table of nodes, but only pods have {column}; the two look swapped; to try:"
        " Cluster.from_csv('pods.csv', 'nodes.csv'), or take those columns out"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        read(f"{COMMON},{column}\nn1,1,1,\n")


@pytest.mark.parametrize("column", ["pods_most", "pool", "sn", "cluster_remarks"])
def test_a_table_of_pods_with_a_column_of_nodes_is_refused(read, column):
    message = f"pods.csv, line 1: must be the table of pods, but only nodes have {column}; the two look"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        read(pods=f"{COMMON},{column}\nweb,1,1,\n")


def test_what_to_csv_writes_is_never_taken_for_the_other(tmp_path):
    nodes, pods = tmp_path / "nodes.csv", tmp_path / "pods.csv"
    for cluster in (Cluster((Node("n", 1, 1),), ()), Cluster((Node("n", 1, 1),), (Pod("p", 1, 1),), remarks=("A.",))):
        cluster.to_csv(nodes, pods)
        with pytest.raises(
            ValueError, match=r"^pods\.csv, line 1: .*only pods have node, daemon and 5 more; .*swapped"
        ):
            Cluster.from_csv(pods, nodes)
        for path in (nodes, pods):
            with pytest.raises(ValueError, match=f"^{path.name} and {path.name}: must be two tables, but are the same"):
                Cluster.from_csv(path, path)
        assert Cluster.from_csv(nodes, pods) == cluster.anonymise()
        nodes.unlink()
        pods.unlink()


def test_a_copy_of_the_same_table_is_refused(read):
    with pytest.raises(ValueError, match=r"^nodes\.csv and pods\.csv: must be two tables, but are the same; to try: "):
        read(PODS, PODS)


# ---- remarks ----


def test_remarks_of_the_tables_are_read_from_any_row(read):
    nodes = f"{COMMON},cluster_remarks\nn1,1000,1024,\nn2,1,1, Not Ready: 1 node. | Left out: 2 pods. |\nn3,1,1,Odd.\n"
    assert read(nodes)[2] == ("Not Ready: 1 node.", "Left out: 2 pods.", "Odd.")


@pytest.mark.parametrize("cell", ['"two\nlines"', "|".join("x" * 101), "\u202ebackwards"])
def test_remarks_are_lines_of_text_and_not_endless(read, cell):
    rule = "line 3, column 'cluster_remarks': must be a line of text, and hold at most 100 remarks in all, got "
    with pytest.raises(ValueError, match=f"^nodes.csv, {rule}".replace("3", "[34]")):
        read(f"{COMMON},cluster_remarks\nn1,1,1,one\nn2,1,1,{cell}\n")


def test_pods_that_no_node_could_hold_are_remarked_once(read):
    said = "1 pod requests more CPU or memory than any node has, and can't be placed. Is the amount right?"
    pods = f"{COMMON}\nweb,5000,1\n"
    assert read(pods=pods)[2] == (said,)
    assert read(f'{COMMON},cluster_remarks\nn1,4000,1024,"{said}"\n', pods)[2] == (said,)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.text(max_size=4) | st.sampled_from(["name", "1", "web", '"', "|"]), max_size=4), max_size=4)
)
def test_any_table_is_read_or_refused_in_a_sentence(tmp_path, rows):
    content = io.StringIO(newline="")
    csv.writer(content).writerows([["name", "cpu_milli", "memory_mib", "pools"], *rows])
    (tmp_path / "nodes.csv").write_text(NODES)
    (tmp_path / "pods.csv").write_text(content.getvalue(), encoding="utf-8", newline="")
    said = ""
    try:
        csv_files.read(tmp_path / "nodes.csv", tmp_path / "pods.csv")
    except ValueError as problem:
        said = str(problem)
    assert re.fullmatch(r"(pods\.csv(, line \d+.*)?: must .+)?", said)


# ---- the published trace ----


@pytest.mark.skipif(not OPENB.is_dir(), reason=f"the published trace is not in {OPENB}")
def test_the_openb_trace_is_read_as_it_is():
    cluster = Cluster.from_csv(OPENB / "openb_nodes.csv", OPENB / "openb_pods.csv")
    assert repr(cluster) == ("Cluster(openb_nodes.csv and openb_pods.csv: 1,523 nodes, 8,152 pods, 8,152 pending)")
    # Its README says 1,088 pods without a GPU; the shapes were counted with another tool, whatever their GPUs.
    assert cluster.remarks == (
        "Columns of nodes that were not read: gpu, model.",
        "Columns of pods that were not read: gpu_milli, gpu_spec, qos, pod_phase, creation_time, deletion_time, "
        "scheduled_time.",
        f"Not counted: GPUs ({8152 - 1088:,} pods).",
    )
    shapes = Counter((node.cpu_millicores, node.memory_bytes // 2**30) for node in cluster.nodes)
    assert shapes.most_common(3) == [((96_000, 384), 596), ((104_000, 512), 407), ((32_000, 256), 129)]
    assert {*cluster.pods_most.tolist()} == {PODS_MOST}
    assert sorted(cluster.requests[:, 0].tolist())[8152 // 2] == pytest.approx(11_300, rel=0.01)


@pytest.mark.parametrize(
    ("cell", "why"),
    [("", ""), ("false", ""), ("0", ""), ("true", "marked"), ("Yes", "marked"), ("scheduler", "scheduler")],
)
def test_a_table_may_say_why_a_pod_is_fixed_or_just_that_it_is(read, cell, why):
    assert read(pods=f"{COMMON},fixed\nweb,1,1,{cell}\n")[1][0].fixed == why


@pytest.mark.parametrize(
    ("column", "rule"),
    [
        ("fixed", "be true, false or one of scheduler, taint, marked"),
        ("spared", "be empty or one of namespace, opted out, of a mesh, windows"),
    ],
)
def test_what_is_no_reason_is_refused(read, column, rule):
    with pytest.raises(
        ValueError, match=rf"^pods\.csv, line 2, column '{column}': must {rule}, got 'why'; to try: leave it empty "
    ):
        read(pods=f"{COMMON},{column}\nweb,1,1,why\n")
