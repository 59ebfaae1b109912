"""Quantities: Kubernetes' grammar and rounding, with bounds before any arithmetic; and what a pod adds up to."""

from __future__ import annotations

import math
import re
from decimal import Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.cluster.inventory import MOST
from course_lib.cluster.objects.podspec import count_silent, effective_request, remarks
from course_lib.cluster.objects.quantities import count, cpu_millicores, memory_bytes
from course_lib.plural import counted
from course_lib.text_files.parts import Part

MI = 2**20

# kubernetes.io/docs: "Meaning of CPU", "Meaning of memory", and the reference of Quantity.
CPU = [
    ("500m", 500), ("0.5", 500), ("0.1", 100), ("100m", 100), ("1", 1000), ("1.5", 1500), (2, 2000), (0.5, 500),
    ("0", 0), (0, 0), ("-0", 0), ("1n", 1), ("100n", 1), ("999999n", 1), ("1000001n", 2), ("1u", 1), ("1.0001", 1001),
    ("1e3", 1_000_000), ("1E3", 1_000_000), ("1e-3", 1), ("2.5e-4", 1), ("+1", 1000), (".5", 500), ("5.", 5000),
    ("0.1k", 100_000), ("1Ki", 1_024_000), ("0" * 40, 0), ("1e000", 1000), ("1e-999", 1), (1e-9, 1),
]  # fmt: skip
MEMORY = [
    ("128974848", 128_974_848), ("129e6", 129_000_000), ("129M", 129_000_000), ("128974848000m", 128_974_848),
    ("123Mi", 128_974_848), ("1Ki", 1024), ("1k", 1000), ("1G", 10**9), ("1Gi", 2**30), ("1Ti", 2**40), ("1P", 10**15),
    ("1Pi", 2**50), ("8Pi", MOST), ("0.5Gi", 2**29), ("1.2Ki", 1229), ("1m", 1), ("1500m", 2), ("1e-9", 1),
    (134217728, 128 * MI), (1e8, 10**8), ("12880336Ki", 12880336 * 1024), ("0.1E", 10**17 // 1), ("1e8", 10**8),
]  # fmt: skip
NOT_QUANTITIES = [
    "", " ", " 1", "1 ", "1\n", "five", "5oom", "1i", "1K", "1KI", "1ki", "1mi", "1Kib", "1KiB", "1MB", "1e", "1e1.5",
    "1e+", "e3", ".", "+", "-", "--1", "+-1", "1,5", "1_000", "1/2", "0x10", "٣", "½", "1e3Ki", "1mm", "inf", "nan",
    "NaN", "Infinity", "1e9999", "1e999999999", "1e-999999999", "1e99999999999999999999", "9" * 41,
    "9" * 10**6, "1." + "0" * 41, None, True, False, [], {}, ["1"], b"1", math.nan, math.inf, -math.inf, 1e300, 10**40,
]  # fmt: skip
TOO_MUCH = ["9Pi", "1E", "1Ei", "1e999", "9007199254740993", 2**53 + 1, 1e29, "9" * 40 + "Ei"]
NEGATIVE = ["-1", "-500m", "-1n", "-1e-9", "-0.1Ki", -1, -0.5]


@pytest.mark.parametrize(("text", "millicores"), CPU)
def test_cpu_is_rounded_up_to_millicores(text, millicores):
    assert cpu_millicores(text) == millicores


@pytest.mark.parametrize(("text", "amount_bytes"), [row for row in MEMORY if row[1] <= MOST])
def test_memory_is_rounded_up_to_bytes(text, amount_bytes):
    assert memory_bytes(text) == count(text) == amount_bytes


@pytest.mark.parametrize(("convert", "example"), [(cpu_millicores, "500m"), (memory_bytes, "128Mi"), (count, "110")])
@pytest.mark.parametrize("value", NOT_QUANTITIES, ids=lambda value: repr(value)[:20])
def test_what_is_no_quantity_is_refused_at_once_with_an_example_of_its_kind(convert, example, value):
    with pytest.raises(ValueError, match=rf"^must be a Kubernetes quantity such as {example}, got .{{1,60}}$"):
        convert(value)


@pytest.mark.parametrize("value", TOO_MUCH, ids=lambda value: repr(value)[:20])
def test_what_is_beyond_exact_reckoning_is_refused(value):
    with pytest.raises(ValueError, match=f"^must be a Kubernetes quantity such as 128Mi, at most {MOST}, got "):
        memory_bytes(value)


@pytest.mark.parametrize("value", NEGATIVE)
def test_negative_amounts_are_refused_even_those_that_round_to_nothing(value):
    with pytest.raises(
        ValueError, match=re.escape(f"must be a Kubernetes quantity such as 500m, not negative, got '{value}'")
    ):
        cpu_millicores(value)


SUFFIXES = {"": 0, "n": -9, "u": -6, "m": -3, "k": 3, "M": 6, "G": 9}  # Go's decimalSI, as powers of ten


@given(st.integers(0, 10**6), st.integers(0, 999), st.sampled_from(sorted(SUFFIXES)))
def test_decimal_arithmetic_agrees(whole, thousandths, suffix):
    exact = Context(prec=60)
    cores = exact.scaleb(Decimal(f"{whole}.{thousandths:03}"), SUFFIXES[suffix])
    expected = int(exact.scaleb(cores, 3).to_integral_value(rounding="ROUND_CEILING"))
    text = f"{whole}.{thousandths:03}{suffix}"
    if expected <= MOST:
        assert cpu_millicores(text) == expected
    else:
        with pytest.raises(ValueError, match="at most"):
            cpu_millicores(text)


@given(st.text(max_size=12) | st.from_regex(r"[+-]?[0-9.]{1,8}[eE+-]?[numkMGTPEi0-9]{0,5}"))
def test_any_text_is_an_amount_or_refused(text):
    try:
        amount = memory_bytes(text)
    except ValueError as problem:
        amount = 0 if str(problem).startswith("must be a Kubernetes quantity such as 128Mi") else None
    assert type(amount) is int
    assert 0 <= amount <= MOST


@pytest.mark.parametrize(("number", "words"), [(0, "0 pods"), (1, "1 pod"), (1200, "1,200 pods")])
def test_counted(number, words):
    assert counted(number, "pod") == words


# ---- what a pod adds up to ----


def asks(cpu: str | None = None, memory: str | None = None, kind: str = "requests", **more: object) -> dict:
    return {"resources": {kind: {"cpu": cpu, "memory": memory}}, **more}


def stays(cpu: str, memory: str = "0") -> dict:
    return asks(cpu, memory, restartPolicy="Always")


KATA = {"overhead": {"cpu": "250m", "memory": "1Mi"}}
OF_POD = {"resources": {"requests": {"cpu": "2"}}}
LIMITED = {"resources": {"limits": {"cpu": "2", "memory": "1Mi"}}}
BOTH = {"resources": {"requests": {"cpu": "0"}, "limits": {"cpu": "1", "memory": "1Mi"}}}
EMPTY = [{}, {"resources": None}, {"resources": {"requests": None, "limits": {}}}]
SERVED = [stays("50m"), asks("1"), stays("50m"), asks("990m")]
# Containers, init containers, the rest of the spec; each expectation was reckoned by hand by the rules of KEP-753
# (sidecars), KEP-688 (overhead) and KEP-2837 (requests of the pod).
PODS = {
    "containers add up": ([asks("500m", "1Mi"), asks("0.25", "2Mi")], [], {}, (750, 3 * MI)),
    "a large init container binds": ([asks("500m", "8Mi")], [asks("2", "1Mi")], {}, (2000, 8 * MI)),
    "init containers don't add up": ([asks("100m")], [asks("300m"), asks("400m")], {}, (400, 0)),
    "a sidecar adds to containers": ([asks("500m")], [stays("100m", "1Mi")], {}, (600, MI)),
    "and to init containers after it": ([asks("500m")], [stays("100m"), asks("700m")], {}, (800, 0)),
    "not to those before it": ([asks("500m")], [asks("550m"), stays("100m")], {}, (600, 0)),
    "two sidecars, one in between": ([asks("10m")], SERVED, {}, (1090, 0)),
    "overhead on top": ([asks("1", "1Mi")], [asks("3")], KATA, (3250, 2 * MI)),
    "a limit stands in": ([asks("1", "1Mi", "limits")], [], {}, (1000, MI)),
    "a request goes first": ([BOTH], [], {}, (0, MI)),
    "nothing asked": (EMPTY, [], {}, (0, 0)),
    "the pod's own goes first": ([asks("5", "1Mi")], [], OF_POD, (2000, MI)),
    "with overhead": ([asks("5")], [], OF_POD | KATA, (2250, MI)),
    "the pod's limit, where nobody asks": ([{}], [], LIMITED, (2000, MI)),
    "not where one asks": ([asks("1")], [], LIMITED, (1000, MI)),
    "nor where an init container does": ([{}], [asks("300m")], LIMITED, (300, MI)),
}


@pytest.mark.parametrize("name", PODS)
def test_effective_request(name):
    containers, inits, more, expected = PODS[name]
    spec = {"containers": containers, "initContainers": inits, **more}
    assert effective_request(Part(spec, "spec")) == [*expected]


def test_silent_counts_containers_that_stay():
    spec = {"containers": [asks("1"), {}, asks(None, "1Mi")], "initContainers": [{}, {"restartPolicy": "Always"}]}
    assert [*count_silent(Part(spec, "spec")).values()] == [3, 3]
    spec["resources"] = {"requests": {"cpu": "1"}}
    assert [*count_silent(Part(spec, "spec")).values()] == [0, 3]


@pytest.mark.parametrize("containers", [None, [], {}, "web", [None], [3]])
def test_a_pod_has_containers(containers):
    with pytest.raises(ValueError, match=r"^spec\.containers.* must (be a list|be a group of fields|not be null)"):
        effective_request(Part({"containers": containers}, "spec"))


def test_what_is_not_asked_for_counts_differently_where_pods_fit_and_where_nodes_score():
    # kubernetes, pkg/scheduler/util/pod_resources.go: DefaultMilliCPURequest and DefaultMemoryRequest.
    why = "The scheduler counts that as 0 when it checks whether a pod fits, and as {} when it scores nodes."
    assert remarks([Part({"containers": [{}, asks("1")]}, "spec")]) == [
        f"Without a CPU request: 1 of 2 containers. {why.format('100 millicores')}",
        f"Without a memory request: 2 of 2 containers. {why.format('200 MiB')}",
    ]


THOUSANDTHS = "{} less than 1 MiB of memory. Is a suffix wrong (m means a thousandth)?"


@pytest.mark.parametrize(
    ("spec", "is_little"),
    [
        ({"containers": [asks("1", "512m")]}, True),
        ({"containers": [asks("1", "1048575")]}, True),
        ({"containers": [asks("1", "1Mi")]}, False),
        ({"containers": [asks("1", "0")]}, False),
        ({"containers": [asks("1", "512Mi"), asks("1", "512m")]}, True),
        ({"containers": [asks("1", "512Mi")], "initContainers": [asks("1", "512m")]}, True),
        ({"containers": [asks("1", "512m", "limits")]}, True),
        ({"containers": [asks("1", "512Mi")], "resources": {"requests": {"memory": "512m"}}}, True),
        ({"containers": [asks("512m", "512Mi")], "overhead": {"memory": "1"}}, False),
    ],
)
def test_half_a_byte_of_memory_is_remarked(spec, is_little):
    part = Part(spec, "spec")
    assert remarks([part]) == [THOUSANDTHS.format("1 pod requests")] * is_little
    assert remarks([part] * 1200) == [THOUSANDTHS.format("1,200 pods request")] * is_little
