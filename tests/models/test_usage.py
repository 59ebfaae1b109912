"""Readings of use: every suffix, every form that kubectl writes, and nothing that is unknown taken for 0."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_lib.cluster.objects.times import duration_s, moment_s
from course_lib.cluster.usage.readings import EMPTY, read
from course_lib.text_files.messages import MESSAGE_MOST
from tests.models.hostile import NASTY, garble, mutate
from tests.models.pipe_objects import listed, measured, node, pod

A, B = pod("a"), pod("b")
ONE = measured((A, {"app": ("250m", "1Gi")}), (B, {"app": ("1", "512Mi")}))


def app(cpu: str = "250m", memory: str = "1Gi") -> dict[str, tuple[str, str]]:
    return {"app": (cpu, memory)}


def pretty(text: str, version: str = "v1beta1") -> str:
    """Return a reading as `kubectl get podmetrics -A -o json` writes it: a List over several lines."""
    own = json.loads(text)
    items = [item | {"kind": "PodMetrics", "apiVersion": f"metrics.k8s.io/{version}"} for item in own["items"]]
    return json.dumps(
        {"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}, "items": items}, indent=4
    )


AMOUNTS = [
    (("272340139n", "275119Ki"), (272_340_139, 275_119 * 2**10)),
    (("250u", "128Mi"), (250_000, 2**27)),
    (("1843m", "2Gi"), (1_843_000_000, 2**31)),
    (("2", "123456"), (2 * 10**9, 123_456)),
    (("0", "0"), (0, 0)),
    (("12k", "1M"), (12_000 * 10**9, 10**6)),
    (("1e-1", "1500m"), (10**8, 2)),
]


@pytest.mark.parametrize(("written", "amounts"), AMOUNTS)
def test_every_suffix_is_read(written, amounts):
    (found,) = read(measured((A, {"app": written}))).readings
    assert found.samples["shop/a"].containers["app"] == amounts


def test_a_suffix_that_is_taken_for_another_would_change_the_sum():
    whole = measured((A, app("1843m")), (B, app("66340146n")), (pod("c"), app("250u")), (pod("d"), app("3")))
    assert read(whole).readings[0].cores == pytest.approx(4.909590146, abs=1e-12)


FORMS = {
    "one answer": (ONE, 1),
    "answers one a line": (f"{ONE}\n{measured((A, app()), (B, app()), minute=1)}\n", 2),
    "lists one after the other": (f"{pretty(ONE)}\n{pretty(measured((A, app()), minute=1))}\n", 2),
    "metrics v1": (pretty(ONE, "v1"), 1),
    "objects": ("\n".join(json.dumps(each) for each in json.loads(pretty(ONE))["items"]), 1),
    "an answer for each namespace": (f"{ONE}\n{measured((pod('c', namespace='bay'), app()))}", 1),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_read(name):
    text, many = FORMS[name]
    found = read(text)
    assert len(found.readings) == many
    assert found.readings[0].samples["shop/a"] == read(ONE).readings[0].samples["shop/a"]
    assert found.remarks == ()


def test_objects_begin_a_reading_anew_where_a_pod_comes_again():
    later = [measured((each, app()), minute=minute) for minute in (1, 2) for each in (A, B)]
    text = "\n".join(json.dumps(json.loads(pretty(each))["items"][0]) for each in later)
    assert [len(each.samples) for each in read(text).readings] == [2, 2]


def test_readings_are_in_the_order_of_time_whatever_that_of_the_files():
    texts = [measured((A, app(f"{minute}")), minute=minute) for minute in (2, 0, 1)]
    found = read(*texts)
    assert [each.cores for each in found.readings] == [0, 1, 2]
    assert [each.at_s for each in found.readings] == sorted(each.at_s for each in found.readings)


def test_the_same_time_twice_is_one_sample():
    again = measured((A, app()), (B, app("1", "512Mi")))
    found = read(f"{ONE}\n{again}")
    assert len(found.readings) == 1
    assert found.remarks == (
        "Counted once: 1 reading repeats the times of another; the metrics server measures every 15 to 60 seconds, so"
        " wait a minute between two.",
    )


def test_a_reading_in_which_some_are_new_counts_with_those():
    first, second = json.loads(ONE), json.loads(measured((A, app("2")), (B, app("3")), minute=1))
    second["items"][0]["timestamp"] = first["items"][0]["timestamp"]
    found = read(f"{json.dumps(first)}\n{json.dumps(second)}")
    assert [len(found.samples(f"shop/{name}")) for name in "ab"] == [1, 2]


def test_the_time_of_the_question_is_not_that_of_the_sample():
    asked = json.loads(ONE)
    for item in asked["items"]:
        item["metadata"]["creationTimestamp"] = "2030-01-01T00:00:00Z"
    assert read(json.dumps(asked)).readings == read(ONE).readings


def test_containers_are_known_by_name_and_not_by_their_order():
    two = {"app": ("1", "1Gi"), "proxy": ("100m", "64Mi")}
    turned = dict(reversed(two.items()))
    assert read(measured((A, two))).readings == read(measured((A, turned))).readings


def test_a_pod_without_containers_has_no_use_and_isn_t_idle():
    (found,) = read(measured((A, {}), (B, app()))).readings
    assert (found.samples["shop/a"].containers, found.cores) == ({}, 0.25)
    (null,) = read(measured((A, {}), containers=None)).readings
    assert null.samples["shop/a"].containers == {}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("15.067s", 15.067), ("1m0.052s", 60.052), ("0s", 0), ("0", 0), ("1h0m0.5s", 3600.5), ("9ms", 0.009)],
)
def test_a_window_is_a_duration_of_go_s(text, seconds):
    (found,) = read(measured((A, app()), window=text)).readings
    assert found.samples["shop/a"].window_s == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["", "15", "s", "15 s", "-1s", "1m0.052", "1d", 15, None, "9" * 400 + "s"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ValueError, match=r"^must be a length of time such as 15\.067s or 1m0\.052s, got "):
        duration_s(text)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-29T10:00:00", "2026-13-01T00:00:00Z", 5, None])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError, match=r"^must be a moment such as 2026-11-29T09:59:47Z, got "):
        moment_s(text)


def test_a_moment_may_have_a_zone_and_parts_of_seconds():
    assert moment_s("2026-11-29T11:00:00.5+01:00") == moment_s("2026-11-29T10:00:00Z") + 0.5


# ---- what is refused, or told ----

NONE_THERE = json.dumps({"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": {}, "items": []})
NODES = json.dumps({"kind": "NodeMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "metadata": {}, "items": [{}]})
STATUS = json.dumps({"kind": "Status", "status": "Failure", "message": "the server is currently unable"})
REFUSED = {
    "an empty answer": (NONE_THERE, "must hold readings of use (PodMetrics), got none; kubectl writes an empty list"),
    "an empty list": (listed(), "must hold readings of use (PodMetrics), got none; kubectl writes an empty list"),
    "of nodes": (NODES, "got only NodeMetrics; to try: kubectl get --raw /apis/metrics.k8s.io/v1beta1/pods"),
    "the pipe itself": (listed(node(), A), "must hold readings of use (PodMetrics), got only Node, Pod; to try: "),
    "nothing": ("", "must hold something, but it is empty"),
    "the server's message": (
        STATUS,
        "but it is the server's message: 'the server is currently unable'; to try: kubectl",
    ),
    "no time": (measured((A, app()), timestamp=None), "timestamp: must be a moment such as 2026-11-29T09:59:47Z"),
    "no window": (measured((A, app()), window="long"), "window: must be a length of time such as 15.067s or 1m0.052s"),
    "no amount": (
        measured((A, {"app": ("much", "1Gi")})),
        "cpu: must be a Kubernetes quantity such as 500m, got 'much'",
    ),
    "less than nothing": (
        measured((A, {"app": ("-1n", "1Gi")})),
        "cpu: must be a Kubernetes quantity such as 500m, not",
    ),
    "a pod twice": (measured((A, app()), (A, app("9"))), "metadata.name: must be unique among podmetrics, but this"),
    "cut short": (ONE[:-30], "must be whole JSON"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_reading_is_named_with_what_to_try(name):
    text, said = REFUSED[name]
    with pytest.raises(ValueError, match=r"^(pasted text|source|''|\.)") as raised:
        read(text)
    assert said in str(raised.value)
    assert len(str(raised.value)) <= MESSAGE_MOST


def test_an_empty_reading_beside_others_is_told():
    found = read(f"{ONE}\n{NONE_THERE}")
    assert (len(found.readings), found.remarks) == (1, (EMPTY,))


def test_other_things_in_the_files_are_told():
    assert read(ONE, listed(node(), A)).remarks == ("No readings of pods, so left out: 2 objects (Node, Pod).",)


def test_a_pod_of_the_same_name_in_another_namespace_is_another():
    (found,) = read(measured((A, app("1")), (pod("a", namespace="bay"), app("2")))).readings
    assert {name: each.containers["app"].cpu_nanocores for name, each in found.samples.items()} == {
        "shop/a": 10**9,
        "bay/a": 2 * 10**9,
    }


GOOD = json.loads(measured((A, app() | {"proxy": ("1n", "1")}), (B, app())))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.randoms(use_true_random=False), nasty=NASTY, changes=st.integers(1, 4), garbled=st.booleans())
def test_whatever_a_file_holds_it_is_readings_or_a_short_sentence(tmp_path, draw, nasty, changes, garbled):
    tree: Any = GOOD
    for _ in range(changes):
        tree = mutate(draw, tree, nasty)
    path, text = tmp_path / "use.json", json.dumps(tree)
    path.write_text(garble(draw, text) if garbled else text, encoding="utf-8")
    try:
        found = read(path)
        assert all(each.cores >= 0 and each.gib >= 0 for each in found.readings)
        assert all(remark.isprintable() and len(remark) <= MESSAGE_MOST for remark in found.remarks)
    except ValueError as problem:
        said = str(problem)
        assert said.startswith("use.json")
        assert len(said) <= MESSAGE_MOST
        assert said.isprintable()
