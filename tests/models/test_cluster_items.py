"""What files hold of a cluster: all of it once, what is no part of it named, and never a part taken for the whole."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib.cluster.anonymous import drop_names
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.exports.export import EXPORT
from course_lib.cluster.exports.items import gather
from course_lib.cluster.exports.unfold import name as name_of
from course_lib.text_files.messages import MESSAGE_MOST
from tests.models import cluster_export
from tests.models.hostile import NASTY, garble, mutate

CASES = Path(__file__).resolve().parents[3] / "shared" / "data" / "cluster-cases"


def node(name: str = "n1", **more: object) -> dict:
    amounts = {"allocatable": {"cpu": "4", "memory": "16Gi", "pods": "110"}}
    return {"apiVersion": "v1", "kind": "Node", "metadata": {"name": name}, "spec": {}, "status": amounts} | more


def pod(name: str = "web", uid: str = "", **more: object) -> dict:
    metadata = {"name": name, "namespace": "shop"} | ({"uid": uid} if uid else {})
    spec = {"containers": [{"name": "web"}], "nodeName": "n1"}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec, "status": {}} | more


def many(count: int, **more: object) -> list[dict]:
    return [pod(f"web-{number}", **more) for number in range(count)]


def without_kind(item: dict) -> dict:
    return {key: value for key, value in item.items() if key not in ("kind", "apiVersion")}


def listed(*items: object, kind: str = "List", metadata: object = None, group: str = "v1") -> dict:
    return {"apiVersion": group, "kind": kind, "metadata": metadata or {"resourceVersion": ""}, "items": [*items]}


def in_one(*documents: object) -> str:
    return "\n".join(json.dumps(document, indent=4) for document in documents)


def names(*sources: str | Path) -> tuple[list[str], list[str]]:
    found = gather(*sources)
    return [name_of(each) for each in found.nodes], [name_of(each) for each in found.pods]


def refused(*documents: object) -> str:
    """Return what is said of documents in one file; it is short, whatever they hold."""
    with pytest.raises(ValueError, match=r"^pasted text.*: must ") as raised:
        gather(in_one(*documents))
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) <= MESSAGE_MOST
    return str(raised.value)


# ---- every shape that holds the whole ----

BOTH = listed(node(), pod())
NODES, PODS = listed(node()), listed(pod())
RAW = (listed(without_kind(node()), kind="NodeList"), listed(without_kind(pod()), kind="PodList"))
SHAPES = {
    "one list": [BOTH],
    "two lists in one file": [NODES, PODS],
    "single objects": [node(), pod()],
    "an array": [[node(), pod()]],
    "arrays": [[node()], [pod()]],
    "an array of lists": [[NODES, PODS]],
    "a list of lists": [listed(NODES, PODS)],
    "the API's own lists": [*RAW],
    "a list of them": [listed(*RAW)],
    "a list in a list in a list": [listed(listed(listed(node()), pod()))],
    "a dump without logs": [RAW[0], listed(kind="EventList"), listed(kind="DaemonSetList", group="apps/v1"), RAW[1]],
    "an empty one beside": [NODES, listed(), PODS, []],
    "null in place of items": [BOTH, {"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": None}],
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_gives_the_same(name):
    assert names(in_one(*SHAPES[name])) == (["n1"], ["shop/web"])
    assert gather(in_one(*SHAPES[name])).remarks == []
    assert names(*(json.dumps(document) for document in SHAPES[name])) == (["n1"], ["shop/web"])


def test_items_know_where_they_stand():
    found = gather(json.dumps(listed(NODES, node("n2"), PODS)), in_one([pod("b")], pod("c"), {"kind": "List"}))
    assert [item.where for item in found.nodes] == [
        "pasted text, item 1 (List), item 1 (Node 'n1')",
        "pasted text, item 2 (Node 'n2')",
    ]
    assert [item.where for item in found.pods] == [
        "pasted text, item 3 (List), item 1 (Pod 'shop/web')",
        "pasted text, document 1, item 1 (Pod 'shop/b')",
        "pasted text, document 2 (Pod 'shop/c')",
    ]
    assert found.pods[0].at("spec", "x").where == "pasted text, item 3 (List), item 1 (Pod 'shop/web'), spec.x"


def test_lists_in_lists_end_somewhere():
    deep: object = BOTH
    for _ in range(300):
        deep = listed(deep)
    said = refused(deep)
    assert re.search(r"item 1 \(List\): must hold lists in lists at most 4 deep; to try: export anew", said)


def test_kubectls_own_messages_are_remarked():
    text = f"Warning: old\n{json.dumps(BOTH)}\nWarning: very old"
    assert gather(text).remarks == [
        "kubectl's own warnings, not JSON, so left out: 2 lines; without 2>&1 they don't get into the file."
    ]


# ---- what is neither node nor pod ----

LONGHORN = {"apiVersion": "longhorn.io/v1beta2", "kind": "Node", "metadata": {"name": "n1"}}
KNATIVE = {"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": {"name": "web"}}
METRICS = {"apiVersion": "metrics.k8s.io/v1beta1", "kind": "PodMetrics", "metadata": {"name": "web"}}
OTHERS = {
    "a node of another group": ([LONGHORN], "1 object (Node of longhorn.io)"),
    "a pod of another group": ([pod(apiVersion="example.com/v1")], "1 object (Pod of example.com)"),
    "two of a kind": ([KNATIVE, KNATIVE], "2 objects (Service of serving.knative.dev)"),
    "a list of metrics": (
        [listed(without_kind(METRICS), kind="PodMetricsList", group="metrics.k8s.io/v1beta1")],
        "1 object (PodMetrics)",
    ),
    "many kinds": (
        [LONGHORN, METRICS, KNATIVE, {"kind": "A"}, {"kind": "B"}],
        "5 objects (Node of longhorn.io, PodMetrics, Service of serving.knative.dev, 2 more kinds)",
    ),
    "an ugly name": ([{"kind": "<b>\n"}], r"1 object ('<b>\n')"),
    "a long name": ([{"kind": "K" * 999}], "1 object ('KKKKKKKKK...KKKKKKKKKK')"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_others_are_left_out_and_named(name):
    others, said = OTHERS[name]
    for text in (json.dumps(listed(node(), pod(), *others)), in_one(BOTH, *others)):
        assert names(text) == (["n1"], ["shop/web"])
        assert gather(text).remarks == [f"Neither nodes nor pods, so left out: {said}."]
        assert drop_names(gather(text).remarks) == (f"Neither nodes nor pods, so left out: {said.split(' (')[0]}.",)


def test_others_alone_are_named():
    said = refused(listed(METRICS, LONGHORN))
    assert said == f"pasted text: must hold nodes and pods, got only PodMetrics, Node of longhorn.io; to try: {EXPORT}"
    refused(*[{"kind": f"{'K' * 99}{number}"} for number in range(9)])


DEPLOYMENT = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}
CRON_JOB = {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "web"}}


def test_what_makes_pods_is_not_taken_for_them(tmp_path):
    (tmp_path / "nodes.json").write_text(json.dumps(NODES))
    (tmp_path / "20d.json").write_text(in_one(DEPLOYMENT, CRON_JOB, KNATIVE))
    made = r"must hold pods, but {} holds what makes them \({}\); to try: kubectl get pods -A -o json, and give that"
    with pytest.raises(
        ValueError, match=rf"^nodes.json and 20d.json: {made.format('20d.json', 'Deployment, CronJob')}"
    ):
        gather(tmp_path / "nodes.json", tmp_path / "20d.json")
    assert re.search(made.format("pasted text", "Deployment"), refused(listed(node(), DEPLOYMENT)))
    assert "must hold pods, got none" in refused(listed(node(), KNATIVE))


# ---- what is only a part ----


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({"continue": "abc", "remainingItemCount": 4200}, "4,200 items are missing"),
        ({"continue": "abc"}, "items are missing"),
        ({"remainingItemCount": 1}, "1 item is missing"),
        ({"continue": "abc" * 999, "remainingItemCount": 0}, "items are missing"),
    ],
)
def test_a_page_of_a_list_is_refused(metadata, said):
    page = listed(pod(), kind="PodList", metadata=metadata)
    for documents, place in (
        ([NODES, page], "pasted text, document 2, metadata.continue"),
        ([listed(node(), page)], r"pasted text, item 2 \(PodList\), metadata.continue"),
    ):
        wanted = rf"{place}: must be absent from the last page, but says that {said}; to try: give every page, the last"
        assert re.match(wanted, refused(*documents))


@pytest.mark.parametrize("metadata", [{"continue": "", "remainingItemCount": 0}, {"continue": None}, None, {}])
def test_the_last_page_is_no_part(metadata):
    assert names(json.dumps(BOTH | {"metadata": metadata})) == (["n1"], ["shop/web"])


# ---- the pages of a list, given together ----


def paged(*sizes: int, version: str = "7") -> list[dict]:
    """Return the pages of a list of pods as the server sends them."""
    pods = iter(many(sum(sizes)))
    pages = []
    for number, size in enumerate(sizes, start=1):
        left = sum(sizes[number:])
        follows = {"continue": f"token-{number}", "remainingItemCount": left} if left else {}
        pages.append(listed(*[next(pods) for _ in range(size)], kind="PodList", metadata={"resourceVersion": version}))
        pages[-1]["metadata"] |= follows
    return pages


def uncounted(page: dict) -> dict:
    metadata = {key: value for key, value in page["metadata"].items() if key != "remainingItemCount"}
    return page | {"metadata": metadata}


PAGES = paged(3, 3, 2)
ON_PAGES = "Read as the pages of one list: {}; they don't say whether a page before them is missing."
TOGETHER = {
    "in order": (PAGES, "3 pages, 8 items"),
    "in any order": (PAGES[::-1], "3 pages, 8 items"),
    "without counts, as with a selector": ([uncounted(page) for page in PAGES], "3 pages, 8 items"),
    "an empty last one": ([*paged(3, 3)[:1], uncounted(paged(3, 3)[1])], "2 pages, 6 items"),
    "beside another list": ([*PAGES, listed(pod("db"), kind="PodList")], "3 pages, 8 items"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOGETHER)
def test_pages_that_are_whole_together_are_read(name):
    pages, said = TOGETHER[name]
    for documents in ([NODES, *pages], [listed(NODES, *pages)], [[NODES, *pages]]):
        found = gather(in_one(*documents))
        assert len(found.pods) == sum(len(page["items"]) for page in pages)
        assert found.remarks == [ON_PAGES.format(said)]
    assert gather(*(json.dumps(document) for document in [NODES, *pages])).remarks == [ON_PAGES.format(said)]


@settings(max_examples=100, deadline=None)
@given(sizes=st.lists(st.integers(1, 4), min_size=2, max_size=6), draw=st.randoms(use_true_random=False))
def test_any_pages_are_read_together_and_refused_without_one_that_is_said_to_follow(sizes, draw):
    pages = paged(*sizes)
    lost = draw.randrange(1, len(pages))
    draw.shuffle(shuffled := [*pages])
    assert len(gather(in_one(NODES, *shuffled)).pods) == sum(sizes)
    said = refused(NODES, *[page for page in shuffled if page is not pages[lost]])
    assert "metadata.continue: must be " in said
    assert "missing" in said


def test_pages_of_nodes_are_told_from_those_of_pods():
    nodes = [
        listed(node("a"), kind="NodeList", metadata={"continue": "x", "remainingItemCount": 1}),
        listed(node("b"), kind="NodeList"),
    ]
    found = gather(in_one(*nodes, *PAGES))
    assert (len(found.nodes), len(found.pods)) == (2, 8)
    assert found.remarks == [ON_PAGES.format("2 pages, 2 items"), ON_PAGES.format("3 pages, 8 items")]


def test_a_page_that_was_given_twice_follows_itself_once():
    pages = [page | {"items": [pod(each["metadata"]["name"], uid="u") for each in page["items"]]} for page in PAGES]
    found = gather(in_one(NODES, *pages, *pages[:2]))
    assert len(found.pods) == 8
    assert found.remarks[0] == ON_PAGES.format("3 pages, 8 items")


@pytest.mark.parametrize(
    ("pages", "place", "said"),
    [
        (PAGES[:2], 3, "must be absent from the last page, but says that 2 items are missing"),
        (PAGES[:1], 2, "must be absent from the last page, but says that 5 items are missing"),
        ([PAGES[1], PAGES[0]], 2, "must be absent from the last page, but says that 2 items are missing"),
        (PAGES[::2], 2, "must be followed by 5 items, as it says, got 2: the page after it is missing"),
        ([PAGES[0], *paged(3, 3, 2, version="8")[1:]], 2, "must be absent from the last page, but says that 5 items"),
        ([*paged(3, 1)[:1], PAGES[2]], 2, "must be followed by 1 item, as it says, got 2;"),
        ([PAGES[0], listed(pod("db"), kind="PodList")], 2, "must be absent from the last page, but says that 5 items"),
        ([PAGES[0], listed(*many(5), kind="SecretList")], 2, "must be absent from the last page"),
    ],
)
def test_pages_that_are_not_whole_are_refused_with_what_is_missing(pages, place, said):
    message = refused(NODES, *pages)
    assert message.startswith(f"pasted text, document {place}, metadata.continue: {said}")
    assert message.endswith(f"; to try: give every page, the last one too; or {EXPORT} --chunk-size=0")


def test_a_part_is_named_before_what_else_is_missing():
    assert refused(*PAGES[:2]).startswith("pasted text, document 2, metadata.continue: must be absent from the last")


# ---- one server's share ----


def test_a_share_of_a_list_is_refused():
    said = refused(listed(node(), pod(), metadata={"shardInfo": {"selector": "0-7"}}))
    assert said.startswith("pasted text, metadata.shardInfo: must be absent, as it says that this is a share of a list")


@pytest.mark.parametrize(
    ("documents", "things"),
    [
        ([listed(node(), *many(500))], ["500 pods"]),
        ([[node(), *many(1000)]], ["1,000 pods"]),
        ([listed(*many(500)), NODES], ["500 pods"]),
        ([listed(*[node(f"n{number}") for number in range(500)], pod())], ["500 nodes"]),
        ([listed(*[node(f"n{number}") for number in range(1000)], *many(500))], ["1,000 nodes", "500 pods"]),
        ([node(), *many(500)], ["500 pods"]),
        ([listed(node(), *many(499))], []),
        ([listed(node(), *many(501))], []),
        ([listed(*many(250)), listed(node(), *[pod(f"x-{number}") for number in range(250)])], []),
        ([NODES, listed(*many(500), kind="PodList")], []),  # the server's own answer would say that more follow
    ],
)
def test_a_list_of_just_what_kubectl_asks_for_at_a_time_is_remarked(documents, things):
    found = gather(in_one(*documents)).remarks
    assert found == gather(*(json.dumps(document) for document in documents)).remarks
    assert [re.sub(r"^Exactly (.*) in a list: perhaps .* --chunk-size=0\.$", r"\1", each) for each in found] == things


# ---- the same twice ----


def test_the_same_object_in_two_files_is_counted_once():
    first, second = (json.dumps(listed(node(), pod(uid="u1"), *more)) for more in ([], [pod("db")]))
    with pytest.raises(ValueError, match=r"\(Node 'n1'\), metadata\.name: must be unique among nodes"):
        gather(first, second)  # nothing says that it is the same, not even the same content
    same = node(metadata={"name": "n1", "uid": "u0"})
    found = gather(json.dumps(listed(same, pod(uid="u1"))), json.dumps(listed(same, pod("db"), pod(uid="u1"))))
    assert [name_of(each) for each in found.pods] == ["shop/web", "shop/db"]
    assert found.remarks == ["In the files more than once, counted once: 2 objects."]


@pytest.mark.parametrize("other", [pod(uid="u2"), pod(uid="u1", status={"phase": "Failed"}), pod()])
def test_another_object_of_the_same_name_is_refused(tmp_path, other):
    for name, document in (("a.json", listed(node(), pod(uid="u1"))), ("b.json", listed(other))):
        (tmp_path / name).write_text(json.dumps(document))
    wanted = r"^b\.json, item 1 \(Pod 'shop/web'\), metadata\.name: must be unique among pods, but a\.json has another"
    with pytest.raises(ValueError, match=rf"{wanted}.*; to try: one export of one cluster, of one moment: kubectl"):
        gather(tmp_path / "a.json", tmp_path / "b.json")
    with pytest.raises(ValueError, match=r"must be unique among pods, but pasted text has another of that name"):
        gather(json.dumps(listed(node(), pod(uid="u1"))), json.dumps(listed(other)))
    said = refused(listed(node(), pod(uid="u1"), other))
    assert "item 3 (Pod 'shop/web'), metadata.name: must be unique among pods, but this list has it twice" in said


def test_what_a_watch_writes_is_named():
    changed = pod(uid="u1", status={"phase": "Running"})
    for documents in ([node(), pod(uid="u1"), changed], [listed(node(), pod(uid="u1")), listed(changed)]):
        said = refused(*documents)
        assert "must be unique among pods, but an earlier document has it, too: does --watch" in said
        assert f"to try: {EXPORT}, once, without --watch" in said


# ---- what looks like an export and is none ----

FORBIDDEN = 'pods is forbidden: User "x" cannot list resource "pods" in API group "" at the cluster scope'
TO_DICT = {"api_version": "v1", "kind": "PodList", "metadata": {"_continue": None}, "items": [{"kind": None}]}
NO_KIND = (
    r": must hold objects with their kinds, but is a list of {} without kind; to try: give the whole answer, not its"
)
LOOKALIKES: dict[str, tuple[object, str]] = {
    "an event": (
        {"type": "ADDED", "object": pod()},
        f": must be a list of nodes and pods, but it is an event of --output-watch-events; to try: {EXPORT}, without",
    ),
    "an event of a list": ({"type": "ADDED", "object": listed(pod(), kind="PodList")}, ".* --output-watch-events"),
    "events in an array": ([{"type": "BOOKMARK", "object": pod()}], ".* --output-watch-events"),
    "a refusal": (
        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": FORBIDDEN, "code": 403},
        r".* but it is the server's message: 'pods is forbidden: User .*'; to try: kubectl auth can-i list nodes, and",
    ),
    "a refusal without words": ({"kind": "Status", "reason": "Expired"}, ".* it is the server's message: 'Expired'"),
    "a long refusal": ({"kind": "Status", "message": "x\n" * 999}, r".* but it is the server's message: 'x\\nx\\n"),
    "a table": (
        {"kind": "Table", "apiVersion": "meta.k8s.io/v1", "columnDefinitions": [], "rows": [{"cells": []}]},
        f": must be a list of nodes and pods, but it is a table for readers, without the requests; to try: {EXPORT}",
    ),
    "to_dict": (TO_DICT, r".* what the Python client's to_dict\(\) writes .*; to try: .*sanitize_for_serialization"),
    "to_dict of each": ([{"api_version": None, "kind": None, "spec": {"node_name": "n1"}}], r".* to_dict\(\)"),
    "one without kind": ([without_kind(pod())], NO_KIND.format("1 object")),
    "all without kind": ([without_kind(node()), without_kind(pod())], NO_KIND.format("2 objects")),
    "a list of such": (
        listed(without_kind(pod())),
        rf", item 1 \('shop/web'\), kind: must say what it is, such as Pod, got nothing; to try: {EXPORT}, without",
    ),
    "numbers": ([1, 2, 3], NO_KIND.format("3 objects")),
    "some without kind": ([node(), without_kind(pod())], r", item 2 \('shop/web'\), kind: must say what it is, s"),
    "a number among them": ([node(), 3], r", item 2: must be a group of fields .*, got 3; to try: export anew"),
    "a notebook": ({"cells": [], "nbformat": 4}, ", kind: must be List, NodeList, PodList, Node or Pod, got nothing"),
    "nothing": ({}, ", kind: must be List, NodeList, PodList, Node or Pod, got nothing"),
    "an empty array": ([], ": must hold nodes and pods, got none; kubectl writes an empty list, too, if you aren"),
    "an empty list": (listed(), ".*; to try: kubectl auth can-i list pods -A, then kubectl get nodes,pods -A -o json"),
    "nodes alone": (NODES, f": must hold pods, got none; to try: {EXPORT}, and read what it says; if you may not see"),
    "pods alone": (PODS, f": must hold nodes, too, got none; to try: {EXPORT}; if you may not see nodes, ask"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKALIKES)
def test_what_looks_like_an_export_is_named(name):
    document, message = LOOKALIKES[name]
    assert re.match(f"pasted text{message}", refused(document))


def test_many_files_without_a_node_are_told_in_one_short_sentence(tmp_path):
    paths = [tmp_path / f"{'a-long-name-' * 5}{number}.json" for number in range(20)]
    for path in paths:
        path.write_text(json.dumps(listed()))
    with pytest.raises(ValueError, match=r"^a-long-name-.* and 17 more: must hold nodes and pods, got none") as raised:
        gather(*paths)
    assert len(str(raised.value)) <= MESSAGE_MOST


# ---- the made-up clusters that came out wrong ----


@pytest.fixture
def cases() -> Path:
    if not CASES.is_dir():
        pytest.skip("the small clusters are not beside this checkout (shared/data/cluster-cases)")
    return CASES


@pytest.mark.parametrize(
    ("name", "remarks"),
    [
        ("array", []),
        ("list-of-lists", []),
        ("line-in-front", [r"kubectl's own warnings, not JSON, so left out: 1 line; without 2>&1"]),
        ("line-after", [r"kubectl's own warnings, not JSON, so left out: 1 line; without 2>&1"]),
        ("node-of-another-group", [r"Neither nodes nor pods, so left out: 1 object \(Node of longhorn\.io\)\.$"]),
    ],
)
def test_the_cases_are_read_whole(cases, name, remarks):
    found = gather(cases / f"{name}.json")
    assert (len(found.nodes), len(found.pods), len(found.remarks)) == (1, 2, len(remarks))
    for remark, wanted in zip(found.remarks, remarks, strict=True):
        assert re.search(wanted, remark)
    assert names((cases / f"{name}.json").read_text()) == names(cases / f"{name}.json")


def test_the_case_of_a_page_is_refused(cases):
    with pytest.raises(
        ValueError, match=r"^chunk-pods\.json, metadata\.continue: must be absent from .* 4,200 items are miss"
    ):
        gather(cases / "chunk-nodes.json", cases / "chunk-pods.json")


# ---- whatever else a file may hold ----

GOOD = cluster_export.export(2, 2, bulky=False)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.randoms(use_true_random=False), nasty=NASTY, changes=st.integers(1, 4), garbled=st.booleans())
def test_whatever_a_file_holds_it_is_a_cluster_or_a_short_sentence(tmp_path, draw, nasty, changes, garbled):
    tree: object = draw.choice([GOOD, GOOD["items"], listed(GOOD)])
    for _ in range(changes):
        tree = mutate(draw, tree, nasty)
    text = json.dumps(tree)
    path = tmp_path / f"{'long-name-' * draw.choice([1, 20])}.json"
    path.write_text(garble(draw, text) if garbled else text, encoding="utf-8")
    try:
        assert Cluster.from_kubectl(path).nodes
    except ValueError as problem:
        said = str(problem)
        assert re.match(r"('?long-name-.*: must |'?long-name-.*: .*to try)", said)
        assert len(said) <= MESSAGE_MOST
        assert said.isprintable()
