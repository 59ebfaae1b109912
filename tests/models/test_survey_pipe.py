"""The whole pipe as kubectl writes it: figures that somebody can defend, and each awkward shape right or named."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib import survey
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.workloads.meshes import NATIVE
from course_lib.cluster.workloads.owners import SCHEDULED
from course_lib.sizing.autoscaling.exported.annotated import METRICS
from course_lib.survey import Survey, door
from course_lib.survey.floors import NEVER
from course_lib.survey.uneven import SAME
from course_lib.text_files.messages import MESSAGE_MOST
from course_lib.text_files.parts import Part
from tests.models.cluster_export import export
from tests.models.hostile import NASTY, garble, mutate
from tests.models.pipe_objects import (
    FOLDERS,
    autoscaler,
    budget,
    container,
    deployment,
    endpoint,
    endpoint_slice,
    listed,
    measured,
    node,
    pod,
    read,
    replicas,
    service,
)

READINGS = "good-metrics-raw-3-readings.ndjson"


@pytest.fixture(params=FOLDERS)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


def named(folder: Path, begin: str) -> Survey:
    return survey.read(next(folder.glob(f"{begin}*.json")))


# ---- the good pipe ----


@pytest.fixture
def good(folder: Path) -> Survey:
    return survey.read(folder / "good-pipe.json", usage=[folder / READINGS])


def test_what_there_is(good):
    assert (len(good.nodes), len(good.pods), good.ended, len(good.workloads), len(good.services)) == (4, 32, 2, 12, 9)
    found = {each.title: (len(each.replicas), each.ended, each.wished) for each in good.workloads.values()}
    assert found == {
        "Deployment harbor/checkout": (5, 0, 5),
        "Deployment harbor/fare-engine": (3, 0, 3),
        "Deployment harbor/old-forms": (0, 0, 0),
        "Deployment harbor/quote-rpc": (4, 0, 4),
        "Deployment harbor/search": (4, 0, 4),
        "Deployment harbor/tile-store": (3, 0, 3),
        "Pod harbor/try-out": (1, 0, None),
        "DaemonSet platform/node-tap": (4, 0, None),
        "Deployment platform/edge": (2, 0, 2),
        "Deployment platform/mail-relay": (2, 0, 2),
        "CronJob vault/night-recon": (1, 2, None),
        "StatefulSet vault/ledger-db": (3, 0, 3),
    }
    assert {each.title for each in good.workloads.values() if each.guess} == {"CronJob vault/night-recon"}
    assert good.workloads["vault", "CronJob", "night-recon"].guess == SCHEDULED


def test_the_totals_of_three_readings(good):
    readings = good.usage.readings
    assert [round(each.cores, 4) for each in readings] == [7.9694, 7.8306, 8.0127]
    assert [round(each.gib, 3) for each in readings] == [22.911, 23.020, 22.979]
    assert [len(each.samples) for each in readings] == [32, 32, 32]
    assert "2 of 34 pods have no reading, which isn't 0: 2 ended." in good.remarks


def test_one_service_is_behind_one_hot_pod_and_it_speaks_grpc(good):
    ((found, behind, own),) = good.hot
    assert (found.name, behind.title) == ("harbor/quote-rpc", "Deployment harbor/quote-rpc")
    assert found.ports[0].protocol.words == "gRPC (a guess from the port's name, grpc)"
    assert (own.uneven.verdict, own.uneven.often, own.uneven.pods) == (SAME, 3, 4)
    assert own.uneven.busiest_over_mean == pytest.approx(3.61, abs=0.01)
    assert own.uneven.chance == 1 / 16


def test_use_against_request_by_workload(good):
    used = {f"{key[0]}/{key[2]}": each for key, each in good.used.items()}
    tiles, relay, fares = (used[name] for name in ("harbor/tile-store", "platform/mail-relay", "harbor/fare-engine"))
    assert (round(tiles.all.of_cores, 2), round(tiles.all.of_gib, 2)) == (0.20, 0.96)
    assert (relay.all.of_cores, relay.all.of_gib) == (None, None)
    assert "harbor/old-forms" not in used
    assert (round(fares.proxies.cores, 3), fares.proxies.cores_requested) == (0.418, pytest.approx(0.3))
    assert sum(each.all.cores for each in used.values()) == pytest.approx(
        sum(each.cores for each in good.usage.readings) / 3
    )


def test_the_mesh_that_is_there_is_found_and_is_a_guess(good):
    assert [(each.place, each.is_guess) for each in good.proxies] == [(NATIVE, True)] * 3


def test_floors(good):
    found = {key[2]: (each.replicas, each.drains_from) for key, each in good.floors.items() if each.replicas}
    assert found == {"checkout": (3, 1), "search": (2, 1), "quote-rpc": (3, 4)}
    assert good.floors["vault", "StatefulSet", "ledger-db"].drains_from == 3


def test_all_that_runs_is_told_of_and_nothing_is_missing(good):
    assert not any("Not in the files" in remark for remark in good.remarks)
    assert all(len(remark) <= MESSAGE_MOST for remark in good.remarks)


# ---- the awkward ones ----


def test_autoscalers_in_two_versions_count_once(folder):
    items = json.loads((folder / "good-pipe.json").read_text())["items"]
    others = [item for item in items if item["kind"] != "HorizontalPodAutoscaler"]
    twice = json.loads((folder / "awkward-1-hpa-v1-next-to-v2.json").read_text())["items"]
    autoscalers = [item for item in twice if item["kind"] == "HorizontalPodAutoscaler"]
    assert len(autoscalers) == 4
    found = survey.read(listed(*others, *autoscalers))
    assert [each.name for each in found.autoscalers] == ["harbor/checkout", "harbor/search"]
    in_v1 = survey.read(listed(*others, *(item for item in autoscalers if item["apiVersion"].endswith("v1"))))
    assert in_v1.autoscalers == found.autoscalers  # the annotation outlives the door
    assert found.autoscalers[1].metrics[0] == "memory at 900Mi a pod"


def test_autoscalers_in_trouble(folder):
    found = named(folder, "awkward-2")
    floors = {key[2]: (each.replicas, len(each.autoscalers), len(each.stopped)) for key, each in found.floors.items()}
    assert floors == {
        "asleep": (0, 1, 1),
        "blind": (2, 1, 1),
        "brand-new": (1, 1, 0),
        "from-zero": (0, 1, 0),
        "half-blind": (1, 1, 0),
        "pair": (2, 2, 2),
        "per-box": (1, 1, 0),
        "tight": (3, 1, 0),
    }
    assert found.floors["bay", "Deployment", "tight"].most == 3
    assert "2 autoscalers scale what isn't in the files." in found.remarks
    assert "5 autoscalers follow no metric: switched off, blind, or one of two on one workload." in found.remarks


def test_services_of_every_kind(folder):
    found = named(folder, "awkward-4")
    behind = {each.name.partition("/")[2]: each for each in found.services}
    counts = {name: (len(each.behind.pods), len(each.takes)) for name, each in behind.items()}
    assert counts == {
        "both": (3, 3),
        "both-too": (3, 3),
        "elsewhere": (0, 0),
        "many": (4, 4),
        "moving": (5, 2),
        "nobody": (0, 0),
        "outside": (0, 0),
        "peers": (2, 1),
        "renamed": (2, 2),
    }
    assert (behind["outside"].behind.outside, behind["outside"].behind.by_name) == (2, 1)
    assert (len(behind["moving"].ending), behind["peers"].is_headless) == (1, True)
    assert behind["both"].workloads == behind["both-too"].workloads
    words = [each.protocol.words for each in behind["renamed"].ports]
    assert words[1:] == ["gRPC (grpc)", "WebSocket (kubernetes.io/ws)", "unknown (appProtocol example.test/frames)"]
    assert "Left out: 1 endpoint slice belongs to no Service of the files." in found.remarks


def test_budgets_of_every_kind(folder):
    found = named(folder, "awkward-5")
    pods = {each.name: (len(each.pods), each.allowed) for each in found.budgets}
    assert pods == {
        "dock/beta": (5, 2),
        "dock/beta-too": (5, 1),
        "dock/by-expression": (3, 1),
        "dock/never": (1, 0),
        "dock/nobody": (0, 0),
        "dock/unsyncable": (1, 0),
        "pier/all-in-namespace": (2, 1),
    }
    # Where the server could tell, it allows as many of those pods as we say.
    assert all(each.allowed == each.allows(len(each.pods)) for each in found.budgets if not each.trouble)
    drains = {key[2]: each.drains_from for key, each in found.floors.items()}
    assert drains == {"alpha": 3, "beta": NEVER, "by-hand": 1, "gamma": NEVER, "delta": 2}


def test_a_refused_kind_is_not_taken_for_none(folder):
    (said,) = (remark for remark in named(folder, "awkward-7").remarks if remark.startswith("Not in the files"))
    assert "autoscalers" in said
    assert "or you may not list them" in said
    assert "kubectl auth can-i list svc -A, then with endpointslices, hpa, pdb and sts." in said
    assert "ignore-not-found" not in said


# ---- shapes that none of them has ----

WHOLE = [
    node(),
    deployment("web"),
    *replicas("web"),
    service("web", {"name": "grpc", "port": 80}),
    endpoint_slice("web", endpoint(pod("web-5d4-a"))),
    autoscaler("web", "web", 2),
    budget("web", {"matchLabels": {"app": "web"}}, minAvailable=1),
    deployment("db", kind="StatefulSet"),
]


def test_no_order_is_relied_on():
    assert survey.read(listed(*reversed(WHOLE))) == survey.read(listed(*WHOLE))


def test_one_export_twice_counts_once():
    twice = survey.read(f"{listed(*WHOLE)}\n{listed(*WHOLE)}")
    once = survey.read(listed(*WHOLE))
    assert (twice.workloads, twice.services, twice.budgets, twice.floors) == (
        once.workloads,
        once.services,
        once.budgets,
        once.floors,
    )
    assert len(twice.autoscalers) == 1
    assert twice.remarks.count("In the files more than once, counted once: 1 object.") == 1


def test_a_remark_on_the_files_is_made_once_however_many_read_them():
    remarks = survey.read(f"{listed(*WHOLE)}\nWarning: something old\n").remarks
    assert sum(remark.startswith("kubectl's own warnings") for remark in remarks) == 1


def test_a_list_that_may_have_been_cut_off_is_named():
    found = read(pod("a"), *(service(f"s{number}") for number in range(500)))
    assert any(remark.startswith("Exactly 500 services in a list: perhaps not all.") for remark in found.remarks)


def test_two_of_one_name_are_refused():
    with pytest.raises(ValueError, match=r"metadata\.name: must be unique among services, but this list has it twice"):
        read(pod("a"), service("web"), service("web"))


def test_a_kind_of_another_group_is_left_out_and_named():
    foreign = [
        service("web") | {"apiVersion": "serving.knative.dev/v1"},
        autoscaler("web", "web") | {"apiVersion": "autoscaling.example.com/v1"},
        deployment("web") | {"apiVersion": "example.com/v1"},
    ]
    found = read(pod("a"), *foreign)
    assert (found.services, found.autoscalers, len(found.workloads)) == ((), (), 1)
    (said,) = (remark for remark in found.remarks if remark.startswith("Of no use here"))
    assert said.startswith("Of no use here, so left out: 3 objects (Service of serving.knative.dev, HorizontalPod")
    assert said.endswith(", Deployment of example.com).")


def test_an_autoscaler_of_a_rollout_has_its_pods_without_its_spec():
    scaled = autoscaler("blue", "blue", 2)
    scaled["spec"]["scaleTargetRef"]["kind"] = "Rollout"
    owner = {"kind": "ReplicaSet", "name": "blue-6f7", "controller": True}
    made = [pod(f"blue-6f7-{each}", owner, labels={"rollouts-pod-template-hash": "6f7"}) for each in "ab"]
    found = read(*made, scaled)
    key = ("shop", "Rollout", "blue")
    assert (len(found.workloads[key].replicas), found.workloads[key].wished, found.floors[key].replicas) == (2, None, 2)


def test_status_without_zeros_is_read():
    off = deployment("off", replicas=0) | {"status": {"observedGeneration": 3}}
    assert read(pod("a"), off).workloads["shop", "Deployment", "off"].wished == 0


def test_whatever_is_missing_is_said_in_one_short_remark():
    remarks = read(pod("a")).remarks
    (said,) = (remark for remark in remarks if remark.startswith("Not in the files: services, endpoint slices, auto"))
    assert said.endswith("kubectl auth can-i list svc -A, then with endpointslices, hpa, pdb, deploy and sts.")
    assert len(said) <= MESSAGE_MOST


def test_no_advice_hides_what_is_missing_or_loses_its_version():
    library = Path(survey.__file__).parents[1]
    told = "".join(path.read_text(encoding="utf-8") for path in library.rglob("*.py"))
    assert "ignore-not-found" not in told
    assert re.search(r"\b(hpa|pdb|sts|deploy|svc|po|no)\.v\d", told) is None


def test_the_line_says_what_mesh_is_there():
    proxy = container("istio-proxy", image="istio/proxyv2:1")
    said = survey.what_there_is(read(pod("a", containers=[container(), proxy]), pod("g", containers=[proxy])))
    assert said.endswith("; a mesh is there (Istio): 2 proxies (1 sidecar and 1 gateway).")


def test_nodes_without_pods_and_the_other_way_round_are_refused():
    with pytest.raises(ValueError, match=r"must hold nodes, too, got none"):
        survey.read(listed(pod("a")))
    with pytest.raises(ValueError, match=r"must hold pods, but pasted text holds what makes them \(Deployment\)"):
        survey.read(listed(node(), deployment("web")))


def test_twice_the_cluster_is_no_more_than_twice_the_work(monkeypatch):
    looked: list[int] = []
    at = Part.at

    def counting(self: Part, *keys: str) -> Part:
        looked[-1] += 1
        return at(self, *keys)

    monkeypatch.setattr(Part, "at", counting)
    for many in (20, 40):
        looked.append(0)
        names = [f"w{number}" for number in range(many)]
        each = [[deployment(name), *replicas(name), service(name), autoscaler(name, name)] for name in names]
        budgets = [budget(name, {"matchLabels": {"app": name}}, minAvailable=1) for name in names]
        assert all(one.pods for one in read(*(item for items in each for item in items), *budgets).budgets)
    assert looked[1] <= 2.05 * looked[0]


# ---- the door ----

SECRET = "s3cret"  # noqa: S105


def with_secrets() -> list[dict]:
    """Return a pipe with a secret wherever somebody may have put one."""
    told = {"kubectl.kubernetes.io/last-applied-configuration": SECRET, METRICS: "[]"}
    env = [{"name": "KEY", "value": SECRET}]
    probe = {"httpGet": {"httpHeaders": [{"name": "Authorization", "value": SECRET}]}}
    full = container(env=env, args=[SECRET], command=[SECRET], livenessProbe=probe, lifecycle={"postStart": probe})
    made = pod(
        "a", containers=[full], initContainers=[full | {"name": "i"}], ephemeralContainers=[full | {"name": "e"}]
    )
    web = deployment("web")
    web["spec"]["template"]["spec"]["containers"] = [full]
    web["spec"]["template"]["metadata"]["annotations"] = dict(told)
    for each in (made, web):
        each["metadata"] |= {"annotations": dict(told), "managedFields": [SECRET]}
    hidden = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "data": {"key": SECRET}}
    return [made, web, hidden]


def test_no_secret_passes_the_door():
    items = with_secrets()
    for each in items:
        door.strip(each, is_read=each["kind"] != "Secret")
    assert SECRET not in json.dumps(items)
    assert items[0]["metadata"]["annotations"] == {METRICS: "[]"}
    assert SECRET not in repr(read(*with_secrets()))


def test_a_message_about_a_broken_field_or_a_file_that_was_cut_short_has_no_secret():
    made, *others = with_secrets()
    made["spec"]["containers"][0]["resources"] = {"requests": {"cpu": "much"}}
    with pytest.raises(ValueError, match="must be a Kubernetes quantity") as raised:
        read(made, *others)
    assert SECRET not in str(raised.value)
    text = listed(node(), *with_secrets())
    with pytest.raises(ValueError, match="but it ends there") as raised:
        survey.read(text[: text.index(SECRET) + len(SECRET)])
    assert SECRET not in str(raised.value)


def test_what_the_door_takes_nobody_misses():
    made = export(120, 30)
    plain = Cluster.from_kubectl(json.dumps(made))
    for item in made["items"]:
        door.strip(item, is_read=True)
    through = Cluster.from_kubectl(json.dumps(made))
    assert (through.nodes, through.pods, through.remarks) == (plain.nodes, plain.pods, plain.remarks)


# ---- whatever else a file may hold ----

GOOD: dict[str, Any] = json.loads(listed(*WHOLE))
USE = json.loads(measured((WHOLE[2], {"app": ("1", "1Gi")})))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.randoms(use_true_random=False), nasty=NASTY, changes=st.integers(1, 4), garbled=st.booleans())
def test_whatever_a_file_holds_it_is_a_survey_or_a_short_sentence(tmp_path, draw, nasty, changes, garbled):
    tree: Any = GOOD
    for _ in range(changes):
        tree = mutate(draw, tree, nasty)
    path, text = tmp_path / "pipe.json", json.dumps(tree)
    path.write_text(garble(draw, text) if garbled else text, encoding="utf-8")
    try:
        found = survey.read(path, usage=[json.dumps(USE)])
        assert found.hot == []
        assert all(remark.isprintable() and len(remark) <= MESSAGE_MOST for remark in found.remarks)
    except ValueError as problem:
        said = str(problem)
        assert said.startswith("pipe.json")
        assert len(said) <= MESSAGE_MOST
        assert said.isprintable()


# ---- where it runs ----


def labelled(name: str, **labels: str) -> dict:
    made = node(name)
    return made | {"metadata": made["metadata"] | {"labels": labels}}


def test_the_region_is_that_of_most_nodes_by_the_new_label_or_the_old_one():
    new, old = "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"
    kind = "node.kubernetes.io/instance-type"
    nodes = [
        labelled("a", **{new: "eu-west-1", kind: "m5.large"}),
        labelled("b", **{old: "eu-west-1"}),
        labelled("c", **{new: "us-east-1", old: "eu-west-1", kind: "m5.large"}),
        labelled("d"),
    ]
    found = survey.read(listed(*nodes, pod("alone"))).places
    assert (found.region, found.regions) == ("eu-west-1", {"eu-west-1": 2, "us-east-1": 1})
    assert found.machines == {"m5.large": 2}


def test_without_labels_nobody_says_where_it_runs():
    found = read(pod("alone")).places
    assert (found.region, found.regions, found.machines) == ("", {}, {})
