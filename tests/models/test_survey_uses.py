"""Use against request by workload, the proxies' apart, and the same pod each time told from chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course_lib import survey
from course_lib.survey import Survey, Used, use_words
from course_lib.survey.uneven import ONE_POD, RARE, SAME, TURNS, UNKNOWN, UNSURE, uneven
from tests.models.pipe_objects import container, deployment, endpoint_slice, measured, pod, read, replicas, service

WEB = replicas("web", 2)
A, B = WEB
PROXY = container("istio-proxy", "100m", "128Mi", image="istio/proxyv2:1")
KEY = ("shop", "Deployment", "web")


def app(cpu: str = "250m", memory: str = "512Mi", **more: tuple[str, str]) -> dict[str, tuple[str, str]]:
    return {"app": (cpu, memory)} | more


def used(*usage: str, pods: list[dict] = WEB) -> Used:
    return read(deployment("web"), *pods, usage=usage).used[KEY]


def test_use_is_set_against_the_requests_of_the_pods_that_were_measured():
    found = used(measured((A, app()), (B, app("500m", "1Gi"))))
    assert (found.pods, found.unknown) == (2, 0)
    assert (found.all.cores, found.all.gib, found.all.of_cores, found.all.of_gib) == (0.75, 1.5, 0.75, 0.75)
    assert found.proxies is None


def test_a_pod_without_a_reading_is_unknown_and_not_idle():
    made = read(deployment("web"), *WEB, usage=[measured((A, app()))])
    found = made.used[KEY]
    assert (found.pods, found.unknown, found.all.of_cores) == (1, 1, 0.5)
    assert "1 of 2 pods has no reading, which isn't 0: 1 not measured." in made.remarks


def test_a_workload_of_which_nothing_was_measured_has_no_use():
    assert KEY not in read(deployment("web"), *WEB, pod("x"), usage=[measured((pod("x"), app()))]).used


def test_of_several_samples_the_mean_counts():
    found = used(measured((A, app("100m"))), measured((A, app("300m")), (B, app("1")), minute=1))
    assert found.all.cores == pytest.approx(1.2)


def test_what_requests_nothing_has_no_share():
    silent = [pod("web-x", containers=[container(cpu=None)])]
    found = read(*silent, usage=[measured((silent[0], app()))]).used["shop", "Pod", "web-x"].all
    assert (found.cores_requested, found.of_cores, found.of_gib) == (None, None, 0.5)


def test_proxies_have_use_and_request_of_their_own_in_either_list():
    native = pod("n", containers=[container()], initContainers=[PROXY | {"restartPolicy": "Always"}])
    beside = pod("s", containers=[container(), PROXY])
    reading = measured(*((each, app(**{"istio-proxy": ("50m", "64Mi")})) for each in (native, beside)))
    found = read(native, beside, usage=[reading]).used
    for name in "ns":
        own = found["shop", "Pod", name]
        assert (own.all.cores_requested, own.all.cores) == (0.6, pytest.approx(0.3))
        assert (own.proxies.of_cores, own.proxies.of_gib) == (0.5, 0.5)


def test_proxies_that_request_nothing_have_no_share():
    made = pod("s", containers=[container(), container("istio-proxy", None, None)])
    found = read(made, usage=[measured((made, app(**{"istio-proxy": ("50m", "64Mi")})))]).used["shop", "Pod", "s"]
    assert (found.proxies.cores, found.proxies.of_cores, found.proxies.of_gib) == (0.05, None, None)


# ---- what doesn't fit ----


def test_a_sample_that_lacks_a_container_doesn_t_count():
    made = pod("s", containers=[container(), PROXY])
    found = read(made, pod("x"), usage=[measured((made, app()), (pod("x"), app()))])
    assert ("shop", "Pod", "s") not in found.used
    assert f"Of 1 pod {use_words.IN_PART}" in found.remarks
    assert "used are 0.500 cores and 1.00 GiB (1 reading)" in survey.what_there_is(found)


def test_a_debugger_s_container_is_left_out_and_told():
    made = pod("s", ephemeralContainers=[container("debugger")])
    found = read(made, usage=[measured((made, app(debugger=("3", "8Gi"))))])
    assert found.used["shop", "Pod", "s"].all.cores == 0.25
    assert found.usage.totals == ([0.25], [0.5])
    assert "In 1 pod more containers were measured than belong there: left out." in found.remarks


def test_pods_that_only_the_readings_know_are_counted_in_a_remark():
    found = read(*WEB, usage=[measured((A, app()), (B, app()), (pod("gone"), app()))])
    assert "Left out: the readings of 1 pod that the files don't have." in found.remarks


def test_a_pod_that_a_reading_lacks_counts_there_with_the_mean_of_those_that_have_it():
    both = [measured((A, app("1")), (B, app(cpu)), minute=at) for at, cpu in enumerate(("2", "4"))]
    found = read(deployment("web"), A, B, usage=[*both, measured((A, app("1")), minute=2)])
    assert found.usage.totals[0] == [3.0, 5.0, 4.0]
    assert sum(found.usage.totals[0]) / 3 == found.used[KEY].all.cores == 4
    assert "used are 4.00 cores" in survey.what_there_is(found)
    assert (
        "1 pod of 2 is not in every reading: each counts with the mean of those that have it, which makes 4.00 cores in"
        " all. If some came later, and nothing ran in their place before, it was 3.00 cores at least on average."
    ) in found.remarks


@pytest.mark.parametrize("zeros", [("0", "512Mi"), ("250m", "0"), ("0", "0")])
def test_readings_by_which_nothing_at_all_is_used_measure_nothing(zeros: tuple[str, str]):
    found = read(deployment("web"), *WEB, usage=[measured((A, app(*zeros)), (B, app(*zeros)))])
    assert (found.usage.readings, dict(found.used)) == ((), {})
    assert use_words.ZEROS in found.remarks
    assert "what is used was not measured" in survey.what_there_is(found)
    one = read(deployment("web"), *WEB, usage=[measured((A, app(*zeros)), (B, app()))])
    assert (len(one.usage.readings), use_words.ZEROS in one.remarks) == (1, False)


def test_readings_without_a_whole_pod_measure_nothing():
    made = pod("s", containers=[container(), PROXY])
    found = read(made, usage=[measured((made, app()))])
    assert found.usage.readings == ()
    assert [each for each in found.remarks if "no reading" in each.lower()] == [use_words.PARTS]


def test_a_sample_that_lacks_a_container_counts_for_nothing_beside_a_whole_one():
    made = pod("s", containers=[container(), PROXY])
    whole, part = (measured((made, each), minute=at) for at, each in enumerate(
        (app("1", **{"istio-proxy": ("500m", "64Mi")}), app("1"))))  # fmt: skip
    found = read(made, B, usage=[whole, part, measured((B, app("1")), (made, app("2")), minute=2)])
    assert found.usage.totals[0] == [2.5, 2.5]  # the second has nothing that counts


def test_the_readings_of_pods_that_have_ended_are_left_out_and_told():
    ended = pod("job", phase="Succeeded")
    found = read(A, ended, usage=[measured((A, app()), (ended, app("3")))])
    assert found.usage.totals[0] == [0.25]
    assert "Left out: the readings of 1 pod that had ended when the files were made." in found.remarks


def test_the_same_name_in_another_namespace_is_another_pod():
    other = pod(A["metadata"]["name"], namespace="bay")
    found = read(deployment("web"), A, other, usage=[measured((A, app("100m")), (other, app("9")))])
    assert found.used[KEY].all.cores == pytest.approx(0.1)


def test_a_pod_that_ended_has_no_reading_and_that_is_why():
    ended = pod("job", phase="Succeeded")
    found = read(A, ended, usage=[measured((A, app()))])
    assert "1 of 2 pods has no reading, which isn't 0: 1 ended." in found.remarks


def test_a_pod_with_no_containers_in_its_reading_has_none():
    found = read(A, B, usage=[measured((A, app()), (B, {}))])
    assert "1 of 2 pods has no reading, which isn't 0: 1 not measured." in found.remarks


def test_without_readings_nothing_is_said_of_them():
    made = read(deployment("web"), *WEB)
    assert (dict(made.used), made.usage.readings) == ({}, ())
    assert not any("reading" in remark for remark in made.remarks)


# ---- the same pod, or another each time ----


def levels(*busiest: int, pods: int = 4, high: float = 3.0) -> dict[str, list[float]]:
    return {f"p{pod}": [high if pod == each else 1.0 for each in busiest] for pod in range(pods)}


VERDICTS = {
    "once": (levels(0), UNKNOWN, 1),
    "twice the same of four": (levels(0, 0), UNSURE, 2),
    "three times the same of four": (levels(0, 0, 0), SAME, 3),
    "three times the same of two": (levels(0, 0, 0, pods=2), UNSURE, 3),
    "five times the same of two": (levels(*[1] * 5, pods=2), SAME, 5),
    "another each time": (levels(0, 1, 2), TURNS, 1),
    "twice of four, of twenty": (levels(0, 0, 1, 2, pods=20), TURNS, 2),
    "three times of four, of twenty": (levels(0, 0, 1, 0, pods=20), SAME, 3),
    "one pod": (levels(0, 0, 0, pods=1), ONE_POD, 3),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_the_same_pod_each_time_is_told_from_chance(name):
    use, verdict, often = VERDICTS[name]
    found = uneven(use)
    assert (found.verdict, found.often) == (verdict, often)


def test_over_all_readings_chance_evens_out_and_one_hot_pod_stays():
    hot, turning = uneven(levels(0, 0, 0)), uneven(levels(0, 1, 2, 3))
    assert (hot.busiest_over_mean, hot.each_time) == (2, 2)
    assert (turning.busiest_over_mean, turning.each_time) == (1, 2)


def test_how_many_readings_could_tell():
    assert [uneven(levels(0, pods=pods)).readings_needed for pods in (1, 2, 3, 4, 20)] == [0, 5, 4, 3, 2]


def test_without_use_nothing_is_uneven():
    assert uneven({}) is None
    assert uneven({"a": [], "b": []}) is None
    assert uneven({"a": [0.0], "b": [0.0]}) is None


def test_where_chance_draws_the_busiest_the_same_pod_is_rarely_seen():
    draw = np.random.default_rng(7)
    for pods, readings in ((2, 6), (4, 3), (10, 5), (30, 4)):
        uses = draw.gamma(2.0, size=(2000, pods, readings))
        seen = [uneven({f"p{index}": row for index, row in enumerate(each)}).verdict for each in uses.tolist()]
        assert seen.count(SAME) / len(seen) <= RARE + 0.02


def hot(*usage: str, ports: tuple[dict, ...] = ({"name": "grpc", "port": 80},), pods: int = 4) -> Survey:
    made = replicas("web", pods)
    return read(deployment("web"), *made, service("web", *ports), service("web-2"), usage=usage)


def minutes(*busiest: int, high: str = "2", **more: Any) -> list[str]:
    made = replicas("web", 4)
    return [
        measured(*((each, app(high if index == own else "100m")) for index, each in enumerate(made)), minute=minute)
        for minute, own in enumerate(busiest)
    ]


def test_a_service_behind_one_hot_pod_is_found_if_its_protocol_keeps_connections_together():
    ((found, behind, own),) = hot(*minutes(2, 2, 2)).hot
    assert (found.name, behind.key, own.uneven.busiest) == ("shop/web", KEY, "shop/web-5d4-c")
    assert hot(*minutes(2, 2, 2), ports=({"name": "http", "port": 80},)).hot == []
    assert hot(*minutes(0, 1, 2)).hot == []
    assert hot(*minutes(2)).hot == []
    assert hot(*minutes(2, 2, 2, high="120m")).hot == []


def test_a_reading_counts_only_if_every_pod_was_measured_anew():
    first, again, third = minutes(2, 2, 2)
    stale = again.replace("10:01:00Z", "10:00:00Z", 1)
    assert hot(first, stale, third).used[KEY].uneven.readings == 2
    assert hot(first, measured((A, app()), minute=1), third).used[KEY].uneven.readings == 2


def test_a_pod_that_was_never_measured_leaves_the_others_comparable():
    assert hot(*minutes(2, 2, 2), pods=5).used[KEY].uneven.pods == 4


def test_the_proxies_own_use_is_not_the_load_s():
    made = [pod(f"p{index}", containers=[container(), PROXY]) for index in range(2)]
    uses = [app("100m", **{"istio-proxy": (cpu, "64Mi")}) for cpu in ("900m", "10m")]
    owner = [{"kind": "StatefulSet", "name": "db", "controller": True}]
    for each in made:
        each["metadata"]["ownerReferences"] = owner
    found = read(*made, endpoint_slice("db"), usage=[measured(*zip(made, uses, strict=True))])
    assert found.used["shop", "StatefulSet", "db"].uneven.busiest_over_mean == 1


def test_readings_of_no_pod_of_the_files_measure_nothing():
    own, others = replicas("web", 2), replicas("other", 2)
    mixed = read(
        deployment("web", 2), *own, usage=[measured(*((each, {"app": ("1", "1Gi")}) for each in own + others))]
    )
    assert sum(each.cores for each in mixed.usage.readings) == 2
    reading = measured(*((each, {"app": ("1", "1Gi")}) for each in others))
    foreign = read(deployment("web", 2), *own, usage=[reading])
    assert (foreign.usage.readings, dict(foreign.used)) == ((), {})
    assert use_words.OTHERS in foreign.remarks
    assert "what is used was not measured" in survey.what_there_is(foreign)


# ---- chance taken out ----


def test_what_lasts_of_unevenness_is_what_is_not_chance():
    rng = np.random.default_rng(7)
    true = np.array([2.0, 1.2, 1.0, 1.0, 0.9, 0.8, 0.8, 0.3])
    for chance in (0.05, 0.2):
        seen = [
            uneven({f"pod-{at}": level for at, level in enumerate(levels.tolist())})
            for levels in true[:, None] * rng.lognormal(0.0, chance, (200, 8, 3))
        ]
        assert np.mean([each.lasting for each in seen if each]) == pytest.approx(2.0, rel=0.05)


def test_of_even_pods_hardly_anything_lasts():
    rng = np.random.default_rng(7)
    seen = [
        uneven({f"pod-{at}": level for at, level in enumerate(levels.tolist())})
        for levels in rng.lognormal(0.0, 0.3, (200, 8, 3))
    ]
    lasting, over_all = (
        np.mean([getattr(each, name) for each in seen]) - 1 for name in ("lasting", "busiest_over_mean")
    )
    assert lasting < 0.6 * over_all


def test_one_reading_can_not_tell_chance():
    found = uneven({"a": [3.0], "b": [1.0]})
    assert found is not None
    assert found.lasting == found.busiest_over_mean == 1.5
