"""From a survey to an assessment: every pod counted once, ranges over all presets, and nothing claimed unmeasured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course_lib import survey
from course_lib.assessment import (
    ASSUMED,
    MEASURED,
    PRESETS,
    READ,
    Assessment,
    NothingToAssessError,
    assess,
    commands,
    loads,
    rooms,
    system,
)
from course_lib.assessment.commands import Had
from course_lib.assessment.result import YES
from course_lib.assessment.there import There
from course_lib.mesh import ALTERNATIVES, BETTING, MEASURE, NOBODY, NONE, Prices, case, compare, inputs, outcome
from course_lib.mesh import at as at_best_of
from course_lib.mesh.alternatives import BY_DEFAULT, SIZED
from course_lib.sizing.demand import Demand
from course_lib.survey import Survey, synthetic
from tests.models.pipe_objects import (
    COPIES,
    autoscaler,
    budget,
    container,
    deployment,
    listed,
    measured,
    metadata,
    node,
    owned,
    pod,
    read,
    replicas,
    service,
)

READINGS = COPIES / "good-metrics-raw-3-readings.ndjson"
GRPC, TCP = {"name": "grpc", "port": 80}, {"name": "tcp-db", "port": 5432}
SIDECAR = container("istio-proxy", "100m", "128Mi", image="istio/proxyv2:1.27")
READABLE = [each for each in sorted(COPIES.glob("*.json")) if not each.name.startswith("awkward-1")]


@pytest.fixture(scope="module")
def good() -> Survey:
    return survey.read(COPIES / "good-pipe.json", usage=[READINGS])


@pytest.fixture(scope="module")
def found(good: Survey) -> Assessment:
    return assess(good)


@pytest.fixture(scope="module")
def unmeasured() -> Assessment:
    return assess(survey.read(COPIES / "good-pipe.json"))


def shop(many: int = 4, *more: dict, cpu: str = "250m", **spec: Any) -> tuple[list[dict], list[dict]]:
    """Return a Deployment called web with its pods, and these pods."""
    own = replicas("web", many, **spec)
    return [deployment("web", many), *own, service("web", GRPC), *more], own


def used(own: list[dict], *cores: str, minute: int = 0, **others: tuple[str, str]) -> str:
    rows = zip(own, cores, strict=True)
    return measured(*((each, {"app": (cpu, "512Mi"), **others}) for each, cpu in rows), minute=minute)


def texts(found: Assessment) -> Iterator[str]:
    for each in found.lines:
        yield from (each.text, each.source, each.command)
    for one in found.inputs:
        yield one.command
    yield from (*found.remarks, *found.missing, *found.not_counted, found.measure_first.command)


# ---- every pod once ----


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_each_pod_is_a_load_s_comes_with_a_node_stays_or_is_a_mesh_s(path: Path):
    made = survey.read(path)
    pods = loads.sort(made)
    many = sum(each.pods for each in pods.loads) + len(pods.daemons) + len(pods.kept) + len(pods.mesh)
    assert many == len(made.pods)


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_every_export_gets_an_assessment_whose_figures_have_sources(path: Path):
    made = assess(survey.read(path))
    assert len(made.lines) == 6
    assert {each.name for each in made.ways} == ALTERNATIVES.keys() - {NONE}
    assert all(each.source for way in (made.today, made.right_sized, *made.ways) for each in way.total.values())


def test_pods_on_a_node_that_is_not_in_the_files_are_left_out_as_their_room_is():
    many, own = shop(4)
    away = [each | {"spec": each["spec"] | {"nodeName": "n9"}} for each in own[2:]]
    made = read(*[each for each in many if each["kind"] != "Pod"], *own[:2], *away)
    result = assess(made)
    assert [each.pods for each in result.candidates] == [2]
    assert result.today.total["pods"].best == result.right_sized.total["pods"].best == 2


def test_today_is_what_was_counted(good: Survey, found: Assessment):
    total = found.today.total
    assert (total["pods"].best, total["nodes"].best) == (len(good.pods), len(good.nodes))
    assert total["cpu_reserved"].best == pytest.approx(sum(each.cpu_millicores for each in good.pods) / 1000)
    assert total["cpu_used"].best == pytest.approx((7.9694 + 7.8306 + 8.0127) / 3, abs=1e-4)
    assert total["pods"].low == total["pods"].high


def test_rows_that_stand_for_many_add_up_to_all_of_them():
    made = synthetic.betting()
    own = loads.sort(made).loads
    rows = system.scenario(made, loads.sort(made), PRESETS["one worker a pod"], system.Setting("Istio, default"))
    assert rows is not None
    assert len(rows.services) < len(own) / 3
    assert rows.pods == sum(each.pods for each in own) == 3000
    for name in ("cpu_request_m", "memory_request_mib", "cpu_used_m"):
        of_rows = sum(each.count * each.pods * getattr(each, name) for each in rows.services)
        assert of_rows == pytest.approx(sum(each.pods * (getattr(each, name) or 0) for each in own))


def test_services_that_count_as_one_row_change_no_answer(monkeypatch):
    draw = np.random.default_rng(1)
    base = case(BETTING).scenario
    own = [
        replace(base.services[number % 9], name=f"s{number}", count=1, pods=int(pods), floor=2,
                busiest_over_mean=float(uneven))
        for number, (pods, uneven) in enumerate(zip(draw.integers(3, 30, 40), draw.uniform(1, 2.5, 40), strict=True))
    ]  # fmt: skip
    made = synthetic.of(replace(base, services=tuple(own)))
    few = assess(made, preset="one worker a pod")
    monkeypatch.setattr(system, "ALIKE", 1.0001)
    many = assess(made, preset="one worker a pod")
    for one, other in zip(few.ways, many.ways, strict=True):
        for name in ("nodes_filled", "pods"):
            of = few.right_sized.total[name].best
            assert abs(one.net[name].best - other.net[name].best) < 0.02 * of, (one.name, name)


# ---- who could be helped ----

SECOND = service("second", GRPC, selector={"app": "web"})
ENDED = pod("web-5d4-z", owned("ReplicaSet", "web-5d4"), labels={"app": "web"}, phase="Succeeded")
HASHED = {"app": "web", "rollouts-pod-template-hash": "5d4"}
ROLLOUT = [*(pod(f"web-5d4-{letter}", owned("ReplicaSet", "web-5d4"), labels=HASHED) for letter in "ab"),
           service("web", GRPC)]  # fmt: skip
ALONE = [pod(f"web-{letter}", owned("ReplicaSet", "web"), labels={"app": "web"}) for letter in "ab"]


def test_a_draw_in_which_no_pod_fits_anyway_says_nothing_of_whether_it_pays(found: Assessment):
    ways = [each for each in found.ways if any("a pod would fit on no node" in note for note in each.notes)]
    assert ways
    for each in ways:
        drawn = each.net[MEASURE]
        assert each.pays is not None
        assert (each.pays.best > 0.9) == (drawn.high < 0)


def test_the_hot_service_of_the_good_pipe_comes_first(found: Assessment):
    first = found.candidates[0]
    assert (first.service, first.pods, first.floor, first.is_hot, first.protocol_is_guess) == (
        "harbor/quote-rpc", 4, 4, True, True,
    )  # fmt: skip
    assert first.busiest_over_mean is not None
    assert first.busiest_over_mean.best == pytest.approx(3.614, abs=0.001)
    assert "harbor/quote-rpc" in found.plan.pilot
    assert "harbor/quote-rpc" in found.lines[3].text


def test_databases_and_what_nobody_calls_are_no_candidates(found: Assessment):
    assert {each.service for each in found.candidates} == {
        "harbor/quote-rpc", "harbor/checkout", "harbor/fare-engine", "harbor/tile-store", "harbor/search",
        "platform/edge",
    }  # fmt: skip
    assert found.candidates_share.best == pytest.approx(21 / 28)
    assert found.candidates_share.low == pytest.approx(6 / 28)  # whose protocol is stated


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ([*replicas("web", 1), service("web", GRPC)], "one pod"),
        ([*replicas("web"), service("web", TCP)], "a protocol that can't be balanced"),
        ([*replicas("web"), service("web", GRPC, clusterIP="None")], "clients choose the pod"),
        ([*replicas("web", hostNetwork=True), service("web", GRPC)], "no mesh takes it in"),
        (replicas("web"), "nobody calls it"),
    ],
)
def test_a_balancer_is_taken_to_help_only_where_it_could(made: list[dict], why: str):
    result = assess(read(deployment("web"), *made))
    assert (result.candidates, result.must_go.sized) == ((), None), why


# Shapes that kubectl really writes, as far as they reach what a mesh is judged by.
OTHERS = {
    "two Services before the same pods": ([*replicas("web", 4), service("web", GRPC), SECOND], 4),
    "pods that have ended": ([*replicas("web", 4), ENDED, service("web", GRPC)], 4),
    "a workload that is scaled to nothing": ([deployment("idle", 0), *replicas("web", 4), service("web", GRPC)], 4),
    "a Service without ports and one by name": (
        [*replicas("web", 4), service("web", GRPC), service("bare", ports=None), service("far", type="ExternalName")],
        4,
    ),
    "an Argo Rollout": (ROLLOUT, 2),
    "a bare ReplicaSet": ([*ALONE, service("web", GRPC)], 2),
}


@pytest.mark.parametrize("made", OTHERS.values(), ids=OTHERS.keys())
def test_pods_behind_candidates_count_once_and_only_if_they_run(made: tuple[list[dict], int]):
    items, many = made
    result = assess(read(*items))
    assert [each.pods for each in result.candidates] == [many]
    assert sum(each.pods for each in loads.sort(read(*items)).loads) == many


def test_an_autoscaler_without_its_metric_holds_its_floor_and_one_that_is_switched_off_does_not():
    many, _ = shop(8)
    blind = {"conditions": [{"type": "ScalingActive", "status": "False", "reason": "FailedGetResourceMetric"}]}
    off = {"conditions": [{"type": "ScalingActive", "status": "False", "reason": "ScalingDisabled"}]}
    held, free = (
        assess(read(*many, autoscaler("web", "web", least=6, **each))).must_go.floors for each in (blind, off)
    )
    assert (held, free) == (2 / 8, 6 / 8)


def test_floors_of_autoscalers_and_budgets_hold_pods_back():
    many, _ = shop(8)
    free = assess(read(*many)).must_go.floors
    held = assess(read(*many, autoscaler("web", "web", least=6))).must_go.floors
    kept = assess(read(*many, budget("web", {"matchLabels": {"app": "web"}}, minAvailable=7))).must_go.floors
    never = assess(read(*many, budget("web", {"matchLabels": {"app": "web"}}, maxUnavailable=0))).must_go.floors
    assert (free, held, kept, never) == (6 / 8, 2 / 8, 0.0, 0.0)


def test_no_more_pods_go_than_floors_let_go(found: Assessment):
    goes = found.must_go.pods_go
    assert goes is not None
    assert goes.high <= found.must_go.floors


# ---- nothing that can't be defended ----


@pytest.mark.parametrize(("cores", "is_said"), [("300m", False), ("460m", False), ("900m", True)])
def test_that_pods_use_more_than_they_request_is_said_only_where_they_do(cores: str, is_said: bool):
    many, own = shop()
    result = assess(read(*many, usage=[used(own, *[cores] * 4, minute=at) for at in range(3)]))
    assert ("use more than they request" in result.lines[2].text) == is_said


def test_without_use_only_what_is_requested_is_said_and_the_command_stands_there(unmeasured: Assessment):
    assert unmeasured.missing
    for at in (1, 2, 3, 4, 5):
        assert unmeasured.lines[at].command == commands.READINGS
    assert "nodes" not in unmeasured.lines[1].text
    assert not any(char.isdigit() for char in unmeasured.lines[2].text + unmeasured.lines[4].text)


def test_a_kind_that_is_not_in_the_files_is_missing(found: Assessment):
    many, own = shop()
    result = assess(read(*many, usage=[used(own, "1", "1", "1", "1")]))
    assert any("autoscalers" in each for each in result.missing)
    assert found.missing == ()


def test_no_text_tells_to_ignore_what_is_not_found_or_names_a_short_name_with_a_version(
    found: Assessment, unmeasured: Assessment
):
    for text in (*texts(found), *texts(unmeasured)):
        assert "ignore-not-found" not in text
        assert "hpa.v" not in text


def test_no_price_no_money_and_with_one_money_by_node_or_by_pod(good: Survey, found: Assessment):
    assert "money" not in found.ways[0].total
    by_node = assess(good, prices=Prices("node", node_hour=0.5, currency="CHF"))
    assert by_node.right_sized.total["money"].unit == "CHF"
    ratio = by_node.right_sized.total["money"].best / by_node.right_sized.total["nodes"].best
    assert ratio == pytest.approx(0.5 * 730)
    by_pod = assess(good, prices=Prices("pod", core_hour=0.04, gib_hour=0.005))
    assert by_pod.ways[0].net["money"].best < 0


def test_all_presets_count_in_each_range_and_each_is_shown(found: Assessment):
    assert [each.name for each in found.presets] == list(PRESETS)
    for way in found.ways:
        assert list(way.by_preset) == list(PRESETS)
        ends = [each["nodes_filled"] for each in way.by_preset.values()]
        net = way.net["nodes_filled"]
        assert min(each.low for each in ends) - 0.01 <= net.low <= net.high <= max(each.high for each in ends) + 0.01


def test_one_preset_alone_can_be_asked_for(good: Survey):
    only = assess(good, preset="many workers a pod")
    assert ([each.workers for each in only.presets], list(only.ways[0].by_preset)) == ([8], ["many workers a pod"])
    with pytest.raises(ValueError, match="preset must be one of one worker a pod, "):
        assess(good, preset="none")


def test_inputs_say_how_they_are_known(found: Assessment, unmeasured: Assessment):
    kinds = {each.name: each.kind for each in found.inputs}
    assert (kinds["use"], kinds["imbalance"], kinds["sidecar_cost"]) == (ASSUMED, MEASURED, MEASURED)
    assert (kinds["callers"], kinds["workers"], kinds["average"]) == (ASSUMED, ASSUMED, ASSUMED)
    assert {each.kind for each in unmeasured.inputs} == {ASSUMED}
    assert all(each.command for each in unmeasured.inputs if each.name in ("use", "imbalance", "callers", "workers"))


def test_the_flip_of_an_input_is_in_what_somebody_measures(found: Assessment):
    flips = {each.name: each.flip for each in found.inputs if each.flip is not None}
    assert (flips["imbalance"].unit, flips["use"].unit) == ("times", "millicores")
    assert flips["imbalance"].best > 1
    known = {each.name: each for each in found.inputs}["use"]
    assert (known.now is None, known.flip is None) == (False, False)
    assert known.now.unit == known.flip.unit
    assert known.now.high == pytest.approx(4 / 1.5 * known.now.best)  # the busy hour may take four times as much


# ---- region ----


def in_region(region: str) -> dict:
    made = node()
    return made | {"metadata": made["metadata"] | {"labels": {"topology.kubernetes.io/region": region}}}


@pytest.mark.parametrize(
    ("labelled", "said", "title", "kind"),
    [
        ("eu-north-1", "", "region: eu-north-1", READ),
        ("eu-north-1", "us-east-1", "region: us-east-1", READ),
        ("europe-west3", "", "region: not known", ASSUMED),
    ],
)
def test_carbon_is_that_of_the_labels_region_where_a_figure_is_known(labelled: str, said: str, title: str, kind: str):
    many, _ = shop()
    result = assess(survey.read(listed(in_region(labelled), *many)), region=said)
    assert (result.region.title, result.region.kind) == (title, kind)
    assert (result.region.value.low == result.region.value.high) == (kind == READ)
    assert any("--region" in each for each in result.remarks) == (kind == ASSUMED)


def test_two_reports_draw_the_same_grid(found: Assessment):
    one, other = (
        np.array(each.today_drawn["carbon_average_kg"]) / np.array(each.today_drawn["energy_kwh"])
        for each in (found, assess(read(*shop()[0])))
    )
    assert one.max() > 10 * one.min()
    assert one == pytest.approx(other)


def test_a_region_that_nobody_knows_is_refused(good: Survey):
    with pytest.raises(ValueError, match="region must be one of us-east-1, "):
        assess(good, region="mars-1")


# ---- a mesh that is there ----


def meshed(own: list[dict]) -> list[dict]:
    containers = [container(), SIDECAR]
    return [each | {"spec": each["spec"] | {"containers": containers}} for each in own]


def test_a_mesh_that_is_there_is_taken_out_of_the_baseline_and_its_use_is_an_input():
    many, own = shop(4)
    rest = [each for each in many if each["kind"] != "Pod"]
    with_mesh = meshed(own)
    cores = ("800m", "200m", "200m", "200m")
    without = assess(read(*many, usage=[used(own, *cores, minute=at) for at in range(3)]))
    proxy = {"istio-proxy": ("35m", "60Mi")}
    readings = [used(with_mesh, *cores, minute=at, **proxy) for at in range(3)]
    having = assess(read(*rest, *with_mesh, usage=readings))
    assert (without.mesh_there, having.mesh_there) == ("", "Istio: 4 proxies (sidecar)")
    for name in ("pods", "nodes", "cpu_reserved", "memory_reserved"):
        one, other = having.right_sized.total[name], without.right_sized.total[name]
        assert one.best == pytest.approx(other.best, rel=0.05), name
    known = {each.name: each for each in having.inputs}
    assert known["scoped_memory"].value.best == pytest.approx(60)
    # 140 of 1,400 millicores: a tenth of the CPU of what they stand beside.
    assert "use 10% of the CPU" in known["sidecar_cost"].value.source
    assert having.today.total["cpu_reserved"].best == pytest.approx(4 * 0.6)


def test_a_node_proxy_and_a_waypoint_are_the_mesh_s_own():
    many, _ = shop()
    ztunnel = pod("ztunnel-a", owned("DaemonSet", "ztunnel"), namespace="istio-system",
                  containers=[container("istio-proxy", "200m", "512Mi", image="istio/ztunnel:1.27")])  # fmt: skip
    found = read(*many, ztunnel)
    assert len(loads.sort(found).mesh) == 1
    alone, beside = assess(read(*many)), assess(found)
    assert beside.right_sized.total["cpu_reserved"] == alone.right_sized.total["cpu_reserved"]
    assert beside.mesh_there == "Istio: 1 pod of the mesh itself"


def test_a_gateway_gets_no_proxy_and_istiod_is_the_mesh_s_own():
    many, _ = shop()
    gateway = pod("gw", containers=[container("istio-proxy", image="docker.io/istio/proxyv2:1.29.0")])
    istiod = pod("istiod", containers=[container("discovery", image="docker.io/istio/pilot:1.29.0")])
    sorted_ = loads.sort(read(*many, gateway, istiod))
    assert [each.workload.key[2] for each in sorted_.loads if not each.takes_proxy] == ["gw"]
    assert [each.pod.name for each in sorted_.mesh] == ["shop/istiod"]


def test_a_proxy_that_is_only_guessed_on_each_node_stays_with_its_node():
    envoy = container("cilium-envoy", image="quay.io/cilium/cilium-envoy:v1.34")
    found = read(*shop()[0], pod("c", owned("DaemonSet", "cilium-envoy"), containers=[envoy], hostNetwork=True))
    assert [each.pod.name for each in loads.sort(found).daemons] == ["shop/c"]
    result = assess(found)
    assert result.mesh_there == ""
    assert "a mesh may be there (Cilium): 1 proxy (node proxy), a guess from their names" in result.lines[0].text


def test_the_first_line_and_the_baseline_count_the_same_proxies_and_say_which_are_guessed():
    guessed = replicas("seat", 3, containers=[container(), container("mesh-proxy", "50m", "64Mi")])
    meshed = [*replicas("web", 4, containers=[container(), SIDECAR]), *guessed]
    result = assess(read(deployment("web", 4), deployment("seat", 3), *meshed, service("web", GRPC)))
    said = "4 proxies (sidecar) and 3 more (sidecar), a guess from their names"
    assert f"a mesh is there (Istio): {said}." in result.lines[0].text
    assert result.mesh_there == f"Istio: {said}"


def test_today_s_proxies_are_counted_with_what_they_request(found: Assessment):
    assert found.today.total["proxies_cpu"].best == pytest.approx(0.3)
    assert found.today.total["proxies_memory"].best == pytest.approx(3 / 8)


def test_one_reading_tells_of_no_service_whether_it_is_uneven():
    many, own = shop(4)
    line = assess(read(*many, usage=[used(own, "1800m", "60m", "60m", "60m")])).lines[3]
    assert "Whether any of them is uneven, nobody can tell yet" in line.text
    assert line.command == commands.READINGS


def test_a_service_that_is_the_only_uneven_one_is_not_the_first(found: Assessment):
    assert "1 of them is uneven now, harbor/quote-rpc: one pod at" in found.lines[3].text


def test_draws_in_which_no_pod_fits_are_in_no_answer_and_are_said_of_each_way(found: Assessment):
    assert found.right_sized.notes == ("In 54% of the draws a pod would fit on no node: those are in no range.",)
    assert all(any("draws a pod would fit on no node" in note for note in each.notes) for each in found.ways)
    assert found.must_go.can == YES
    assert found.must_go.sized.high < found.must_go.balancing.low


def test_a_pilot_without_proxies_is_not_stopped_by_what_they_use(found: Assessment):
    assert "client-side" in found.plan.pilot
    assert "proxies use" not in found.plan.stop


def test_a_value_at_which_the_advice_turns_says_of_what_it_is(found: Assessment):
    says = {each.name: each.flip_says for each in found.inputs if each.flip}
    assert " millicores (CPU that a pod uses); above, it " in says["use"]
    assert not any("ratio" in each for each in says.values())


@pytest.mark.parametrize(("proxy", "says"), [("kuma-sidecar", True), ("linkerd-proxy", False)])
def test_whose_sidecars_stand_for_a_mesh_of_which_nothing_is_known_is_said(proxy: str, says: bool):
    meshed = shop(containers=[container(), container(proxy)])[0]
    said = "What Kuma's sidecars request as installed isn't known here: Istio's stand for them."
    assert (said in assess(read(*meshed)).remarks) == says


# ---- rooms ----


def tainted(name: str, key: str) -> dict:
    return node(name) | {"spec": {"taints": [{"key": key, "value": "true", "effect": "NoSchedule"}]}}


def on_tainted(name: str, key: str, node_name: str, **more: Any) -> dict:
    tolerations = [{"key": key, "operator": "Exists"}]
    return pod(name, nodeName=node_name, tolerations=tolerations, nodeSelector=more.pop("selects", {}), **more)


def windows(name: str) -> dict:
    made = tainted(name, "os")
    made["metadata"]["labels"] = {"kubernetes.io/os": "windows"}
    return made


def apart() -> list[dict]:
    selects = {"kubernetes.io/os": "windows"}
    pods = [on_tainted(f"w{index}", "os", f"win{index}", selects=selects) for index in range(2)]
    return [node("n2"), windows("win0"), windows("win1"), *pods]


def test_nodes_that_share_no_pod_are_counted_apart_and_each_group_keeps_one():
    found = read(*shop()[0], *apart())
    halls = rooms.rooms(found, loads.sort(found))
    assert [[each.name for each in hall.nodes] for hall in halls] == [["n1", "n2"], ["win0", "win1"]]
    assert [hall.proxied for hall in halls] == [sum(hall.pods for hall in halls[0].loads), 0]
    result = assess(found)
    assert result.today.total["nodes"].best == 4
    assert result.right_sized.total["nodes"].low >= 2
    assert any(each.startswith("Counted apart: 2 groups of nodes (2 and 2)") for each in result.remarks)


def test_a_group_without_a_pod_to_take_in_gets_no_mesh():
    both, one = assess(read(*shop()[0], *apart())), assess(read(*shop()[0], node("n2")))
    proxies = [[each.ways[2].total[name].best for name in ("proxies_cpu", "proxies_memory")] for each in (both, one)]
    assert proxies[0] == pytest.approx(proxies[1], rel=0.01)  # other draws


@pytest.mark.parametrize(("least", "there"), [(6, 2), (2, 2), (6, 3), (7, 7)])
def test_a_workload_in_two_groups_of_nodes_keeps_its_floor_once(least: int, there: int):
    many, own = shop(8)
    windows_only = {"nodeSelector": {"kubernetes.io/os": "windows"}, "nodeName": "win0"}
    windows_only["tolerations"] = [{"key": "os", "operator": "Exists"}]
    moved = [each | {"spec": each["spec"] | windows_only} for each in own[:there]]
    rest = [each for each in many if each not in own[:there]]
    found = read(*rest, *moved, windows("win0"), autoscaler("web", "web", least=least))
    halls = rooms.rooms(found, loads.sort(found))
    assert sorted(hall.loads[0].pods for hall in halls) == sorted([there, 8 - there])
    assert sum(hall.loads[0].floor for hall in halls) == least
    assert all(hall.loads[0].floor <= hall.loads[0].pods for hall in halls)


def test_a_pod_that_runs_anywhere_joins_all_nodes():
    anywhere = on_tainted("both", "os", "n1")
    found = read(*shop()[0], *apart(), anywhere)
    assert len(rooms.rooms(found, loads.sort(found))) == 1
    assert any("taken as so many of their mean" in each for each in assess(found).remarks)


def test_nodes_whose_accelerators_decide_stay_as_they_are():
    holds = container("train", "1", "1Gi")
    holds["resources"]["limits"] = {"nvidia.com/gpu": "1"}
    gpus = [tainted(f"gpu{index}", "nvidia.com/gpu") for index in range(3)]
    pods = [on_tainted(f"g{index}", "nvidia.com/gpu", f"gpu{index}", containers=[holds]) for index in range(3)]
    result = assess(read(*shop()[0], *gpus, *pods))
    assert result.lines[0].text.startswith("4 nodes (1 compared), ")
    assert result.today.total["nodes"].best == 1
    assert any("3 pods on nodes that take no others, or whose GPUs decide" in each for each in result.remarks)


def test_where_all_nodes_hold_accelerators_they_are_compared_all_the_same():
    holds = container("train", "1", "1Gi")
    holds["resources"]["limits"] = {"nvidia.com/gpu": "1"}
    assert assess(read(*shop()[0], pod("g", containers=[holds]))).today.total["nodes"].best == 1


def test_a_pod_too_large_for_the_mean_node_fits_on_the_largest():
    large = node("big")
    large["status"]["allocatable"]["cpu"] = "32"
    found = read(*shop()[0], large, *(node(f"n{at}") for at in range(2, 9)),
                 pod("wide", containers=[container("app", "20")], nodeName="big"))  # fmt: skip
    assert "nodes" in assess(found).right_sized.total


@pytest.mark.parametrize("at", range(4))
def test_a_larger_pod_of_a_workload_is_not_hidden_in_its_mean(at: int):
    """VPA, or a resize in place, lets pods of one Deployment request different amounts."""
    wide = {"containers": [container("app", "7", "20Gi")], "nodeName": "big"}
    large = node("big")
    large["status"]["allocatable"] |= {"cpu": "8", "memory": "64Gi"}
    many, own = shop()
    resized = own[at] | {"spec": own[at]["spec"] | wide}
    found = read(*(resized if each is own[at] else each for each in many), large)
    made = system.scenario(found, loads.sort(found), PRESETS["one worker a pod"], system.Setting("Istio, default"))
    assert made is not None
    (web,) = made.services
    assert web.cpu_request_m == pytest.approx((3 * 500 + 7000) / 4)
    assert web.cpu_request_m + web.largest_cpu_m == pytest.approx(7000)
    assert web.memory_request_mib + web.largest_memory_mib == pytest.approx(20 * 1024)
    as_it_is = outcome(made, ALTERNATIVES[NONE], at_best_of(inputs(made)), NOBODY)
    assert as_it_is["nodes"] == 2
    alike = replace(made, nodes=replace(made.nodes, largest_cpu_m=0.0))
    assert np.isnan(outcome(alike, ALTERNATIVES[NONE], at_best_of(inputs(made)), NOBODY)["nodes"])


# ---- demand ----


def test_requests_of_a_demand_take_the_place_of_those_assumed(good: Survey):
    demand = Demand([100.0, 400.0, 250.0], step_s=3600, unit="requests/s", source="by hand")
    known = {each.name: each for each in assess(good, demand=demand).inputs}
    assert known["requests"].value.best == pytest.approx(400)
    assert known["requests"].kind == MEASURED


def test_a_demand_in_another_unit_is_refused(good: Survey):
    demand = Demand([1.0, 2.0], step_s=60, unit="bytes", source="by hand")
    with pytest.raises(ValueError, match="the demand's unit must be one of requests/s, cores, got 'bytes'"):
        assess(good, demand=demand)


# ---- what is odd ----


def test_a_demand_of_nothing_but_zeros_is_refused_with_what_to_try(good: Survey):
    with pytest.raises(ValueError, match=r"the demand must be above zero .* to try: .*nothing but zeros"):
        assess(good, demand=Demand([0.0, 0.0], step_s=60, unit="requests/s", source="by hand"))


def test_nodes_on_which_nothing_moves_are_told():
    said = "2 nodes run no pod but those that come with nodes: they could go today"
    comes = pod("tap", owned("DaemonSet", "tap"), nodeName="n2", hostNetwork=True)
    result = assess(read(*shop()[0], node("n2"), node("n3"), comes))
    assert any(each.startswith(said) for each in result.remarks)
    assert not any("could go today" in each for each in assess(read(*shop()[0])).remarks)


@pytest.mark.parametrize(("waiting", "said"), [(1, "1 pod of 4 waits for a node"), (4, "4 pods of 4 wait for a node")])
def test_pods_that_wait_for_a_node_are_told(waiting: int, said: str):
    many, own = shop()
    rest = [each for each in many if each not in own[:waiting]]
    held = [each | {"spec": each["spec"] | {"nodeName": ""}} for each in own[:waiting]]
    assert any(each.startswith(said) for each in assess(read(*rest, *held)).remarks)
    assert not any("wait for" in each for each in assess(read(*many)).remarks)


def test_nothing_to_assess_is_said():
    alone = pod("tap", owned("DaemonSet", "tap"), hostNetwork=True)
    with pytest.raises(NothingToAssessError, match="no pod but those that come with nodes"):
        assess(read(alone))


def test_a_pod_larger_than_a_node_leaves_sentences_and_no_figures_of_nodes():
    own = replicas("web", 2, containers=[container("app", "60", "200Gi")])
    result = assess(read(deployment("web"), *own, service("web", GRPC), usage=[used(own, "59", "59")]))
    assert all(way.net == {} for way in result.ways)
    assert "fits on no node" in result.lines[1].text


@pytest.mark.parametrize("size", [("6", "1Gi"), ("1", "20Gi")], ids=["CPU", "memory"])
@pytest.mark.parametrize("ports", [(), (GRPC,)], ids=["no Service", "a Service"])
def test_one_pod_larger_than_a_node_is_seen_among_many_small_ones(size: tuple[str, str], ports: tuple[dict, ...]):
    small = [*replicas("web", 8), deployment("web", 8), *(service("web", each) for each in ports)]
    large = pod("large", containers=[container("app", *size)])
    usage = [measured((large, {"app": size}), *((each, {"app": ("250m", "512Mi")}) for each in small[:8]))]
    result = assess(read(*small, large, *(node(f"n{at}") for at in range(2, 9)), usage=usage))
    assert all(way.net == {} for way in result.ways)
    assert "fits on no node" in result.lines[1].text


def test_whether_a_pod_fits_does_not_hang_on_services(found: Assessment):
    items = json.loads((COPIES / "good-pipe.json").read_text(encoding="utf-8"))["items"]
    alone = survey.read(listed(*(each for each in items if each["kind"] != "Service")), usage=[READINGS])
    assert assess(alone).right_sized.notes == found.right_sized.notes


def test_names_of_hostile_length_stop_nothing():
    many, _ = shop()
    text = json.loads(listed(node(), *many))
    text["items"][1]["metadata"] = metadata("x" * 5000)
    assert len(assess(survey.read(json.dumps(text))).lines) == 6


def test_each_step_of_who_acts_adds_up_to_the_way_from_today(found: Assessment):
    assert list(found.steps)[1:] == ["replicas", "requests", "nodes"]
    for output in ("cpu_reserved", "nodes"):
        changes = [np.array([each[output].low, each[output].high]) for each in found.steps.values()]
        low, high = np.sum(changes, axis=0)
        change = next(each for each in found.ways if each.name == found.best).from_today[output]
        assert low <= change.high
        assert high >= change.low


def test_commands_that_measure_proxies_stand_only_where_there_are_some():
    istio = There(words="Istio: 3 proxies", mesh="Istio", proxies=3)
    assert commands.asked("scoped_memory", Had(istio)).command == commands.PROXIES
    assert commands.asked("scoped_memory", Had()).command == ""
    assert "istio_requests_total" in commands.asked("requests", Had(istio)).command


def test_nobody_is_asked_for_what_there_is():
    istio = There(words="Istio: 3 proxies", mesh="Istio", proxies=3)
    assert "http_requests_total" in commands.asked("sidecar_cost", Had()).command
    assert "istio_requests_total" in commands.asked("sidecar_cost", Had(istio)).command  # their CPU is measured already
    assert commands.asked("sidecar_cost", Had(istio, has_demand=True)).command == commands.BUSY_HOUR
    assert commands.asked("sidecar_cost", Had(has_demand=True)).command == ""
    assert commands.asked("imbalance", Had()).command == commands.READINGS
    assert commands.asked("imbalance", Had(has_readings=True)).command == commands.BUSY_HOUR


def test_the_made_up_company_s_hot_services_are_found_and_no_others():
    made = synthetic.betting()
    hot = {service.name.split("/")[1].rsplit("-", 1)[0] for service, _, _ in made.hot}
    assert hot == {"odds-feed", "bet-placement", "prices"}
    assert (len(made.hot), len(made.pods), len(made.services)) == (20, 3000, 300)


def test_proxies_that_use_more_than_they_reserve_are_told():
    default = {each.name: each for each in assess(synthetic.betting(), mesh="Linkerd, default").ways}[BY_DEFAULT]
    assert "Its proxies request no CPU" in " ".join(default.notes)
    assert "In 100% of the draws the proxies use more CPU than they reserve" in " ".join(default.notes)


# ---- systems whose answer is known, seen only as files would show them ----


@pytest.mark.parametrize("name", ["pays", "too_small", "target", "unmeasured", BETTING])
def test_of_a_system_with_a_known_answer_the_report_s_range_holds_it(name: str):
    made = case(name)
    scenario = made.scenario
    truth = compare(scenario, (NONE, SIZED), given=made.given, outputs=(MEASURE,))
    result = assess(synthetic.of(scenario), mesh=scenario.install)
    assert result.right_sized.total[MEASURE].best == pytest.approx(truth[NONE].total[MEASURE].best, rel=0.2)
    reported = {each.name: each for each in result.ways}[SIZED].net[MEASURE]
    known = truth[SIZED].net[MEASURE]
    assert max(reported.low, known.low) < min(reported.high, known.high)
    assert np.sign(reported.best) == np.sign(known.best)


def test_of_a_system_that_a_mesh_pays_in_the_report_says_so_whatever_the_preset():
    result = assess(synthetic.of(case("pays").scenario))
    mesh = {each.name: each for each in result.ways}[SIZED]
    assert all(each[MEASURE].high < 0 for each in mesh.by_preset.values())
    assert result.must_go.can == "yes"


def test_draws_in_which_a_pod_fits_on_no_node_are_told_and_in_no_range():
    many, own = shop()
    hot = [used(own, "1900m", "100m", "100m", "100m", minute=at) for at in range(3)]
    result = assess(read(*many, usage=hot))
    assert any(each.startswith("In ") and "fit on no node" in each for each in result.right_sized.notes)
    assert result.right_sized.notes[0] in result.lines[2].text
    even = assess(read(*many, usage=[used(own, *["300m"] * 4, minute=at) for at in range(3)]))
    assert even.right_sized.notes == ()


def test_what_sidecars_reserve_follows_from_the_pods_that_balancing_leaves():
    result = assess(synthetic.betting())
    default = {each.name: each for each in result.ways}[BY_DEFAULT]
    left = sum(each.takes_proxy * each.pods for each in loads.sort(synthetic.betting()).loads)
    left += int(default.net["pods"].best) - 1  # the control plane's own
    assert default.total["proxies_cpu"].best == pytest.approx(0.1 * left + 0.5, rel=0.01)
    assert "in those of 3,000 pods that balancing leaves" in result.lines[1].source
