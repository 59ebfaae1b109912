"""Chapter 03's exercises: no wrong method gives the right number, and each gets words of its own."""

from __future__ import annotations

import math
import re

import pytest

from course_lib.chapters.ch03_cluster import exercises as ex
from course_lib.framework.exercise.calling import run
from tests.answers import answers, typed

# Nodes added, each method written down once more, from the question's numbers alone.


def held(pods, cpu, memory, node_cpu, node_gib, sidecar, sidecar_mib):
    """Return the pods, and how many of them a node holds by CPU and by memory, before and after."""
    mib = 1024 * node_gib
    before = node_cpu / cpu, mib / memory
    after = node_cpu / (cpu + sidecar), mib / (memory + sidecar_mib)
    return pods, before, after


def by_rounding(nodes, pods_a_node=int):
    """Return a method that rounds the nodes, and the pods a node holds, in some way, and then subtracts."""

    def method(**numbers):
        pods, before, after = held(**numbers)
        return nodes(pods / pods_a_node(min(after))) - nodes(pods / pods_a_node(min(before)))

    return method


def the_difference(rounded):
    """Return a method that subtracts first, and rounds then."""
    exact = by_rounding(lambda nodes: nodes)
    return lambda **numbers: rounded(exact(**numbers))


def before_the_mesh(**numbers):
    pods, before, _ = held(**numbers)
    return math.ceil(pods / int(min(before)))


METHODS = {
    "nodes down": (by_rounding(math.floor), "nodes-rounded-down"),
    "nodes to the nearest": (by_rounding(round), "nodes-rounded-down"),
    "the difference up": (the_difference(math.ceil), "nodes-rounded-down"),
    "the difference to the nearest": (the_difference(round), "nodes-rounded-down"),
    "nodes not at all": (by_rounding(lambda nodes: nodes), "nodes-not-rounded"),
    "no subtraction": (before_the_mesh, "nodes-before"),
}


@pytest.mark.parametrize("method", METHODS)
def test_no_wrong_method_gives_the_nodes_added(method):
    wrong, mistake = METHODS[method]
    for numbers in ex.nodes_added.variants:
        result = ex.nodes_added.check(wrong(**numbers))
        assert result.status == "not yet"
        assert mistake in result.mistake.split(" or ")
        assert "sidecars packed" not in result.message
        ex.nodes_added.solution()


@pytest.mark.parametrize("pods_a_node", [math.ceil, round, lambda pods: pods])
@pytest.mark.parametrize("nodes", [math.floor, math.ceil, round])
def test_only_whole_pods_that_fit_give_the_nodes_added(nodes, pods_a_node):
    for numbers in ex.nodes_added.variants:
        assert by_rounding(nodes, pods_a_node)(**numbers) != ex.nodes_added.right_of(numbers)


def test_memory_binds_before_and_after():
    for numbers in ex.nodes_added.variants:
        _, before, after = held(**numbers)
        assert int(before[1]) < int(before[0])
        assert int(after[1]) < int(after[0])
        assert by_rounding(math.ceil)(**numbers) == ex.nodes_added.right_of(numbers)


# Allocatable memory: one reserve alone taken off.


@pytest.mark.parametrize(
    ("taken_off", "mistake"),
    [("kube_mib", "kube-alone"), ("system_mib", "system-alone"), ("eviction_mib", "eviction-alone")],
)
def test_one_of_three_reserves_is_recognised(taken_off, mistake):
    for numbers in ex.allocatable_memory.variants:
        result = ex.allocatable_memory.check(round(numbers["gib"] - numbers[taken_off] / 1024, 2))
        assert (result.status, result.mistake) == ("not yet", mistake)
        ex.allocatable_memory.solution()


# What is said, and in which words.


@pytest.mark.parametrize(
    ("key", "name", "told"),
    [
        ("effective_request", "wrong_type_error", "Say it of each pair: "),
        ("effective_request", "wrong_type_error__overhead_whole", "`overhead` is a tuple, and `running` a number."),
        ("score", "wrong_type_error__min_of_a_pair", "One of the two is a list or tuple, the other a number."),
    ],
)
def test_advice_on_a_pair_speaks_of_no_box(key, name, told):
    said = getattr(ex, key).check(typed(answers(f"cluster.{key}")[name].source, key)).message
    assert told in said
    assert "box" not in said


def test_an_index_that_is_missing_may_be_one_of_a_tuple():
    assert "A list or tuple has no item at that position" in run(lambda pair: pair[2], [((1, 2),)])[0].explanation


@pytest.mark.parametrize("value", [(1, 2), [1, 2]])
def test_a_tuple_is_not_called_a_list(value):
    result = ex.stranded_cpu.check(lambda free, pod: value)
    assert result.mistake == "wrong-kind"
    assert "returns a list or tuple; it should return a number." in result.message


def test_what_is_stranded_per_node_may_come_as_a_tuple():
    sentence = ex.stranded_cpu.mistakes["per-node"].sentence
    assert "list" not in sentence


def test_no_choice_that_is_wrong_is_granted_in_its_reply():
    for question in (ex.skip_full, ex.skip_free, ex.not_enough):
        for variant in question.variants:
            wrong = [choice for position, choice in enumerate(variant.choices) if position != variant.right]
            assert not any(re.match(r"Then it fits|Yes|Right", choice.why) for choice in wrong)


def test_the_overhead_of_a_pod_is_told_from_what_its_sidecar_takes():
    told = [each.sentence for each in ex.effective_request.mistakes.values() if "overhead" in each.sentence]
    assert len(told) >= 4
    assert all("pod's overhead (its sandbox)" in sentence for sentence in told)


def test_a_letter_made_small_or_large_is_told_where_the_code_does_so():
    for name in ("m-for-million", "case-ignored"):
        mistake = ex.quantity.mistakes[name]
        assert "upper() makes the two alike" in mistake.told_of({"float", "upper"})
        assert "upper()" not in mistake.told_of({"float"})
